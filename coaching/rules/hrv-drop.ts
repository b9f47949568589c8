import { hrvWeekZ } from "../features/hrv.ts";
import { indexDays, lastReset, valuesBetween } from "../model/day-index.ts";
import { dayNumber } from "../model/local-date.ts";
import { baselineBefore } from "../scores/baseline.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { Rule } from "./rule.ts";

/** The week's HRV lies at least so many spreads under the person's own usual. */
const DROP_Z = -1;
const WEEK_DAYS = 7;

/** A week of HRV below the person's own usual, as one device tells it; one night alone says little. */
export const hrvDrop: Rule = {
  id: "hrv-drop",
  type: "energy",
  riskLevel: "medium",
  triggerSource: "hrv_drop",
  level: "sensitive",
  slots: ["morning"],
  restDays: 10,
  notWith: ["high-stress", "low-energy-day-ahead"],
  evaluate({ today, days }) {
    const index = indexDays(days);
    const week = hrvWeekZ(index, today);
    if (week.kind !== "measured" || week.value > DROP_Z) return [];
    const day = dayNumber(today);
    const first = Math.max(day - WEEK_DAYS + 1, lastReset(index, "hrvMs", day) ?? Number.NEGATIVE_INFINITY);
    const logs = valuesBetween(index, "hrvMs", first, day).map(({ value }) => Math.log(value));
    const { usual } = baselineBefore(index, "hrvMs", day, SCORE_CONFIG.baseline).baseline;
    if (usual === null) return [];
    // As HRV is judged: by ratio, so the middle of a week is its geometric mean.
    const weekHrv = Math.round(Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length));
    const usualHrv = Math.round(usual);
    if (weekHrv >= usualHrv) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, -week.value / 3),
        facts: { weekHrv, usualHrv, nights: week.n },
        basis: { from: week.from, to: week.to, days: week.n },
      },
    ];
  },
};
