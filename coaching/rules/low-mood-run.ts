import { addDays } from "../model/local-date.ts";
import type { Rule } from "./rule.ts";

/** At or under this stored mood (−5 to +5) a day is a low one; a tapped face of 1 to 3. */
const LOW_MOOD = -2;
/** Low days running before the coach says anything. */
const RUN_LENGTH = 3;

/**
 * Several low days in a row: say so once, and offer someone to talk to.
 *
 * The run ends today, or yesterday while today has no check-in yet. A day without one ends a run: what was not
 * said is not known.
 */
export const lowMoodRun: Rule = {
  id: "low-mood-run",
  type: "mood",
  riskLevel: "high",
  triggerSource: "low_mood",
  level: "sensitive",
  slots: ["morning", "evening"],
  restDays: 7,
  notWith: [],
  evaluate({ today, days }) {
    const moods = new Map(days.map((day) => [day.date, day.mood] as const));
    const last = typeof moods.get(today) === "number" ? today : addDays(today, -1);
    let length = 0;
    for (;;) {
      const mood = moods.get(addDays(last, -length));
      if (typeof mood !== "number" || mood > LOW_MOOD) break;
      length += 1;
    }
    if (length < RUN_LENGTH) return [];
    const from = addDays(last, 1 - length);
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: 1,
        facts: { lowDays: length },
        basis: { from, to: last, days: length },
      },
    ];
  },
};
