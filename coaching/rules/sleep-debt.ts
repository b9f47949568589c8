import { sleepDebt as sleepDebtOf } from "../features/sleep-debt.ts";
import { indexDays, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber } from "../model/local-date.ts";
import { middleOf } from "../model/sorted.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { Rule } from "./rule.ts";

/** Minutes a night that the last two weeks lack. */
const DEBT_MINUTES = 60;
/** And so far under the person's own nights before them. */
const UNDER_MINUTES = 30;

/** Two weeks of nights that lack an hour each, and are shorter than the person's own nights before. */
export const sleepDebt: Rule = {
  id: "sleep-debt",
  type: "energy",
  riskLevel: "medium",
  triggerSource: "sleep_debt",
  level: "nudge",
  slots: ["morning", "evening"],
  restDays: 7,
  notWith: ["low-sleep", "low-energy-day-ahead"],
  evaluate({ today, days, needMinutes }) {
    const index = indexDays(days);
    const debt = sleepDebtOf(index, today, needMinutes);
    if (debt.kind !== "measured" || debt.value < DEBT_MINUTES) return [];
    const { debtDays } = SCORE_CONFIG.energy;
    const { windowDays, provisionalDays } = SCORE_CONFIG.baseline;
    const day = dayNumber(today);
    const first = day - debtDays + 1;
    const lately = valuesBetween(index, "sleepMinutes", first, day);
    const before = valuesBetween(index, "sleepMinutes", first - windowDays, first - 1);
    if (before.length < provisionalDays) return [];
    const averageMinutes = lately.reduce((sum, { value }) => sum + value, 0) / lately.length;
    const usualMinutes = middleOf(Float64Array.from(before, ({ value }) => value).sort());
    if (usualMinutes - averageMinutes < UNDER_MINUTES) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, (usualMinutes - averageMinutes) / usualMinutes),
        facts: { averageMinutes, usualMinutes, nights: lately.length, nightsBefore: before.length },
        basis: {
          from: dateOfDayNumber(before[0]?.day ?? first),
          to: today,
          days: lately.length + before.length,
        },
      },
    ];
  },
};
