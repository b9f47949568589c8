import { addDays, instantOfWallTime, type LocalDate, startOfLocalDay } from "../model/local-date.ts";

/** One local day's wall clock in the zone in force on it. */
export type DayClock = {
  readonly zone: string;
  readonly date: LocalDate;
  /** 1440, but 1380 or 1500 where the clocks change. */
  readonly lengthMinutes: number;
  /** The instant at which the wall clock shows this minute, 0 to 1439. */
  at(minute: number): Date;
};

/** Zone look-ups are slow, so an ordinary day asks twice and counts from there. */
export function createDayClock(zone: string, date: LocalDate): DayClock {
  const start = startOfLocalDay(zone, date).getTime();
  const lengthMinutes = (startOfLocalDay(zone, addDays(date, 1)).getTime() - start) / 60_000;
  return {
    zone,
    date,
    lengthMinutes,
    at: (minute) =>
      lengthMinutes === 1440 ? new Date(start + minute * 60_000) : instantOfWallTime(zone, date, minute),
  };
}
