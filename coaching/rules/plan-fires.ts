import type { Rule } from "./rule.ts";

/** A plan of the person's own whose condition holds now, in the words they made it in. */
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
  evaluate({ today, plansThatFire }) {
    return plansThatFire.map(({ planId, words, offer }) => ({
      ruleId: this.id,
      subject: planId,
      strength: 1,
      facts: { plan: words, offer },
      basis: { from: today, to: today, days: 1 },
    }));
  },
};
