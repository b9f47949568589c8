import { DISCRETIONARY } from "../budgets/budget.ts";
import type { BudgetStanding } from "../budgets/standing.ts";
import { daysBetween, monthStartOf } from "../model/local-date.ts";
import { minorDigits } from "../model/money.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import { isChoiceByNature } from "./choices.ts";
import type { Rule } from "./rule.ts";

/** From this pace a budget is worth a word: 1 is where the person's own month usually stands by this day. */
const AHEAD = 1.3;
/** Before this day of the month one purchase makes the pace. */
const FIRST_DAY = 5;

/**
 * A budget for choices that this month's spending uses up faster than the person's own months do.
 *
 * Budgets for needs, and for everything together, are passed over: their pace is made by rent, health and groceries.
 */
export const paceOverBudget: Rule = {
  id: "pace-over-budget",
  type: "financial",
  riskLevel: "medium",
  triggerSource: "pace_over_budget",
  level: "nudge",
  slots: ["morning", "evening"],
  restDays: 7,
  notWith: ["spending-ahead", "spending-spike", "payday-splurge"],
  evaluate({ today, budgets }) {
    const from = monthStartOf(today);
    if (daysBetween(from, today) + 1 < FIRST_DAY) return [];
    return budgets.flatMap((standing) => {
      const rho = paceOf(standing);
      const { budget, pace, spentMinor, daysLeft } = standing;
      if (rho === null || pace === null || rho < AHEAD) return [];
      return [
        {
          ruleId: this.id,
          subject: budget.id,
          strength: Math.min(1, rho - 1),
          facts: {
            budget: budget.id,
            spentMinor,
            limitMinor: budget.amountMinor,
            expectedMinor: pace.expectedMinor,
            months: pace.n,
            daysLeft,
          },
          basis: { from, to: today, days: daysBetween(from, today) + 1 },
        },
      ];
    });
  },
};

/** Spent against what the usual month has spent by now, as the financial score's pace; null where it cannot be told. */
function paceOf({ budget, pace, spentMinor }: BudgetStanding): number | null {
  const isChoice = budget.id === DISCRETIONARY || isChoiceByNature(budget.id);
  // Without a whole month of the person's own there is no usual to hold it against.
  if (!isChoice || pace === null || pace.n === 0 || pace.word !== "ahead") return null;
  const { paceOffsetUnits, paceOffsetShare } = SCORE_CONFIG.financial;
  const offset = Math.max(
    paceOffsetUnits * 10 ** minorDigits(budget.currency),
    paceOffsetShare * pace.expectedMinor,
  );
  return (spentMinor + offset) / (pace.expectedMinor + offset);
}
