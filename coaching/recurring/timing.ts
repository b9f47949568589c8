import { type Cadence, type Period, RECURRING_CONFIG } from "./config.ts";
import type { PaymentEvent } from "./event.ts";
import type { GridFit } from "./grid-fit.ts";

const CONFIG = RECURRING_CONFIG.timing;

/** How much better a chain's days fit the calendar than visits that fall there by chance, in log odds. */
export function timingOdds(fit: GridFit, period: Period, subset: readonly PaymentEvent[]): number {
  const rate = rateOf(subset);
  let odds = 0;
  for (const [index, step] of fit.steps.entries()) {
    const isOnGrid = Number.isInteger(step) && step >= 1;
    odds += isOnGrid ? stepOdds(fit.offsets[index + 1] ?? 0, step, period, rate) : CONFIG.offGrid;
  }
  return odds;
}

/** The most that {@link timingOdds} could be for a chain of so many steps, told without laying a calendar under it. */
export function mostTimingOdds(steps: number, period: Period, subset: readonly PaymentEvent[]): number {
  // Twice a month has no whole days to try, and is cheap to work out.
  if (!Number.isInteger(period.days) && period.months === 0) return Number.POSITIVE_INFINITY;
  const rate = rateOf(subset);
  let most = Math.log(CONFIG.far / CONFIG.leastChance);
  for (let e = 0; e <= period.toleranceDays + 1; e++) most = Math.max(most, stepOdds(e, 1, period, rate));
  return steps * most;
}

/** @param e days from the due day */
function stepOdds(
  e: number,
  step: number,
  { jitterDays: b, toleranceDays, cadence }: Period,
  rate: number,
): number {
  const near =
    (0.55 * Math.exp(-e / b)) / (2 * b + 0.5) +
    (0.35 * Math.exp(-e / (4 * b))) / (8 * b + 0.5) +
    0.1 / (2 * toleranceDays + 1);
  const recurring = stepChance(step, cadence) * (e <= toleranceDays + 1 ? near : CONFIG.far);
  // The chance that visits at this rate put their nearest one so close to the due day.
  const nearest =
    e < 0.5 ? 1 - Math.exp(-rate) : (Math.exp(-rate * (2 * e - 1)) * (1 - Math.exp(-2 * rate))) / 2;
  return Math.log(recurring / Math.max(Math.min(1, 1.8 * nearest), CONFIG.leastChance));
}

/** By how many periods a payment follows the one before; a week is rather skipped than a month. */
function stepChance(step: number, cadence: Cadence): number {
  const chances = cadence === "weekly" ? CONFIG.weeklySteps : CONFIG.otherSteps;
  return chances[step - 1] ?? CONFIG.moreSteps;
}

/** Payments a day. */
function rateOf(subset: readonly PaymentEvent[]): number {
  const span = (subset.at(-1)?.day ?? 0) - (subset[0]?.day ?? 0);
  return Math.min(CONFIG.mostRate, (subset.length - 1) / Math.max(7, span));
}
