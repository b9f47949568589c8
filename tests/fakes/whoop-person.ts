import { DateTime } from "luxon";
import type { WorldDay } from "../contracts/wearable-harness.ts";

export type WhoopSleep = ReturnType<typeof sleepOf>;
export type WhoopRecovery = ReturnType<typeof recoveryOf>;
/** What WHOOP has of one day. */
export type WhoopDay = { readonly sleep: WhoopSleep; readonly recovery: WhoopRecovery | null };

const MINUTE_MS = 60_000;
const AWAKE_MINUTES = 20;

/** A day as WHOOP tells it: nothing without a night, which ended at 07:00 there. */
export function whoopDayOf(said: WorldDay, timezone: string): WhoopDay | null {
  const { sleepMinutes, restingHeartRateBpm, hrvMs } = said;
  if (sleepMinutes === undefined) return null;
  const sleep = sleepOf(said, sleepMinutes, said.zone ?? timezone);
  const isRecovered = restingHeartRateBpm !== undefined || hrvMs !== undefined;
  return { sleep, recovery: isRecovered ? recoveryOf(said, sleep) : null };
}

function sleepOf({ date, sleepScore }: WorldDay, asleepMinutes: number, zone: string) {
  const end = DateTime.fromISO(`${date}T07:00`, { zone });
  const start = end.minus({ minutes: asleepMinutes + AWAKE_MINUTES });
  return {
    ...common(end),
    id: `5f0c2a1e-0000-4000-8000-${date.replaceAll("-", "").padStart(12, "0")}`,
    cycle_id: cycleOf(date),
    start: utc(start),
    end: utc(end),
    timezone_offset: end.offset === 0 ? "Z" : end.toFormat("ZZ"),
    nap: false,
    score_state: "SCORED",
    score: {
      stage_summary: {
        total_in_bed_time_milli: (asleepMinutes + AWAKE_MINUTES) * MINUTE_MS,
        total_awake_time_milli: AWAKE_MINUTES * MINUTE_MS,
        total_no_data_time_milli: 0,
        total_light_sleep_time_milli: (asleepMinutes - 150) * MINUTE_MS,
        total_slow_wave_sleep_time_milli: 60 * MINUTE_MS,
        total_rem_sleep_time_milli: 90 * MINUTE_MS,
        sleep_cycle_count: 4,
        disturbance_count: 6,
      },
      sleep_needed: {
        baseline_milli: 480 * MINUTE_MS,
        need_from_sleep_debt_milli: 0,
        need_from_recent_strain_milli: 0,
        need_from_recent_nap_milli: 0,
      },
      respiratory_rate: 15.9,
      ...(sleepScore === undefined ? {} : { sleep_performance_percentage: sleepScore }),
    },
  };
}

function recoveryOf(
  { date, restingHeartRateBpm, hrvMs }: WorldDay,
  { id, end }: { id: string; end: string },
) {
  return {
    ...common(DateTime.fromISO(end)),
    cycle_id: cycleOf(date),
    sleep_id: id,
    score_state: "SCORED",
    score: {
      user_calibrating: false,
      recovery_score: 44,
      ...(restingHeartRateBpm === undefined ? {} : { resting_heart_rate: restingHeartRateBpm }),
      ...(hrvMs === undefined ? {} : { hrv_rmssd_milli: hrvMs }),
    },
  };
}

const common = (at: DateTime) => ({ user_id: 0, created_at: utc(at), updated_at: utc(at) });
const cycleOf = (date: string) => Number(date.replaceAll("-", ""));
const utc = (at: DateTime) => at.toUTC().toISO() ?? "";
