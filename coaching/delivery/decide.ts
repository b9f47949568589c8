import { addDays, eachDay, type LocalDate, localDateOf, weekStartOf } from "../model/local-date.ts";
import { backOff, type Silence } from "./back-off.ts";
import { type MessageKind, messageKinds } from "./kinds.ts";
import { isPausedAt, isQuietAt, type Preferences } from "./preferences.ts";
import type { HoldReason } from "./reasons.ts";
import { lastInstantFor, type Slot } from "./windows.ts";

/** Everything that decides whether a scheduled message is said, as it stands at `now`. */
export type Situation = {
  readonly kind: MessageKind;
  readonly slot: Slot;
  readonly now: Date;
  /** IANA name of the person's zone. */
  readonly zone: string;
  readonly preferences: Preferences;
  /** Until when coaching rests after a crisis. */
  readonly restsUntil: Date | null;
  readonly looksAtSample: boolean;
  /** Whether their clock was moved to another zone on the slot's local day. */
  readonly isTravelling: boolean;
  /** False when they blocked the coach or deleted the chat. */
  readonly isReachable: boolean;
  /** Nudges (beside the check-in) sent for the slot's local day, and for its week from Monday on, that day included. */
  readonly nudgesToday: number;
  readonly nudgesThisWeek: number;
  readonly silence: Silence;
  /** The kinds the person has a schedule for. */
  readonly scheduled: readonly MessageKind[];
  /** The kinds already decided for the slot's local day, sent or held: nobody makes way for them any more. */
  readonly decidedToday: readonly MessageKind[];
};

/** How late a check-in wanted in the default quiet hours may still be asked. */
const OWN_TIME_MINUTES = 30;

/** What is said at a slot. `goodbye` takes the place of the message. */
export type Verdict =
  | { readonly say: "send" }
  | { readonly say: "goodbye" }
  | { readonly say: "hold"; readonly reason: HoldReason };

/**
 * Whether a scheduled message is said. The first reason in this order holds:
 *
 * 1. `resting`: nothing comes before a crisis;
 * 2. `missed`: too late, whatever else is so;
 * 3. `unreachable`, `looking_at_sample`: there is nobody to say it to;
 * 4. `switched_off`, `paused`, `quiet_hours`: what the person told the coach, the most lasting first (a check-in that
 *    they want inside the default quiet hours is asked: see `isOwnTime`);
 * 5. `backing_off`: what their silence tells;
 * 6. `travelling`: a nudge on the day of a move would meet them at an hour that is not theirs yet;
 * 7. `daily_cap`, `weekly_cap`: the room is used up;
 * 8. `makes_way`: the room that is left belongs to a more important message.
 *
 * The goodbye, like any message, is said only when none of them holds.
 *
 * @throws RangeError for an unknown zone
 */
export function decide(situation: Situation): Verdict {
  const told = reasonTold(situation);
  if (told !== null) return { say: "hold", reason: told };
  const rhythm = backOffOf(situation);
  if (rhythm === "wait") return { say: "hold", reason: "backing_off" };
  const room = messageKinds[situation.kind].isNudge ? reasonOfCaps(situation) : null;
  if (room !== null) return { say: "hold", reason: room };
  return { say: rhythm === "goodbye" ? "goodbye" : "send" };
}

/** Reasons 1 to 4: what is so whatever was said before. */
function reasonTold(situation: Situation): HoldReason | null {
  const { kind, slot, now, zone, preferences, restsUntil } = situation;
  if (restsUntil !== null && now < restsUntil) return "resting";
  if (now > lastInstantFor(kind, slot, zone)) return "missed";
  if (!situation.isReachable) return "unreachable";
  if (situation.looksAtSample) return "looking_at_sample";
  if (preferences.off.includes(kind)) return "switched_off";
  if (isPausedAt(preferences, now)) return "paused";
  return isQuietAt(preferences, now, zone) && !isOwnTime(situation) ? "quiet_hours" : null;
}

/**
 * Whether this is the check-in at a time that the person asked for, inside quiet hours that they never set: what they
 * chose goes before a default. A late one does not, and quiet hours of their own hold it.
 */
function isOwnTime({ kind, slot, now, zone, preferences }: Situation): boolean {
  if (kind !== "checkin_reminder" || preferences.choseQuiet) return false;
  const lateMs = now.getTime() - slot.at.getTime();
  return lateMs <= OWN_TIME_MINUTES * 60_000 && isQuietAt(preferences, slot.at, zone);
}

/** What the caps and the reserve for more important messages look at. */
export type CapSituation = Pick<
  Situation,
  | "kind"
  | "slot"
  | "preferences"
  | "isTravelling"
  | "nudgesToday"
  | "nudgesThisWeek"
  | "scheduled"
  | "decidedToday"
>;

/** Reasons 6 to 8; null where there is room. */
export function reasonOfCaps(situation: CapSituation): HoldReason | null {
  const { slot, preferences, nudgesToday, nudgesThisWeek } = situation;
  if (situation.isTravelling) return "travelling";
  const roomToday = preferences.nudgesPerDay - nudgesToday;
  const roomThisWeek = preferences.nudgesPerWeek - nudgesThisWeek;
  if (roomToday < 1) return "daily_cap";
  if (roomThisWeek < 1) return "weekly_cap";
  const today = moreImportantOn(slot.localDate, situation);
  if (roomToday <= today) return "makes_way";
  const sunday = addDays(weekStartOf(slot.localDate), 6);
  const later = eachDay(addDays(slot.localDate, 1), sunday).map((date) => moreImportantOn(date, situation));
  const thisWeek = [today, ...later].reduce((sum, count) => sum + Math.min(count, preferences.nudgesPerDay));
  return roomThisWeek <= thisWeek ? "makes_way" : null;
}

/** How many more important messages are still to come on a local day. */
function moreImportantOn(date: LocalDate, situation: CapSituation): number {
  const { kind, slot, preferences, scheduled, decidedToday } = situation;
  const { rank } = messageKinds[kind];
  const isSettled = (other: MessageKind) => date === slot.localDate && decidedToday.includes(other);
  return scheduled.filter((other) => {
    const { isNudge, rank: otherRank, falls } = messageKinds[other];
    return (
      isNudge && otherRank > rank && falls(date) && !preferences.off.includes(other) && !isSettled(other)
    );
  }).length;
}

function backOffOf({ silence, preferences, restsUntil, zone, slot, now }: Situation) {
  // Whoever paused, or rested after a crisis, was not expected to answer.
  const ends = [preferences.pausedUntil, restsUntil].filter((end) => end !== null && end <= now);
  const since = Math.max(silence.lastHeardAt.getTime(), ...ends.map((end) => end?.getTime() ?? 0));
  return backOff(silence, localDateOf(new Date(since), zone), slot.localDate);
}
