import { CORRELATION_CONFIG, type CorrelationConfig } from "../correlations/config.ts";
import { type LeadingSignal, PAIRS, type RelationSignal, TAG_PAIRS } from "../correlations/family.ts";
import type { Question } from "../correlations/family-answers.ts";
import type { DayRecord } from "../model/days.ts";
import type { LookResult } from "./look.ts";
import { seriesIn } from "./series.ts";
import { tagSeries } from "./tags.ts";

/** A relation by its stored name. */
export type RelationName = Pick<LookResult, "type" | "subject">;

/**
 * What leads and what follows.
 *
 * @returns `from` null where a tag leads
 * @throws RangeError for a name that is none
 */
export function endsOf(type: string): { readonly from: LeadingSignal | null; readonly to: RelationSignal } {
  const pair = PAIRS.find((known) => known.type === type);
  if (pair !== undefined) return pair;
  const tagged = TAG_PAIRS.find((known) => known.type === type);
  if (tagged === undefined) {
    throw new RangeError(`unknown relation "${type}": expected one that is looked for, as sleep_to_spending`);
  }
  return { from: null, to: tagged.to };
}

/** The two series of one relation, by day of a window. */
export function seriesOfRelation(
  { type, subject }: RelationName,
  window: readonly DayRecord[],
  config: CorrelationConfig = CORRELATION_CONFIG,
): Question {
  const { from, to } = endsOf(type);
  const { values } = seriesIn(window, config);
  return { from: from === null ? tagSeries(subject, window, config) : values[from], to: values[to] };
}
