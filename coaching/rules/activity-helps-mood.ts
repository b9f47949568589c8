import { indexDays, valueAt, valuesBetween } from "../model/day-index.ts";
import { addDays, dayNumber } from "../model/local-date.ts";
import { middleOf } from "../model/sorted.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import { effectBelow } from "./own-relation.ts";
import type { Rule } from "./rule.ts";

/** Days with steps that a usual is told from. */
const LEAST_DAYS = 14;

/**
 * Yesterday had as few steps as the days that go with lower mood in the person's own record.
 *
 * Only where that relation is established for them; which of the two leads is not claimed.
 */
export const activityHelpsMood: Rule = {
  id: "activity-helps-mood",
  type: "mood",
  riskLevel: "low",
  triggerSource: "low_activity",
  level: "nudge",
  slots: ["morning"],
  restDays: 7,
  notWith: ["low-mood-run", "mood-volatile"],
  evaluate({ today, days, relations }) {
    const known = effectBelow(relations, "steps_to_mood");
    // Mood has to be lower on the days with few steps.
    if (known === null || known.effect.shrunk >= 0) return [];
    const index = indexDays(days);
    const day = dayNumber(today);
    const steps = valueAt(index, "steps", day - 1);
    const { windowDays } = SCORE_CONFIG.baseline;
    const before = valuesBetween(index, "steps", day - 1 - windowDays, day - 2);
    if (steps === null || steps >= known.threshold || before.length < LEAST_DAYS) return [];
    const usualSteps = middleOf(Float64Array.from(before, ({ value }) => value).sort());
    if (steps >= usualSteps) return [];
    const { relation, effect, threshold } = known;
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, Math.abs(relation.strength)),
        facts: {
          yesterdaySteps: Math.round(steps),
          usualSteps: Math.round(usualSteps),
          fewSteps: Math.round(threshold),
          fewDays: effect.exposedDays,
          pairedDays: effect.pairs,
          stepsDay: addDays(today, -1),
        },
        basis: { from: relation.from, to: relation.to, days: effect.pairs },
      },
    ];
  },
};
