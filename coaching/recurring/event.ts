import { addDays, type LocalDate } from "../model/local-date.ts";
import type { TransactionRow } from "../model/rows.ts";
import { RECURRING_CONFIG } from "./config.ts";

/** One payment as the engine sees it. */
export type PaymentEvent = {
  readonly id: string;
  /** As in `dayNumber`. */
  readonly day: number;
  /** Above 0. */
  readonly amountMinor: number;
  readonly hasKeyword: boolean;
};

/** What the engine reads of a row, with the bank's own line where there is one. */
export type Payment = Pick<
  TransactionRow,
  "id" | "date" | "merchantName" | "amountMinor" | "currency" | "category" | "subcategory" | "pending"
> & {
  readonly rawDescriptor: string | null;
};

/**
 * Whether a row lies in the time that repetitions are looked for in: not after a day, and not so long before it that a wrong
 * clock must have told its date (1970). One such row would stretch its merchant's time until nothing in it recurs.
 */
export function isInHistory(asOf: LocalDate): (row: { readonly date: LocalDate }) => boolean {
  const first = addDays(asOf, -RECURRING_CONFIG.longestHistoryDays);
  return ({ date }) => date <= asOf && date >= first;
}

/** By day, then amount, then id: never the order of input. */
export function byDay(left: PaymentEvent, right: PaymentEvent): number {
  const step = left.day - right.day || left.amountMinor - right.amountMinor;
  return step !== 0 ? step : left.id < right.id ? -1 : 1;
}

/** Index of the first event, from `from` on in order of day, that lies on `day` or later. */
export function firstFrom(events: readonly PaymentEvent[], from: number, day: number): number {
  let low = from;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.day ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first event, from `from` on in order of day, that lies after `day`. */
export function firstAfter(events: readonly PaymentEvent[], from: number, day: number): number {
  // Days are whole numbers.
  return firstFrom(events, from, Math.floor(day) + 1);
}
