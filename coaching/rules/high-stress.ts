import { stressTrend } from "../features/stress-trend.ts";
import { indexDays, valuesBetween } from "../model/day-index.ts";
import { dayNumber } from "../model/local-date.ts";
import { baselineBefore } from "../scores/baseline.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { Rule } from "./rule.ts";

/** A wearable's stress rising over a week, to above the person's own usual. */
export const highStress: Rule = {
  id: "high-stress",
  type: "energy",
  riskLevel: "medium",
  triggerSource: "high_stress",
  level: "sensitive",
  slots: ["morning", "evening"],
  restDays: 7,
  notWith: ["hrv-drop", "low-energy-day-ahead"],
  evaluate({ today, days }) {
    const index = indexDays(days);
    const trend = stressTrend(index, today);
    if (trend.kind !== "measured" || trend.value.direction !== "rising") return [];
    const latest = valuesBetween(index, "stressLevel", dayNumber(trend.from), dayNumber(trend.to)).at(-1);
    const before = baselineBefore(
      index,
      "stressLevel",
      dayNumber(trend.from),
      SCORE_CONFIG.baseline,
    ).baseline;
    if (latest === undefined || before.usual === null || latest.value <= before.usual) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, (latest.value - before.usual) / 50),
        facts: {
          latestStress: Math.round(latest.value),
          usualStress: Math.round(before.usual),
          stressDays: trend.n,
          latestDay: trend.to,
        },
        basis: { from: trend.from, to: trend.to, days: trend.n },
      },
    ];
  },
};
