import { addDays, instantOfWallTime, type LocalDate, localDateOf } from "../model/local-date.ts";
import { type MessageKind, messageKinds } from "./kinds.ts";
import { isQuietAt, type Preferences } from "./preferences.ts";

/** One scheduled turn of a kind: the local day it is for and the instant it is due. */
export type Slot = { readonly localDate: LocalDate; readonly at: Date };

/**
 * The last instant at which a slot may still be said; later it is missed.
 *
 * A morning message until 11:00 on the person's clock, summaries until 21:00 of the day they come on, and each at least 90
 * minutes after its own time. A check-in reminder three hours after its time.
 *
 * @throws RangeError for an unknown zone
 */
export function lastInstantFor(kind: MessageKind, slot: Slot, zone: string): Date {
  const { untilMinute, minutes } = messageKinds[kind].window;
  const afterItsTime = slot.at.getTime() + minutes * 60_000;
  if (untilMinute === undefined) return new Date(afterItsTime);
  // Not the slot's own day: a summary whose time was changed into the past comes a day after its Monday or 1st.
  const wallTime = instantOfWallTime(zone, localDateOf(slot.at, zone), untilMinute).getTime();
  return new Date(Math.max(wallTime, afterItsTime));
}

/**
 * The next instant at which quiet hours begin on the person's wall clock; null without any, and while they last.
 *
 * @throws RangeError for an unknown zone
 */
export function nextQuietStart(preferences: Preferences, now: Date, zone: string): Date | null {
  const { from, until } = preferences.quiet;
  if (from === until || isQuietAt(preferences, now, zone)) return null;
  const today = localDateOf(now, zone);
  const starts = [today, addDays(today, 1)].map((date) => instantOfWallTime(zone, date, from));
  return starts.find((start) => start > now) ?? null;
}
