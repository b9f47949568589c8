import {
  addDays,
  daysBetween,
  type LocalDate,
  monthEndOf,
  monthStartOf,
  weekStartOf,
} from "../model/local-date.ts";
import { type DayRange, isWholeMonth, lengthOf } from "../questions/asked-period.ts";

/** A week or month is told from its third day on. */
export const JUST_BEGUN_DAYS = 2;

export type PeriodKind = "week" | "month";

/** The week (from Monday) or calendar month that holds a day. */
function periodAround(kind: PeriodKind, date: LocalDate): DayRange {
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

const WEEK_DAYS = 7;

/** Which whole week or month some days are; null for any others. */
export function kindOfPeriod(days: DayRange): PeriodKind | null {
  if (isWholeMonth(days)) return "month";
  return lengthOf(days) === WEEK_DAYS && weekStartOf(days.from) === days.from ? "week" : null;
}

/** What a period is held against: of a month, however far it has come, the month before; else as many days, a week at least. */
export function periodBefore({ from, to }: DayRange): DayRange {
  const last = addDays(from, -1);
  const days = lengthOf({ from, to });
  if (days > WEEK_DAYS && from === monthStartOf(from)) return { from: monthStartOf(last), to: last };
  return { from: addDays(from, -Math.max(WEEK_DAYS, days)), to: last };
}
