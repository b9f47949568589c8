import type { TransactionRow } from "../model/rows.ts";

/** Fewest answers before they say how a person judges in general. */
const MIN_TAGS = 20;

/**
 * Impulse probabilities with what the person has said: a purchase they spoke about is certain, and from 20 answers on
 * all others move by how much more often, or less, they call a purchase an impulse than the signs alone would.
 *
 * What has no impulse by its nature (0: a need, or what recurs) stays so unless it was spoken about.
 *
 * @param plain the probabilities of `impulseProbabilities`, in the order of the purchases
 * @param tags by purchase id, whether the person calls it an impulse
 */
export function withImpulseTags(
  purchases: readonly Pick<TransactionRow, "id">[],
  plain: readonly number[],
  tags: ReadonlyMap<string, boolean>,
): number[] {
  const shift = ownShift(purchases, plain, tags);
  return purchases.map(({ id }, index) => {
    const said = tags.get(id);
    if (said !== undefined) return said ? 1 : 0;
    const probability = plain[index] ?? 0;
    return probability === 0 || shift === 0
      ? probability
      : 1 / (1 + Math.exp(-(logOdds(probability) + shift)));
  });
}

/** Log odds to add, shrunk towards none while answers are few. */
function ownShift(
  purchases: readonly Pick<TransactionRow, "id">[],
  plain: readonly number[],
  tags: ReadonlyMap<string, boolean>,
): number {
  let count = 0;
  let yes = 0;
  let expected = 0;
  for (const [index, { id }] of purchases.entries()) {
    const said = tags.get(id);
    const probability = plain[index] ?? 0;
    if (said === undefined || probability === 0) continue;
    count++;
    if (said) yes++;
    expected += probability;
  }
  if (count < MIN_TAGS) return 0;
  const own = Math.log((1 + yes) / (1 + count - yes));
  return (own - logOdds(expected / count)) * (count / (count + MIN_TAGS));
}

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}
