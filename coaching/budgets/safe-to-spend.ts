/** What of a month's money goes where, minor units. */
export type MonthMoney = {
  readonly budgetMinor: number;
  /** Net of refunds, on the days of the month before today. */
  readonly spentBeforeMinor: number;
  /** Net of refunds, today. */
  readonly spentTodayMinor: number;
  /** The part of today's that is recurring payments. */
  readonly recurringTodayMinor: number;
  /** Recurring payments that are still expected this month. */
  readonly expectedMinor: number;
  /** Days of the month from today on, today among them; at least 1. */
  readonly daysLeft: number;
};

/** What is left for the rest of the month once the expected payments are paid; negative when they are more than is left. */
export function leftAfterExpected(money: MonthMoney): number {
  return money.budgetMinor - money.spentBeforeMinor - money.spentTodayMinor - money.expectedMinor;
}

/**
 * What can be spent today so that the same is there for every day that is left.
 *
 * What was left this morning, less recurring payments of today and later, spread evenly over the days left; of today's
 * share what was spent today is gone. A bill paid today is no part of the day's spending, or its day would be nothing.
 *
 * @returns whole minor units, never negative
 */
export function safeToSpend(money: MonthMoney): number {
  const { budgetMinor, spentBeforeMinor, spentTodayMinor, recurringTodayMinor, expectedMinor } = money;
  const morning = budgetMinor - spentBeforeMinor - recurringTodayMinor - expectedMinor;
  const share = Math.floor(Math.max(0, morning) / Math.max(1, money.daysLeft));
  const today = Math.max(0, spentTodayMinor - recurringTodayMinor);
  return Math.max(0, share - today);
}
