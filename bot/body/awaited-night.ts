import type { DayRecord } from "../../coaching/model/days.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";

/** A device that told a night within so many days is waited for. */
const AWAITED_DAYS = 7;

/** Whether a night of today is to be expected from a device, whether it has come or not. */
export function isNightAwaited(days: readonly DayRecord[], today: LocalDate): boolean {
  const since = addDays(today, -AWAITED_DAYS);
  return days.some(({ date, sleepMinutes }) => date >= since && sleepMinutes !== null);
}

export function isNightKnown(days: readonly DayRecord[], today: LocalDate): boolean {
  return days.find(({ date }) => date === today)?.sleepMinutes != null;
}
