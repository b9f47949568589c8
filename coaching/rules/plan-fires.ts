import { plansWithRecord } from "./plan-after-short-night.ts";
import type { Rule } from "./rule.ts";

/**
 * A plan of the person's own whose condition holds now, in the words they made it in. One that their record has something to say
 * of is offered with that, by a rule of its own.
 */
export const planFires: Rule = {
  id: "plan-fires",
  type: "combined",
  riskLevel: "medium",
  triggerSource: "plan_fires",
  level: "nudge",
  slots: ["morning", "evening"],
  restDays: 3,
  notWith: [],
  isAskedFor: true,
  evaluate(evidence) {
    const { today, plansThatFire } = evidence;
    const told = new Set(plansWithRecord(evidence).map(({ plan }) => plan));
    const alone = plansThatFire.filter((plan) => !told.has(plan));
    return alone.map(({ planId, words, offer }) => ({
      ruleId: this.id,
      subject: planId,
      strength: 1,
      facts: { plan: words, offer },
      basis: { from: today, to: today, days: 1 },
    }));
  },
};
