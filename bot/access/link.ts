import { localDateOf } from "../../coaching/model/local-date.ts";
import { queueMessages } from "../../db/queries/chat.ts";
import { type ChatRow, findAccounts, lockChatOf } from "../../db/queries/chat-rows.ts";
import { hasEvent } from "../../db/queries/events.ts";
import {
  claimLinkCode,
  dropLinkCode,
  findLinkCode,
  LINK_MINUTES,
  type LinkRow,
  ownLinkCode,
  storeLinkCode,
} from "../../db/queries/link-codes.ts";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { unfinishedErrands } from "../../db/queue.ts";
import { personOf } from "../chat.ts";
import { ONBOARDED_EVENT, onboarding } from "../conversations/onboarding.ts";
import { openConversation } from "../open-conversation.ts";
import { composeMessage, say as part, type Reply, tell } from "../reply.ts";
import { beginTurn, closeFlow, finishTurn, LockFirst, say, type Turn } from "../turn.ts";
import { makeCode, type SaidCode } from "./one-time-code.ts";
import { platformName } from "./platform.ts";

/**
 * Two accounts of one person, joined in three steps, each in the chat that it concerns: a code is made in the one, said
 * and confirmed in the other, and confirmed in the first. Only then are the two people one.
 */

/** `/link`: a code to be said in the other chat; an earlier one of the same person is gone. */
export async function makeLinkCode(turn: Turn): Promise<void> {
  const { db, chat, context } = turn;
  const { code, hash } = makeCode("link");
  await storeLinkCode(db, { userId: chat.ownerId, identityId: chat.identityId, codeHash: hash }, context.now);
  say(turn, [{ ...tell("link/code", { code, minutes: LINK_MINUTES }), forget: true }]);
}

/** A code was said: whoever said it is told what joining means, and asked. */
export async function hearCode(turn: Turn, said: SaidCode): Promise<void> {
  const { db, chat, context } = turn;
  if (said.kind === "invite") return say(turn, [tell("access/invite-not-needed")]);
  const row = await findLinkCode(db, said.hash, context.now);
  if (row?.claimedIdentity === chat.identityId) return say(turn, [tell("link/waiting")]);
  if (row === null || row.claimedBy !== null) return say(turn, [tell("link/unknown")]);
  if (row.userId === chat.ownerId) return say(turn, [tell("link/own")]);
  const accounts = await findAccounts(db, row.userId);
  const there = accounts.find((account) => account.identityId === row.identityId);
  if (there === undefined) return say(turn, [tell("link/unknown")]);
  const facts = { here: platformName(chat.platform), there: platformName(there.platform) };
  const id = tokenOf(said.hash);
  say(turn, [
    {
      parts: [part("link/ask-join", facts)],
      choices: ["join", "not-me"].map((label) => ({ id: `link:${label}:${id}`, label, standing: true })),
    },
  ]);
}

/** A tap on one of the four buttons. */
export async function answerLink(turn: Turn, action: string): Promise<void> {
  const [, answer, about = ""] = action.split(":");
  if (answer === "join" || answer === "not-me") return answerClaim(turn, answer, hashOf(about));
  if (answer === "yes" || answer === "no") return answerOwner(turn, answer, about);
  return say(turn, [tell("errors/button-gone")]);
}

/** The chat in which the code was said. */
async function answerClaim(turn: Turn, answer: "join" | "not-me", hash: string): Promise<void> {
  const { db, chat, context } = turn;
  const { now } = context;
  const row = await findLinkCode(db, hash, now);
  const isMine = row?.claimedIdentity === chat.identityId;
  if (row === null || (row.claimedBy !== null && !isMine)) return say(turn, [tell("link/over")]);
  if (row.userId === chat.ownerId) return say(turn, [tell("link/own")]);
  const there = await lockFirst(turn, row.userId, row.identityId);
  if (there === null) return say(turn, [tell("link/over")]);
  const here = platformName(chat.platform);
  if (answer === "not-me") {
    await dropLinkCode(db, row.userId);
    await tellThere(turn, there, tell("link/dropped-there", { there: here }));
    return say(turn, [tell("link/dropped")]);
  }
  const asked = tell("link/asked-there", { there: platformName(there.platform), minutes: LINK_MINUTES });
  if (isMine) return say(turn, [asked]);
  const claim = { claimedBy: chat.ownerId, claimedIdentity: chat.identityId };
  if (!(await claimLinkCode(db, hash, claim, now))) return say(turn, [tell("link/over")]);
  await askThere(turn, there, {
    parts: [part("link/ask-confirm", { there: here })],
    choices: ["yes", "no"].map((label) => ({
      id: `link:${label}:${chat.identityId}`,
      label,
      standing: true,
    })),
  });
  say(turn, [asked]);
}

/** The person whose code it was. @param identityId the account that the tapped button asked about */
async function answerOwner(turn: Turn, answer: "yes" | "no", identityId: string): Promise<void> {
  const { db, chat, context } = turn;
  const row = await ownLinkCode(db, chat.ownerId, context.now);
  const otherId = row?.claimedIdentity === identityId ? row.claimedBy : null;
  if (otherId === null) return say(turn, [tell("link/over")]);
  const there = await lockFirst(turn, otherId, identityId);
  if (there === null) return say(turn, [tell("link/over")]);
  if (answer === "yes") return join(turn, otherId, there);
  await dropLinkCode(db, chat.ownerId);
  await tellThere(turn, there, tell("link/refused"));
  say(turn, [tell("link/dropped")]);
}

async function join(turn: Turn, otherId: string, there: ChatRow): Promise<void> {
  const { db, chat, context } = turn;
  const keeperId = chat.ownerId;
  // What was begun for the one who goes, as a file that is being read, is gone on with for the one who stays.
  const begun = await unfinishedErrands(db, otherId);
  const revision = await mergePeople(db, {
    keeperId,
    otherId,
    askedEvent: ONBOARDED_EVENT,
    now: context.now,
  });
  const anew = { kind: "understand-money", userId: keeperId, subject: null } as const;
  turn.errands.push(...begun.map((errand) => ({ ...errand, userId: keeperId })), anew);
  const isOwn = chat.userId === keeperId;
  if (isOwn) turn.revision = revision;
  // The first questions need no second answer where the other account has given one.
  const isAsking = isOwn && turn.flow === onboarding.name;
  if (isAsking && (await hasEvent(db, keeperId, ONBOARDED_EVENT, {}))) closeFlow(turn);
  const names = { here: platformName(chat.platform), there: platformName(there.platform) };
  await tellThere(
    turn,
    { ...there, ownerId: keeperId },
    tell("link/joined", { here: names.there, there: names.here }),
  );
  const open = isOwn ? openConversation(turn) : null;
  // No button from before fits any more, so the open question is put again.
  const again = open === null || open === "unreadable" ? [] : open.repeat(context);
  say(turn, [tell("link/joined", names), ...again]);
}

/**
 * The other side's chat, locked. Two sides that answer at the same instant must not wait for each other, so both people
 * are locked before the turn begins, or it begins again.
 *
 * @returns null when the chat is gone
 */
async function lockFirst(turn: Turn, userId: string, identityId: LinkRow["identityId"]) {
  const people = [turn.chat.ownerId, userId];
  if (people.some((id) => !turn.setting.locked.includes(id))) throw new LockFirst(people);
  return lockChatOf(turn.db, userId, identityId);
}

/** Puts a question in the other chat, whose answer can be typed there too. */
async function askThere(turn: Turn, there: ChatRow, reply: Reply): Promise<void> {
  const { now, freshId } = turn.context;
  const context = {
    now,
    today: localDateOf(now, there.timezone),
    person: personOf(there),
    freshId,
    timezoneHint: null,
  };
  const other = beginTurn(turn.db, there, context, turn.setting);
  say(other, [reply]);
  await finishTurn(other, `link/${freshId}`, "elsewhere");
}

/** Says one thing in the other chat; nothing there changes. */
async function tellThere(
  { db, context }: Turn,
  { ownerId, identityId }: Pick<ChatRow, "ownerId" | "identityId">,
  reply: Reply,
): Promise<void> {
  const message = composeMessage(reply, 0);
  const { now, freshId } = context;
  await queueMessages(db, [
    {
      userId: ownerId,
      identityId,
      kind: "reply",
      dedupeKey: `link/${freshId}/told`,
      message,
      createdAt: now,
      dueAt: now,
    },
  ]);
}

/** A code's hash, short enough for a button. */
const tokenOf = (hash: string) => Buffer.from(hash, "hex").toString("base64url");
const hashOf = (token: string) => Buffer.from(token, "base64url").toString("hex");
