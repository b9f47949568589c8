import { amountOdds, medianAmount, similarElsewhere, similarRange } from "./amounts.ts";
import { type KeyKind, type Period, RECURRING_CONFIG } from "./config.ts";
import { firstAfter, firstFrom, type PaymentEvent } from "./event.ts";
import { fitGrid, type GridFit } from "./grid-fit.ts";
import { mostTimingOdds, timingOdds } from "./timing.ts";

/** A chain with what speaks for it. */
export type ScoredChain = {
  readonly chain: readonly PaymentEvent[];
  readonly period: Period;
  readonly fit: GridFit;
  /** Log odds that these payments recur. */
  readonly score: number;
  /** Of that: 0 to 1, with the limits of what few payments can prove. */
  readonly probability: number;
  /** Whether the amounts look rather like a bill than like a price. */
  readonly isVariable: boolean;
};

/** What a chain is judged against. */
export type Surroundings = {
  readonly kind: KeyKind;
  /** The payments the chain was looked for in, in order of day. */
  readonly subset: readonly PaymentEvent[];
  /** Amounts of all payments of the key that are still free, ascending. */
  readonly keyAmounts: readonly number[];
  /** Log odds added by what the person has said about the key. */
  readonly said: number;
};

const CONFIG = RECURRING_CONFIG.score;

/**
 * The log odds of a chain: how much better its days and amounts are explained by a calendar and a price than by a
 * habit that falls there by chance, less what else happened at the merchant that the calendar does not explain.
 *
 * @param floor odds that are of interest only above this
 * @returns null for a chain that does not come above the floor, and for a habit of changing amounts, which is no
 *   recurring payment however even its rhythm
 */
export function scoreChain(
  chain: readonly PaymentEvent[],
  period: Period,
  around: Surroundings,
  floor: number,
): ScoredChain | null {
  const { kind, subset } = around;
  const isShort = period.days < RECURRING_CONFIG.shortDays;
  const changes = chain
    .slice(1)
    .map((event, index) => Math.abs(Math.log(event.amountMinor / (chain[index]?.amountMinor ?? 1))));
  if (kind === "habit" && isShort) {
    const steady = changes.filter((change) => change <= RECURRING_CONFIG.steady.change).length;
    if (steady < RECURRING_CONFIG.steady.share * changes.length) return null;
  }
  const middle = medianAmount(chain);
  const similar = similarElsewhere(chain, middle, around.keyAmounts);
  const amounts = amountOdds(chain, changes, { kind, isShort, similar });
  const span = spanIn(subset, chain, period);
  const untimed =
    CONFIG.intercept +
    around.said +
    CONFIG.kinds[kind] +
    (chain.some(({ hasKeyword }) => hasKeyword) ? CONFIG.keyword : 0) +
    Math.log(period.prior) +
    amounts.odds -
    CONFIG.leftOut * (span.behind - span.first - chain.length);
  // Nearly all chains of habits end here; what follows is what costs time.
  if (untimed + mostTimingOdds(changes.length, period, subset) <= floor) return null;

  const fit = fitGrid(chain, period);
  const outside = CONFIG.similarOutside * similarOutside(subset, span, middle);
  const score = untimed + timingOdds(fit, period, subset) - skippedCost(fit) - outside;
  if (score <= floor) return null;
  const raw = 1 / (1 + Math.exp(-score));
  const isThin = chain.length === 2 && period.days < CONFIG.provenByTwoDays;
  const probability = isThin ? Math.min(CONFIG.mostOfTwo, raw) : raw;
  return { chain, period, fit, score, probability, isVariable: amounts.isVariable };
}

/** Indices of a subset's payments: the first within a chain's span and half a period around it, and the first behind. */
type Span = { readonly first: number; readonly behind: number };

function spanIn(subset: readonly PaymentEvent[], chain: readonly PaymentEvent[], { days }: Period): Span {
  const first = firstFrom(subset, 0, (chain[0]?.day ?? 0) - days / 2);
  return { first, behind: firstAfter(subset, first, (chain.at(-1)?.day ?? 0) + days / 2) };
}

/** How many payments outside the span cost about the same; the chain lies inside, so none of them is its own. */
function similarOutside(subset: readonly PaymentEvent[], { first, behind }: Span, middle: number): number {
  const [low, high] = similarRange(middle);
  const outside = [...subset.slice(0, first), ...subset.slice(behind)];
  return outside.filter(({ amountMinor }) => amountMinor >= low && amountMinor <= high).length;
}

function skippedCost({ steps }: GridFit): number {
  const periods = steps.reduce((sum, step) => sum + Math.max(1, step), 0);
  return periods - steps.length > CONFIG.manySkipped.share * periods ? CONFIG.manySkipped.cost : 0;
}
