import { CORRELATION_CONFIG } from "../correlations/config.ts";
import { testLag } from "../correlations/gls.ts";
import { normalScores } from "../correlations/normal-scores.ts";
import { nuisanceColumns } from "../correlations/nuisance.ts";
import type { Look, RelationState, Standing } from "../insights/look.ts";
import { type DayIndex, type DaySignal, type Days, indexDays, valueAt } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate, weekdayOf } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";

/** How two signals of a person move together, never by a bare correlation. */
export type RelationStrength = {
  /** −1 to +1, of the ranks, with level, trend, weekday and payday taken out. */
  readonly r: number;
  readonly p: number;
  /** Over everything that was looked for with it; p itself where it was looked for alone. */
  readonly q: number;
  /** Days that what leads comes before what follows. */
  readonly lag: number;
  readonly state: RelationState;
};

const { minPairs } = CORRELATION_CONFIG;

/**
 * `mood_spend_correlation` and its like: what the newest look saw of a relation.
 *
 * @param look null before the first one
 * @param type as `mood_to_spending`
 * @param standings where relations stand after that look
 */
export function relationStrength(
  look: Look | null,
  type: string,
  standings: readonly Standing[],
): Feature<RelationStrength> {
  const seen = look?.results.find((result) => result.type === type && result.subject === "");
  if (look === null || seen === undefined) return notMeasured("not_enough_days", 0, minPairs);
  if (seen.untested === "constant") return notMeasured("constant", seen.pairs, minPairs);
  if (seen.found === null || seen.found.n < minPairs) {
    return notMeasured("not_enough_days", seen.found?.n ?? seen.pairs, minPairs);
  }
  const { r, p, q, lag, n } = seen.found;
  const state = standings.find((one) => one.type === type && one.subject === "")?.state ?? "none";
  return { kind: "measured", value: { r, p, q, lag, state }, n, from: look.from, to: look.date };
}

const WINDOW_DAYS = 90;

/**
 * `energy_mood_correlation`: how the energy people tell goes with the mood they tell on the same day, over 90 days.
 *
 * Both come from one check-in, so the weekly look does not search for it; it is tested here by the same method, alone.
 */
export function energyMoodStrength(days: Days, date: LocalDate): Feature<RelationStrength> {
  const index = indexDays(days);
  const last = dayNumber(date);
  const first = Math.max(index.first, last - WINDOW_DAYS + 1);
  const length = Math.max(0, last - first + 1);
  const [energy, mood] = [
    seriesOf(index, "energySelf", first, length),
    seriesOf(index, "mood", first, length),
  ];
  const pairs = energy.filter((value, day) => !Number.isNaN(value + (mood[day] ?? Number.NaN))).length;
  if (pairs < minPairs) return notMeasured("not_enough_days", pairs, minPairs);
  const [x, y] = [normalScores(energy), normalScores(mood)];
  if (x === null || y === null) return notMeasured("constant", pairs, minPairs);
  const from = dateOfDayNumber(first);
  const incomes = seriesOf(index, "incomeMinor", first, length);
  const calendar = {
    days: length,
    firstWeekday: weekdayOf(from),
    isIncomeDay: incomes.every(Number.isNaN) ? null : Array.from(incomes, (income) => income > 0),
  };
  const test = testLag(y, x, 0, nuisanceColumns(calendar, CORRELATION_CONFIG));
  if (test.kind === "untested") return notMeasured(test.reason, test.pairs, minPairs);
  const { r, p } = test;
  return { kind: "measured", value: { r, p, q: p, lag: 0, state: "none" }, n: test.pairs, from, to: date };
}

/** A signal by day, NaN where it is missing and on days on which nothing is as usual. */
function seriesOf(index: DayIndex, signal: DaySignal, first: number, length: number): Float64Array {
  return Float64Array.from({ length }, (_, at) => {
    const tags = index.records.get(first + at)?.tags ?? [];
    const isLeftOut = tags.some((tag) => CORRELATION_CONFIG.leftOutTags.includes(tag));
    return isLeftOut ? Number.NaN : (valueAt(index, signal, first + at) ?? Number.NaN);
  });
}
