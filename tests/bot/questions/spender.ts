import { beforeEach } from "vitest";
import type { Person, StepContext } from "../../../bot/conversation.ts";
import type { Answer } from "../../../bot/question.ts";
import { askSpending } from "../../../bot/questions/spending.ts";
import type { AskSpendingSlots } from "../../../coaching/understanding/frame.ts";
import type { Database } from "../../../db/client.ts";
import { contextOf, type Paid, saidIn, seedAccount, seedPayments, seedPerson } from "./seed.ts";

/** Before each test of the calling file: somebody with one account, Checking, known in full through yesterday. */
export function spender(db: Database) {
  let person: Person;
  let account: string;
  beforeEach(async () => {
    person = await seedPerson(db);
    account = await seedAccount(db, person.userId, "Checking", "2026-11-22");
  });
  const ask = (slots: AskSpendingSlots, context: StepContext = contextOf(person)) =>
    askSpending.answer(db, { intent: "ask_spending", slots, confidence: 1, tier: null }, context);
  return {
    person: () => person,
    pay: (...paid: readonly Paid[]) => seedPayments(db, person.userId, account, paid),
    ask,
    /** What is said, without how fresh it is. */
    said: async (slots: AskSpendingSlots): Promise<string> => withoutFreshness(await ask(slots)),
  };
}

export function withoutFreshness(answer: Answer): string {
  return saidIn(answer).replace("\nFrom Checking, up to date as of 18:10.", "");
}

const RESTAURANT = "FOOD_AND_DRINK_RESTAURANT";

/** Takeout of eight full weeks before last week: 20, 30, 38, 40, 42, 44, 50 and 60, so that the middle is 41. */
export const EARLIER_WEEKS: readonly Paid[] = [
  ["2026-11-11", "Dashplate", "20", RESTAURANT],
  ["2026-11-04", "Dashplate", "30", RESTAURANT],
  ["2026-10-28", "Dashplate", "38", RESTAURANT],
  ["2026-10-21", "Dashplate", "40", RESTAURANT],
  ["2026-10-14", "Dashplate", "42", RESTAURANT],
  ["2026-10-07", "Dashplate", "44", RESTAURANT],
  ["2026-09-30", "Dashplate", "50", RESTAURANT],
  ["2026-09-23", "Dashplate", "60", RESTAURANT],
  ["2026-09-01", "Elm Street Lettings", "1000", "RENT_AND_UTILITIES_RENT"],
];
/** Last week: five orders of $64 together, a returned coat, groceries, a refund of something older. */
export const THIS_WEEK: readonly Paid[] = [
  ["2026-11-16", "Dashplate", "12.50", RESTAURANT],
  ["2026-11-17", "Taco Vereda", "13.50", "FOOD_AND_DRINK_FAST_FOOD"],
  ["2026-11-18", "Dashplate", "14", RESTAURANT],
  ["2026-11-20", "Pita Corner", "11", "FOOD_AND_DRINK_FAST_FOOD"],
  ["2026-11-22", "Dashplate", "13", RESTAURANT],
  ["2026-11-19", "Uniqlo", "89.90", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
  ["2026-11-21", "Uniqlo", "-89.90", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
  ["2026-11-18", "Daily Basket", "50", "FOOD_AND_DRINK_GROCERIES"],
  ["2026-11-20", "Bazaarly", "-10", "GENERAL_MERCHANDISE_ONLINE_MARKETPLACES"],
  ["2026-11-18", "Savings", "200", "TRANSFER_OUT_SAVINGS"],
  ["2026-11-19", "Card payment", "300", "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT"],
  ["2026-11-20", "Northwind", "-1600", "INCOME_SALARY"],
];
