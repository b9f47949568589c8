import { median } from "simple-statistics";
import {
  type DayIndex,
  type DaySignal,
  type Days,
  indexDays,
  valueAt,
  valuesBetween,
} from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";
import { minorDigits } from "../model/money.ts";
import { SCORE_CONFIG, type ScoreConfig } from "../scores/config.ts";

/** A week's discretionary spending against the person's own usual week, or the budget they set. */
export type SpendingPace = {
  /** (spent + offset) / (usual + offset): 1 is as usual, 1.3 is 30% ahead. Never 0 or less. */
  readonly rho: number;
  /** Discretionary spending of the seven days, minor units. */
  readonly spentMinor: number;
  /** Median of the earlier weeks; null with fewer than four. */
  readonly usualMinor: number | null;
  /** Earlier weeks known in full, 0 to 8. */
  readonly earlierWeeks: number;
  /** The weekly budget judged against; null when it is the usual week. */
  readonly budgetMinor: number | null;
};

/** What a person has set that pace is judged by. */
export type PaceSettings = {
  /** Discretionary budget per week in minor units; null when none is set. */
  readonly weeklyBudgetMinor: number | null;
  /** ISO 4217. */
  readonly currency: string;
};

/**
 * The last day up to `day` whose spending is known in full, at most two days back; null when there is none.
 *
 * A day in progress is never synced to its end, and banks lag by a day.
 */
export function lastSyncedDay(
  index: DayIndex,
  day: number,
  config: ScoreConfig = SCORE_CONFIG,
): number | null {
  for (let lag = 0; lag <= config.financial.maxLagDays; lag++) {
    const known =
      valueAt(index, "spentDiscretionaryMinor", day - lag) !== null &&
      valueAt(index, "spentTotalMinor", day - lag) !== null;
    if (known) return day - lag;
  }
  return null;
}

/** Sum over the `length` days that end on `end`; null unless every one is known. */
export function sumBack(index: DayIndex, signal: DaySignal, end: number, length: number): number | null {
  let sum = 0;
  for (let day = end - length + 1; day <= end; day++) {
    const value = valueAt(index, signal, day);
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

/**
 * How fast discretionary money goes: the seven days up to the last synced one against the usual week.
 *
 * The usual week is the budget where one is set, else the median of the eight weeks before. A week counts only
 * when every day of it is synced.
 */
export function spendingPace(
  days: Days,
  date: LocalDate,
  settings: PaceSettings,
  config: ScoreConfig = SCORE_CONFIG,
): Feature<SpendingPace> {
  const index = indexDays(days);
  const { weekDays, earlierWeeks, minEarlierWeeks, paceOffsetUnits, paceOffsetShare } = config.financial;
  const end = lastSyncedDay(index, dayNumber(date), config);
  if (end === null) return notMeasured("not_synced", 0, weekDays);
  const spentMinor = sumBack(index, "spentDiscretionaryMinor", end, weekDays);
  if (spentMinor === null) {
    const known = valuesBetween(index, "spentDiscretionaryMinor", end - weekDays + 1, end).length;
    return notMeasured("not_enough_days", known, weekDays);
  }

  const weeks: { readonly start: number; readonly sum: number }[] = [];
  for (let week = 1; week <= earlierWeeks; week++) {
    const weekEnd = end - week * weekDays;
    const sum = sumBack(index, "spentDiscretionaryMinor", weekEnd, weekDays);
    if (sum !== null) weeks.push({ start: weekEnd - weekDays + 1, sum });
  }
  const budgetMinor = soundBudget(settings.weeklyBudgetMinor);
  const usualMinor = weeks.length < minEarlierWeeks ? null : median(weeks.map((week) => week.sum));
  const yardstick = budgetMinor ?? usualMinor;
  if (yardstick === null) {
    return notMeasured("not_enough_days", (weeks.length + 1) * weekDays, (minEarlierWeeks + 1) * weekDays);
  }

  const unit = 10 ** minorDigits(settings.currency);
  const offset = Math.max(paceOffsetUnits * unit, paceOffsetShare * yardstick);
  const start = usualMinor === null ? end - weekDays + 1 : (weeks.at(-1)?.start ?? end);
  return {
    kind: "measured",
    value: {
      rho: (spentMinor + offset) / (yardstick + offset),
      spentMinor,
      usualMinor,
      earlierWeeks: weeks.length,
      budgetMinor,
    },
    n: weekDays * (usualMinor === null ? 1 : weeks.length + 1),
    from: dateOfDayNumber(start),
    to: dateOfDayNumber(end),
  };
}

/** A budget that is no amount is no budget. */
function soundBudget(minor: number | null): number | null {
  return minor !== null && minor >= 0 && minor <= Number.MAX_SAFE_INTEGER ? minor : null;
}
