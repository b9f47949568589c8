import { type Category, isUnder } from "../money/category.ts";
import { type Cadence, type Period, RECURRING_CONFIG } from "./config.ts";
import { kindOf, type RecurringStream } from "./streams.ts";

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

/**
 * Whether a stream is something a person subscribes to; rent, loans, insurance and bills of any amount are not, nor is a
 * coffee every Friday, unless the person says so.
 */
export function isSubscription(stream: RecurringStream): boolean {
  const { category, isVariable, isSaid } = stream;
  if (isVariable || BILLS.some((prefix) => isUnder(category, prefix))) return false;
  return isSaid || !isHabit(stream);
}

/** Something bought anew each time, in a rhythm as short as habits have; most of what is unknown and comes so often is one. */
function isHabit({ category, cadence }: RecurringStream): boolean {
  const days = periodOf(cadence)?.days ?? Number.POSITIVE_INFINITY;
  return (category === null || kindOf(category) === "habit") && days < RECURRING_CONFIG.shortDays;
}

/** The rhythm itself; none of a name that this release does not know. */
export function periodOf(cadence: Cadence): Period | undefined {
  return RECURRING_CONFIG.periods.find((one) => one.cadence === cadence);
}

/** Whether a stream may as well be none. */
export function isDoubtful({ probability }: RecurringStream): boolean {
  return probability < SURE;
}

/** What a stream costs in a year by its next amount and its calendar, whole minor units. */
export function yearlyMinor({ cadence, nextAmountMinor }: RecurringStream): number {
  const period = periodOf(cadence);
  if (period === undefined) return 0;
  const times =
    cadence === "semimonthly" ? 24 : period.months > 0 ? 12 / period.months : YEAR_DAYS / period.days;
  return Math.round(nextAmountMinor * times);
}

/** The same for a month: a twelfth of the year. */
export function monthlyMinor(stream: RecurringStream): number {
  return Math.round(yearlyMinor(stream) / 12);
}
