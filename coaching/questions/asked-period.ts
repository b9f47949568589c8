import {
  addDays,
  daysBetween,
  eachDay,
  type LocalDate,
  monthEndOf,
  monthStartOf,
  weekdayOf,
} from "../model/local-date.ts";

/** Calendar days, both included. */
export type DayRange = { readonly from: LocalDate; readonly to: LocalDate };

/** The days a question is about, as far as they have begun. */
export type AskedPeriod = DayRange & {
  readonly kind: "asked";
  /** Calendar days from `from` to `to`, of these weekdays where it keeps to some. */
  readonly days: number;
  /** Nobody named a period: it is the one looked at when none is named. */
  readonly isDefault: boolean;
  /** Holds today, so that the last day is not over. */
  readonly isOpen: boolean;
  /** 0 = Monday; absent where every day counts. */
  readonly weekdays?: readonly number[];
};

/** Every day asked about is still to come. */
export type AheadPeriod = DayRange & { readonly kind: "ahead" };

/**
 * What of a period can be told about: its days up to today.
 *
 * @param said what the sentence names; undefined when it names none
 * @param fallback looked at when none is named
 */
export function askedPeriod(
  said: DayRange | undefined,
  fallback: DayRange,
  today: LocalDate,
): AskedPeriod | AheadPeriod {
  const { from, to } = said ?? fallback;
  if (from > today) return { kind: "ahead", from, to };
  const last = earlierOf(to, today);
  return {
    kind: "asked",
    from,
    to: last,
    days: daysBetween(from, last) + 1,
    isDefault: said === undefined,
    isOpen: last === today,
  };
}

/** The same stretch, of its days only those. */
export function onWeekdays(period: AskedPeriod, weekdays: readonly number[] | undefined): AskedPeriod {
  if (weekdays === undefined) return period;
  return { ...period, weekdays, days: daysOn(period, weekdays) };
}

/** How many of its days fall on such weekdays; 0 for no days at all. */
export function daysOn(range: DayRange | null, weekdays: readonly number[]): number {
  if (range === null) return 0;
  return eachDay(range.from, range.to).filter((date) => weekdays.includes(weekdayOf(date))).length;
}

/** The last `days` calendar days, today among them. */
export function lastDays(today: LocalDate, days: number): DayRange {
  return { from: addDays(today, 1 - days), to: today };
}

export function isWholeMonth({ from, to }: DayRange): boolean {
  return from === monthStartOf(from) && to === monthEndOf(from);
}

export function earlierOf(left: LocalDate, right: LocalDate): LocalDate {
  if (left < right) return left;
  return right;
}

export function laterOf(left: LocalDate, right: LocalDate): LocalDate {
  if (left > right) return left;
  return right;
}

/** The days two ranges share; null when they share none. */
export function overlapOf(left: DayRange, right: DayRange): DayRange | null {
  const from = laterOf(left.from, right.from);
  const to = earlierOf(left.to, right.to);
  return from > to ? null : { from, to };
}

/** Calendar days of a range; 0 for none. */
export function lengthOf(range: DayRange | null): number {
  return range === null ? 0 : daysBetween(range.from, range.to) + 1;
}

/** Days with data that a mean over so many days needs before it is told: a third of them, 2 to 14. */
export function daysNeeded(days: number): number {
  return Math.min(days, Math.max(2, Math.min(14, Math.ceil(days / 3))));
}
