import { minuteOfClockTime, readClockTime } from "../model/clock-time.ts";
import type { QuietHours } from "./preferences.ts";

/** Quiet hours that are none. */
export const NO_QUIET_HOURS: QuietHours = { from: 0, until: 0 };

const TIME = String.raw`(?:\d{1,2}(?: ?[:.h] ?\d{2})?(?: ?(?:am|pm|a\.m\.|p\.m\.))?|noon|midnight)`;
const RANGE = new RegExp(
  String.raw`(?<![\d:.])(${TIME}) ?(?:-|–|—|to|until|till|and) ?(${TIME})(?![\d:.])`,
  "i",
);

/**
 * Quiet hours in someone's words: `22:00-08:00`, `from 10pm to 7am`, `22 to 8`.
 *
 * @returns null when no two times of day are named
 */
export function readQuietHours(said: string): QuietHours | null {
  const match = RANGE.exec(said.replace(/\s+/g, " "));
  const times = [match?.[1], match?.[2]].map((time) => (time === undefined ? null : readClockTime(time)));
  const [from, until] = times;
  if (from == null || until == null) return null;
  return { from: minuteOfClockTime(from), until: minuteOfClockTime(until) };
}
