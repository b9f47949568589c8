import {
  nightThatGoesWithMore,
  shortNightAmounts,
  shortNightBasis,
  shortNightFacts,
} from "./after-short-night.ts";
import type { Evidence, FiringPlan, Rule } from "./rule.ts";

/**
 * A plan of the person's own for short nights, on the morning after one, for somebody whose own tested record has more spending
 * by choice after such nights: what the record says, and the plan as the one small offer.
 */
export const planAfterShortNight: Rule = {
  id: "plan-after-short-night",
  type: "combined",
  riskLevel: "medium",
  triggerSource: "plan_fires",
  level: "nudge",
  slots: ["morning", "evening"],
  restDays: 3,
  notWith: ["short-night-usually-costs", "short-night-impulses", "short-night-spending-day", "low-sleep"],
  isAskedFor: true,
  evaluate(evidence) {
    return plansWithRecord(evidence).map(({ plan, night, amounts }) => {
      const time = plan.isForEvening ? "evening" : "day";
      return {
        ruleId: this.id,
        subject: plan.planId,
        strength: 1,
        facts: {
          ...shortNightFacts(night),
          ...amounts,
          plan: plan.words,
          offer: plan.offer,
          suchTime: time,
          thisTime: time,
        },
        basis: shortNightBasis(night),
      };
    });
  },
};

/** The plans that fire and have something in the person's own record to be said with; the others are offered alone. */
export function plansWithRecord(evidence: Evidence) {
  const night = nightThatGoesWithMore(evidence, "sleep_to_spending");
  const amounts = night === null ? null : shortNightAmounts(night);
  if (night === null || amounts === null) return [];
  return evidence.plansThatFire
    .filter(({ isAboutNight }: FiringPlan) => isAboutNight)
    .map((plan) => ({ plan, night, amounts }));
}
