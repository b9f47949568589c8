import { type Category, isUnder } from "../money/category.ts";
import { RECURRING_CONFIG } from "./config.ts";
import type { RecurringStream } from "./streams.ts";

/** What comes back on a calendar and is owed or needed, and not subscribed to. */
const BILLS: readonly Category[] = [
  "RENT_AND_UTILITIES",
  "LOAN_PAYMENTS",
  "BANK_FEES",
  "GOVERNMENT_AND_NON_PROFIT",
  "MEDICAL",
  "GENERAL_SERVICES_INSURANCE",
  "GENERAL_SERVICES_CHILDCARE",
  "GENERAL_SERVICES_EDUCATION",
];
/** Below this the person is asked whether it comes back at all. */
const SURE = 0.8;
/** A year is 365.25 days. */
const YEAR_DAYS = 365.25;

/** Whether a stream is something a person subscribes to; rent, loans, insurance and bills of any amount are not. */
export function isSubscription({ category, isVariable }: RecurringStream): boolean {
  return !isVariable && !BILLS.some((prefix) => isUnder(category, prefix));
}

/** Whether a stream may as well be none. */
export function isDoubtful({ probability }: RecurringStream): boolean {
  return probability < SURE;
}

/** What a stream costs in a year by its next amount and its calendar, whole minor units. */
export function yearlyMinor({ cadence, nextAmountMinor }: RecurringStream): number {
  const period = RECURRING_CONFIG.periods.find((one) => one.cadence === cadence);
  if (period === undefined) return 0;
  const times =
    cadence === "semimonthly" ? 24 : period.months > 0 ? 12 / period.months : YEAR_DAYS / period.days;
  return Math.round(nextAmountMinor * times);
}

/** The same for a month: a twelfth of the year. */
export function monthlyMinor(stream: RecurringStream): number {
  return Math.round(yearlyMinor(stream) / 12);
}
