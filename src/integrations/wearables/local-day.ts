import { dayNumber, type LocalDate } from "../../../coaching/model/local-date.ts";

/** Years in which anybody wears anything; one as 0024 is a slip of the pen, and from 9999 adding hours leads nowhere. */
export const YEARS = /^2[01]\d{2}-/;

/** The date itself where it is a calendar day of our times; else null. */
export function soundDate(text: string): LocalDate | null {
  if (!YEARS.test(text)) return null;
  try {
    dayNumber(text);
    return text;
  } catch {
    return null;
  }
}

/** The day that a clock shows so many seconds east of UTC. @param at seconds since 1970 */
export function dateAtOffset(at: number, offsetSeconds: number): LocalDate {
  return new Date((at + offsetSeconds) * 1000).toISOString().slice(0, 10);
}
