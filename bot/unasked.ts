import { decide, type Situation } from "../coaching/delivery/decide.ts";
import { isMessageKind, type MessageKind } from "../coaching/delivery/kinds.ts";
import { readPreferences } from "../coaching/delivery/preferences.ts";
import type { HoldReason } from "../coaching/delivery/reasons.ts";
import { lastInstantFor, nextQuietStart, type Slot } from "../coaching/delivery/windows.ts";
import { addDays, localDateOf, weekStartOf } from "../coaching/model/local-date.ts";
import { CHOICE_SLOTS } from "../coaching/selection/history.ts";
import type { Database } from "../db/client.ts";
import { lockUnasked, type UnaskedPerson } from "../db/queries/chat-rows.ts";
import {
  type DecisionRow,
  decisionsBehind,
  loadStanding,
  recordDecision,
  type Standing,
} from "../db/queries/decisions.ts";
import { saidSlots } from "../db/queries/recommendations.ts";
import { isBackFromSnooze } from "../db/queries/snoozes.ts";
import { personOf } from "./chat.ts";
import type { Room } from "./choosing.ts";
import { countNudges, kindOfSlot, type SaidSlot, wasSaid } from "./nudge-counts.ts";
import { beginTurn, finishTurn, type Turn } from "./turn.ts";
import { GOODBYE_EVENT, sayGoodbye, type Told, unaskedMessages } from "./unasked-messages.ts";

/** How far back silence and caps look: the longest rhythm of the back-off, and more. */
const LOOK_BACK_DAYS = 100;

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
 * @returns the decision, or null when the person is gone or the slot was decided before
 */
export async function serveSlot(db: Database, request: SlotRequest): Promise<"waiting" | HoldReason | null> {
  const { userId, kind, slot, now } = request;
  const key = { userId, kind, localDate: slot.localDate, dueAt: slot.at };
  const person = await lockUnasked(db, userId);
  if (person === null) return null;
  const from = addDays(slot.localDate, -LOOK_BACK_DAYS);
  const [behind, standing, saidByRules] = await Promise.all([
    decisionsBehind(db, userId, { from, today: slot.localDate }),
    loadStanding(db, userId, GOODBYE_EVENT),
    saidSlots(db, userId, weekStartOf(slot.localDate)),
  ]);
  const before = behind.find((row) => row.kind === kind && row.localDate === slot.localDate) ?? null;
  const isAgain = before !== null && isBackFromSnooze(before, slot);
  const isFirst = before === null || (before.reason === "failed" && before.snoozedUntil === null);
  if (!isFirst && !isAgain) return null;
  const { reason, candidates = [] } = await say(db, person, {
    ...request,
    behind,
    standing,
    saidByRules,
    isAgain,
  });
  const decided = reason === null ? { outcome: "waiting" as const } : { outcome: "held" as const, reason };
  // What is said once more was chosen the first time.
  await recordDecision(db, key, { ...decided, ...(isAgain ? {} : { candidates }) }, now);
  return reason ?? "waiting";
}

/** Says it, or gives back why not. */
async function say(
  db: Database,
  person: UnaskedPerson,
  request: SlotRequest & Past & { readonly isAgain: boolean },
): Promise<Told> {
  const { kind, slot, now, isAgain } = request;
  const situation = situationOf(person, request);
  const verdict = decide(situation);
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

/** What may still be said where a message is held: money that is due passes the week's cap, and nothing else. */
export function roomBeside(reason: HoldReason, kind: MessageKind): Room | null {
  const isOfRules = Object.values(kindOfSlot).some((ofRules) => ofRules === kind);
  return reason === "weekly_cap" && isOfRules ? "due" : null;
}

/** What was decided before, and how the person has stood to it. */
type Past = {
  readonly behind: readonly DecisionRow[];
  readonly standing: Standing;
  /** Times of day of this week at which a rule spoke, under a check-in too. */
  readonly saidByRules: readonly SaidSlot[];
};

/** What a decision looks at, from what is stored of a person. */
export function situationOf(
  person: UnaskedPerson,
  { kind, slot, now, behind, standing, saidByRules }: SlotRequest & Past,
): Situation {
  const today = slot.localDate;
  // A slot that comes back counts once, so its first time does not use up its own room.
  const said = behind.filter((row) => wasSaid(row) && (row.kind !== kind || row.localDate !== today));
  const heardAt = standing.heardAt ?? person.createdAt;
  const unanswered = said.filter((row) => saidAt(row) > heardAt);
  const ownSlot = CHOICE_SLOTS.find((one) => kindOfSlot[one] === kind);
  const own = ownSlot === undefined ? null : { localDate: today, slot: ownSlot };
  return {
    kind,
    slot,
    now,
    zone: person.timezone,
    preferences: readPreferences(person.preferences),
    restsUntil: person.crisisUntil,
    looksAtSample: person.looksAtSample,
    isReachable: person.isReachable,
    isTravelling: standing.movedAt !== null && localDateOf(standing.movedAt, person.timezone) === today,
    ...countNudges(said, saidByRules, today, own),
    silence: {
      lastHeardAt: heardAt,
      unansweredInARow: unanswered.length,
      lastSentDate: said.at(-1)?.localDate ?? null,
      goodbyeSaid: standing.eventAt !== null && standing.eventAt > heardAt,
    },
    scheduled: standing.scheduled.filter(isMessageKind),
    decidedToday: behind
      .filter((row) => row.localDate === today)
      .map((row) => row.kind)
      .filter(isMessageKind),
  };
}

function saidAt({ outcome, dueAt, decidedAt }: DecisionRow): Date {
  return outcome === "held" ? dueAt : decidedAt;
}
