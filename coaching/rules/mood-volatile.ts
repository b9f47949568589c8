import { moodSteadiness, moodVolatility } from "../features/mood-volatility.ts";
import { indexDays, valuesBetween } from "../model/day-index.ts";
import { dayNumber } from "../model/local-date.ts";
import { faceFromMood } from "../model/mood.ts";
import type { Rule } from "./rule.ts";

/** Mood that moves more from day to day over two weeks than in the person's own weeks before. */
export const moodVolatile: Rule = {
  id: "mood-volatile",
  type: "mood",
  riskLevel: "medium",
  triggerSource: "mood_volatile",
  level: "sensitive",
  slots: ["morning", "evening"],
  restDays: 14,
  notWith: ["low-mood-run", "activity-helps-mood"],
  evaluate({ today, days }) {
    const index = indexDays(days);
    const volatility = moodVolatility(index, today);
    if (volatility.kind !== "measured" || moodSteadiness(index, today) !== "less-steady") return [];
    const { from, to, n } = volatility;
    const moods = valuesBetween(index, "mood", dayNumber(from), dayNumber(to)).map(({ value }) => value);
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, volatility.value.rmssd / 100),
        facts: {
          moodDays: n,
          lowestFace: faceFromMood(Math.min(...moods)),
          highestFace: faceFromMood(Math.max(...moods)),
        },
        basis: { from, to, days: n },
      },
    ];
  },
};
