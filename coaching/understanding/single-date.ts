import { en } from "chrono-node";
import { addMonths, dateFrom, yearBefore } from "./calendar.ts";
import type { Period } from "./frame.ts";
import type { PeriodReading } from "./period-atoms.ts";

/**
 * One date out of a phrase that is nothing but a date, as "3rd of October 2025" or "10/3".
 *
 * chrono-node sees no other text: it takes "3/7" in a mood for 7 March. Of a date without a year the latest one
 * up to today is meant, the coming one where the message looks ahead.
 */
export function readSingleDate(phrase: string, reading: PeriodReading): Period | null {
  const tidy = phrase
    .replace(/^the /, "")
    .replace(/ ?- ?/g, "-")
    .replace(/ ?, ?/g, ", ")
    .replaceAll(".", "/");
  const parser = reading.isDayFirst ? en.GB : en.casual;
  // Noon of any zone: day, month and year are read off the phrase, not off this instant.
  const parsed = parser.parse(tidy, new Date(`${reading.today}T12:00:00`))[0]?.start;
  if (!parsed?.isCertain("month") || !parsed.isCertain("day")) return null;
  const month = parsed.get("month") ?? 0;
  const day = parsed.get("day") ?? 0;
  if (parsed.isCertain("year")) {
    const date = dateFrom(parsed.get("year") ?? 0, month, day);
    return date === null ? null : { from: date, to: date };
  }
  const year = Number(reading.today.slice(0, 4));
  const date = dateFrom(year, month, day) ?? dateFrom(year - 1, month, day);
  if (date === null) return null;
  if (date > reading.today && !reading.isFuture) return yearBefore({ from: date, to: date });
  if (date < reading.today && reading.isFuture) return { from: addMonths(date, 12), to: addMonths(date, 12) };
  return { from: date, to: date };
}
