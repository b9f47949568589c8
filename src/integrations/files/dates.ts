import type { LocalDate } from "../../../coaching/model/local-date.ts";

/** A written date: one day, or two numbers of which either may be the month. */
export type WrittenDate =
  | { readonly kind: "day"; readonly date: LocalDate }
  | { readonly kind: "open"; readonly first: number; readonly second: number; readonly year: number };

export type DateOrder = "day-first" | "month-first";

const TIME = String.raw`(?:[T\s,]+\d{1,2}[:.]\d{2}.*)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.\s]\s?(\d{1,2})[-/.\s]\s?(\d{1,2})\.?${TIME}$`, "u");
const SOLID = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})(?:\d{6}.*)?${TIME}$`, "u");
const YEAR_LAST = new RegExp(
  String.raw`^(\d{1,2})([-/.\s])\s?(\d{1,2})\s?(?:[-/.\s]\s?(\d{4}|\d{2})|'\s?(\d{1,2}))\.?${TIME}$`,
  "u",
);
const NAMED = new RegExp(
  String.raw`^(?:\p{L}+,?\s)?(\d{1,2})[-/.\s]{0,2}(\p{L}{3,12})[-/.,\s]{1,3}(\d{4}|\d{2})${TIME}$`,
  "u",
);
const NAMED_FIRST = new RegExp(
  String.raw`^(\p{L}{3,12})[-/.\s]{1,2}(\d{1,2})(?:,\s?|\s|-)(\d{4})${TIME}$`,
  "u",
);

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

const LANGUAGES = [
  ..."en de fr es it nl pt pl cs sk hu sv da nb fi ro hr".split(" "),
  // British English writes Sept where American writes Sep.
  "en-GB",
];

const monthNames: ReadonlyMap<string, number> = new Map(
  LANGUAGES.flatMap((language) =>
    (["long", "short"] as const).flatMap((month) => {
      const inADate = new Intl.DateTimeFormat(language, { month, day: "numeric", timeZone: "UTC" });
      const alone = new Intl.DateTimeFormat(language, { month, timeZone: "UTC" });
      return Array.from({ length: 12 }, (_, index): readonly [string, number][] => {
        const day = new Date(Date.UTC(2024, index, 1));
        const part = inADate.formatToParts(day).find(({ type }) => type === "month")?.value ?? "";
        // Some languages bend the name in a date; others show a number there, which is no name.
        return [part, alone.format(day)]
          .map(plain)
          .filter((name) => /^\p{L}{3,}$/u.test(name))
          .map((name): [string, number] => [name, index + 1]);
      }).flat();
    }),
  ),
);

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\.$/u, "").toLowerCase();
}

/** What day a text says, or which two it may say; null when it is none. A time behind it is not looked at. */
export function readDate(written: string): WrittenDate | null {
  const text = written.trim();
  if (text.length < 6 || text.length > 40) return null;
  const yearFirst = YEAR_FIRST.exec(text) ?? SOLID.exec(text);
  if (yearFirst !== null) return day(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast !== null) {
    const [, first, separator, second, year, shortYear] = yearLast;
    const full = shortYear === undefined ? fullYear(year ?? "") : 2000 + Number(shortYear);
    // Where dots are written, the day comes first everywhere.
    if (separator === ".") return day(full, Number(second), Number(first));
    return open(Number(first), Number(second), full);
  }
  const named = NAMED.exec(text);
  if (named !== null)
    return day(fullYear(named[3] ?? ""), monthNames.get(plain(named[2] ?? "")), Number(named[1]));
  const namedFirst = NAMED_FIRST.exec(text);
  if (namedFirst !== null) {
    return day(Number(namedFirst[3]), monthNames.get(plain(namedFirst[1] ?? "")), Number(namedFirst[2]));
  }
  return null;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function day(year: number, month: number | undefined, dayOfMonth: number): WrittenDate | null {
  const date = month === undefined ? null : localDate(year, month, dayOfMonth);
  return date === null ? null : { kind: "day", date };
}

function open(first: number, second: number, year: number): WrittenDate | null {
  if (localDate(year, second, first) === null && localDate(year, first, second) === null) return null;
  return { kind: "open", first, second, year };
}

function localDate(year: number, month: number, dayOfMonth: number): LocalDate | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || dayOfMonth < 1) return null;
  if (dayOfMonth > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** The day in one of the two orders; null when there is no such day in that order. */
export function dayOf(written: WrittenDate, order: DateOrder): LocalDate | null {
  if (written.kind === "day") return written.date;
  const { first, second, year } = written;
  return order === "day-first" ? localDate(year, second, first) : localDate(year, first, second);
}

/** The only order in which it is a day; null when both are, and then `isOpen` unless they are the same day. */
export function orderOf(written: WrittenDate): DateOrder | null {
  const days = dayOf(written, "day-first");
  const months = dayOf(written, "month-first");
  if (days !== null && months === null) return "day-first";
  return days === null && months !== null ? "month-first" : null;
}

/** Whether the two orders give two different days. */
export function isOpen(written: WrittenDate): boolean {
  return written.kind === "open" && orderOf(written) === null && written.first !== written.second;
}
