import { addDays, instantOfWallTime, type LocalDate, localDateOf } from "./model/local-date.ts";

export type NextRun = {
  readonly localDate: LocalDate;
  readonly at: Date;
};

/**
 * When a daily job is next due on a person's wall clock.
 *
 * A wall time that a clock change skips is moved on by the gap, one that comes twice is its first instant.
 *
 * @param minute minutes since local midnight
 * @param after the run lies strictly after this instant
 * @param servedFor the last local day the job ran for: it never runs for the same or an earlier one again
 */
export function nextDailyRun(
  zone: string,
  minute: number,
  after: Date,
  servedFor: LocalDate | null,
): NextRun {
  // A day earlier than the wall calendar says, because the zone may just have changed.
  let localDate = addDays(localDateOf(after, zone), -1);
  for (;;) {
    const at = instantOfWallTime(zone, localDate, minute);
    if (at > after && (servedFor === null || localDate > servedFor)) return { localDate, at };
    localDate = addDays(localDate, 1);
  }
}
