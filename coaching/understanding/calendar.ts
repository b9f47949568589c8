import {
  addDays,
  dayNumber,
  type LocalDate,
  monthEndOf,
  monthStartOf,
  weekdayOf,
  weekStartOf,
} from "../model/local-date.ts";
import type { Period } from "./frame.ts";

export type Unit = "day" | "week" | "month" | "quarter" | "year";

export const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

const YEAR_RANGE = [2000, 2099] as const;

/** The calendar day, or null for one that does not exist (30 February) or lies outside 2000 to 2099. */
export function dateFrom(year: number, month: number, day: number): LocalDate | null {
  if (!(year >= YEAR_RANGE[0] && year <= YEAR_RANGE[1]) || month < 1 || month > 12) return null;
  const start = `${year}-${String(month).padStart(2, "0")}-01`;
  if (!(day >= 1 && day <= Number(monthEndOf(start).slice(8)))) return null;
  return `${start.slice(0, 8)}${String(day).padStart(2, "0")}`;
}

/** A day `months` later (or earlier); the month's last day where that day is missing there. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const start = `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}-01`;
  const end = monthEndOf(start);
  const day = Math.min(Number(date.slice(8)), Number(end.slice(8)));
  return `${start.slice(0, 8)}${String(day).padStart(2, "0")}`;
}

/** The whole day, week, month, quarter or year that holds the day, moved by a number of such units. */
export function unitAround(unit: Unit, date: LocalDate, move = 0): Period {
  if (unit === "day") return { from: addDays(date, move), to: addDays(date, move) };
  if (unit === "week") {
    const from = addDays(weekStartOf(date), 7 * move);
    return { from, to: addDays(from, 6) };
  }
  const months = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
  const start = monthStartOf(date);
  const into = (Number(start.slice(5, 7)) - 1) % months;
  const from = addMonths(start, -into + months * move);
  return { from, to: monthEndOf(addMonths(from, months - 1)) };
}

/** The last `count` units up to and with today: "last 30 days" is today and the 29 days before it. */
export function lastUnits(unit: Unit, count: number, today: LocalDate): Period {
  if (unit === "day") return { from: addDays(today, 1 - count), to: today };
  if (unit === "week") return { from: addDays(today, 1 - 7 * count), to: today };
  const months = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
  return { from: addDays(addMonths(today, -months * count), 1), to: today };
}

/** The next `count` units, today left out. */
export function nextUnits(unit: Unit, count: number, today: LocalDate): Period {
  const back = lastUnits(unit, count, today);
  const length = dayNumber(back.to) - dayNumber(back.from) + 1;
  if (unit === "day" || unit === "week") return { from: addDays(today, 1), to: addDays(today, length) };
  const months = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
  return { from: addDays(today, 1), to: addMonths(today, months * count) };
}

/** The stretch of the same kind just before: the month before a month, as many days before as it has otherwise. */
export function periodBefore(period: Period): Period {
  for (const unit of ["week", "month", "quarter", "year"] as const) {
    const whole = unitAround(unit, period.from);
    if (whole.from === period.from && whole.to === period.to) return unitAround(unit, period.from, -1);
  }
  const length = dayNumber(period.to) - dayNumber(period.from) + 1;
  return { from: addDays(period.from, -length), to: addDays(period.from, -1) };
}

/** The same dates one year earlier. */
export function yearBefore(period: Period): Period {
  const wholeMonths = period.from === monthStartOf(period.from) && period.to === monthEndOf(period.to);
  const to = addMonths(period.to, -12);
  return { from: addMonths(period.from, -12), to: wholeMonths ? monthEndOf(to) : to };
}

/** The latest such weekday (0 = Monday) before the day, or on it where `orOn`. */
export function weekdayBefore(date: LocalDate, weekday: number, orOn: boolean): LocalDate {
  const back = (weekdayOf(date) - weekday + 7) % 7;
  return addDays(date, -(back === 0 && !orOn ? 7 : back));
}

/** Saturday and Sunday: the one that goes on or just ended, moved by a number of weeks. */
export function weekendAround(today: LocalDate, move = 0): Period {
  const saturday = addDays(weekdayBefore(today, 5, true), 7 * move);
  return { from: saturday, to: addDays(saturday, 1) };
}

/** Whether a day number can be told as a date of 2000 to 2099; outside, questions have no answer anyway. */
export function isTellable(period: Period): boolean {
  const first = dayNumber("2000-01-01");
  const last = dayNumber("2099-12-31");
  return dayNumber(period.from) >= first && dayNumber(period.to) <= last && period.from <= period.to;
}

/** A period cut at a last day. */
export function upTo(period: Period, last: LocalDate): Period {
  return period.to > last && period.from <= last ? { from: period.from, to: last } : period;
}

/** Days of a month by number, as the 25th. */
export function dayOfMonthBefore(today: LocalDate, day: number): LocalDate | null {
  for (let back = 0; back < 3; back++) {
    const month = addMonths(monthStartOf(today), -back);
    const date = dateFrom(Number(month.slice(0, 4)), Number(month.slice(5, 7)), day);
    if (date !== null && date <= today) return date;
  }
  return null;
}
