import type { LocalDate } from "../model/local-date.ts";
import type { TransactionRow } from "../model/rows.ts";
import { discretionaryProbability } from "./discretionary.ts";
import { possibleImpulses } from "./impulse.ts";
import { type SortedFlows, sortFlows } from "./refunds.ts";

/** One day's money in minor units of the person's currency. */
export type DayMoney = {
  readonly spentDiscretionaryMinor: number;
  readonly spentTotalMinor: number;
  readonly incomeMinor: number;
  readonly impulseCount: number;
};

/** How a day's money stood before a refund that came on a later day. */
export type DayBeforeRefund = {
  readonly date: LocalDate;
  /** The day of the refund, from which on this is no longer so. */
  readonly until: LocalDate;
  readonly money: DayMoney;
};

/** Days that have transactions, and what could not be used. */
export type DailyMoney = {
  readonly byDay: ReadonlyMap<LocalDate, DayMoney>;
  /** By day of refund: who looks from a day before it sees this day so, and not as `byDay` has it. */
  readonly beforeRefunds: readonly DayBeforeRefund[];
  /** First local day with a transaction in the person's currency that was not told by hand; null without any. */
  readonly firstDay: LocalDate | null;
  /** Rows in another currency: never converted, never summed. */
  readonly otherCurrency: number;
  /** Rows whose amount is no number. */
  readonly unusable: number;
};

/** One day's rows by meaning, each list in order of time. */
type DayRows = {
  readonly spending: TransactionRow[];
  readonly looseRefunds: TransactionRow[];
  readonly income: TransactionRow[];
};

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
  const rows = onePerId(own);
  // As they nearly always come; finding out costs far less than sorting them again.
  if (!isInOrder(rows)) rows.sort(byTime);

  const flows = sortFlows(rows);
  const purchases = flows.spending.filter((row) => row.amountMinor > 0);
  const impulses = possibleImpulses(purchases, options.zone);

  const days = new Map<LocalDate, DayRows>();
  const rowsOf = (date: LocalDate): DayRows => {
    const day = days.get(date) ?? { spending: [], looseRefunds: [], income: [] };
    days.set(date, day);
    return day;
  };
  for (const row of flows.spending) rowsOf(row.date).spending.push(row);
  for (const row of flows.looseRefunds) rowsOf(row.date).looseRefunds.push(row);
  for (const row of flows.income) rowsOf(row.date).income.push(row);
  const moneyOf = (day: DayRows, before: LocalDate | null) => tally(day, flows, impulses, before);

  const byDay = new Map<LocalDate, DayMoney>();
  for (const [date, day] of days) byDay.set(date, moneyOf(day, null));
  const first = rows.find(({ isByHand }) => isByHand !== true);
  return {
    byDay,
    beforeRefunds: laterRefunds(flows).map(({ date, until }) => ({
      date,
      until,
      money: moneyOf(rowsOf(date), until),
    })),
    firstDay: first?.date ?? null,
    otherCurrency: own.length === sound.length ? 0 : onePerId(sound).length - rows.length,
    unusable: inTime.length - sound.length,
  };
}

/** @param before refunds of this day and later ones are not looked at; null: all are */
function tally(
  { spending, looseRefunds, income }: DayRows,
  flows: SortedFlows,
  impulses: ReadonlySet<string>,
  before: LocalDate | null,
): DayMoney {
  let wish = 0;
  let total = 0;
  let impulseCount = 0;
  for (const row of spending) {
    const refund = flows.refundOf.get(row.id);
    const isSeen = refund !== undefined && (before === null || refund.date < before);
    const net = row.amountMinor + (isSeen ? refund.amountMinor : 0);
    wish += discretionaryProbability(row) * net;
    total += net;
    if (impulses.has(row.id)) impulseCount++;
  }
  for (const row of looseRefunds) {
    wish += discretionaryProbability(row) * row.amountMinor;
    total += row.amountMinor;
  }
  return {
    spentDiscretionaryMinor: wholeMinor(wish),
    spentTotalMinor: wholeMinor(total),
    incomeMinor: wholeMinor(income.reduce((sum, row) => sum - row.amountMinor, 0)),
    impulseCount,
  };
}

/** Days with a purchase that was taken back on a later day, each with that day; by the later day. */
function laterRefunds({ spending, refundOf }: SortedFlows): { date: LocalDate; until: LocalDate }[] {
  const found = new Map<string, { date: LocalDate; until: LocalDate }>();
  if (refundOf.size === 0) return [];
  for (const { id, date } of spending) {
    const until = refundOf.get(id)?.date;
    if (until !== undefined && until > date) found.set(`${until} ${date}`, { date, until });
  }
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, days]) => days);
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

function isInOrder(rows: readonly TransactionRow[]): boolean {
  return rows.every((row, at) => {
    const before = rows[at - 1];
    return before === undefined || byTime(before, row) <= 0;
  });
}

function byTime(left: TransactionRow, right: TransactionRow): number {
  if (left.date !== right.date) return left.date < right.date ? -1 : 1;
  // An unreadable instant counts as the start of its day.
  const step = (left.at.getTime() || 0) - (right.at.getTime() || 0);
  if (step !== 0) return step;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
