import type { LocalDate } from "./local-date.ts";

/**
 * Why a number cannot be told.
 *
 * - `not_enough_days`: `have` and `need` are days with data.
 * - `not_synced`: the accounts are not synced up to these days yet.
 * - `not_linked`: no account or wearable has ever said anything about it.
 * - `other_currency`: what is linked counts in another currency than the person.
 * - `constant`: what it would be judged against never moves, or is zero.
 * - `no_entry`: no check-in that day.
 * - `no_income`: no income arrived in the time looked at.
 * - `low_coverage`: `have` and `need` are shares (0 to 1) of a score's weight.
 * - `too_few_scores`: `have` and `need` are scores.
 * - `not_enough_payments`: `have` and `need` are payments.
 * - `too_little_spent`: `have` and `need` are minor units of the person's currency.
 */
export type Reason =
  | "not_enough_days"
  | "not_synced"
  | "not_linked"
  | "other_currency"
  | "constant"
  | "no_entry"
  | "no_income"
  | "low_coverage"
  | "too_few_scores"
  | "not_enough_payments"
  | "too_little_spent";

/** A number that cannot be told, with how far the data falls short. */
export type NotMeasured = {
  readonly kind: "missing";
  readonly reason: Reason;
  readonly have: number;
  readonly need: number;
};

/** A number, and the days behind it. */
export type Measured<Value> = {
  readonly kind: "measured";
  readonly value: Value;
  /** Days with data behind it. */
  readonly n: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
};

export type Feature<Value> = Measured<Value> | NotMeasured;

export function notMeasured(reason: Reason, have: number, need: number): NotMeasured {
  return { kind: "missing", reason, have, need };
}
