import type { LocalDate } from "../model/local-date.ts";
import type { TransactionRow } from "../model/rows.ts";
import { type Category, categoryOf } from "../money/category.ts";
import { discretionaryProbability } from "../money/discretionary.ts";
import { flowOf } from "../money/flow.ts";
import { minuteOfPurchase, possibleImpulses } from "../money/impulse.ts";
import { sortFlows } from "../money/refunds.ts";

/** One payment as it stands today, or a refund whose payment is not known. Amounts in minor units. */
export type SpendingItem = {
  readonly id: string;
  readonly date: LocalDate;
  /** Minute of the day on the person's clock; null where only its day is known, and for a refund. */
  readonly minute: number | null;
  /** Null where the bank gives none. */
  readonly merchantName: string | null;
  readonly category: Category | null;
  /** What left the account; 0 for a refund without its payment. */
  readonly chargedMinor: number;
  /** What came back for it, also when it came back after its period. */
  readonly refundedMinor: number;
  /** Charged less refunded; negative for a refund without its payment. */
  readonly netMinor: number;
  /** More likely a wish than a need: the person's own label, else that of its category. */
  readonly isChoice: boolean;
  readonly isPossibleImpulse: boolean;
  readonly pending: boolean;
};

/** Everything a person spent, one currency apart from the other. */
export type Ledger = {
  /** In the person's currency, oldest first. */
  readonly items: readonly SpendingItem[];
  /** The same in each other currency: never converted, never summed with the rest. */
  readonly others: readonly { readonly currency: string; readonly items: readonly SpendingItem[] }[];
  /** Rows between own accounts and payments of a card, in the person's currency: what was bought is counted. */
  readonly transfers: readonly TransactionRow[];
};

/** From here on a purchase is called a choice. */
export const CHOICE_FROM = 0.5;

/**
 * Sorts a person's rows into payments net of refunds.
 *
 * Refunds are matched as in the daily series, so a returned purchase costs nothing on the day it was made. Pending
 * rows count: replacing them when they post is the store's work.
 *
 * @param rows any order, one per id; with 60 days before the first day asked about, so that its refunds find
 *   their payments, and 90 for what is new to a person
 */
export function buildLedger(
  rows: readonly TransactionRow[],
  options: { readonly currency: string; readonly zone: string },
): Ledger {
  const sorted = rows.filter((row) => Number.isFinite(row.amountMinor)).sort(byTime);
  const byCurrency = Map.groupBy(sorted, (row) => row.currency);
  const own = byCurrency.get(options.currency) ?? [];
  const others = [...byCurrency]
    .filter(([currency]) => currency !== options.currency)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    items: itemsOf(own, options.zone),
    others: others.map(([currency, items]) => ({ currency, items: itemsOf(items, options.zone) })),
    transfers: own.filter((row) => flowOf(row) === "transfer"),
  };
}

function itemsOf(rows: readonly TransactionRow[], zone: string): readonly SpendingItem[] {
  const flows = sortFlows(rows);
  const purchases = flows.spending.filter((row) => row.amountMinor > 0);
  const impulses = possibleImpulses(purchases, zone);
  const paid = purchases.map((row) => {
    const back = -(flows.refundOf.get(row.id)?.amountMinor ?? 0);
    return {
      ...common(row),
      ...amounts(row.amountMinor, back),
      minute: minuteOfPurchase(row, zone),
      isPossibleImpulse: impulses.has(row.id),
    };
  });
  const loose = flows.looseRefunds.map((row) => ({
    ...common(row),
    ...amounts(0, -row.amountMinor),
    minute: null,
    isPossibleImpulse: false,
  }));
  const order = new Map(rows.map((row, index) => [row.id, index] as const));
  return [...paid, ...loose].sort((left, right) => (order.get(left.id) ?? 0) - (order.get(right.id) ?? 0));
}

function common(row: TransactionRow) {
  return {
    id: row.id,
    date: row.date,
    merchantName: row.merchantName,
    category: categoryOf(row),
    isChoice: discretionaryProbability(row) >= CHOICE_FROM,
    pending: row.pending,
  };
}

function amounts(chargedMinor: number, backMinor: number) {
  // Refunds match within a cent, and a cent too much that came back is no gain.
  const refundedMinor = chargedMinor > 0 ? Math.min(backMinor, chargedMinor) : backMinor;
  return { chargedMinor, refundedMinor, netMinor: chargedMinor - refundedMinor };
}

function byTime(left: TransactionRow, right: TransactionRow): number {
  if (left.date !== right.date) return left.date < right.date ? -1 : 1;
  const step = (left.at.getTime() || 0) - (right.at.getTime() || 0);
  if (step !== 0) return step;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
