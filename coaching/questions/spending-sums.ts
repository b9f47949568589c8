import { median } from "simple-statistics";
import {
  addDays,
  eachDay,
  type LocalDate,
  monthEndOf,
  monthStartOf,
  weekdayOf,
} from "../model/local-date.ts";
import { merchantKey } from "../money/category.ts";
import { type DayRange, isWholeMonth, lengthOf, overlapOf } from "./asked-period.ts";
import { type PlainGroup, plainGroupOf } from "./plain-groups.ts";
import type { SpendingItem } from "./spending-ledger.ts";

/** How far a person's accounts are known. */
export type KnownMoney = {
  /** First local day with any transaction; null without any. */
  readonly first: LocalDate | null;
  /** Last day known in full on every account; null when there is none, or one was never read. */
  readonly through: LocalDate | null;
};

/** The days of a range that are known in full; null when there are none. */
export function knownPart(range: DayRange, { first, through }: KnownMoney): DayRange | null {
  return first === null || through === null ? null : overlapOf(range, { from: first, to: through });
}

/** Payments in a range, of its days only those weekdays that it keeps to. */
export function within(
  items: readonly SpendingItem[],
  { from, to, weekdays }: DayRange & { readonly weekdays?: readonly number[] },
): readonly SpendingItem[] {
  return items.filter(
    ({ date }) =>
      date >= from && date <= to && (weekdays === undefined || weekdays.includes(weekdayOf(date))),
  );
}

/** Payments taken together, minor units. */
export type SpendingSum = {
  /** Charged less what came back. */
  readonly netMinor: number;
  readonly chargedMinor: number;
  readonly refundedMinor: number;
  /** Payments made, those taken back later among them. */
  readonly count: number;
  /** Payments taken back, and refunds without their payment. */
  readonly refunds: number;
  readonly pending: number;
};

export function sumUp(items: readonly SpendingItem[]): SpendingSum {
  const sum = { netMinor: 0, chargedMinor: 0, refundedMinor: 0, count: 0, refunds: 0, pending: 0 };
  for (const item of items) {
    sum.netMinor += item.netMinor;
    sum.chargedMinor += item.chargedMinor;
    sum.refundedMinor += item.refundedMinor;
    if (item.chargedMinor > 0) sum.count++;
    if (item.refundedMinor > 0) sum.refunds++;
    if (item.pending) sum.pending++;
  }
  return sum;
}

/** What a person spends in a stretch like the one asked about. */
export type Usual = {
  /** `week`: seven days; `weekday`: one day; `weekdays`: the same days of a week; `month`: a calendar month. */
  readonly kind: "week" | "weekday" | "weekdays" | "month";
  /** Median of the earlier stretches. */
  readonly minor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
  /** Earlier stretches known in full. */
  readonly n: number;
  /** These, the oldest first, with what was spent in each. */
  readonly stretches: readonly (DayRange & { readonly minor: number })[];
};

const EARLIER_WEEKS = 8;
const EARLIER_MONTHS = 6;
const FEWEST_EARLIER = 4;

/**
 * A person's own usual for a stretch: the median of the like ones before it, known in full.
 *
 * Up to a week is held against the same days of the eight weeks before, a calendar month against the six months
 * before. Null for other lengths, and with fewer than four such stretches.
 */
export function usualOf(items: readonly SpendingItem[], range: DayRange, known: KnownMoney): Usual | null {
  const kind = usualKind(range);
  if (kind === null) return null;
  const stretches = earlierRanges(range, kind)
    .filter((earlier) => lengthOf(knownPart(earlier, known)) === lengthOf(earlier))
    .map((earlier) => ({ ...earlier, minor: sumUp(within(items, earlier)).netMinor }))
    .reverse();
  const sums = stretches.map(({ minor }) => minor);
  if (sums.length < FEWEST_EARLIER) return null;
  return {
    kind,
    minor: Math.round(median(sums)),
    lowMinor: Math.min(...sums),
    highMinor: Math.max(...sums),
    n: sums.length,
    stretches,
  };
}

function usualKind(range: DayRange): Usual["kind"] | null {
  const days = lengthOf(range);
  if (days === 7) return "week";
  if (days === 1) return "weekday";
  if (days < 7) return "weekdays";
  return isWholeMonth(range) ? "month" : null;
}

function earlierRanges(range: DayRange, kind: Usual["kind"]): readonly DayRange[] {
  if (kind !== "month") {
    return Array.from({ length: EARLIER_WEEKS }, (_, week) => ({
      from: addDays(range.from, -7 * (week + 1)),
      to: addDays(range.to, -7 * (week + 1)),
    }));
  }
  const months: DayRange[] = [];
  for (let to = addDays(range.from, -1); months.length < EARLIER_MONTHS; to = addDays(monthStartOf(to), -1)) {
    months.push({ from: monthStartOf(to), to: monthEndOf(to) });
  }
  return months;
}

/** A name with what went there. */
export type Share<Name> = { readonly name: Name; readonly sum: SpendingSum };

/** Payments by plain group, the largest first. */
export function sumByGroup(items: readonly SpendingItem[]): readonly Share<PlainGroup>[] {
  return sharesOf(Map.groupBy(items, (item) => plainGroupOf(item.category)));
}

/** Payments by merchant, the largest first; those without a name are in {@link sumNameless}. */
export function sumByMerchant(items: readonly SpendingItem[]): readonly Share<string>[] {
  const names = shownNames(items);
  const named = items.filter(({ merchantName }) => merchantKey(merchantName) !== null);
  return sharesOf(Map.groupBy(named, ({ merchantName }) => names.get(merchantKey(merchantName) ?? "") ?? ""));
}

/** Payments of which nobody knows to whom they went. */
export function sumNameless(items: readonly SpendingItem[]): SpendingSum {
  return sumUp(items.filter(({ merchantName }) => merchantKey(merchantName) === null));
}

/** One spelling for each merchant, whatever case the bank writes it in: the latest. */
function shownNames(items: readonly SpendingItem[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { merchantName } of items) {
    const key = merchantKey(merchantName);
    if (key !== null && merchantName !== null) names.set(key, merchantName);
  }
  return names;
}

function sharesOf<Name extends string>(
  groups: ReadonlyMap<Name, readonly SpendingItem[]>,
): readonly Share<Name>[] {
  return [...groups]
    .map(([name, items]) => ({ name, sum: sumUp(items) }))
    .sort((left, right) => right.sum.netMinor - left.sum.netMinor || (left.name < right.name ? -1 : 1));
}

/** Merchants by how often they were paid, the most frequent first. */
export function merchantNames(items: readonly SpendingItem[]): readonly string[] {
  return sumByMerchant(items)
    .toSorted((left, right) => right.sum.count - left.sum.count)
    .map(({ name }) => name);
}

/** How many days of a range have no payment among the items. */
export function daysWithout(items: readonly SpendingItem[], range: DayRange): number {
  const paid = new Set(items.filter(({ chargedMinor }) => chargedMinor > 0).map(({ date }) => date));
  return eachDay(range.from, range.to).filter((date) => !paid.has(date)).length;
}

/** Payments by size, the largest first; of equal ones the later. */
export function bySize(items: readonly SpendingItem[]): readonly SpendingItem[] {
  return items.toReversed().sort((left, right) => right.netMinor - left.netMinor);
}
