import { addDays, monthStartOf } from "../model/local-date.ts";
import type { CalendarDay } from "./calendar.ts";
import { drawChance, drawWhole, type Streams } from "./draws.ts";
import type { Movement } from "./movements.ts";
import type { Traits } from "./persons.ts";
import { priceMinor } from "./prices.ts";
import type { SampleAccountType } from "./types.ts";

/**
 * Money between the person's own accounts, each time two rows of opposite sign: a monthly saving, and the
 * card paid for the month before. A quarter arrives a day later than it left.
 */
export function drawTransfers(
  streams: Streams,
  traits: Traits,
  days: readonly CalendarDay[],
  others: readonly Movement[],
): Movement[] {
  const random = streams("transfer-days");
  const savingDay = drawWhole(random, 2, 9);
  const cardDay = drawWhole(random, 14, 24);
  const saving = priceMinor(Math.round((traits.monthlyIncomeUsd * 0.12) / 25) * 25 + 25, traits.currency);
  const owed = cardTotals(days, others);
  return days.flatMap((day): Movement[] => {
    const dayOfMonth = Number(day.date.slice(8));
    const late = drawChance(streams("transfer-late", day.index), 0.25);
    if (dayOfMonth === savingDay)
      return pair(days, day.index, late, saving, "savings", "Transfer to savings");
    if (dayOfMonth !== cardDay) return [];
    const due = owed.get(monthStartOf(addDays(monthStartOf(day.date), -1))) ?? 0;
    return due > 0 ? pair(days, day.index, late, due, "credit_card", "Card payment") : [];
  });
}

/** What the card has to be paid for each month, by the month's first day; a month that began earlier is left out. */
function cardTotals(days: readonly CalendarDay[], others: readonly Movement[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { account, day, amountMinor } of others) {
    const date = days[day]?.date;
    if (account !== "credit_card" || date === undefined) continue;
    totals.set(monthStartOf(date), (totals.get(monthStartOf(date)) ?? 0) + amountMinor);
  }
  const from = days[0]?.date;
  if (from !== undefined && !from.endsWith("-01")) totals.delete(monthStartOf(from));
  return totals;
}

function pair(
  days: readonly CalendarDay[],
  day: number,
  late: boolean,
  amountMinor: number,
  to: SampleAccountType,
  merchantName: string,
): Movement[] {
  const arrives = late ? day + 1 : day;
  const common = {
    minute: null,
    merchantName,
    style: "ach",
    origin: "transfer",
    discretionary: null,
    refunds: null,
    surelyRecurring: null,
  } as const;
  const card = to === "credit_card";
  const out: Movement = {
    ...common,
    key: `transfer/${to}/${day}/out`,
    day,
    account: "checking",
    amountMinor,
    category: card ? "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT" : "TRANSFER_OUT_SAVINGS",
  };
  const into: Movement = {
    ...common,
    key: `transfer/${to}/${day}/in`,
    day: arrives,
    account: to,
    amountMinor: -amountMinor,
    category: card ? "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT" : "TRANSFER_IN_SAVINGS",
  };
  return arrives < days.length ? [out, into] : [out];
}
