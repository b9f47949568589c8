import { IANAZone } from "luxon";

/** A person's calendar day, `YYYY-MM-DD` in their own zone. Never an instant. */
export type LocalDate = string;

const DAY_MS = 86_400_000;

// Many people share a few hundred days, and reading a date costs more than what is then done with it. What is
// remembered follows from its key alone, so the functions stay pure.
const MOST_REMEMBERED = 20_000;
const numbers = new Map<LocalDate, number>();
const dates = new Map<number, LocalDate>();
const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Days since 1970-01-01, so that day arithmetic never touches milliseconds or zones.
 *
 * @throws RangeError when the text is no calendar day, such as `2026-02-30`
 */
export function dayNumber(date: LocalDate): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const number = readDayNumber(date);
  if (numbers.size >= MOST_REMEMBERED) numbers.clear();
  numbers.set(date, number);
  return number;
}

function readDayNumber(date: LocalDate): number {
  const match = PATTERN.exec(date);
  const [year, month, day] = match?.slice(1).map(Number) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) {
    const utc = new Date(Date.UTC(year, month - 1, day));
    // 30 February would come out as 2 March, and the year 26 as 1926.
    const isSame =
      utc.getUTCFullYear() === year && utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day;
    if (isSame) return utc.getTime() / DAY_MS;
  }
  throw new RangeError(`unknown day "${date}": expected a calendar day, as 2026-11-23`);
}

/** The calendar day with this number; the inverse of {@link dayNumber}. */
export function dateOfDayNumber(number: number): LocalDate {
  const known = dates.get(number);
  if (known !== undefined) return known;
  const date = new Date(number * DAY_MS).toISOString().slice(0, 10);
  if (dates.size >= MOST_REMEMBERED) dates.clear();
  dates.set(number, date);
  return date;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Calendar days from `from` to `to`: 1 from a day to the next, negative backwards. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return (((dayNumber(date) + 3) % 7) + 7) % 7;
}

/** The Monday of the week that holds the day. */
export function weekStartOf(date: LocalDate): LocalDate {
  return addDays(date, -weekdayOf(date));
}

export function monthStartOf(date: LocalDate): LocalDate {
  return `${date.slice(0, 7)}-01`;
}

/** The last calendar day of the month that holds the day. */
export function monthEndOf(date: LocalDate): LocalDate {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Every day from `from` to `to`, both included; empty when `to` lies before `from`. */
export function eachDay(from: LocalDate, to: LocalDate): LocalDate[] {
  const length = Math.max(0, daysBetween(from, to) + 1);
  return Array.from({ length }, (_, offset) => addDays(from, offset));
}

/**
 * The calendar day that an instant falls on in a zone.
 *
 * @throws RangeError for an unknown zone or an instant that is none
 */
export function localDateOf(instant: Date, zone: string): LocalDate {
  return dateOfDayNumber(Math.floor(wallTimeOf(instant, zone) / DAY_MS));
}

/**
 * Minutes since local midnight on the wall clock, 0 to 1439.
 *
 * @throws RangeError for an unknown zone or an instant that is none
 */
export function localMinuteOf(instant: Date, zone: string): number {
  const wall = wallTimeOf(instant, zone);
  return Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / 60_000);
}

/** What the zone's clock shows, in milliseconds as if it showed UTC: far cheaper than a luxon DateTime. */
function wallTimeOf(instant: Date, zone: string): number {
  const iana = IANAZone.create(zone);
  if (!iana.isValid) throw unknownZone(zone);
  const at = instant.getTime();
  if (Number.isNaN(at)) throw new RangeError("unknown instant: expected a date that holds a time");
  return at + offsetAt(iana, at) * 60_000;
}

/** Offsets, in minutes, that hold for a whole day of UTC, by zone; NaN on a day that clocks change on. */
const offsets = new Map<string, Map<number, number>>();

/** A zone's offset at an instant: worked out once for a day on which it is the same at both ends. */
function offsetAt(iana: IANAZone, at: number): number {
  const known = offsets.get(iana.name) ?? new Map<number, number>();
  if (known.size === 0 || known.size >= MOST_REMEMBERED) {
    known.clear();
    offsets.set(iana.name, known);
  }
  const day = Math.floor(at / DAY_MS);
  let offset = known.get(day);
  if (offset === undefined) {
    const first = iana.offset(day * DAY_MS);
    offset = first === iana.offset((day + 1) * DAY_MS) ? first : Number.NaN;
    known.set(day, offset);
  }
  return Number.isNaN(offset) ? iana.offset(at) : offset;
}

function unknownZone(zone: string): RangeError {
  return new RangeError(`unknown time zone "${zone}": expected an IANA name, as Europe/Berlin`);
}

/** Whether the runtime knows this IANA zone name. */
export function isTimeZone(name: string): boolean {
  return name.trim() !== "" && IANAZone.isValidZone(name);
}

/**
 * The instant at which a zone's wall clock shows a time on a day.
 *
 * A time that happens twice (clocks go back) is the first of the two; a time that never happens (clocks go
 * forward) is moved on by the gap, 02:30 to 03:30. Luxon's own answer for such times depends on when one asks.
 *
 * @param minute minutes since local midnight, 0 to 1439
 * @throws RangeError for an unknown zone
 */
export function instantOfWallTime(zone: string, date: LocalDate, minute: number): Date {
  const iana = IANAZone.create(zone);
  if (!iana.isValid) throw unknownZone(zone);
  const wall = dayNumber(date) * DAY_MS + minute * 60_000;
  const offsets = [iana.offset(wall - DAY_MS), iana.offset(wall + DAY_MS)] as const;
  const hits = offsets.filter((offset) => iana.offset(wall - offset * 60_000) === offset);
  const chosen = hits.length > 0 ? Math.max(...hits) : offsets[0];
  return new Date(wall - chosen * 60_000);
}

/** First instant of a local day; not always 00:00 on the wall clock. */
export function startOfLocalDay(zone: string, date: LocalDate): Date {
  return instantOfWallTime(zone, date, 0);
}
