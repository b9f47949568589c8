/** Weights and limits of the money engines; judgements, to be fitted later. */
export type MoneyConfig = {
  /** Stored with what is computed from it; changes with any other field. */
  readonly version: string;
  /** How far back a purchase may lie that a refund belongs to. */
  readonly refundDays: number;
  /** How far a refund may differ from its purchase. */
  readonly refundToleranceMinor: number;
  readonly impulse: {
    readonly intercept: number;
    readonly newMerchant: number;
    readonly lateHour: number;
    readonly unusualAmount: number;
    readonly spree: number;
    readonly temptingCategory: number;
    /** From this probability on a purchase counts as a possible impulse. */
    readonly threshold: number;
    /** Purchases less likely to be discretionary than this are never an impulse. */
    readonly minDiscretionary: number;
    /** A merchant not seen for so many days is new. */
    readonly newMerchantDays: number;
    /** First late hour of the evening and last of the night, both included. */
    readonly lateFromHour: number;
    readonly lateToHour: number;
    /** Fewest earlier purchases of a category before an amount can be unusual. */
    readonly minCategoryPurchases: number;
    /** Least spread of ln amounts, so that a fixed price gone up by a few percent is not unusual. */
    readonly amountSpreadFloor: number;
    readonly spreeMinutes: number;
    /** From which purchase within that time a spree counts. */
    readonly spreePurchases: number;
  };
};

export const MONEY_CONFIG: MoneyConfig = {
  version: "money/1",
  refundDays: 60,
  refundToleranceMinor: 1,
  impulse: {
    intercept: -2.2,
    newMerchant: 1.0,
    lateHour: 0.8,
    unusualAmount: 0.9,
    spree: 0.7,
    temptingCategory: 0.5,
    threshold: 0.5,
    minDiscretionary: 0.6,
    newMerchantDays: 90,
    lateFromHour: 21,
    lateToHour: 4,
    minCategoryPurchases: 8,
    amountSpreadFloor: 0.05,
    spreeMinutes: 120,
    spreePurchases: 3,
  },
};
