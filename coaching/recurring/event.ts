import type { TransactionRow } from "../model/rows.ts";

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

/** By day, then amount, then id: never the order of input. */
export function byDay(left: PaymentEvent, right: PaymentEvent): number {
  const step = left.day - right.day || left.amountMinor - right.amountMinor;
  return step !== 0 ? step : left.id < right.id ? -1 : 1;
}
