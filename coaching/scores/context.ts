import type { BalancePart } from "./config.ts";
import { SCORE_CONFIG } from "./config.ts";

/** What a person has set, and what is known of them beside their days. */
export type ScoreContext = {
  /** Sleep need in minutes; kept within 360 to 600. */
  readonly needMinutes: number;
  /** ISO 4217 of every amount. */
  readonly currency: string;
  /** Discretionary budget per week; null when none is set. */
  readonly weeklyBudgetMinor: number | null;
  /**
   * Money at hand as it was known on the day scored; null when no balance was known then.
   *
   * Today's balance is of no use for an earlier day: that would look ahead.
   */
  readonly liquidBalanceMinor: number | null;
  /** Whether accounts are linked, and whether any of them is in `currency`. */
  readonly accounts: LinkedAccounts;
  /** Share of each score in the composite; any scale, brought to a sum of 1. */
  readonly weights: Readonly<Record<BalancePart, number>>;
};

export type LinkedAccounts = "none" | "other_currency" | "own_currency";

/** A context in which the person has set nothing, nothing is linked and no balance is known. */
export function defaultScoreContext(currency: string): ScoreContext {
  return {
    needMinutes: SCORE_CONFIG.energy.needDefaultMinutes,
    currency,
    weeklyBudgetMinor: null,
    liquidBalanceMinor: null,
    accounts: "none",
    weights: SCORE_CONFIG.balance.weights,
  };
}
