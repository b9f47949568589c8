import { DateTime } from "luxon";
import { daysBetween, type LocalDate, monthEndOf, monthStartOf } from "../coaching/model/local-date.ts";

/** `5 h 40 m`, `45 m`, `8 h`. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} m`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")} m`;
}

/** The wall clock of a zone at an instant, `07:50`. */
export function clockAt(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat("HH:mm");
}

/** `07:30`, from minutes since midnight. */
export function clockOfMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** `Monday 16 November`; with the year when it is not the year of `today`. */
export function dayName(date: LocalDate, today: LocalDate): string {
  const format = date.slice(0, 4) === today.slice(0, 4) ? "cccc d LLLL" : "cccc d LLLL yyyy";
  return DateTime.fromISO(date, { zone: "UTC", locale: "en" }).toFormat(format);
}

/** `19 November`; with the year when it is not the year of `today`. */
export function dayShort(date: LocalDate, today: LocalDate): string {
  const format = date.slice(0, 4) === today.slice(0, 4) ? "d LLLL" : "d LLLL yyyy";
  return DateTime.fromISO(date, { zone: "UTC", locale: "en" }).toFormat(format);
}

/** `26 Nov`, where there is little room. */
export function dayBrief(date: LocalDate): string {
  return DateTime.fromISO(date, { zone: "UTC", locale: "en" }).toFormat("d LLL");
}

/** `Nov`, where there is little room. */
export function monthBrief(date: LocalDate): string {
  return DateTime.fromISO(date, { zone: "UTC", locale: "en" }).toFormat("LLL");
}

/** `Thu`, where there is little room. */
export function weekdayBrief(date: LocalDate): string {
  return DateTime.fromISO(date, { zone: "UTC", locale: "en" }).toFormat("ccc");
}

/** `today`, `yesterday`, else the day by name. */
export function dayPhrase(date: LocalDate, today: LocalDate): string {
  const ago = daysBetween(date, today);
  if (ago === 0) return "today";
  return ago === 1 ? "yesterday" : dayName(date, today);
}

/** A period of calendar days: `Monday 16 to Sunday 22 November`, `November 2026`, `2025`, `yesterday`. */
export function periodName(
  period: { readonly from: LocalDate; readonly to: LocalDate },
  today: LocalDate,
): string {
  const { from, to } = period;
  if (from === to)
    return daysBetween(from, today) === 1 ? `yesterday, ${dayName(from, today)}` : dayName(from, today);
  if (from === monthStartOf(from) && to === monthEndOf(from)) {
    return DateTime.fromISO(from, { zone: "UTC", locale: "en" }).toFormat("LLLL yyyy");
  }
  if (from.slice(5) === "01-01" && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  const start = DateTime.fromISO(from, { zone: "UTC", locale: "en" }).toFormat(
    sameMonth ? "cccc d" : "cccc d LLLL",
  );
  return `${start} to ${dayName(to, today)}`;
}

/** A month by its name, `March 2025`. */
export function monthName(date: LocalDate): string {
  return DateTime.fromISO(date, { zone: "UTC", locale: "en" }).toFormat("LLLL yyyy");
}

/** `Monday`, from 0 = Monday. */
export function weekdayName(weekday: number): string {
  const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  return names[weekday] ?? "";
}

/** `1 day`, `3 days`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `18 000`. */
export function spaced(count: number): string {
  return Math.round(count).toLocaleString("en-US").replaceAll(",", " ");
}

/** `+6`, `−6`, `±0`, with a real minus sign. */
export function signed(points: number): string {
  const whole = Math.round(points);
  if (whole === 0) return "±0";
  return whole > 0 ? `+${whole}` : `−${-whole}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Code units looked at per character: enough for any emoji, and an end to towers of accents. */
const UNITS_PER_CHARACTER = 16;

/** What somebody said, cut to be quoted: whole characters only, with "…" where it was cut. */
export function shorten(said: string, longest = 60): string {
  const head = said.slice(0, longest * UNITS_PER_CHARACTER);
  const all = [...characters.segment(head)].map(({ segment }) => segment);
  const isWhole = head.length === said.length && all.length <= longest;
  if (isWhole) return said.toWellFormed();
  // The last character of a head that was cut may be half of one.
  const kept = all.length > longest ? all.slice(0, longest) : all.slice(0, -1);
  return `${kept.join("").toWellFormed()}…`;
}
