export const HOUR_MS = 3_600_000;

/** A scored sleep of seven hours that ended at 06:00 on the 10th in New York. */
export function whoopSleep(over: Record<string, unknown> = {}, stages: Record<string, unknown> = {}) {
  return {
    id: "sleep-1",
    cycle_id: 1,
    start: "2026-11-10T03:00:00.000Z",
    end: "2026-11-10T11:00:00.000Z",
    timezone_offset: "-05:00",
    nap: false,
    score_state: "SCORED",
    score: {
      stage_summary: {
        total_light_sleep_time_milli: 4 * HOUR_MS,
        total_slow_wave_sleep_time_milli: HOUR_MS,
        total_rem_sleep_time_milli: 2 * HOUR_MS,
        ...stages,
      },
      sleep_performance_percentage: 87.6,
    },
    ...over,
  };
}

/** Of that sleep. */
export const recovery = (over: Record<string, unknown> = {}) => ({
  cycle_id: 1,
  sleep_id: "sleep-1",
  score_state: "SCORED",
  score: { recovery_score: 44, resting_heart_rate: 52, hrv_rmssd_milli: 61.25 },
  ...over,
});
