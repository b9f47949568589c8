import type { ExposureRule } from "../../coaching/insights/exposure.ts";
import { placeOnFaces } from "../../coaching/model/mood.ts";
import type { InsightRow, SupportingData } from "../../db/queries/insights.ts";
import { counted } from "../format.ts";
import { MEASURES } from "../questions/measures.ts";
import { inline } from "../reply.ts";
import { differenceWords, type Outcome } from "./amounts.ts";

/** What leads, as templates call it. */
export type Lead =
  | "sleep"
  | "hrv"
  | "heart-rate"
  | "stress"
  | "mood"
  | "energy"
  | "steps"
  | "activity"
  | "tag";

/** A relation as far as its sentences need it. */
export type PatternRow = Pick<InsightRow, "signalType" | "subject" | "strength"> & {
  readonly data: Pick<SupportingData, "lag" | "effect"> & Partial<Pick<SupportingData, "currency">>;
};

/** Leads whose high days are the ones that are told of; of the others it is the low ones. */
const HIGH_LEADS: readonly Lead[] = ["stress", "heart-rate", "tag"];

/** A threshold of the leading signal, as it is read. */
const READ: Readonly<Record<Exclude<Lead, "tag">, (value: number) => string>> = {
  sleep: MEASURES.sleep.read,
  hrv: MEASURES.hrv.read,
  "heart-rate": MEASURES["resting heart rate"].read,
  stress: MEASURES.stress.read,
  mood: (value) => String(Math.round(placeOnFaces(value) * 10) / 10),
  energy: (value) => String(Math.round(value)),
  steps: MEASURES.steps.read,
  activity: MEASURES["active energy"].read,
};

/** The two ends of a relation, `sleep_to_spending`, as templates call them. */
export function endsOf(signalType: string): { readonly lead: Lead; readonly outcome: Outcome } {
  const [lead, outcome] = signalType.replaceAll("_", "-").split("-to-");
  // Types are written by the search alone, from its own list of pairs.
  return { lead: lead as Lead, outcome: outcome as Outcome };
}

/**
 * A pattern as a clause: `on the 14 days after under 6 h of sleep you spent about $31 more by choice than on other days (likely
 * between $9 and $55)`; without an amount where its range holds none or
 * tells the other way than the pattern itself, or where the person has counted in another currency since.
 */
export function patternClause(row: PatternRow, currency: string): string {
  return amountClause(row, currency) ?? roughClause(row);
}

/** Whether {@link patternClause} names how much. */
export function namesAmount(row: PatternRow, currency: string): boolean {
  return amountClause(row, currency) !== null;
}

function amountClause(row: PatternRow, currency: string): string | null {
  const { effect, lag } = row.data;
  if (effect === null || effect.low * effect.high <= 0) return null;
  const { outcome } = endsOf(row.signalType);
  // Amounts are never turned into another currency.
  if (outcome === "spending" && row.data.currency !== currency) return null;
  const isMore = effect.difference > 0;
  const about = differenceWords(outcome, effect.shrunk, currency);
  const when = exposedClause(row, effect, effect.exposedDays);
  if (isMore !== goesUp(row) || about === null || when === null) return null;
  const what = whatOf(outcome, lag);
  const way = isMore ? "more" : "less";
  return inline(`insights/patterns/${what}-${way}`, {
    when,
    about,
    range: rangeWords(outcome, effect, currency),
  });
}

/** The days that are told of, so many: `on the 14 days after under 6 h of sleep`; null where no sentence has what makes them so. */
export function exposedClause(row: PatternRow, rule: ExposureRule, days: number): string | null {
  const { lead, outcome } = endsOf(row.signalType);
  const state = stateWords(lead, row.subject, rule);
  if (state === null) return null;
  return inline(`insights/patterns/${whenOf(lead, outcome, row.data.lag)}`, { days, state });
}

/** A pattern as a clause without any number: `on days after shorter nights you tended to spend more by choice`. */
export function roughClause(row: PatternRow): string {
  const { lead, outcome } = endsOf(row.signalType);
  const { lag } = row.data;
  const when = whenOf(lead, outcome, lag);
  const what = whatOf(outcome, lag);
  const way = goesUp(row) ? "more" : "less";
  const facts = lead === "sleep" ? {} : { state: roughState(lead, row.subject) };
  return inline(`insights/patterns/rough-${what}-${way}`, {
    when: inline(`insights/patterns/rough-${when}`, facts),
  });
}

/** Whether there is more of what follows on the days that are told of. */
function goesUp({ signalType, strength }: PatternRow): boolean {
  return HIGH_LEADS.includes(endsOf(signalType).lead) === strength > 0;
}

/** A night belongs to the day it ended on: what a day leads to in sleep of the same day lies before it. */
function whatOf(outcome: Outcome, lag: number): string {
  return outcome === "sleep" && lag === 0 ? "before" : outcome;
}

function whenOf(lead: Lead, outcome: Outcome, lag: number): string {
  if (lead === "sleep") return `night-${lag}`;
  return outcome === "sleep" && lag > 0 ? `to-night-${lag}` : `day-${lag}`;
}

type Effect = NonNullable<SupportingData["effect"]>;

/** What makes a day one of those that are told of; null where no sentence has it. */
function stateWords(lead: Lead, tag: string, { threshold, isOwnQuarter }: ExposureRule): string | null {
  if (lead === "tag") return inline("insights/patterns/tag-noted", { tag });
  if (threshold === null) return null;
  const value = READ[lead](threshold);
  // These have no fixed rule: what is low or high is so for the person alone.
  const isOwn = isOwnQuarter || lead === "hrv" || lead === "heart-rate" || lead === "activity";
  const rule = isOwn ? "own" : "fixed";
  return inline(`insights/patterns/${rule}-${lead}`, { value });
}

function roughState(lead: Exclude<Lead, "sleep">, tag: string): string {
  return lead === "tag"
    ? inline("insights/patterns/tag-noted", { tag })
    : inline(`insights/patterns/rough-${lead}`);
}

function rangeWords(outcome: Outcome, { low, high, shrunk }: Effect, currency: string): string {
  const [near = 0, far = 0] = [low, high].toSorted((one, other) => Math.abs(one) - Math.abs(other));
  const ends = {
    low: differenceWords(outcome, near, currency, shrunk) ?? "",
    high: differenceWords(outcome, far, currency, shrunk) ?? "",
  };
  return inline(ends.low === "" ? "insights/patterns/range-from-none" : "insights/patterns/range", ends);
}

/** What was looked for and not found, as a clause: `short nights don't go with more spending by choice`. */
export function noClause({ type, subject }: { readonly type: string; readonly subject: string }): string {
  const relation = type.replaceAll("_", "-");
  return inline(`insights/none/${relation}`, { tag: subject });
}

/** `96 days`. */
export function daysWords(days: number): string {
  return counted(days, "day");
}
