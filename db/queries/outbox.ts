import { and, asc, eq, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { builtOnce } from "../built-once.ts";
import type { Database } from "../client.ts";
import { chatIdentities, outbox } from "../schema/chat.ts";

/** A message that waits to be sent, with its chat. */
export type WaitingMessage = Pick<
  typeof outbox.$inferSelect,
  | "id"
  | "userId"
  | "identityId"
  | "kind"
  | "localDate"
  | "message"
  | "messageKey"
  | "attempts"
  | "createdAt"
  | "expiresAt"
  | "startedAt"
> & { readonly chatId: string };

export type Claim = {
  /** What may be sent now, oldest first. */
  readonly rows: readonly WaitingMessage[];
  /** More waits behind a message that another process is sending. */
  readonly isHeldUp: boolean;
};

export type ClaimOptions = {
  /** Ids this process claimed before, as by queueing them. */
  readonly mine: ReadonlySet<string>;
  /** Somebody waits for an answer: what failed before is tried at once. */
  readonly isAwaited: boolean;
  readonly now: Date;
  /** How long the claim holds. */
  readonly claimMs: number;
};

/**
 * Claims a chat's messages that may be sent now: its oldest ones up to the first that another process has, or that
 * failed and is not due again. Later ones stay behind that one, so that no process overtakes another.
 */
export async function claimWaiting(
  db: Database,
  identityId: string,
  { mine, isAwaited, now, claimMs }: ClaimOptions,
): Promise<Claim> {
  const waiting = await waitingInChat(db, { identityId });
  const isTaken = ({ id, claimedUntil }: (typeof waiting)[number]) =>
    !mine.has(id) && claimedUntil !== null && claimedUntil > now;
  const isResting = ({ dueAt, attempts }: (typeof waiting)[number]) =>
    dueAt > now && attempts > 0 && !isAwaited;
  const stop = waiting.findIndex((row) => isTaken(row) || isResting(row));
  const stopper = waiting[stop];
  const isHeldUp = stopper !== undefined && isTaken(stopper);
  // One that was put off on purpose, not by a failure, holds up nobody.
  const sendable = (stop < 0 ? waiting : waiting.slice(0, stop)).filter(
    (row) => row.dueAt <= now || row.attempts > 0,
  );
  const halfway = new Date(now.getTime() + claimMs / 2);
  const unclaimed = sendable.filter(
    ({ id, claimedUntil }) => !mine.has(id) || claimedUntil === null || claimedUntil < halfway,
  );
  const until = new Date(now.getTime() + claimMs);
  const claimed = await claim(db, unclaimed, { mine, now, until });
  const isLost = ({ id }: WaitingMessage) => !mine.has(id) && !claimed.has(id);
  const lost = sendable.findIndex(isLost);
  if (lost < 0) return { rows: sendable, isHeldUp };
  // Another process was quicker with one of them: what is behind that one is not for us either.
  await unclaim(
    db,
    sendable.slice(lost).filter(({ id }) => claimed.has(id) && !mine.has(id)),
    until,
  );
  return { rows: sendable.slice(0, lost), isHeldUp: true };
}

const waitingInChat = builtOnce((db) =>
  db
    .select({
      id: outbox.id,
      userId: outbox.userId,
      identityId: outbox.identityId,
      kind: outbox.kind,
      localDate: outbox.localDate,
      chatId: chatIdentities.chatId,
      message: outbox.message,
      messageKey: outbox.messageKey,
      attempts: outbox.attempts,
      createdAt: outbox.createdAt,
      expiresAt: outbox.expiresAt,
      startedAt: outbox.startedAt,
      dueAt: outbox.dueAt,
      claimedUntil: outbox.claimedUntil,
    })
    .from(outbox)
    .innerJoin(
      chatIdentities,
      and(eq(chatIdentities.userId, outbox.userId), eq(chatIdentities.id, outbox.identityId)),
    )
    .where(and(eq(outbox.identityId, sql.placeholder("identityId")), sql`${outbox.status} = 'waiting'`))
    .orderBy(asc(outbox.sequence)),
);

/** Claims those that are still free or were this process's. All lock in one order, so that nobody waits in a circle. */
async function claim(
  db: Database,
  messages: readonly WaitingMessage[],
  { mine, now, until }: { readonly mine: ReadonlySet<string>; readonly now: Date; readonly until: Date },
): Promise<ReadonlySet<string>> {
  if (messages.length === 0) return new Set();
  const own = messages.flatMap(({ id }) => (mine.has(id) ? [id] : []));
  const free = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        areThese(messages),
        eq(outbox.status, "waiting"),
        or(
          isNull(outbox.claimedUntil),
          lte(outbox.claimedUntil, now),
          own.length > 0 ? inArray(outbox.id, own) : undefined,
        ),
      ),
    )
    .orderBy(asc(outbox.sequence))
    .for("update");
  const claimed = await db
    .update(outbox)
    .set({ claimedUntil: until })
    .where(and(areThese(messages), inArray(outbox.id, free)))
    .returning({ id: outbox.id });
  return new Set(claimed.map(({ id }) => id));
}

/** By the whole key: an id alone has no index. */
export function areThese(messages: readonly Pick<WaitingMessage, "id" | "userId">[]): SQL | undefined {
  return and(
    inArray(outbox.userId, [...new Set(messages.map(({ userId }) => userId))]),
    inArray(
      outbox.id,
      messages.map(({ id }) => id),
    ),
  );
}

/** Goes on holding what was claimed, where sending the messages before it took long. */
export async function renewClaims(
  db: Database,
  messages: readonly WaitingMessage[],
  until: Date,
): Promise<void> {
  if (messages.length === 0) return;
  await db
    .update(outbox)
    .set({ claimedUntil: until })
    .where(and(areThese(messages), eq(outbox.status, "waiting")));
}

/** Forgets claims on a chat's messages: for the start of the process that the chat belongs to. */
export async function releaseClaims(db: Database, identityId: string): Promise<void> {
  await db
    .update(outbox)
    .set({ claimedUntil: null })
    .where(and(eq(outbox.identityId, identityId), eq(outbox.status, "waiting")));
}

/** Forgets claims on all messages of a platform: for the start of the only process that sends for it. */
export async function releasePlatformClaims(db: Database, platform: string): Promise<void> {
  await db.execute(sql`
    update outbox set claimed_until = null from chat_identities
    where chat_identities.user_id = outbox.user_id and chat_identities.id = outbox.identity_id
      and chat_identities.platform = ${platform} and outbox.status = 'waiting' and claimed_until is not null`);
}

/**
 * Gives messages back that were claimed and not tried. What another process began to send stays marked as begun.
 *
 * @param until the end of this process's claims: a later one is another's, who took over what ran out
 */
export async function unclaim(db: Database, messages: readonly WaitingMessage[], until: Date): Promise<void> {
  if (messages.length === 0) return;
  await db
    .update(outbox)
    .set({ claimedUntil: null })
    .where(and(areThese(messages), eq(outbox.status, "waiting"), lte(outbox.claimedUntil, until)));
}

/** Gives a message back that was tried and certainly not sent, as if it had not been tried. */
export async function untry(db: Database, message: WaitingMessage): Promise<void> {
  await db
    .update(outbox)
    .set({ claimedUntil: null, startedAt: null })
    .where(and(areThese([message]), eq(outbox.status, "waiting")));
}

/**
 * Notes that an unasked message is now given to its platform; from here on it is never given a second time.
 *
 * @returns false when it is not for this process any more, as after a claim that ran out
 */
export async function startSending(
  db: Database,
  message: WaitingMessage,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const started = await db
    .update(outbox)
    .set({ startedAt: now, claimedUntil: until })
    .where(and(areThese([message]), eq(outbox.status, "waiting"), isNull(outbox.startedAt)))
    .returning({ id: outbox.id });
  return started.length > 0;
}

/**
 * A message by its row's id, for somebody who wants to see what its cover stands for.
 *
 * @returns as stored, with whose chat it went to; null where that id is not among the messages to this account
 */
export async function findMessage(
  db: Database,
  account: { readonly platform: (typeof chatIdentities.$inferSelect)["platform"]; readonly sender: string },
  id: string,
): Promise<{ readonly userId: string; readonly message: unknown; readonly createdAt: Date } | null> {
  const [row] = await db
    .select({ userId: outbox.userId, message: outbox.message, createdAt: outbox.createdAt })
    .from(chatIdentities)
    .innerJoin(
      outbox,
      and(eq(outbox.userId, chatIdentities.userId), eq(outbox.identityId, chatIdentities.id)),
    )
    .where(
      and(
        eq(chatIdentities.platform, account.platform),
        eq(chatIdentities.platformUserId, account.sender),
        eq(outbox.id, id),
      ),
    );
  return row ?? null;
}

/** The platform's id of the message that a key names, once it was sent. */
export async function sentMessageId(
  db: Database,
  { userId, identityId }: Pick<WaitingMessage, "userId" | "identityId">,
  messageKey: string,
): Promise<string | null> {
  const [row] = await db
    .select({ platformMessageId: outbox.platformMessageId })
    .from(outbox)
    .where(
      and(
        eq(outbox.userId, userId),
        eq(outbox.identityId, identityId),
        eq(outbox.messageKey, messageKey),
        eq(outbox.status, "sent"),
      ),
    )
    .orderBy(asc(outbox.sequence))
    .limit(1);
  return row?.platformMessageId ?? null;
}
