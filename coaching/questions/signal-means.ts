import { type DayIndex, lastReset, valuesBetween } from "../model/day-index.ts";
import type { BaselineSignal } from "../model/days.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { middleOf } from "../model/sorted.ts";
import { baselineBefore } from "../scores/baseline.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import { type DayRange, daysNeeded } from "./asked-period.ts";

/** What a wearable measures once a day and people ask about. */
export type AskedSignal =
  | "sleepMinutes"
  | "hrvMs"
  | "restingHeartRateBpm"
  | "steps"
  | "activityKcal"
  | "stressLevel";

export type DatedValue = { readonly date: LocalDate; readonly value: number };

/** A mean over the days that have a value, or how far they fall short. */
export type SignalMean = {
  /** Days looked at; shorter than asked for where the device changed within. */
  readonly range: DayRange;
  readonly days: number;
  /** Days with a value. */
  readonly n: number;
  /** First day of another device within the days asked for; what came before it is left out. */
  readonly changedOn: LocalDate | null;
} & (
  | { readonly kind: "mean"; readonly mean: number; readonly low: DatedValue; readonly high: DatedValue }
  | { readonly kind: "thin"; readonly need: number }
);

/**
 * The mean of a signal over some days; a missing day is left out, never 0.
 *
 * Devices are never mixed: where the signal comes from another one within these days, only the days since count.
 * Told from a third of the days on, 2 to 14 of them.
 */
export function meanOver(index: DayIndex, signal: AskedSignal, asked: DayRange): SignalMean {
  const last = dayNumber(asked.to);
  const reset = isJudged(signal) ? lastReset(index, signal, last) : null;
  const first = Math.max(dayNumber(asked.from), reset ?? Number.NEGATIVE_INFINITY);
  const changedOn = reset !== null && reset > dayNumber(asked.from) ? dateOfDayNumber(reset) : null;
  const values = valuesBetween(index, signal, first, last);
  const days = last - first + 1;
  const common = { range: { from: dateOfDayNumber(first), to: asked.to }, days, n: values.length, changedOn };
  const need = daysNeeded(days);
  const sorted = values.toSorted((left, right) => left.value - right.value || left.day - right.day);
  const [low] = sorted;
  const high = sorted.at(-1);
  if (values.length < need || low === undefined || high === undefined)
    return { ...common, kind: "thin", need };
  const sum = values.reduce((total, { value }) => total + value, 0);
  return { ...common, kind: "mean", mean: sum / values.length, low: dated(low), high: dated(high) };
}

function dated({ day, value }: { readonly day: number; readonly value: number }): DatedValue {
  return { date: dateOfDayNumber(day), value };
}

/** Whether both ends come from one device: what two devices say is never held against each other. */
export function isSameDevice(index: DayIndex, signal: AskedSignal, left: DayRange, right: DayRange): boolean {
  if (!isJudged(signal)) return true;
  const resetBefore = (range: DayRange) => lastReset(index, signal, dayNumber(range.to));
  return resetBefore(left) === resetBefore(right);
}

/** A person's own usual before a day: the middle of the 60 days before it, and how many of them are known. */
export type UsualSignal = { readonly value: number; readonly n: number };

/**
 * Null with fewer than seven known days, counted from a change of device on; minutes of sleep are the same on any device.
 *
 * @param since the first day of the device that tells active energy, which the days do not know by themselves
 */
export function usualBefore(
  index: DayIndex,
  signal: AskedSignal,
  date: LocalDate,
  since: LocalDate | null = null,
): UsualSignal | null {
  const day = dayNumber(date);
  if (isJudged(signal)) {
    // As scores judge it, so that both name the same usual.
    const { usual, n } = baselineBefore(index, signal, day, SCORE_CONFIG.baseline).baseline;
    return usual === null ? null : { value: usual, n };
  }
  const { windowDays, provisionalDays } = SCORE_CONFIG.baseline;
  const from = since === null ? day - windowDays : Math.max(day - windowDays, dayNumber(since));
  const known = valuesBetween(index, signal, from, day - 1);
  if (known.length < provisionalDays) return null;
  const middle = middleOf(Float64Array.from(known, ({ value }) => value).sort());
  return { value: middle, n: known.length };
}

/** Whether scores judge it, and so know where its baseline starts again. */
function isJudged(signal: AskedSignal): signal is AskedSignal & BaselineSignal {
  return signal !== "sleepMinutes" && signal !== "activityKcal";
}

/** The last value up to a day; null without one. */
export function latestValue(index: DayIndex, signal: AskedSignal, to: LocalDate): DatedValue | null {
  const days = [...index.records.keys()];
  const found = valuesBetween(index, signal, Math.min(...days), dayNumber(to)).at(-1);
  return found === undefined ? null : dated(found);
}
