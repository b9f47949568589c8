import { median } from "simple-statistics";
import { type Days, indexDays, spanOf, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate, weekdayOf } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";

const WINDOW_DAYS = 56;
const MIN_DAYS = 4;
/** On a usual spending day the person spends on at least this share of such weekdays. */
const MIN_SHARE = 0.5;
/** And so many times what a day at large has: less is the same amount to a person. */
const MIN_RATIO = 1.25;
/** Of the ranks of such weekdays among all days: one of a hundred people by chance, one-sided, shared by the seven weekdays. */
const MIN_Z = 2.98;

type Known = { readonly value: number };

export type WeekdaySpending = {
  /** 0 = Monday … 6 = Sunday. */
  readonly weekday: number;
  /** Median discretionary spending on this weekday, days without spending included; minor units. */
  readonly typicalMinor: number;
  /** The same over all days of the eight weeks. */
  readonly typicalAnyDayMinor: number;
  /** Share of these weekdays with any discretionary spending, 0 to 1. */
  readonly spendingShare: number;
  /** Spends on at least half of these weekdays, typically a quarter more than on a day at large, and not by chance. */
  readonly isUsualSpendingDay: boolean;
};

/**
 * What the person usually spends on the weekday of `date`, from the eight weeks before it.
 *
 * `n` counts the days of that weekday; fewer than four synced ones tell nothing. The day itself is not looked at. Of eight days of
 * each weekday about half have a median above that of all days, whatever the person does: so their ranks are tested.
 *
 * @see https://en.wikipedia.org/wiki/Mann%E2%80%93Whitney_U_test
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
      isUsualSpendingDay:
        spendingShare >= MIN_SHARE &&
        typicalMinor > typicalAnyDayMinor &&
        typicalMinor >= MIN_RATIO * typicalAnyDayMinor &&
        rankZ(same, all) >= MIN_Z,
    },
    n: same.length,
    from: dateOfDayNumber(span.first),
    to: dateOfDayNumber(span.last),
  };
}

/** How far the ranks of some days among all lie above those of the others, in standard deviations; 0 where all are equal. */
function rankZ(some: readonly Known[], all: readonly Known[]): number {
  const sorted = all.map(({ value }) => value).sort((one, other) => one - other);
  const ranks = new Map<number, number>();
  let ties = 0;
  for (let from = 0; from < sorted.length; ) {
    const value = sorted[from] ?? 0;
    const to = sorted.lastIndexOf(value);
    const size = to - from + 1;
    ranks.set(value, (from + to) / 2 + 1);
    ties += size ** 3 - size;
    from = to + 1;
  }
  const [n, count] = [some.length, all.length];
  const sum = some.reduce((total, { value }) => total + (ranks.get(value) ?? 0), 0);
  const variance = ((n * (count - n)) / 12) * (count + 1 - ties / (count * (count - 1)));
  return variance > 0 ? (sum - (n * (count + 1)) / 2) / Math.sqrt(variance) : 0;
}
