import { middleOf } from "../model/sorted.ts";

/** A purchase that may be asked about. */
export type WorthCandidate = {
  readonly id: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** That it was a choice, 0 to 1. */
  readonly probability: number;
};

/** Which purchases "was it worth it?" may be about. */
export const WORTH = {
  /** Beyond these the classifier is sure enough that an answer would teach little. */
  from: 0.2,
  to: 0.8,
  /** How many days back, today included. */
  days: 3,
  mostPerDay: 2,
  /** A purchase of less than this share of the usual one is too small to ask about. */
  leastOfUsual: 0.25,
} as const;

/**
 * The purchase whose answer teaches most: the classifier is least sure of it; of equals the larger, in any currency.
 *
 * @param usualMinor amounts of the person's recent purchases by currency, any order; none makes no amount too small
 * @returns null when none is worth a question
 */
export function chooseWorth(
  candidates: readonly WorthCandidate[],
  usualMinor: ReadonlyMap<string, readonly number[]>,
): WorthCandidate | null {
  const worth = candidates.filter(({ amountMinor, currency, probability }) => {
    const amounts = (usualMinor.get(currency) ?? []).toSorted((left, right) => left - right);
    const usual = amounts.length === 0 ? 0 : middleOf(amounts);
    return probability >= WORTH.from && probability <= WORTH.to && amountMinor >= usual * WORTH.leastOfUsual;
  });
  const doubt = ({ probability }: WorthCandidate) => Math.round(Math.abs(probability - 0.5) * 100);
  const [first] = worth.toSorted(
    (left, right) =>
      doubt(left) - doubt(right) || right.amountMinor - left.amountMinor || (left.id < right.id ? -1 : 1),
  );
  return first ?? null;
}
