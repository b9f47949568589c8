import { usualSleepMinutes } from "../features/sleep-debt.ts";
import { indexDays, valueAt, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber } from "../model/local-date.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { Rule } from "./rule.ts";

/** Said on the night that makes it so many, and not again while it lasts. */
const RUN_LENGTH = 5;
/** Nights before the run that the usual is told from. */
const LEAST_NIGHTS = 14;

/** Five nights running at or above the person's own usual: a fact to look at, not to be praised for. */
export const goodStreakWithoutPraise: Rule = {
  id: "good-streak-without-praise",
  type: "energy",
  riskLevel: "low",
  triggerSource: "good_streak",
  level: "info",
  slots: ["morning"],
  restDays: 14,
  notWith: ["low-mood-run"],
  evaluate({ today, days }) {
    const index = indexDays(days);
    const day = dayNumber(today);
    const first = day - RUN_LENGTH + 1;
    const usualMinutes = usualSleepMinutes(index, first, SCORE_CONFIG);
    const { windowDays } = SCORE_CONFIG.baseline;
    const before = valuesBetween(index, "sleepMinutes", first - windowDays, first - 1);
    if (usualMinutes === null || before.length < LEAST_NIGHTS) return [];
    const reaches = (night: number) => (valueAt(index, "sleepMinutes", night) ?? 0) >= usualMinutes;
    const nights = Array.from({ length: RUN_LENGTH }, (_, at) => first + at);
    if (!nights.every(reaches) || reaches(first - 1)) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: 0.2,
        facts: { nights: RUN_LENGTH, usualMinutes, nightsBefore: before.length },
        basis: {
          from: dateOfDayNumber(before[0]?.day ?? first),
          to: today,
          days: before.length + RUN_LENGTH,
        },
      },
    ];
  },
};
