import { z } from "zod";
import { dateOfDayNumber, type LocalDate } from "../../../../coaching/model/local-date.ts";
import type { Refusals } from "../refusals.ts";
import { type DaySamples, noSamples } from "./samples.ts";
import { writtenTime } from "./written-time.ts";

const MOST_DAYS = 4_000;
const DAY_SECONDS = 86_400;

const row = z.object({ date: z.string().max(60) }).loose();
const rows = z.union([row.transform((one) => [one]), z.array(row).min(1).max(MOST_DAYS)]);
/** Shortcuts write a number as text where a step before it made it text. */
const amount = z.union([
  z.number().nonnegative(),
  z
    .string()
    .regex(/^\d{1,9}(?:\.\d{1,20})?$/)
    .transform(Number),
]);

/**
 * Reads `{"date": "2026-11-10", "steps": 8000, …}`, one day or a list of days; null for what is something else.
 *
 * Known are `steps`, `sleepMinutes`, `restingHeartRate`, `hrv` (SDNN, ms) and `activeEnergy` (kcal). A field that is
 * null or absent leaves what was said before.
 */
export function readShortcut(sent: unknown, refusals: Refusals): ReadonlyMap<LocalDate, DaySamples> | null {
  const read = rows.safeParse(sent);
  if (!read.success) return null;
  const days = new Map<LocalDate, DaySamples>();
  for (const said of read.data) {
    const time = writtenTime(said.date);
    if (time === null) {
      refusals.add(null, "date");
      continue;
    }
    const date = dateOfDayNumber(time.day);
    const amountOf = (field: string): number | null => {
      if (said[field] === undefined || said[field] === null) return null;
      const value = amount.safeParse(said[field]);
      if (!value.success) refusals.add(date, field);
      return value.data ?? null;
    };
    const pointsOf = (field: string) => {
      const value = amountOf(field);
      // One value for the day, whenever it was sent: the last one said stays.
      return value === null ? [] : [{ at: time.day * DAY_SECONDS, clock: 0, value }];
    };
    const minutes = amountOf("sleepMinutes");
    days.set(date, {
      ...noSamples(),
      daySteps: amountOf("steps"),
      dayKcal: amountOf("activeEnergy"),
      restingHeartRates: pointsOf("restingHeartRate"),
      hrv: pointsOf("hrv"),
      night: minutes === null ? null : { start: null, end: null, minutes },
    });
  }
  return days;
}
