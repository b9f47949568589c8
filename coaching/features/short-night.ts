import { type Days, indexDays, valueAt } from "../model/day-index.ts";
import { dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import { soundNeed, usualSleepMinutes } from "./sleep-debt.ts";

/** Under six hours a night is short for anyone. */
const SHORT_NIGHT_MINUTES = 360;
/** So far under the person's own usual a night is short for them. */
const SHORT_BY_MINUTES = 60;

export type Night = {
  readonly sleepMinutes: number;
  /** Median of the 60 nights before; null with fewer than 7. */
  readonly usualMinutes: number | null;
  readonly needMinutes: number;
  /** Under {@link SHORT_NIGHT_MINUTES}, or {@link SHORT_BY_MINUTES} or more under the usual. */
  readonly isShort: boolean;
};

/**
 * The night that ended on `date` against the person's own nights.
 *
 * @param needMinutes kept within 360 to 600
 */
export function judgeNight(days: Days, date: LocalDate, needMinutes: number): Feature<Night> {
  const index = indexDays(days);
  const day = dayNumber(date);
  const sleepMinutes = valueAt(index, "sleepMinutes", day);
  if (sleepMinutes === null) return notMeasured("not_enough_days", 0, 1);
  const usualMinutes = usualSleepMinutes(index, day, SCORE_CONFIG);
  const isShort =
    sleepMinutes < SHORT_NIGHT_MINUTES ||
    (usualMinutes !== null && usualMinutes - sleepMinutes >= SHORT_BY_MINUTES);
  const value: Night = { sleepMinutes, usualMinutes, needMinutes: soundNeed(needMinutes), isShort };
  return { kind: "measured", value, n: 1, from: date, to: date };
}
