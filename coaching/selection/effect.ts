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

/** What one person's days say by themselves. */
export type OwnEffect = {
  readonly saidDays: number;
  readonly withheldDays: number;
  /** Said minus withheld, in the outcome's unit. */
  readonly difference: number;
  /** Standard deviation of the outcome from day to day, of both kinds together. */
  readonly spread: number;
  /** In standard deviations, positive for the better, with its standard error. */
  readonly benefit: number;
  readonly error: number;
};

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
 * The means after said and withheld days, which chance told apart.
 *
 * @returns null with fewer than two days of a kind, or where the outcome never varies
 */
export function ownEffectOf({ isMoreBetter, said, withheld }: TriedDays): OwnEffect | null {
  if (said.length < 2 || withheld.length < 2) return null;
  const spread = Math.sqrt((squaresOf(said) + squaresOf(withheld)) / (said.length + withheld.length - 2));
  if (!(spread > 0)) return null;
  const difference = mean([...said]) - mean([...withheld]);
  return {
    saidDays: said.length,
    withheldDays: withheld.length,
    difference,
    spread,
    benefit: ((isMoreBetter ? 1 : -1) * difference) / spread,
    error: Math.sqrt(1 / said.length + 1 / withheld.length),
  };
}

/**
 * What a rule does, with Student's interval by the spread of both kinds of days together; `retire.tail` lies on either side.
 *
 * A person alone has about nine withheld days in sixty, too few to rule out much. So the benefit is joined with what the
 * rule does to others (normal, inverse variances): that estimate's error and how far people differ make its spread.
 *
 * @returns null where {@link ownEffectOf} is
 */
export function effectOf(
  tried: TriedDays,
  others: OthersEffect | null,
  { retire }: SelectionConfig,
): Effect | null {
  const own = ownEffectOf(tried);
  if (own === null) return null;
  const { difference, spread, benefit, error } = own;
  const eligibleDays = own.saidDays + own.withheldDays;
  const quantile = studentQuantile(retire.tail, eligibleDays - 2);
  const joined = others === null ? { benefit, error } : join(benefit, error, others, retire.betweenPeople);
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
