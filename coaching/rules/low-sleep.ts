import { judgeNight } from "../features/short-night.ts";
import { sleepDeficit } from "../features/sleep-debt.ts";
import { indexDays, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber } from "../model/local-date.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { Rule } from "./rule.ts";

/** So far under the need a night is worth a word, in minutes. */
const DEFICIT_MINUTES = 60;
/** And so far under the person's own usual: who always sleeps little is told nothing new. */
const SHORT_BY_MINUTES = 30;

/** Last night an hour or more under the need, and under the person's own usual. */
export const lowSleep: Rule = {
  id: "low-sleep",
  type: "energy",
  riskLevel: "low",
  triggerSource: "low_sleep",
  level: "nudge",
  slots: ["morning"],
  restDays: 4,
  tellsNight: true,
  notWith: ["short-night-spending-day", "short-night-usually-costs", "short-night-impulses", "sleep-debt"],
  evaluate({ today, days, needMinutes }) {
    const index = indexDays(days);
    const night = judgeNight(index, today, needMinutes);
    const deficit = sleepDeficit(index, today, needMinutes);
    if (night.kind !== "measured" || deficit.kind !== "measured" || deficit.value < DEFICIT_MINUTES)
      return [];
    const { sleepMinutes, usualMinutes } = night.value;
    if (usualMinutes === null || usualMinutes - sleepMinutes < SHORT_BY_MINUTES) return [];
    const { windowDays } = SCORE_CONFIG.baseline;
    const day = dayNumber(today);
    const before = valuesBetween(index, "sleepMinutes", day - windowDays, day - 1);
    const shortByMinutes = usualMinutes - sleepMinutes;
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, shortByMinutes / usualMinutes),
        facts: { sleepMinutes, usualMinutes, shortByMinutes, nights: before.length },
        basis: { from: dateOfDayNumber(before[0]?.day ?? day), to: today, days: before.length + 1 },
      },
    ];
  },
};
