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

/** What the rules of a slot have to say. */
export function findingsOf(evidence: Evidence, slot: Rule["slots"][number]): readonly Finding[] {
  const ofSlot: readonly Rule[] = rules.filter((rule: Rule) => rule.slots.includes(slot));
  return ofSlot.flatMap((rule) => rule.evaluate(evidence));
}

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

/** @throws Error for an id that no rule has */
export function ruleOf({ ruleId }: Pick<Finding, "ruleId">): Rule {
  const rule = byId.get(ruleId);
  if (rule === undefined) throw new Error(`no rule is called ${ruleId}`);
  return rule;
}
