import { addDays, instantOfWallTime, type LocalDate, localDateOf } from "../model/local-date.ts";
import { isQuietAt, isQuietMinute, type Preferences } from "./preferences.ts";
import type { Slot } from "./windows.ts";

/** How long the day's question is waited for: whoever has let it pass for so long is told without an answer. */
export const CHECK_IN_WAIT_MINUTES = 30;

/** When what waited for a question in the evening is said the day after. */
const NEXT_DAY_MINUTE = 9 * 60;

/** The check-in of a person's, by its schedule; `next` is also where it was put off to. */
export type CheckInTimes = { readonly last: Slot | null; readonly next: Slot | null };

/**
 * Until when a summary waits, since how somebody feels is asked before they are told how they were: until the day's question has
 * been let pass. Where that is in quiet hours or another day, it comes the morning after, when nothing is waited for any more.
 *
 * @returns null for at once: the question has been put and let pass, is none of today's, or will not be put
 * @throws RangeError for an unknown zone
 */
export function summaryWaitsUntil(
  { last, next }: CheckInTimes,
  {
    today,
    now,
    zone,
    preferences,
  }: {
    readonly today: LocalDate;
    readonly now: Date;
    readonly zone: string;
    readonly preferences: Preferences;
  },
): Date | null {
  const asked = next !== null && isToCome(next) ? next : last;
  if (asked?.localDate !== today) return null;
  const passed = new Date(asked.at.getTime() + CHECK_IN_WAIT_MINUTES * 60_000);
  if (passed <= now) return null;
  if (localDateOf(passed, zone) === today && !isQuietAt(preferences, passed, zone)) return passed;
  const { quiet } = preferences;
  const minute = isQuietMinute(quiet, NEXT_DAY_MINUTE) ? quiet.until : NEXT_DAY_MINUTE;
  return instantOfWallTime(zone, addDays(today, 1), minute);

  function isToCome({ localDate, at }: Slot): boolean {
    if (localDate !== today || preferences.off.includes("checkin_reminder")) return false;
    // Quiet hours of their own hold it; default ones do not, see `decide`.
    return !(preferences.choseQuiet && isQuietAt(preferences, at, zone));
  }
}
