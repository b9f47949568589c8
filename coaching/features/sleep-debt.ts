import { type DayIndex, type Days, indexDays, spanOf, valueAt, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";
import { middleOf } from "../model/sorted.ts";
import { SCORE_CONFIG, type ScoreConfig } from "../scores/config.ts";

/** A person's sleep need kept within 360 to 600 minutes; 480 when it is no number. */
export function soundNeed(needMinutes: number, config: ScoreConfig = SCORE_CONFIG): number {
  const { needDefaultMinutes, needMinMinutes, needMaxMinutes } = config.energy;
  if (!Number.isFinite(needMinutes)) return needDefaultMinutes;
  return Math.min(needMaxMinutes, Math.max(needMinMinutes, needMinutes));
}

/**
 * Minutes short of the need in the night that ended on `date`; negative for more sleep than needed.
 *
 * @param needMinutes kept within 360 to 600
 */
export function sleepDeficit(days: Days, date: LocalDate, needMinutes: number): Feature<number> {
  const slept = valueAt(indexDays(days), "sleepMinutes", dayNumber(date));
  if (slept === null) return notMeasured("not_enough_days", 0, 1);
  return { kind: "measured", value: soundNeed(needMinutes) - slept, n: 1, from: date, to: date };
}

/**
 * Minutes of sleep lacking per night over the last 14, recent nights counting more; never negative.
 *
 * Nights without data are passed over and the rest weighs more; fewer than 7 known nights tell nothing.
 *
 * @param needMinutes kept within 360 to 600
 */
export function sleepDebt(
  days: Days,
  date: LocalDate,
  needMinutes: number,
  config: ScoreConfig = SCORE_CONFIG,
): Feature<number> {
  const { debtDays, debtMinNights, debtDecay } = config.energy;
  const day = dayNumber(date);
  const nights = valuesBetween(indexDays(days), "sleepMinutes", day - debtDays + 1, day);
  const span = spanOf(nights);
  if (span === null || nights.length < debtMinNights) {
    return notMeasured("not_enough_days", nights.length, debtMinNights);
  }
  const need = soundNeed(needMinutes, config);
  let lacking = 0;
  let weights = 0;
  for (const night of nights) {
    const weight = debtDecay ** (day - night.day);
    lacking += weight * (need - night.value);
    weights += weight;
  }
  return {
    kind: "measured",
    value: Math.max(0, lacking / weights),
    n: nights.length,
    from: dateOfDayNumber(span.first),
    to: dateOfDayNumber(span.last),
  };
}

/** Median sleep of the 60 nights before a day, in minutes; null with fewer than 7. */
export function usualSleepMinutes(index: DayIndex, day: number, config: ScoreConfig): number | null {
  const { windowDays, provisionalDays } = config.baseline;
  const nights = valuesBetween(index, "sleepMinutes", day - windowDays, day - 1);
  if (nights.length < provisionalDays) return null;
  return middleOf(Float64Array.from(nights, (night) => night.value).sort());
}
