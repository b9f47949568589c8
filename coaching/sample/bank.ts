import { addDays, type LocalDate, weekdayOf } from "../model/local-date.ts";
import type { Calendar, CalendarDay } from "./calendar.ts";
import { CONFUSED_WITH_ANYTHING, CONFUSIONS } from "./confusions.ts";
import { describe } from "./descriptors.ts";
import { drawChance, drawOne, drawWhole, opaqueId, type Streams } from "./draws.ts";
import type { Movement } from "./movements.ts";
import type { Traits } from "./persons.ts";
import type { SampleAccount, SampleTransaction, SampleTransactionTruth } from "./types.ts";

const WRONG_CATEGORY_SHARE = 0.1;
const PENDING_SHARE = 0.3;
const NAMELESS_SHARE = 0.05;
/** Where a day's hour is not known the stamp stands at noon: the same day under any nearby clock. */
const UNKNOWN_HOUR = 720;

/** One movement as the bank tells it: first pending where it does that, then posted. */
export type BankLine = {
  readonly movement: Movement;
  readonly pending: { readonly row: SampleTransaction; readonly arrivedAt: Date } | null;
  readonly posted: { readonly row: SampleTransaction; readonly arrivedAt: Date };
};

/** What every movement looks like at the bank, by moment. */
export function drawBankLines(
  streams: Streams,
  traits: Traits,
  { days }: Calendar,
  accounts: readonly SampleAccount[],
  movements: readonly Movement[],
): BankLine[] {
  return movements
    .flatMap((movement) => {
      const day = days[movement.day];
      const account = accounts.find(({ type }) => type === movement.account);
      return day && account ? [drawBankLine(streams, traits, day, account, movement)] : [];
    })
    .sort((a, b) => compare(a.posted.row, b.posted.row));
}

export function compare(a: SampleTransaction, b: SampleTransaction): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1);
}

function drawBankLine(
  streams: Streams,
  traits: Traits,
  day: CalendarDay,
  account: SampleAccount,
  movement: Movement,
): BankLine {
  const random = streams("bank", movement.key);
  const spending = movement.discretionary !== null;
  const wrong = drawChance(random, WRONG_CATEGORY_SHARE) && spending;
  const category = wrong
    ? drawOne(random, CONFUSIONS[movement.category] ?? [CONFUSED_WITH_ANYTHING])
    : movement.category;
  const nameless = drawChance(random, NAMELESS_SHARE) && movement.origin === "habit";
  const waits = drawChance(random, PENDING_SHARE) && movement.minute !== null;
  const postedDate = waits ? postingDay(day.date, drawWhole(random, 1, 3)) : day.date;
  const at = day.clock.at(movement.minute ?? UNKNOWN_HOUR);
  const arrivedAt = new Date(at.getTime() + drawWhole(random, 20, 300) * 60_000);
  const rawDescriptor = describe(streams, movement, day.clock.zone);
  const row = (stage: "pending" | "posted"): SampleTransaction => {
    const id = opaqueId("tx", streamKey(account, movement, stage));
    return {
      id,
      providerTransactionId: id,
      accountId: account.id,
      at,
      date: day.date,
      merchantName: nameless ? null : movement.merchantName,
      amountMinor: movement.amountMinor,
      currency: traits.currency,
      category,
      subcategory: null,
      isDiscretionary: wrong ? null : surelyDiscretionary(movement),
      isRecurring: wrong ? null : movement.surelyRecurring,
      pending: stage === "pending",
      timeKnown: movement.minute !== null,
      postedDate: stage === "pending" ? null : postedDate,
      rawDescriptor,
      rawPayload: {
        authorized_date: day.date,
        date: stage === "pending" ? day.date : postedDate,
        name: rawDescriptor,
        pending: stage === "pending",
        pending_transaction_id:
          waits && stage === "posted" ? opaqueId("tx", streamKey(account, movement, "pending")) : null,
      },
    };
  };
  const postedAt = waits ? new Date(at.getTime() + msBetween(day.date, postedDate)) : arrivedAt;
  return {
    movement,
    pending: waits ? { row: row("pending"), arrivedAt } : null,
    posted: { row: row("posted"), arrivedAt: new Date(Math.max(postedAt.getTime(), arrivedAt.getTime())) },
  };
}

function streamKey(account: SampleAccount, movement: Movement, stage: string): string {
  return `${account.externalAccountId}/${movement.key}/${stage}`;
}

/** Banks post on weekdays. */
function postingDay(date: LocalDate, after: number): LocalDate {
  const day = addDays(date, after);
  const weekday = weekdayOf(day);
  return weekday < 5 ? day : addDays(day, 7 - weekday);
}

function msBetween(from: LocalDate, to: LocalDate): number {
  return Date.parse(to) - Date.parse(from);
}

/** Categories about which no classifier would hesitate. */
const SURE =
  /^(FOOD_AND_DRINK_(COFFEE|RESTAURANT|FAST_FOOD|BEER)|ENTERTAINMENT|TRAVEL|GENERAL_MERCHANDISE_CLOTHING)/;
const SURELY_NEEDED =
  /^(RENT_AND_UTILITIES|LOAN_PAYMENTS|FOOD_AND_DRINK_GROCERIES|TRANSPORTATION_GAS|MEDICAL|GENERAL_SERVICES_INSURANCE)/;

function surelyDiscretionary({ category, discretionary }: Movement): boolean | null {
  if (discretionary === null) return null;
  return SURE.test(category) || SURELY_NEEDED.test(category) ? discretionary : null;
}

export function transactionTruth(
  movement: Movement,
  idOf: ReadonlyMap<string, string>,
): SampleTransactionTruth {
  return {
    origin: movement.origin,
    category: movement.category,
    discretionary: movement.discretionary,
    refunds: movement.refunds === null ? null : (idOf.get(movement.refunds) ?? null),
  };
}
