import { dayNumberOf, secondsOf } from "../apple/when.ts";

/** A time as the phone writes it, in the zone the phone is in: its instant, its day, and what the clock shows. */
export type WrittenTime = {
  /** Seconds since 1970. */
  readonly at: number;
  readonly day: number;
  /** Seconds since midnight on the wall. */
  readonly clock: number;
};

const PATTERN =
  /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AP]M)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Reads `2026-11-10 08:00:00 -0800`, with AM or PM where a phone counts so, or a bare day; null for what is none. */
export function writtenTime(text: string): WrittenTime | null {
  const match = PATTERN.exec(text.trim());
  const [, date = "", hours = "0", minutes = "00", seconds = "00", half, offset = "Z"] = match ?? [];
  const day = dayNumberOf(date);
  if (day === null) return null;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  const at = secondsOf(
    `${date} ${String(hour).padStart(2, "0")}:${minutes}:${seconds} ${offset.toUpperCase()}`,
  );
  return at === null ? null : { at, day, clock: hour * 3600 + Number(minutes) * 60 + Number(seconds) };
}
