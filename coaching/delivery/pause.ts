import { en } from "chrono-node";
import {
  addDays,
  instantOfWallTime,
  type LocalDate,
  localDateOf,
  localMinuteOf,
  weekdayOf,
} from "../model/local-date.ts";
import { isQuietMinute, type QuietHours } from "./preferences.ts";

/** How long somebody wants to be left alone, as they said it. */
export type PauseLength =
  | { readonly unit: "hours" | "days"; readonly count: number }
  /** Until that day begins. */
  | { readonly until: LocalDate };

/** The longest pause with an end. */
export const LONGEST_PAUSE_DAYS = 365;

const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAYS_OF: Readonly<Record<string, number>> = { day: 1, week: 7, fortnight: 14, month: 30 };

const UNIT = "hours?|days?|weeks?|fortnights?|months?";
const WORDS = `an?|(?:a )?couple of|(?:a )?few|${NUMBERS.join("|")}`;
const LENGTH = new RegExp(
  `\\b(?:(\\d{1,4}) ?(?:more |whole )?(${UNIT}|[hdw])|(${WORDS}) (?:more |whole )?(${UNIT}))\\b`,
);

/**
 * The length of a pause in someone's words: `3`, `3 days`, `for a week`, `2 hours`, `until friday`, `till 1 December`,
 * `today`.
 *
 * @returns null when no length is named
 */
export function readPause(said: string, today: LocalDate): PauseLength | null {
  const text = said.toLowerCase().replace(/\s+/g, " ").trim();
  const until = /\b(?:until|till|til|'til)\b ?(.*)$/.exec(text)?.[1];
  if (until !== undefined) return readDay(until, today);
  if (/^\d{1,4}$/.test(text)) return { unit: "days", count: Number(text) };
  const match = LENGTH.exec(text);
  const [, digits, unit, word, unitOfWord] = match ?? [];
  if (digits !== undefined && unit !== undefined) return lengthOf(Number(digits), unit);
  if (word !== undefined && unitOfWord !== undefined) return lengthOf(countOf(word), unitOfWord);
  if (/\b(?:today|tonight|the rest of the day)\b/.test(text)) return { until: addDays(today, 1) };
  if (/\b(?:this|the rest of the) week\b/.test(text)) return { until: comingWeekday(0, today) };
  return null;
}

function lengthOf(count: number, unit: string): PauseLength {
  if (unit.startsWith("h")) return { unit: "hours", count };
  const one = Object.entries(DAYS_OF).find(([name]) => name.startsWith(unit.replace(/s$/, "")));
  return { unit: "days", count: count * (one?.[1] ?? 1) };
}

function countOf(word: string): number {
  if (word.endsWith("couple of")) return 2;
  return word.endsWith("few") ? 3 : Math.max(1, NUMBERS.indexOf(word) + 1);
}

/** The first day of a phrase that is nothing but a day ahead. */
function readDay(phrase: string, today: LocalDate): PauseLength | null {
  const text = phrase.replace(/[.!?]+$/, "").trim();
  if (/^tomorrow\b/.test(text)) return { until: addDays(today, 1) };
  if (/^(?:the )?(?:day )?after tomorrow\b/.test(text)) return { until: addDays(today, 2) };
  if (/^(?:the )?weekend\b/.test(text)) return { until: comingWeekday(5, today) };
  if (/^next week\b/.test(text)) return { until: comingWeekday(0, today) };
  const weekday = /^(?:next |this |coming )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b/.exec(text)?.[1];
  if (weekday !== undefined) return { until: comingWeekday(WEEKDAYS.indexOf(weekday), today) };
  // Noon: the day is read off the phrase, and no zone moves noon into another day.
  const noon = new Date(`${today}T12:00:00Z`);
  const [found] = en.GB.parse(text, { instant: noon, timezone: 0 }, { forwardDate: true });
  const start = found?.start;
  return start?.isCertain("day") ? { until: localDateOf(start.date(), "UTC") } : null;
}

/** The next such day after today. */
function comingWeekday(weekday: number, today: LocalDate): LocalDate {
  return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
}

/**
 * The instant at which a pause ends: days later at the same time on the wall clock; with the beginning of a day named,
 * which is when that morning's quiet hours end.
 *
 * @returns null for a pause that ends now or before, or later than {@link LONGEST_PAUSE_DAYS}
 */
export function endOfPause(length: PauseLength, now: Date, zone: string, quiet: QuietHours): Date | null {
  const today = localDateOf(now, zone);
  const end = instantOf(length, now, zone, quiet);
  const latest = instantOfWallTime(zone, addDays(today, LONGEST_PAUSE_DAYS), localMinuteOf(now, zone));
  return end > now && end <= latest ? end : null;
}

function instantOf(length: PauseLength, now: Date, zone: string, quiet: QuietHours): Date {
  if ("until" in length) {
    const minute = isQuietMinute(quiet, 0) ? quiet.until : 0;
    return instantOfWallTime(zone, length.until, minute);
  }
  if (length.unit === "hours") return new Date(now.getTime() + length.count * 3_600_000);
  return instantOfWallTime(zone, addDays(localDateOf(now, zone), length.count), localMinuteOf(now, zone));
}
