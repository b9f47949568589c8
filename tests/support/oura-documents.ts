let number = 0;

/** A long sleep of seven hours; each has an id of its own. */
export function sleep(over: Record<string, unknown> = {}) {
  return {
    id: `sleep-${++number}`,
    day: "2026-11-10",
    type: "long_sleep",
    bedtime_start: "2026-11-09T23:00:00+01:00",
    bedtime_end: "2026-11-10T06:30:00+01:00",
    total_sleep_duration: 25_200,
    lowest_heart_rate: 54,
    average_hrv: 42,
    ...over,
  };
}

/** A tenth of the time awake with that sleep. */
export const stress = (over: Record<string, unknown> = {}) => ({
  id: "stress",
  day: "2026-11-10",
  stress_high: 6120,
  recovery_high: 900,
  day_summary: "normal",
  ...over,
});
