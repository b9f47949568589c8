import { mean, sumSimple } from "simple-statistics";
import { studentQuantile } from "../correlations/distributions.ts";
import type { SelectionConfig } from "./config.ts";

/** One outcome, as next-day mood or discretionary spending, after days on which a rule won. */
export type TriedDays = {
  /** Whether more of it is better: mood is, spending is not. */
  readonly isMoreBetter: boolean;
  readonly said: readonly number[];
  readonly withheld: readonly number[];
};

/** What a rule does to others, in standard deviations of the outcome, positive for the better. */
export type OthersEffect = { readonly benefit: number; readonly error: number };

/** What saying it changed against leaving it out. */
export type Effect = {
  readonly eligibleDays: number;
  /** Said minus withheld, in the outcome's unit, with its interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** In standard deviations, positive for the better; with what is known of others where it is. */
  readonly benefit: number;
  readonly benefitLow: number;
  readonly benefitHigh: number;
};

/**
 * What a rule does: the means after said and withheld days, which chance told apart, and Student's interval with the spread
 * of both together; its width is `retire.tail` on either side.
 *
 * A person alone has about nine withheld days in sixty, too few to rule out much. So the benefit is joined with what the
 * rule does to others (normal, inverse variances): that estimate's error and how far people differ make its spread.
 *
 * @returns null with fewer than two days of a kind, or where the outcome never varies
 */
export function effectOf(
  { isMoreBetter, said, withheld }: TriedDays,
  others: OthersEffect | null,
  { retire }: SelectionConfig,
): Effect | null {
  if (said.length < 2 || withheld.length < 2) return null;
  const eligibleDays = said.length + withheld.length;
  const spread = Math.sqrt((squaresOf(said) + squaresOf(withheld)) / (eligibleDays - 2));
  if (!(spread > 0)) return null;
  const difference = mean([...said]) - mean([...withheld]);
  const error = Math.sqrt(1 / said.length + 1 / withheld.length);
  const quantile = studentQuantile(retire.tail, eligibleDays - 2);
  const own = ((isMoreBetter ? 1 : -1) * difference) / spread;
  const joined = others === null ? { benefit: own, error } : join(own, error, others, retire.betweenPeople);
  return {
    eligibleDays,
    difference,
    low: difference - quantile * error * spread,
    high: difference + quantile * error * spread,
    benefit: joined.benefit,
    benefitLow: joined.benefit - quantile * joined.error,
    benefitHigh: joined.benefit + quantile * joined.error,
  };
}

function join(own: number, error: number, others: OthersEffect, betweenPeople: number): OthersEffect {
  const ownWeight = 1 / error ** 2;
  const othersWeight = 1 / (others.error ** 2 + betweenPeople ** 2);
  const whole = ownWeight + othersWeight;
  return { benefit: (own * ownWeight + others.benefit * othersWeight) / whole, error: Math.sqrt(1 / whole) };
}

function squaresOf(values: readonly number[]): number {
  const middle = mean([...values]);
  return sumSimple(values.map((value) => (value - middle) ** 2));
}
