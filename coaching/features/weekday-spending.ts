import { median } from "simple-statistics";
import { type Days, indexDays, spanOf, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate, weekdayOf } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";

const WINDOW_DAYS = 56;
const MIN_DAYS = 4;
/** On a usual spending day the person spends on at least this share of such weekdays. */
const MIN_SHARE = 0.5;

export type WeekdaySpending = {
  /** 0 = Monday … 6 = Sunday. */
  readonly weekday: number;
  /** Median discretionary spending on this weekday, days without spending included; minor units. */
  readonly typicalMinor: number;
  /** The same over all days of the eight weeks. */
  readonly typicalAnyDayMinor: number;
  /** Share of these weekdays with any discretionary spending, 0 to 1. */
  readonly spendingShare: number;
  /** Spends on at least half of these weekdays, and typically more than on a day at large. */
  readonly isUsualSpendingDay: boolean;
};

/**
 * What the person usually spends on the weekday of `date`, from the eight weeks before it.
 *
 * `n` counts the days of that weekday; fewer than four synced ones tell nothing. The day itself is not looked at.
 */
export function weekdaySpending(days: Days, date: LocalDate): Feature<WeekdaySpending> {
  const weekday = weekdayOf(date);
  const day = dayNumber(date);
  const all = valuesBetween(indexDays(days), "spentDiscretionaryMinor", day - WINDOW_DAYS, day - 1);
  const same = all.filter((known) => weekdayOf(dateOfDayNumber(known.day)) === weekday);
  const span = spanOf(same);
  if (span === null || same.length < MIN_DAYS) {
    return notMeasured(all.length === 0 ? "not_synced" : "not_enough_days", same.length, MIN_DAYS);
  }
  const typicalMinor = median(same.map((known) => known.value));
  const typicalAnyDayMinor = median(all.map((known) => known.value));
  const spendingShare = same.filter((known) => known.value > 0).length / same.length;
  return {
    kind: "measured",
    value: {
      weekday,
      typicalMinor,
      typicalAnyDayMinor,
      spendingShare,
      isUsualSpendingDay: spendingShare >= MIN_SHARE && typicalMinor > typicalAnyDayMinor,
    },
    n: same.length,
    from: dateOfDayNumber(span.first),
    to: dateOfDayNumber(span.last),
  };
}
