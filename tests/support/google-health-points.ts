import { z } from "zod";
import { normalizeDays } from "../../src/integrations/wearables/google-health/normalize.ts";
import { readPage } from "../../src/integrations/wearables/google-health/types.ts";
import { readFixture } from "./fixtures.ts";

/** Derived from Google's own description of its interface. */
export const SCHEMA = "google-health/v4.schema.json";
export const validatorOf = (name: string) =>
  z.fromJSONSchema({ ...(readFixture(SCHEMA) as object), $ref: `#/$defs/${name}` });

export const AUTHORED_FOLDER = "google-health/authored";
export const authored = (name: string) => readFixture(`${AUTHORED_FOLDER}/${name}.json`);

/** The authored answers of each type, page by page. */
export const AUTHORED_PAGES = {
  sleep: ["sleep_list_page1", "sleep_list_page2"],
  "daily-resting-heart-rate": ["daily_resting_heart_rate"],
  "daily-heart-rate-variability": ["daily_heart_rate_variability"],
  steps: ["steps_dailyRollUp"],
  "active-energy-burned": ["active_energy_burned_dailyRollUp"],
} as const;

export function authoredPoints(): Record<keyof typeof AUTHORED_PAGES, readonly unknown[]> {
  const pointsOf = (type: keyof typeof AUTHORED_PAGES) =>
    AUTHORED_PAGES[type].flatMap((name) => readPage(authored(name)).records);
  return {
    sleep: pointsOf("sleep"),
    "daily-resting-heart-rate": pointsOf("daily-resting-heart-rate"),
    "daily-heart-rate-variability": pointsOf("daily-heart-rate-variability"),
    steps: pointsOf("steps"),
    "active-energy-burned": pointsOf("active-energy-burned"),
  };
}

type Interval = { readonly start: string; readonly end: string; readonly offset?: string };

/** A sleep as the API tells it; the civil end is left out, so that the offset decides. */
export function sleep(
  name: string,
  { start, end, offset = "0s" }: Interval,
  asleep: number | null,
  change: Record<string, unknown> = {},
) {
  return {
    name: `users/me/dataTypes/sleep/dataPoints/${name}`,
    sleep: {
      interval: { startTime: start, endTime: end, startUtcOffset: offset, endUtcOffset: offset },
      type: "CLASSIC",
      ...(asleep === null ? {} : { summary: { minutesAsleep: String(asleep) } }),
      ...change,
    },
  };
}

/** Days and minutes asleep. */
export const nightsOf = (points: readonly unknown[]) =>
  normalizeDays({ sleep: points }).days.map((day) => [day.date, day.sleepMinutes] as const);

export const civil = (year: number, month: number, day: number) => ({ date: { year, month, day }, time: {} });
export const steps = (day: number, countSum: unknown, change: Record<string, unknown> = {}) => ({
  civilStartTime: civil(2026, 11, day),
  civilEndTime: civil(2026, 11, day + 1),
  steps: { countSum },
  ...change,
});
