import { activityHelpsMood } from "./activity-helps-mood.ts";
import { billDueLowBalancePace } from "./bill-due-low-balance-pace.ts";
import { goodStreakWithoutPraise } from "./good-streak-without-praise.ts";
import { highStress } from "./high-stress.ts";
import { hrvDrop } from "./hrv-drop.ts";
import { impulseEvening } from "./impulse-evening.ts";
import { lowEnergyDayAhead } from "./low-energy-day-ahead.ts";
import { lowMoodRun } from "./low-mood-run.ts";
import { lowSleep } from "./low-sleep.ts";
import { moodVolatile } from "./mood-volatile.ts";
import { paceOverBudget } from "./pace-over-budget.ts";
import { paydaySplurge } from "./payday-splurge.ts";
import { planAfterShortNight } from "./plan-after-short-night.ts";
import { planFires } from "./plan-fires.ts";
import { renewalSoon } from "./renewal-soon.ts";
import type { Evidence, Finding, Rule } from "./rule.ts";
import { shortNightImpulses } from "./short-night-impulses.ts";
import { shortNightSpendingDay } from "./short-night-spending-day.ts";
import { shortNightUsuallyCosts } from "./short-night-usually-costs.ts";
import { sleepDebt } from "./sleep-debt.ts";
import { spendingAhead } from "./spending-ahead.ts";
import { spendingSpike } from "./spending-spike.ts";
import { subscriptionPriceRise } from "./subscription-price-rise.ts";
import { unusedOrDuplicateSubscription } from "./unused-or-duplicate-subscription.ts";

/** Every rule there is. */
export const rules = [
  lowMoodRun,
  moodVolatile,
  activityHelpsMood,
  lowSleep,
  sleepDebt,
  hrvDrop,
  highStress,
  lowEnergyDayAhead,
  goodStreakWithoutPraise,
  shortNightUsuallyCosts,
  shortNightImpulses,
  shortNightSpendingDay,
  spendingSpike,
  spendingAhead,
  paceOverBudget,
  impulseEvening,
  paydaySplurge,
  billDueLowBalancePace,
  renewalSoon,
  subscriptionPriceRise,
  unusedOrDuplicateSubscription,
  planFires,
  planAfterShortNight,
] as const satisfies readonly Rule[];

const RISK = { low: 0, medium: 1, high: 2 } as const;

/** What rests on the person's own plan, or on a relation that was tested for them, says more than that a day is unusual. */
const OWN: ReadonlyMap<string, number> = new Map([
  [planFires.id, 2],
  [planAfterShortNight.id, 2],
  [shortNightUsuallyCosts.id, 1],
  [shortNightImpulses.id, 1],
  [activityHelpsMood.id, 1],
]);
const ownOf = ({ rule }: Chosen) => OWN.get(rule.id) ?? 0;

export type Chosen = { readonly rule: Rule; readonly finding: Finding };

/**
 * The one thing to say of a morning, or null.
 *
 * Higher risk first (someone low for days hears about that and nothing about money), then what is the person's own, then what
 * stands out more.
 *
 * @param isResting whether a rule, or a rule about one thing, keeps still, as after "not helpful"
 */
export function chooseFinding(
  evidence: Evidence,
  isResting: (finding: Pick<Finding, "ruleId" | "subject">) => boolean,
): Chosen | null {
  const ofMorning: readonly Rule[] = rules.filter(({ slots }: Rule) => slots.includes("morning"));
  const found = ofMorning.flatMap((rule) => {
    if (isResting({ ruleId: rule.id, subject: "" })) return [];
    return rule.evaluate(evidence).flatMap((finding) => (isResting(finding) ? [] : [{ rule, finding }]));
  });
  found.sort(
    (a, b) =>
      RISK[b.rule.riskLevel] - RISK[a.rule.riskLevel] ||
      ownOf(b) - ownOf(a) ||
      b.finding.strength - a.finding.strength,
  );
  return found[0] ?? null;
}
