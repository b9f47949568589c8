import { z } from "zod";
import { readPageAs } from "../page.ts";
import { instant, maybeNumber } from "../read-record.ts";

/** What WHOOP's API v2 answers, as far as it is used. */

const page = z.object({ records: z.array(z.unknown()), next_token: z.string().nullish() });

/** One page of records of any kind. */
export const readPage = readPageAs(page, ({ records, next_token }) => ({ records, nextToken: next_token }));

/** Numbers in the first version of the API, text in the second. */
export const id = z.union([z.string().min(1), z.number()]).transform(String);

/** `SCORED`, `PENDING_SCORE` or `UNSCORABLE`; only the first has values that hold. */
const scoreState = z.string();

export const sleepRecord = z.object({
  id,
  cycle_id: id.nullish(),
  start: instant,
  end: instant,
  /** `-05:00`, or `Z`: what the person's clock was ahead of UTC. */
  timezone_offset: z.string().regex(/^(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/),
  nap: z.boolean(),
  score_state: scoreState,
  score: z
    .object({
      stage_summary: z
        .object({
          total_light_sleep_time_milli: maybeNumber,
          total_slow_wave_sleep_time_milli: maybeNumber,
          total_rem_sleep_time_milli: maybeNumber,
        })
        .nullish(),
      sleep_performance_percentage: maybeNumber,
    })
    .nullish(),
});
export type SleepRecord = z.infer<typeof sleepRecord>;

export const recoveryRecord = z.object({
  cycle_id: id,
  sleep_id: id.nullish(),
  score_state: scoreState,
  score: z
    .object({
      resting_heart_rate: maybeNumber,
      /** Milliseconds, RMSSD. */
      hrv_rmssd_milli: maybeNumber,
    })
    .nullish(),
});
export type RecoveryRecord = z.infer<typeof recoveryRecord>;
