import {
  addDays,
  daysBetween,
  type LocalDate,
  monthEndOf,
  monthStartOf,
  weekStartOf,
} from "../model/local-date.ts";
import type { DayRange } from "../questions/asked-period.ts";

/** A week or month is told from its third day on. */
export const JUST_BEGUN_DAYS = 2;

export type PeriodKind = "week" | "month";

/** The week (from Monday) or calendar month that holds a day. */
export function periodAround(kind: PeriodKind, date: LocalDate): DayRange {
  if (kind === "month") return { from: monthStartOf(date), to: monthEndOf(date) };
  const from = weekStartOf(date);
  return { from, to: addDays(from, 6) };
}

/** The week or month to tell when none is named: the running one, or the one before while it has only just begun. */
export function periodToTell(kind: PeriodKind, today: LocalDate): DayRange {
  const running = periodAround(kind, today);
  const begun = daysBetween(running.from, today) + 1;
  return begun > JUST_BEGUN_DAYS ? running : periodAround(kind, addDays(running.from, -1));
}
