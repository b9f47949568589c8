import { eachDay, type LocalDate, weekdayOf } from "../model/local-date.ts";
import type { DayRange } from "./asked-period.ts";
import type { SpendingItem } from "./spending-ledger.ts";
import { bySize, type Share, type SpendingSum, sumUp } from "./spending-sums.ts";

/** What was spent on one weekday, over some days known in full. */
export type WeekdaySum = {
  /** 0 = Monday. */
  readonly weekday: number;
  /** How many of these there are in the days. */
  readonly days: number;
  readonly sum: SpendingSum;
  /** By day, as the days may hold one weekday once more than another. */
  readonly rateMinor: number;
};

/** Fewest days known in full before weekdays are held against each other: four of each. */
export const WEEKDAY_DAYS = 28;
/** Fewest payments likewise: two a weekday. */
export const WEEKDAY_PAYMENTS = 14;
/** Fewest payments with a time before the times of day are. */
export const TIMED_PAYMENTS = 20;

/** All seven weekdays, the one with most by day first. */
export function sumByWeekday(items: readonly SpendingItem[], { from, to }: DayRange): readonly WeekdaySum[] {
  const days = Map.groupBy(eachDay(from, to), weekdayOf);
  const paid = Map.groupBy(items, ({ date }) => weekdayOf(date));
  return [...days]
    .map(([weekday, dates]) => {
      const sum = sumUp(paid.get(weekday) ?? []);
      return { weekday, days: dates.length, sum, rateMinor: sum.netMinor / dates.length };
    })
    .sort((left, right) => right.rateMinor - left.rateMinor || left.weekday - right.weekday);
}

/**
 * The payment without which another weekday would come first: one large one makes no habit.
 *
 * @returns null where the first weekday stays first without its largest payment
 */
export function madeByOne(
  items: readonly SpendingItem[],
  range: DayRange,
): { readonly largest: SpendingItem; readonly weekday: number } | null {
  const first = sumByWeekday(items, range)[0]?.weekday;
  const [largest] = bySize(items.filter(({ date }) => weekdayOf(date) === first));
  if (largest === undefined) return null;
  const without = sumByWeekday(
    items.filter((item) => item !== largest),
    range,
  )[0];
  return without === undefined || without.weekday === first ? null : { largest, weekday: without.weekday };
}

/** By date, the one with most first; of equal ones the later. */
export function sumByDate(items: readonly SpendingItem[]): readonly Share<LocalDate>[] {
  return [...Map.groupBy(items, ({ date }) => date)]
    .map(([name, paid]) => ({ name, sum: sumUp(paid) }))
    .sort((left, right) => right.sum.netMinor - left.sum.netMinor || (left.name < right.name ? 1 : -1));
}

/** Parts of the day, with the same ends as in a plan's "in the evening"; the night goes on past midnight. */
const DAY_PARTS = ["morning", "afternoon", "evening", "night"] as const;
export type DayPart = (typeof DAY_PARTS)[number];

const MORNING = 5 * 60;
const NOON = 12 * 60;
const EVENING = 18 * 60;
const NIGHT = 21 * 60;

function dayPartOf(minute: number): DayPart {
  if (minute < MORNING || minute >= NIGHT) return "night";
  if (minute < NOON) return "morning";
  return minute < EVENING ? "afternoon" : "evening";
}

/** Payments by the part of the day, the one with most first; those without a time are in none. */
export function sumByDayPart(items: readonly SpendingItem[]): readonly Share<DayPart>[] {
  const parts = Map.groupBy(
    items.filter(({ minute }) => minute !== null),
    ({ minute }) => dayPartOf(minute ?? 0),
  );
  return [...parts]
    .map(([name, paid]) => ({ name, sum: sumUp(paid) }))
    .sort(
      (left, right) =>
        right.sum.netMinor - left.sum.netMinor ||
        DAY_PARTS.indexOf(left.name) - DAY_PARTS.indexOf(right.name),
    );
}
