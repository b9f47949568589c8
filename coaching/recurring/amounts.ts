import { type KeyKind, RECURRING_CONFIG } from "./config.ts";
import type { PaymentEvent } from "./event.ts";

const CONFIG = RECURRING_CONFIG.amounts;

/**
 * How much better a chain's amounts fit a price, or a bill, than a habit's, in log odds.
 *
 * @param changes |ln| of each amount over the one before
 * @param similar share of {@link similarElsewhere}
 */
export function amountOdds(
  chain: readonly PaymentEvent[],
  changes: readonly number[],
  { kind, isShort, similar }: { readonly kind: KeyKind; readonly isShort: boolean; readonly similar: number },
): { readonly odds: number; readonly isVariable: boolean } {
  let fixed = 0;
  let variable = 0;
  for (const [index, change] of changes.entries()) {
    const [before, after] = [chain[index]?.amountMinor ?? 0, chain[index + 1]?.amountMinor ?? 0];
    const habit = Math.exp(-change / 0.4) / 0.8;
    const priceChange =
      (0.4 * Math.exp(-change / 0.03)) / 0.06 +
      (0.4 * Math.exp(-change / 0.12)) / 0.24 +
      0.2 * (change < 0.5 ? 1 : 0.01);
    fixed += isSamePrice(before, after)
      ? Math.log(0.72 / similar)
      : Math.log((0.28 * priceChange) / ((1 - similar) * habit));
    variable += Math.max(-1.2, Math.log(((0.97 * Math.exp(-change / 0.22)) / 0.44 + 0.03) / habit));
  }
  const chance = CONFIG.variable[kind][isShort ? 0 : 1];
  const [asPrice, asBill] = [Math.log(1 - chance) + fixed, Math.log(chance) + variable];
  const most = Math.max(asPrice, asBill);
  const odds = most + Math.log(Math.exp(asPrice - most) + Math.exp(asBill - most));
  return { odds, isVariable: asBill > asPrice };
}

/**
 * Share of the key's other payments that cost about what the chain's do: where all do, an equal amount proves nothing.
 *
 * @param keyAmounts of all payments of the key, ascending
 */
export function similarElsewhere(
  chain: readonly PaymentEvent[],
  middle: number,
  keyAmounts: readonly number[],
): number {
  const others = keyAmounts.length - chain.length;
  if (others < 2) return CONFIG.leastSimilar;
  const [low, high] = similarRange(middle);
  const inChain = chain.filter(({ amountMinor }) => amountMinor >= low && amountMinor <= high).length;
  const inKey = countBelow(keyAmounts, high, true) - countBelow(keyAmounts, low, false);
  return Math.min(CONFIG.mostSimilar, Math.max(CONFIG.leastSimilar, (inKey - inChain) / others));
}

/** Whether two amounts are one price: within a cent, or a thousandth for large ones. */
export function isSamePrice(left: number, right: number): boolean {
  const allowed = Math.max(CONFIG.samePriceMinor, CONFIG.samePriceShare * Math.max(left, right));
  return Math.abs(left - right) <= allowed;
}

export function medianAmount(chain: readonly PaymentEvent[]): number {
  const amounts = chain.map(({ amountMinor }) => amountMinor).sort((a, b) => a - b);
  const upper = amounts[amounts.length >> 1] ?? 0;
  return (upper + (amounts[(amounts.length - 1) >> 1] ?? upper)) / 2;
}

/** What could be taken for an amount. */
export function similarRange(amount: number): readonly [low: number, high: number] {
  const { similarShare } = CONFIG;
  return [amount * (1 - similarShare), amount * (1 + similarShare)];
}

/** How many of ascending values are below a limit, or at most it. */
function countBelow(sorted: readonly number[], limit: number, included: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? 0;
    if (value < limit || (included && value === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}
