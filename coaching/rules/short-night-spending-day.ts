import { judgeNight } from "../features/short-night.ts";
import { weekdaySpending } from "../features/weekday-spending.ts";
import type { Rule } from "./rule.ts";

/**
 * A short night before a weekday on which the person usually spends more than on others.
 *
 * Two plain observations side by side. That one leads to the other is not claimed: it would need the person's own
 * tested relation. Where that was looked for and not found, putting them side by side would say the contrary.
 */
export const shortNightSpendingDay: Rule = {
  id: "short-night-spending-day",
  type: "combined",
  riskLevel: "medium",
  triggerSource: "low_sleep",
  level: "nudge",
  slots: ["morning"],
  restDays: 7,
  notWith: [],
  evaluate({ today, days, needMinutes, notFound }) {
    if (notFound.includes("sleep_to_spending")) return [];
    const night = judgeNight(days, today, needMinutes);
    if (night.kind !== "measured" || !night.value.isShort || night.value.usualMinutes === null) return [];
    const { sleepMinutes, usualMinutes } = night.value;
    const spending = weekdaySpending(days, today);
    if (spending.kind !== "measured" || !spending.value.isUsualSpendingDay) return [];
    const { weekday, typicalMinor, typicalAnyDayMinor } = spending.value;
    const shortByMinutes = usualMinutes - sleepMinutes;
    // Under six hours, yet no shorter than ever: nothing new to say.
    if (shortByMinutes <= 0) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, shortByMinutes / usualMinutes),
        facts: {
          sleepMinutes,
          usualMinutes,
          shortByMinutes,
          weekday,
          weekdays: spending.n,
          usualSpendMinor: Math.round(typicalMinor),
          anyDaySpendMinor: Math.round(typicalAnyDayMinor),
        },
        basis: { from: spending.from, to: today, days: spending.n },
      },
    ];
  },
};
