import type { Look, Standing } from "../insights/look.ts";
import type { Days } from "../model/day-index.ts";
import type { LocalDate } from "../model/local-date.ts";
import type { Feature } from "../model/measured.ts";
import { averageSpend } from "./average-spending.ts";
import { type CountedPayment, discretionarySpendRatio } from "./choice-share.ts";
import { hrvWeekZ, hrvZScore } from "./hrv.ts";
import { impulseSpendFlag } from "./impulse-day.ts";
import { moodVolatility } from "./mood-volatility.ts";
import {
  type PaymentAtMerchant,
  type RecurringGround,
  recurringPaymentProbability,
} from "./recurring-payment.ts";
import { energyMoodStrength, relationStrength } from "./relation-strength.ts";
import { sleepDebt, sleepDeficit } from "./sleep-debt.ts";
import { stressTrend } from "./stress-trend.ts";

/** Everything features of one day are worked out from: nothing after `date` counts. */
export type FeatureGround = {
  readonly days: Days;
  readonly date: LocalDate;
  readonly needMinutes: number;
  /** ISO 4217 of every amount of the days. */
  readonly currency: string;
  /** Transactions of the last 30 days. */
  readonly payments: readonly CountedPayment[];
  /** The one payment that is asked about, where there is one. */
  readonly payment: PaymentAtMerchant;
  readonly recurring: RecurringGround;
  /** The newest look at the relations, and where these stand after it. */
  readonly look: Look | null;
  readonly standings: readonly Standing[];
};

/** One derived feature: worked out when it is needed, never stored. */
export type FeatureDefinition = {
  readonly unit: "minor" | "share" | "flag" | "probability" | "minutes" | "spreads" | "points" | "r";
  /** What it takes, in words for whoever looks it up. */
  readonly minimum: string;
  of(ground: FeatureGround): Feature<unknown>;
};

/** Every derived feature there is, by the name it has everywhere. */
export const FEATURES = {
  avg_spend_last_7_days: {
    unit: "minor",
    minimum: "4 of 7 days known in full",
    of: ({ days, date }) => averageSpend(days, date),
  },
  discretionary_spend_ratio: {
    unit: "share",
    minimum: "5 payments and 50 units of the currency in 30 days",
    of: ({ days, date, payments, currency }) => discretionarySpendRatio(days, date, payments, currency),
  },
  impulse_spend_flag: {
    unit: "flag",
    minimum: "the day known in full",
    of: ({ days, date }) => impulseSpendFlag(days, date),
  },
  recurring_payment_probability: {
    unit: "probability",
    minimum: "2 payments to the merchant and 45 days of history",
    of: ({ payment, recurring, date }) => recurringPaymentProbability(payment, recurring, date),
  },
  sleep_deficit: {
    unit: "minutes",
    minimum: "the night itself",
    of: ({ days, date, needMinutes }) => sleepDeficit(days, date, needMinutes),
  },
  sleep_debt: {
    unit: "minutes",
    minimum: "7 of 14 nights",
    of: ({ days, date, needMinutes }) => sleepDebt(days, date, needMinutes),
  },
  hrv_z_score: {
    unit: "spreads",
    minimum: "14 nights of one device before the night",
    of: ({ days, date }) => hrvZScore(days, date),
  },
  hrv_z_7: {
    unit: "spreads",
    minimum: "4 of 7 nights, and 14 of one device in the 60 before the last",
    of: ({ days, date }) => hrvWeekZ(days, date),
  },
  stress_trend_7_days: {
    unit: "points",
    minimum: "5 of 7 days of one device",
    of: ({ days, date }) => stressTrend(days, date),
  },
  mood_volatility: {
    unit: "points",
    minimum: "6 differences between answers at most 2 days apart, in 14 days",
    of: ({ days, date }) => moodVolatility(days, date),
  },
  mood_spend_correlation: {
    unit: "r",
    minimum: "30 days on which both are known",
    of: ({ look, standings }) => relationStrength(look, "mood_to_spending", standings),
  },
  energy_mood_correlation: {
    unit: "r",
    minimum: "30 days on which both are known, of 90",
    of: ({ days, date }) => energyMoodStrength(days, date),
  },
} as const satisfies Readonly<Record<string, FeatureDefinition>>;
