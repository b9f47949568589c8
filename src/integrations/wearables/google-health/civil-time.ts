import { addDays, dayNumber, type LocalDate } from "../../../../coaching/model/local-date.ts";
import type { CivilDate, CivilDateTime } from "./types.ts";

/** Past every zone there is: UTC-12 to UTC+14. */
const WIDEST_OFFSET_SECONDS = 18 * 3600;
/** Nothing was worn before, and a year as 0024 is a slip of the pen. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2199;

/** The calendar day of a civil date; null for a partial one (a year alone) and for one that no calendar has. */
export function localDateOfCivil(civil: CivilDate | null | undefined): LocalDate | null {
  const { year = 0, month = 0, day = 0 } = civil ?? {};
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const pad = (part: number) => String(part).padStart(2, "0");
  return soundDate(`${year}-${pad(month)}-${pad(day)}`);
}

/** The day of an instant where the clock stood so many seconds east of UTC; null without a sound offset. */
export function localDateAtOffset(instant: string, offset: string | null | undefined): LocalDate | null {
  const match = /^(-?\d{1,6})(?:\.\d{1,9})?s$/.exec(offset ?? "");
  const at = Date.parse(instant);
  if (match === null || Number.isNaN(at)) return null;
  const seconds = Number(match[1]);
  if (Math.abs(seconds) > WIDEST_OFFSET_SECONDS) return null;
  return soundDate(new Date(at + seconds * 1000).toISOString().slice(0, 10));
}

/** The day that a window of exactly one civil day is about; null for any other window. */
export function dayOfWindow(start: CivilDateTime, end: CivilDateTime | null | undefined): LocalDate | null {
  const first = localDateOfCivil(start.date);
  if (first === null || !isMidnight(start)) return null;
  if (end === null || end === undefined) return first;
  return isMidnight(end) && localDateOfCivil(end.date) === addDays(first, 1) ? first : null;
}

/** The date itself where it is a calendar day of our times; else null. */
export function soundDate(text: string): LocalDate | null {
  const year = Number(text.slice(0, 4));
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return null;
  try {
    dayNumber(text);
    return text;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function isMidnight({ time }: CivilDateTime): boolean {
  return [time?.hours, time?.minutes, time?.seconds].every((part) => (part ?? 0) === 0);
}
