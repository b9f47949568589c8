import { type KeyKind, type Period, RECURRING_CONFIG } from "./config.ts";
import type { PaymentEvent } from "./event.ts";
import { fitGrid, type GridFit } from "./grid-fit.ts";

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

const INTERCEPT = -2;
const KEYWORD = 1;
const KIND_ODDS: Record<KeyKind, number> = { obligation: 2, neutral: 0, habit: -1.5 };
/** Chance that a stream's amount varies as a bill's does. */
const VARIABLE: Record<KeyKind, readonly [short: number, long: number]> = {
  obligation: [0.5, 0.5],
  neutral: [0.1, 0.2],
  habit: [1e-6, 0.03],
};
/** Periods shorter than this are those of habits. */
const SHORT_DAYS = 20;
const INSIDE = 0.8;
const SIMILAR_OUTSIDE = 0.5;
const MANY_SKIPPED = { share: 0.4, cost: 3 };
const OFF_GRID = -4;

/**
 * The log odds of a chain: how much better its days and amounts are explained by a calendar and a price than by a
 * habit that falls there by chance, less what else happened at the merchant that the calendar does not explain.
 *
 * @returns null for a habit of changing amounts, which is no recurring payment however even its rhythm
 */
export function scoreChain(
  chain: readonly PaymentEvent[],
  period: Period,
  around: Surroundings,
): ScoredChain | null {
  const changes = chain
    .slice(1)
    .map((event, index) => Math.abs(Math.log(event.amountMinor / (chain[index]?.amountMinor ?? 1))));
  if (around.kind === "habit" && period.days < SHORT_DAYS) {
    const steady = changes.filter((change) => change <= 0.1).length;
    if (steady < 0.6 * changes.length) return null;
  }
  const fit = fitGrid(chain, period);
  const middle = medianAmount(chain);
  const amounts = amountOdds(chain, changes, period, around, middle);
  const periods = fit.steps.reduce((sum, step) => sum + Math.max(1, step), 0);
  const manySkipped = periods - fit.steps.length > MANY_SKIPPED.share * periods;
  const score =
    INTERCEPT +
    around.said +
    KIND_ODDS[around.kind] +
    (chain.some(({ hasKeyword }) => hasKeyword) ? KEYWORD : 0) +
    Math.log(period.prior) +
    timingOdds(fit, period, around.subset) +
    amounts.odds -
    othersCost(chain, period, around.subset, middle) -
    (manySkipped ? MANY_SKIPPED.cost : 0);
  const raw = 1 / (1 + Math.exp(-score));
  const isThin = chain.length === 2 && period.days < RECURRING_CONFIG.provenByTwoDays;
  const probability = isThin ? Math.min(RECURRING_CONFIG.mostOfTwo, raw) : raw;
  return { chain, period, fit, score, probability, isVariable: amounts.isVariable };
}

/** By how many periods a payment follows the one before; a week is rather skipped than a month. */
function stepChance(step: number, period: Period): number {
  const chances = period.cadence === "weekly" ? [0.85, 0.11, 0.03] : [0.92, 0.05, 0.02];
  return chances[step - 1] ?? 0.003;
}

function timingOdds(fit: GridFit, period: Period, subset: readonly PaymentEvent[]): number {
  const span = (subset.at(-1)?.day ?? 0) - (subset[0]?.day ?? 0);
  const rate = Math.min(3, (subset.length - 1) / Math.max(7, span));
  const { jitterDays: b, toleranceDays } = period;
  let odds = 0;
  for (const [index, step] of fit.steps.entries()) {
    if (!Number.isInteger(step) || step < 1) {
      odds += OFF_GRID;
      continue;
    }
    const e = fit.offsets[index + 1] ?? 0;
    const near =
      (0.55 * Math.exp(-e / b)) / (2 * b + 0.5) +
      (0.35 * Math.exp(-e / (4 * b))) / (8 * b + 0.5) +
      0.1 / (2 * toleranceDays + 1);
    const recurring = stepChance(step, period) * (e <= toleranceDays + 1 ? near : 0.001);
    // The chance that visits at this rate put their nearest one so close to the due day.
    const byChance = Math.min(
      1,
      1.8 * (e < 0.5 ? 1 - Math.exp(-rate) : (Math.exp(-rate * (2 * e - 1)) * (1 - Math.exp(-2 * rate))) / 2),
    );
    odds += Math.log(recurring / Math.max(byChance, 1e-4));
  }
  return odds;
}

function amountOdds(
  chain: readonly PaymentEvent[],
  changes: readonly number[],
  period: Period,
  { kind, keyAmounts }: Surroundings,
  middle: number,
): { readonly odds: number; readonly isVariable: boolean } {
  const similar = similarElsewhere(chain, keyAmounts, middle);
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
  const chance = VARIABLE[kind][period.days < SHORT_DAYS ? 0 : 1];
  const [asPrice, asBill] = [Math.log(1 - chance) + fixed, Math.log(chance) + variable];
  const most = Math.max(asPrice, asBill);
  const odds = most + Math.log(Math.exp(asPrice - most) + Math.exp(asBill - most));
  return { odds, isVariable: asBill > asPrice };
}

/** Share of the key's other payments that cost about the same: where all do, an equal amount proves nothing. */
function similarElsewhere(
  chain: readonly PaymentEvent[],
  keyAmounts: readonly number[],
  middle: number,
): number {
  const others = keyAmounts.length - chain.length;
  if (others < 2) return 0.08;
  const [low, high] = similarRange(middle);
  const inChain = chain.filter(({ amountMinor }) => amountMinor >= low && amountMinor <= high).length;
  const inKey = countBelow(keyAmounts, high, true) - countBelow(keyAmounts, low, false);
  return Math.min(0.95, Math.max(0.08, (inKey - inChain) / others));
}

/** What it costs that payments of the subset are not explained by the chain. */
function othersCost(
  chain: readonly PaymentEvent[],
  period: Period,
  subset: readonly PaymentEvent[],
  middle: number,
): number {
  if (subset.length === chain.length) return 0;
  const own = new Set(chain);
  const from = (chain[0]?.day ?? 0) - period.days / 2;
  const to = (chain.at(-1)?.day ?? 0) + period.days / 2;
  const [low, high] = similarRange(middle);
  let cost = 0;
  for (const event of subset) {
    if (own.has(event)) continue;
    if (event.day >= from && event.day <= to) cost += INSIDE;
    else if (event.amountMinor >= low && event.amountMinor <= high) cost += SIMILAR_OUTSIDE;
  }
  return cost;
}

/** Whether two amounts are one price: within a cent, or a thousandth for large ones. */
export function isSamePrice(left: number, right: number): boolean {
  const allowed = Math.max(1.1, RECURRING_CONFIG.samePriceShare * Math.max(left, right));
  return Math.abs(left - right) <= allowed;
}

export function medianAmount(chain: readonly PaymentEvent[]): number {
  const amounts = chain.map(({ amountMinor }) => amountMinor).sort((a, b) => a - b);
  const upper = amounts[amounts.length >> 1] ?? 0;
  return (upper + (amounts[(amounts.length - 1) >> 1] ?? upper)) / 2;
}

function similarRange(amount: number): readonly [low: number, high: number] {
  const { similarShare } = RECURRING_CONFIG;
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
