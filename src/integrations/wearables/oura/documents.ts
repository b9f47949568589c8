import { z } from "zod";
import { readPageAs } from "../page.ts";
import { instant, localDate, maybeNumber } from "../read-record.ts";

/** What Oura's API v2 answers, as far as it is used. Times asleep and stressed are seconds. */

const page = z.object({ data: z.array(z.unknown()), next_token: z.string().nullish() });

/** One page of documents of any kind. */
export const readPage = readPageAs(page, ({ data, next_token }) => ({
  records: data,
  nextToken: next_token,
}));

export const sleepDocument = z.object({
  id: z.string().min(1),
  day: localDate,
  /** `long_sleep`, `sleep`, `late_nap`, `rest` (taken for sleep by mistake), `deleted`. */
  type: z.string(),
  bedtime_start: instant,
  bedtime_end: instant,
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
