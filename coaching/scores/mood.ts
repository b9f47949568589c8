import { type DayIndex, spanOf, valueAt, valuesBetween } from "../model/day-index.ts";
import { notMeasured } from "../model/measured.ts";
import type { ScoreConfig } from "./config.ts";
import { combineParts, type ScoreResult, wordOf } from "./score.ts";

/**
 * Mood of a day: the mean of its entries, −5 to +5 drawn out to 0 to 100. Never guessed from other days.
 *
 * `n` is how many of the last seven days were answered, and its share the confidence: one answer is a moment.
 */
export function scoreMood(index: DayIndex, day: number, config: ScoreConfig): ScoreResult {
  const mood = valueAt(index, "mood", day);
  const answered = valuesBetween(index, "mood", day - config.mood.confidenceDays + 1, day);
  const configVersion = config.version;
  const part =
    mood === null
      ? []
      : [
          {
            signal: "mood",
            value: mood,
            unit: "mood",
            level: levelOfMood(mood),
            rawWeight: 1,
            from: spanOf(answered)?.first ?? day,
            to: day,
          } as const,
        ];
  const combined = combineParts(part, 1, config);
  if (combined === null) {
    const none = notMeasured("no_entry", 0, 1);
    const missing = [{ ...none, signal: "mood" }] as const;
    return { kind: "unscored", reason: none.reason, have: 0, need: 1, missing, configVersion };
  }
  const confidence = answered.length / config.mood.confidenceDays;
  return {
    kind: "scored",
    ...combined,
    missing: [],
    confidence,
    confidenceWord: wordOf(confidence, config),
    n: answered.length,
    configVersion,
  };
}

/** −5 to +5 as 0 to 100. */
function levelOfMood(mood: number): number {
  return (mood + 5) * 10;
}
