import { isPausedAt, isQuietAt } from "../../coaching/delivery/preferences.ts";
import { startOfLocalDay } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { loadDays } from "../../db/queries/days.ts";
import { MOVED_EVENT } from "../../db/queries/decisions.ts";
import { eventsSince, hasEvent } from "../../db/queries/events.ts";
import { nextSlotOf } from "../../db/queries/next-slot.ts";
import { isNightAwaited, isNightKnown } from "../body/awaited-night.ts";
import { loadMorningNews } from "../body/morning-news.ts";
import { MORNING_EVENT } from "../choice-behind.ts";
import type { StepContext } from "../conversation.ts";
import type { Answer } from "../question.ts";

/** Noted in the event log when the morning message waits for last night, with its local date. */
const WAITS_EVENT = "morning_waits";

/** A message that is due later than this is no morning's, and last night is waited for no more. */
const LATEST_MINUTE = 12 * 60;

type Moment = Pick<StepContext, "now" | "today" | "person">;

/**
 * Whether the morning message, due now as the check-in is answered, waits for a night that a device has not handed over yet: until
 * it comes, or until the morning's own time, when it goes without. Where that time has passed today, or nothing would be said at
 * it, nothing is waited for.
 *
 * @returns what is noted of it; null where it does not wait
 */
export async function waitForNight(db: Database, context: StepContext): Promise<Answer | null> {
  const { person, today } = context;
  if (!(await hasTimeLeft(db, context))) return null;
  const loaded = await loadDays(db, person, { from: today, to: today });
  if (isNightKnown(loaded.days, today) || !isNightAwaited(loaded.days, today)) return null;
  const { isSilent } = await loadMorningNews(db, loaded, context);
  if (isSilent || (await hasEvent(db, person.userId, MORNING_EVENT, { date: today }))) return null;
  const isNoted = await hasEvent(db, person.userId, WAITS_EVENT, { date: today });
  const noted = { kind: "log", event: WAITS_EVENT, metadata: { date: today } } as const;
  return { replies: [], effects: isNoted ? [] : [noted] };
}

/** Whether a morning message may wait still: it has begun to within the last day. */
export async function hasWaitedLately(db: Database, userId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - 86_400_000);
  return (await eventsSince(db, userId, WAITS_EVENT, since)).length > 0;
}

/** Whether the night that today's morning message waits for has come in time, and the message is still to be said. */
export async function hasNightCome(db: Database, context: Moment): Promise<boolean> {
  const { person, today } = context;
  if (!(await hasEvent(db, person.userId, WAITS_EVENT, { date: today }))) return false;
  if (await hasEvent(db, person.userId, MORNING_EVENT, { date: today })) return false;
  if (!(await hasTimeLeft(db, context))) return false;
  const { days } = await loadDays(db, person, { from: today, to: today });
  return isNightKnown(days, today);
}

/** Whether the morning's own time is still to come today, and something may be said at it. */
async function hasTimeLeft(db: Database, { now, today, person }: Moment): Promise<boolean> {
  const { userId, preferences, timezone } = person;
  // On the day of a move that time is held.
  const moves = await eventsSince(db, userId, MOVED_EVENT, startOfLocalDay(timezone, today));
  if (moves.length > 0) return false;
  if (preferences.off.includes("morning_nudge") || isPausedAt(preferences, now)) return false;
  const slot = await nextSlotOf(db, userId, "morning_nudge");
  if (slot === null || slot.localDate !== today || slot.at <= now || slot.minute > LATEST_MINUTE)
    return false;
  return !isQuietAt(preferences, slot.at, timezone);
}
