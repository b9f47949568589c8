import { type LocalDate, localDateOf } from "../../../coaching/model/local-date.ts";

const SECOND_MS = 1000;
const HALF_DAY_SECONDS = 12 * 3600;

/**
 * When something happened, from seconds since 1970 as providers tell it.
 *
 * Midnight and noon in Greenwich are how banks write a day of which they know no hour; a midnight there would be the day
 * before in America, so it is the day that it names.
 *
 * @returns the day in the person's zone, and the instant where it is a real one
 */
export function momentOf(
  seconds: number,
  timezone: string,
): { readonly date: LocalDate; readonly at: Date | null } {
  const instant = new Date(seconds * SECOND_MS);
  const isMidnight = seconds % (2 * HALF_DAY_SECONDS) === 0;
  return {
    date: localDateOf(instant, isMidnight ? "UTC" : timezone),
    at: seconds % HALF_DAY_SECONDS === 0 ? null : instant,
  };
}
