import { summaryWaitsUntil } from "../coaching/delivery/after-check-in.ts";
import { decide, type Situation, type Verdict } from "../coaching/delivery/decide.ts";
import type { MessageKind } from "../coaching/delivery/kinds.ts";
import { readPreferences } from "../coaching/delivery/preferences.ts";
import type { HoldReason } from "../coaching/delivery/reasons.ts";
import { lastInstantFor, nextQuietStart, type Slot } from "../coaching/delivery/windows.ts";
import { localDateOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { lockUnasked, type UnaskedPerson } from "../db/queries/chat-rows.ts";
import { recordDecision } from "../db/queries/decisions.ts";
import { hasEntryFor } from "../db/queries/mood-entries.ts";
import { slotsAround } from "../db/queries/next-slot.ts";
import { isBackFromSnooze, postponeSlot } from "../db/queries/snoozes.ts";
import { personOf } from "./chat.ts";
import { roomBeside } from "./nudge-counts.ts";
import { loadPast, situationOf } from "./situation.ts";
import { beginTurn, finishTurn, type Turn } from "./turn.ts";
import { sayGoodbye, type Told, unaskedMessages } from "./unasked-messages.ts";

export type SlotRequest = {
  readonly userId: string;
  readonly kind: MessageKind;
  readonly slot: Slot;
  readonly now: Date;
  /** Key of the check-in that this may begin. */
  readonly freshId: string;
};

/**
 * Decides about one scheduled message, and queues it where it is to be said, in the caller's transaction. Leaves
 * exactly one decision; a slot that is decided already stays as it is, so this may be repeated. One that the person put
 * off is decided once more, at the time it was put off to and no other.
 *
 * A summary that comes before the day's check-in waits for that, and nothing is decided about it yet.
 *
 * @returns the decision, or null when the person is gone or the slot was decided before
 */
export async function serveSlot(
  db: Database,
  request: SlotRequest,
): Promise<"waiting" | "postponed" | HoldReason | null> {
  const { userId, kind, slot, now } = request;
  const key = { userId, kind, localDate: slot.localDate, dueAt: slot.at };
  const person = await lockUnasked(db, userId);
  if (person === null) return null;
  const past = await loadPast(db, userId, slot.localDate);
  const before = past.behind.find((row) => row.kind === kind && row.localDate === slot.localDate) ?? null;
  const isAgain = before !== null && isBackFromSnooze(before, slot);
  const isFirst = before === null || (before.reason === "failed" && before.snoozedUntil === null);
  if (!isFirst && !isAgain) return null;
  const situation = situationOf(person, { kind, slot, now, ...past });
  const verdict = decide(situation);
  const until = verdict.say === "send" && !isAgain ? await waitsUntil(db, person, request) : null;
  if (until !== null) {
    await postponeSlot(db, key, until);
    return "postponed";
  }
  const { reason, candidates = [] } = await say(db, person, { ...request, situation, verdict, isAgain });
  const decided = reason === null ? { outcome: "waiting" as const } : { outcome: "held" as const, reason };
  // What is said once more was chosen the first time.
  await recordDecision(db, key, { ...decided, ...(isAgain ? {} : { candidates }) }, now);
  return reason ?? "waiting";
}

/** Until when a summary waits for the check-in of the day it is for; null: it waits for none. */
async function waitsUntil(
  db: Database,
  { preferences, timezone: zone }: UnaskedPerson,
  { userId, kind, slot, now }: SlotRequest,
): Promise<Date | null> {
  const today = localDateOf(now, zone);
  if ((kind !== "weekly_summary" && kind !== "monthly_summary") || slot.localDate !== today) return null;
  if (await hasEntryFor(db, userId, today)) return null;
  const times = await slotsAround(db, userId, "checkin_reminder");
  return summaryWaitsUntil(times, { today, now, zone, preferences: readPreferences(preferences) });
}

/** Says it, or gives back why not. */
async function say(
  db: Database,
  person: UnaskedPerson,
  request: SlotRequest & {
    readonly situation: Situation;
    readonly verdict: Verdict;
    readonly isAgain: boolean;
  },
): Promise<Told> {
  const { kind, slot, now, situation, verdict, isAgain } = request;
  const room = verdict.say === "hold" ? roomBeside(verdict.reason, kind) : "any";
  if (verdict.say === "hold" && room === null) return { reason: verdict.reason };
  if (person.chat === null) return { reason: "unreachable" };
  const zone = person.timezone;
  const context = {
    now,
    today: localDateOf(now, zone),
    person: personOf(person.chat),
    freshId: request.freshId,
    timezoneHint: null,
  };
  const turn: Turn = beginTurn(db, person.chat, context);
  const told =
    verdict.say === "goodbye"
      ? await sayGoodbye(turn)
      : await unaskedMessages[kind](turn, slot, { isAgain, room: room ?? "any" });
  // With only what is due allowed, that there is nothing due is no reason of its own.
  if (told.reason !== null) return verdict.say === "hold" ? { ...told, reason: verdict.reason } : told;
  // What waits for its platform is not said in quiet hours that begin meanwhile.
  const quietAt = nextQuietStart(situation.preferences, now, zone);
  const last = lastInstantFor(kind, slot, zone);
  const expiresAt = quietAt !== null && quietAt < last ? quietAt : last;
  const eventKey = `${kind}/${slot.localDate}${isAgain ? `/${slot.at.toISOString()}` : ""}`;
  await finishTurn(turn, eventKey, { kind, localDate: slot.localDate, expiresAt });
  return told;
}
