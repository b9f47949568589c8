import { z } from "zod";
import { localDate, localTime, maybeNumber, readAnswer } from "../read-record.ts";

/** What Oura's API v2 answers, as far as it is used. Times asleep and stressed are seconds. */

const page = z.object({ data: z.array(z.unknown()), next_token: z.string().nullish() });

/**
 * One page of any kind: its documents, not looked at yet, and where the next page is.
 *
 * @throws UnreadableAnswerError when it is no page, as an error's body
 */
export function readPage(answer: unknown): {
  readonly documents: readonly unknown[];
  readonly nextToken: string | null;
} {
  const { data, next_token } = readAnswer("oura", page, answer);
  return { documents: data, nextToken: next_token || null };
}

export const sleepDocument = z.object({
  id: z.string().min(1),
  day: localDate,
  /** `long_sleep`, `sleep`, `late_nap`, `rest` (taken for sleep by mistake), `deleted`. */
  type: z.string(),
  bedtime_start: localTime,
  bedtime_end: localTime,
  total_sleep_duration: maybeNumber,
  lowest_heart_rate: maybeNumber,
  /** Milliseconds, RMSSD. */
  average_hrv: maybeNumber,
});
export type SleepDocument = z.infer<typeof sleepDocument>;

export const dailySleep = z.object({ day: localDate, score: maybeNumber });

/** Its contributors are ratings from 1 to 100: `resting_heart_rate` there is no heart rate. */
export const dailyReadiness = z.object({ day: localDate, score: maybeNumber });

/** A day of these begins at 04:00. */
export const dailyActivity = z.object({
  day: localDate,
  steps: maybeNumber,
  active_calories: maybeNumber,
  non_wear_time: maybeNumber,
});
export type DailyActivity = z.infer<typeof dailyActivity>;

export const dailyStress = z.object({
  day: localDate,
  stress_high: maybeNumber,
  recovery_high: maybeNumber,
  day_summary: z.string().nullish(),
});
export type DailyStress = z.infer<typeof dailyStress>;
