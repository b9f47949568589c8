import {
  dateOfDayNumber,
  dayNumber,
  isTimeZone,
  localDateOf,
  startOfLocalDay,
} from "../../../../coaching/model/local-date.ts";
import { soundDate } from "../local-day.ts";

const DAY_SECONDS = 86_400;
/** More names of zones than there are. */
const MOST_JUDGED = 1000;
const PATTERN = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.\d+)? ?(?:([+-])(\d{2}):?(\d{2})|Z)$/;

/** Seconds since 1970 of a time as Apple writes it, `2026-11-10 08:00:00 -0800`; null for what is none. */
export function secondsOf(text: string | undefined): number | null {
  const match = PATTERN.exec(text ?? "");
  if (match === null) return null;
  const [, date = "", hours, minutes, seconds, sign, offsetHours = "0", offsetMinutes = "0"] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  if (Number(offsetHours) > 14 || Number(offsetMinutes) > 59) return null;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === "-" ? -60 : 60);
  const day = dayNumberOf(date);
  if (day === null) return null;
  const at = day * DAY_SECONDS + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) - offset;
  // What lies outside cannot be kept in 32 bits, and no phone measured it.
  return at >= 0 && at < 2 ** 32 ? at : null;
}

/** The number of a calendar day of our times; null for text that is none. */
export function dayNumberOf(text: string): number | null {
  const date = soundDate(text);
  return date === null ? null : dayNumber(date);
}

/** One local day: its number, and the instants it lies between, in seconds; 23, 24 or 25 hours. */
export type Span = { readonly number: number; readonly start: number; readonly end: number };

/** Which local day an instant falls on, for the person's own zone or for one that a record names. */
export class LocalDays {
  readonly #home: string;
  readonly #zones = new Map<string, Map<number, Span>>();
  readonly #judged = new Map<string, boolean>();
  #last: { readonly zone: string; readonly span: Span } | null = null;

  /** @throws RangeError for a zone that is none */
  constructor(home: string) {
    if (!isTimeZone(home)) throw new RangeError("unknown time zone: expected an IANA name, as Europe/Berlin");
    this.#home = home;
  }

  /** A zone a record names where it is one, else null, which is the person's own. */
  known(zone: string | undefined): string | null {
    if (zone === undefined) return null;
    let isZone = this.#judged.get(zone);
    if (isZone === undefined) {
      // Each look takes memory outside the heap, and an export may name a zone in every record.
      isZone = isTimeZone(zone);
      if (this.#judged.size < MOST_JUDGED) this.#judged.set(zone, isZone);
    }
    return isZone ? zone : null;
  }

  at(seconds: number, named: string | null = null): Span {
    const zone = named ?? this.#home;
    const last = this.#last;
    if (last !== null && last.zone === zone && seconds >= last.span.start && seconds < last.span.end) {
      return last.span;
    }
    const number = dayNumber(localDateOf(new Date(seconds * 1000), zone));
    const spans = this.#zones.get(zone) ?? new Map<number, Span>();
    this.#zones.set(zone, spans);
    const span = spans.get(number) ?? spanOf(zone, number);
    spans.set(number, span);
    this.#last = { zone, span };
    return span;
  }
}

function spanOf(zone: string, number: number): Span {
  const [start, end] = [number, number + 1].map((day) =>
    startOfLocalDay(zone, dateOfDayNumber(day)).getTime(),
  );
  return { number, start: (start ?? 0) / 1000, end: (end ?? 0) / 1000 };
}
