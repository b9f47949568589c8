import type { LocalDate } from "../model/local-date.ts";
import type { TransactionRow } from "../model/rows.ts";
import { MONEY_CONFIG } from "./config.ts";
import { discretionaryProbability } from "./discretionary.ts";
import { impulseProbabilities } from "./impulse.ts";
import { sortFlows } from "./refunds.ts";

/** One day's money in minor units of the person's currency. */
export type DayMoney = {
  readonly spentDiscretionaryMinor: number;
  readonly spentTotalMinor: number;
  readonly incomeMinor: number;
  readonly impulseCount: number;
};

/** Days that have transactions, and what could not be used. */
export type DailyMoney = {
  readonly byDay: ReadonlyMap<LocalDate, DayMoney>;
  /** First local day with a transaction in the person's currency; null without any. */
  readonly firstDay: LocalDate | null;
  /** Rows in another currency: never converted, never summed. */
  readonly otherCurrency: number;
  /** Rows whose amount is no number. */
  readonly unusable: number;
};

type Tally = { wish: number; total: number; income: number; impulses: number };

/**
 * Sums one person's transactions by local day.
 *
 * Discretionary spending weighs each purchase by its probability of being discretionary. A refund lowers the
 * day of the purchase it belongs to, else its own day; no day falls below 0. Transfers and card payments count
 * nowhere. Pending rows count: replacing them when they post is the store's work, which knows the provider's ids.
 * Rows after `to` are not looked at. Two rows of one id are one; the order of rows does not matter.
 *
 * @param options.currency ISO 4217; rows in others are left out and counted
 * @param options.zone the person's IANA zone, for the hour of a purchase
 */
export function sumDailyMoney(
  transactions: readonly TransactionRow[],
  options: { readonly currency: string; readonly zone: string; readonly to: LocalDate },
): DailyMoney {
  const inTime = transactions.filter((row) => row.date <= options.to);
  const sound = inTime.filter((row) => Number.isFinite(row.amountMinor));
  const own = sound.filter((row) => row.currency === options.currency);
  const rows = onePerId(own).sort(byTime);

  const tallies = new Map<LocalDate, Tally>();
  const tallyOf = (date: LocalDate): Tally => {
    const tally = tallies.get(date) ?? { wish: 0, total: 0, income: 0, impulses: 0 };
    tallies.set(date, tally);
    return tally;
  };

  const flows = sortFlows(rows);
  for (const row of flows.spending) {
    const tally = tallyOf(row.date);
    const net = row.amountMinor + (flows.refundOf.get(row.id)?.amountMinor ?? 0);
    tally.wish += discretionaryProbability(row) * net;
    tally.total += net;
  }
  for (const row of flows.looseRefunds) {
    const tally = tallyOf(row.date);
    tally.wish += discretionaryProbability(row) * row.amountMinor;
    tally.total += row.amountMinor;
  }
  for (const row of flows.income) tallyOf(row.date).income -= row.amountMinor;

  const purchases = flows.spending.filter((row) => row.amountMinor > 0);
  for (const [index, probability] of impulseProbabilities(purchases, options.zone).entries()) {
    const row = purchases[index];
    if (row && probability >= MONEY_CONFIG.impulse.threshold) tallyOf(row.date).impulses++;
  }

  const byDay = new Map<LocalDate, DayMoney>();
  for (const [date, tally] of tallies) {
    byDay.set(date, {
      spentDiscretionaryMinor: wholeMinor(tally.wish),
      spentTotalMinor: wholeMinor(tally.total),
      incomeMinor: wholeMinor(tally.income),
      impulseCount: tally.impulses,
    });
  }
  const first = rows[0];
  return {
    byDay,
    firstDay: first?.date ?? null,
    otherCurrency: onePerId(sound).length - rows.length,
    unusable: inTime.length - sound.length,
  };
}

/** Rounded once per day, floored at 0, and never −0. */
function wholeMinor(sum: number): number {
  return Math.max(0, Math.round(sum)) + 0;
}

/** Of two rows with one id the posted one, then the later, then the larger: never the order of input. */
function onePerId(rows: readonly TransactionRow[]): TransactionRow[] {
  const chosen = new Map<string, TransactionRow>();
  for (const row of rows) {
    const other = chosen.get(row.id);
    if (other === undefined || isPreferred(row, other)) chosen.set(row.id, row);
  }
  return [...chosen.values()];
}

function isPreferred(row: TransactionRow, other: TransactionRow): boolean {
  if (row.pending !== other.pending) return other.pending;
  if (row.date !== other.date) return row.date > other.date;
  if (row.amountMinor !== other.amountMinor) return row.amountMinor > other.amountMinor;
  return fingerprint(row) > fingerprint(other);
}

function fingerprint(row: TransactionRow): string {
  return JSON.stringify(Object.entries(row).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function byTime(left: TransactionRow, right: TransactionRow): number {
  if (left.date !== right.date) return left.date < right.date ? -1 : 1;
  // An unreadable instant counts as the start of its day.
  const step = (left.at.getTime() || 0) - (right.at.getTime() || 0);
  if (step !== 0) return step;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
