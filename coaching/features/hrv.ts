import { type Days, indexDays, lastReset, spanOf, valueAt, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, type Measured, notMeasured } from "../model/measured.ts";
import { baselineBefore, deviationOf } from "../scores/baseline.ts";
import { SCORE_CONFIG, type ScoreConfig } from "../scores/config.ts";

const WEEK_DAYS = 7;
const MIN_WEEK_NIGHTS = 4;
/** So many spreads from the own usual a week is said to lie below or above it. */
const APART = 1;

/**
 * `hrv_z_score`: last night's HRV in spreads from the person's own 60 nights before it, on the scale of logarithms, unlimited.
 *
 * Told from 14 nights of one device on. One night is mostly noise (it varies by 10 to 20 %): words use {@link hrvWeekZ}.
 */
export function hrvZScore(days: Days, date: LocalDate, config: ScoreConfig = SCORE_CONFIG): Feature<number> {
  const index = indexDays(days);
  const day = dayNumber(date);
  const night = valueAt(index, "hrvMs", day);
  if (night === null) return notMeasured("not_enough_days", 0, 1);
  return against([night], index, day, { first: day, last: day }, config);
}

/**
 * `hrv_z_7`: the mean logarithm of the last seven nights' HRV in spreads from the person's own usual.
 *
 * Told from 4 of the 7 nights and 14 baseline nights on, all of them by one device.
 */
export function hrvWeekZ(days: Days, date: LocalDate, config: ScoreConfig = SCORE_CONFIG): Feature<number> {
  const index = indexDays(days);
  const day = dayNumber(date);
  const first = Math.max(day - WEEK_DAYS + 1, lastReset(index, "hrvMs", day) ?? Number.NEGATIVE_INFINITY);
  const nights = valuesBetween(index, "hrvMs", first, day);
  const span = spanOf(nights);
  if (span === null || nights.length < MIN_WEEK_NIGHTS) {
    return notMeasured("not_enough_days", nights.length, MIN_WEEK_NIGHTS);
  }
  return against(
    nights.map(({ value }) => value),
    index,
    day,
    span,
    config,
  );
}

/** Where a week of HRV lies against the own usual: z is never said, and one within a spread of it is as usual. */
export function hrvWeekSide(weekZ: Measured<number>): "below" | "usual" | "above" {
  if (weekZ.value <= -APART) return "below";
  return weekZ.value >= APART ? "above" : "usual";
}

function against(
  nights: readonly number[],
  index: ReturnType<typeof indexDays>,
  day: number,
  { first, last }: { readonly first: number; readonly last: number },
  config: ScoreConfig,
): Feature<number> {
  const { baseline } = baselineBefore(index, "hrvMs", day, config.baseline);
  const { personalDays, shapes } = config.baseline;
  const value = deviationOf(nights, baseline, shapes.hrvMs);
  if (value === null || baseline.n < personalDays) {
    return notMeasured("not_enough_days", baseline.n, personalDays);
  }
  const [from, to] = [dateOfDayNumber(first), dateOfDayNumber(last)];
  return { kind: "measured", value, n: nights.length, from, to };
}
