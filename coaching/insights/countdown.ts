import { CORRELATION_CONFIG, type CorrelationConfig } from "../correlations/config.ts";
import { LAGS } from "../correlations/family.ts";
import { pairedDays } from "../correlations/gls.ts";
import type { DayRecord } from "../model/days.ts";
import { addDays, daysBetween, type LocalDate } from "../model/local-date.ts";
import { type RelationName, seriesOfRelation } from "./relation.ts";
import { windowOf } from "./series.ts";

/** How far the data for a relation are. */
export type Countdown = {
  /** Days on which both are known, at the lag that has most of them. */
  readonly pairs: number;
  /** Days from which it can be told. */
  readonly needed: number;
  /** The first day by which there may be enough, going on as lately; null where that will never be enough. Never before tomorrow. */
  readonly earliest: LocalDate | null;
};

/** The newest days by which it is judged how often both are known. */
const LATELY = 28;

/**
 * How many days are still wanted until a relation can be told.
 *
 * @param days one a calendar day, none left out, in order
 * @param date the last day that is known to it
 * @returns null where there are enough
 * @throws RangeError for days out of order, or a relation that is not looked for
 */
export function countdownOf(
  relation: RelationName,
  days: readonly DayRecord[],
  date: LocalDate,
  config: CorrelationConfig = CORRELATION_CONFIG,
): Countdown | null {
  const window = windowOf(days, date, config);
  const { from, to } = seriesOfRelation(relation, window, config);
  const paired = LAGS.map((lag) => pairedDays(to, from, lag)).reduce((most, one) =>
    one.length > most.length ? one : most,
  );
  const needed = config.publishPairs;
  if (paired.length >= needed) return null;
  // Days back from the date, of each.
  const ages = [...paired].map((day) => daysBetween(window[day]?.date ?? date, date));
  const sinceFirst = window[0] === undefined ? 0 : daysBetween(window[0].date, date) + 1;
  const lately = Math.min(LATELY, sinceFirst);
  const rate = lately === 0 ? 0 : ages.filter((age) => age < lately).length / lately;
  const ahead = daysUntil(needed, ages, rate, config);
  return { pairs: paired.length, needed, earliest: ahead === null ? null : addDays(date, ahead) };
}

/** Days until there are enough within the window, from which old ones fall out; null where that does not happen. */
function daysUntil(
  needed: number,
  ages: readonly number[],
  rate: number,
  { windowDays }: Pick<CorrelationConfig, "windowDays">,
): number | null {
  for (let ahead = 1; rate > 0 && ahead <= windowDays; ahead++) {
    const kept = ages.filter((age) => age + ahead < windowDays).length;
    // Whole days alone count, but for what rounding does to a sum of fractions.
    if (kept + Math.floor(ahead * rate + 1e-9) >= needed) return ahead;
  }
  return null;
}
