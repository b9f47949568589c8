import type { Database } from "../../db/client.ts";
import { GUEST_FLOW } from "../../db/queries/access.ts";
import { saveConversation } from "../../db/queries/chat.ts";
import { type ChatRow, lockChat } from "../../db/queries/chat-rows.ts";
import { claimFreshCoach, redeemInvite } from "../../db/queries/invites.ts";
import { findLinkCode } from "../../db/queries/link-codes.ts";
import { createIdentity, createPerson, erasePerson } from "../../db/queries/people.ts";
import { markReachable } from "../../db/queries/reach.ts";
import { planSchedules } from "../../db/queries/schedules.ts";
import type { InboundEvent } from "../adapter.ts";
import type { Access } from "./access.ts";
import { isLook, shownCode, waysIn } from "./admission.ts";
import { type GuestState, guestState } from "./guest.ts";

export type EntranceOptions = {
  readonly access: Access;
  /** IANA name for people of whom no zone is known yet. */
  readonly defaultTimezone: string;
  readonly now: Date;
};

/** Whose chat an event came from, and what is to be answered. */
export type Entered = {
  readonly chat: ChatRow;
  /** The event; where it was a code that let somebody in and said nothing else, an opening. */
  readonly event: InboundEvent;
};

/**
 * The sender's chat, locked; on first contact made with a new person, where the sender may come in.
 *
 * @returns null for a stranger, of whom nothing is stored
 */
export async function enter(
  db: Database,
  event: InboundEvent,
  options: EntranceOptions,
): Promise<Entered | null> {
  const { now } = options;
  const known = await findChat(db, event);
  if (known !== null && known.flow !== GUEST_FLOW) {
    if (known.unreachableSince !== null) {
      await markReachable(db, { userId: known.ownerId, identityId: known.identityId }, now);
    }
    return { chat: known, event };
  }
  if (known !== null && (await isExpected(db, known, now))) {
    const code = shownCode(event);
    if (code?.kind !== "invite" || !waysIn(options.access, event).byInvite) return { chat: known, event };
    if (!(await redeemInvite(db, code.hash, now))) return { chat: known, event };
    await erasePerson(db, known.ownerId);
    return settleIn(db, event, { kind: "invited" }, options);
  }
  // Nobody's guest any more: a stranger like any other, of whom nothing is kept.
  if (known !== null) await erasePerson(db, known.ownerId);
  const way = await findWay(db, event, options);
  if (way !== null) return settleIn(db, event, way, options);
  // Another event of this account may have used the code, or claimed the coach, a moment ago.
  const chat = await findChat(db, event);
  return chat === null ? null : { chat, event };
}

/** How somebody comes in. */
type Way = { readonly kind: "welcome" | "invited" } | { readonly kind: "guest"; readonly state: GuestState };

async function findWay(db: Database, event: InboundEvent, options: EntranceOptions): Promise<Way | null> {
  const { access, now } = options;
  const ways = waysIn(access, event);
  if (ways.isWelcome) return { kind: "welcome" };
  const code = shownCode(event);
  if (code?.kind === "invite" && ways.byInvite && (await redeemInvite(db, code.hash, now))) {
    return { kind: "invited" };
  }
  if (code?.kind === "link") {
    const row = await findLinkCode(db, code.hash, now);
    if (row !== null && row.claimedBy === null) return { kind: "guest", state: { codeHash: code.hash } };
  }
  return ways.byClaim && !isLook(event) && (await claimFreshCoach(db)) ? { kind: "welcome" } : null;
}

async function settleIn(
  db: Database,
  event: InboundEvent,
  way: Way,
  { defaultTimezone, now }: EntranceOptions,
): Promise<Entered> {
  const ownerId = await createPerson(db, { timezone: event.timezoneHint ?? defaultTimezone });
  const isTheirs = await createIdentity(db, ownerId, event);
  // Somebody else's first event of this account was quicker: its person is the one.
  if (!isTheirs) await erasePerson(db, ownerId);
  // Nothing is said to a guest unasked.
  else if (way.kind !== "guest") await planSchedules(db, ownerId, now);
  else {
    const conversation = { flow: GUEST_FLOW, state: way.state, memory: {}, revision: 0, updatedAt: now };
    await saveConversation(db, ownerId, conversation);
  }
  const chat = await findChat(db, event);
  if (chat === null) throw new Error("a new chat was not found again");
  const { platform, eventId, sender, timezoneHint } = event;
  const opening = {
    platform,
    eventId,
    sender,
    chat: event.chat,
    ...(timezoneHint === undefined ? {} : { timezoneHint }),
    kind: "open",
  } as const;
  return { chat, event: way.kind === "invited" ? opening : event };
}

/** Whether the code that let a guest in is still open, or waits for the other side's answer to this very guest. */
async function isExpected(db: Database, guest: ChatRow, now: Date): Promise<boolean> {
  const state = guestState.safeParse(guest.state);
  const row = state.success ? await findLinkCode(db, state.data.codeHash, now) : null;
  return row !== null && (row.claimedIdentity === null || row.claimedIdentity === guest.identityId);
}

/** Looks twice: a chat that is just being switched to a sample and back can be missed by the first look. */
async function findChat(db: Database, event: InboundEvent): Promise<ChatRow | null> {
  return (await lockChat(db, event)) ?? (await lockChat(db, event));
}
