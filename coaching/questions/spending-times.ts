import { median } from "simple-statistics";
import { eachDay, type LocalDate, weekdayOf } from "../model/local-date.ts";
import { merchantKey } from "../money/category.ts";
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

/** On so many of a weekday's days a payment is none of its habits. */
const FEW = 1 / 4;

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
 * The large payments without which another weekday would come first: one rent makes no habit.
 *
 * A payment goes with its like, the same merchant's of at least half its amount on any day, so that the next weekday is not
 * the one on which the other rent fell; and so on, until no such payments make the first weekday.
 *
 * @returns null where the first weekday stays first without them
 */
export function madeByLarge(
  items: readonly SpendingItem[],
  range: DayRange,
): { readonly large: readonly SpendingItem[]; readonly without: WeekdaySum } | null {
  const [first] = sumByWeekday(items, range);
  let left = items;
  let top = first;
  while (top !== undefined) {
    const { weekday, days } = top;
    const paid = bySize(left.filter(({ date }) => weekdayOf(date) === weekday));
    const [largest] = paid;
    if (largest === undefined) break;
    // A dinner each Friday is a habit, whatever it comes to.
    if (paid.filter((item) => isLike(item, largest)).length > Math.max(1, days * FEW)) break;
    const rest = left.filter((item) => !isLike(item, largest));
    const [next] = sumByWeekday(rest, range);
    if (next === undefined || next.weekday === weekday || next.rateMinor <= 0) break;
    left = rest;
    top = next;
  }
  if (top === undefined || top.weekday === first?.weekday) return null;
  const kept = new Set(left);
  return { large: items.filter((item) => !kept.has(item)), without: top };
}

function isLike(item: SpendingItem, large: SpendingItem): boolean {
  if (item === large) return true;
  const key = merchantKey(large.merchantName);
  return key !== null && merchantKey(item.merchantName) === key && item.netMinor * 2 >= large.netMinor;
}

/** What the middle one of a weekday's days comes to, those without a payment among them. */
export function middleOf(items: readonly SpendingItem[], { from, to }: DayRange, weekday: number): number {
  const sums = eachDay(from, to)
    .filter((date) => weekdayOf(date) === weekday)
    .map((date) => sumUp(items.filter((item) => item.date === date)).netMinor);
  return sums.length === 0 ? 0 : median(sums);
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
