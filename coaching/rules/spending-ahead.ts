import { spendingPace } from "../features/spending-pace.ts";
import type { Rule } from "./rule.ts";

/** From this pace a week is worth a word: 1 is as usual. */
const AHEAD = 1.3;

/** Discretionary spending of the last seven days well ahead of the person's own usual week. */
export const spendingAhead: Rule = {
  id: "spending-ahead",
  type: "financial",
  riskLevel: "medium",
  triggerSource: "spending_spike",
  level: "nudge",
  slots: ["morning", "evening"],
  restDays: 7,
  notWith: [],
  evaluate({ today, days, currency }) {
    const pace = spendingPace(days, today, { weeklyBudgetMinor: null, currency });
    if (pace.kind !== "measured" || pace.value.usualMinor === null || pace.value.rho < AHEAD) return [];
    const { rho, spentMinor, usualMinor, earlierWeeks } = pace.value;
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, rho - 1),
        facts: { spentMinor, usualWeekMinor: Math.round(usualMinor), weeks: earlierWeeks, lastDay: pace.to },
        basis: { from: pace.from, to: pace.to, days: pace.n },
      },
    ];
  },
};
