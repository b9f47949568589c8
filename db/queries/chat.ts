import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { chatIdentities, conversations, inbox, outbox } from "../schema/chat.ts";

/**
 * Records an inbound event.
 *
 * @returns false when it was recorded before: a second delivery, to be dropped
 */
export async function recordEvent(
  db: Database,
  event: {
    readonly userId: string;
    readonly platform: (typeof inbox.$inferInsert)["platform"];
    readonly eventId: string;
    readonly receivedAt: Date;
  },
): Promise<boolean> {
  const recorded = await db
    .insert(inbox)
    .values(event)
    .onConflictDoNothing()
    .returning({ id: inbox.eventId });
  return recorded.length > 0;
}

export async function saveConversation(
  db: Database,
  userId: string,
  conversation: {
    readonly flow: string | null;
    readonly state: unknown;
    readonly memory: unknown;
    readonly revision: number;
    readonly updatedAt: Date;
  },
): Promise<void> {
  await db.update(conversations).set(conversation).where(eq(conversations.userId, userId));
}

export type NewOutboxRow = typeof outbox.$inferInsert;

/**
 * Queues messages, in order.
 *
 * @returns how many were new: one whose `dedupeKey` exists is dropped, so the same nudge is never queued twice
 */
export async function queueMessages(db: Database, messages: readonly NewOutboxRow[]): Promise<number> {
  if (messages.length === 0) return 0;
  const queued = await db
    .insert(outbox)
    .values([...messages])
    .onConflictDoNothing({ target: [outbox.userId, outbox.dedupeKey] })
    .returning({ id: outbox.id });
  return queued.length;
}

export type WaitingMessage = {
  readonly id: string;
  readonly chatId: string;
  readonly message: unknown;
  readonly messageKey: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
};

/** How long a process may take over sending what it claimed, unless it claims it anew. */
export const CLAIM_MS = 60_000;

export type Claim = {
  /** What may be sent now, oldest first. */
  readonly rows: readonly WaitingMessage[];
  /** More waits behind a message that another process is sending. */
  readonly isHeldUp: boolean;
};

/**
 * Claims a chat's messages that may be sent now: its oldest ones up to the first that another process has, or that
 * failed and is not due again. Later ones stay behind that one, so that no process overtakes another.
 *
 * @param mine ids this process claimed before, as by queueing them
 * @param isAwaited somebody waits for an answer: what failed before is tried at once
 */
export async function claimWaiting(
  db: Database,
  identityId: string,
  {
    mine,
    isAwaited,
    now,
  }: { readonly mine: ReadonlySet<string>; readonly isAwaited: boolean; readonly now: Date },
): Promise<Claim> {
  const waiting = await db
    .select({
      id: outbox.id,
      chatId: chatIdentities.chatId,
      message: outbox.message,
      messageKey: outbox.messageKey,
      attempts: outbox.attempts,
      createdAt: outbox.createdAt,
      dueAt: outbox.dueAt,
      claimedUntil: outbox.claimedUntil,
    })
    .from(outbox)
    .innerJoin(
      chatIdentities,
      and(eq(chatIdentities.userId, outbox.userId), eq(chatIdentities.id, outbox.identityId)),
    )
    .where(and(eq(outbox.identityId, identityId), eq(outbox.status, "waiting")))
    .orderBy(asc(outbox.sequence));
  const isTaken = ({ id, claimedUntil }: (typeof waiting)[number]) =>
    !mine.has(id) && claimedUntil !== null && claimedUntil > now;
  const isResting = ({ dueAt, attempts }: (typeof waiting)[number]) =>
    dueAt > now && attempts > 0 && !isAwaited;
  const stop = waiting.findIndex((row) => isTaken(row) || isResting(row));
  const stopper = waiting[stop];
  const isHeldUp = stopper !== undefined && isTaken(stopper);
  // One that was put off on purpose, not by a failure, holds up nobody.
  const rows = (stop < 0 ? waiting : waiting.slice(0, stop)).filter(
    (row) => row.dueAt <= now || row.attempts > 0,
  );
  const halfway = new Date(now.getTime() + CLAIM_MS / 2);
  const unclaimed = rows.filter(
    ({ id, claimedUntil }) => !mine.has(id) || claimedUntil === null || claimedUntil < halfway,
  );
  const claimed = await claim(
    db,
    unclaimed.map(({ id }) => id),
    mine,
    now,
  );
  const isLost = ({ id }: WaitingMessage) => !mine.has(id) && !claimed.has(id);
  const lost = rows.findIndex(isLost);
  if (lost < 0) return { rows, isHeldUp };
  // Another process was quicker with one of them: what is behind that one is not for us either.
  await unclaim(
    db,
    rows.slice(lost).flatMap(({ id }) => (claimed.has(id) && !mine.has(id) ? [id] : [])),
  );
  return { rows: rows.slice(0, lost), isHeldUp: true };
}

/** Claims those that are still free or were this process's. All lock in one order, so that nobody waits in a circle. */
async function claim(
  db: Database,
  ids: readonly string[],
  mine: ReadonlySet<string>,
  now: Date,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const own = ids.filter((id) => mine.has(id));
  const free = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        inArray(outbox.id, [...ids]),
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
    .set({ claimedUntil: new Date(now.getTime() + CLAIM_MS) })
    .where(inArray(outbox.id, free))
    .returning({ id: outbox.id });
  return new Set(claimed.map(({ id }) => id));
}

/** Goes on holding what was claimed, where sending the messages before it took long. */
export async function renewClaims(db: Database, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(outbox)
    .set({ claimedUntil: new Date(now.getTime() + CLAIM_MS) })
    .where(and(inArray(outbox.id, [...ids]), eq(outbox.status, "waiting")));
}

/** Forgets claims on a chat's messages: for the start of the process that the chat belongs to. */
export async function releaseClaims(db: Database, identityId: string): Promise<void> {
  await db
    .update(outbox)
    .set({ claimedUntil: null })
    .where(and(eq(outbox.identityId, identityId), eq(outbox.status, "waiting")));
}

/**
 * Chats of a platform that have messages waiting, as after a crash between commit and sending.
 *
 * @param sender the only account to look at, where the process reaches no other
 */
export async function chatsWithWaiting(
  db: Database,
  platform: string,
  sender?: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ id: outbox.identityId })
    .from(outbox)
    .innerJoin(
      chatIdentities,
      and(eq(chatIdentities.userId, outbox.userId), eq(chatIdentities.id, outbox.identityId)),
    )
    .where(
      and(
        sql`${chatIdentities.platform} = ${platform}`,
        sender === undefined ? undefined : eq(chatIdentities.platformUserId, sender),
        eq(outbox.status, "waiting"),
      ),
    );
  return rows.map((row) => row.id);
}

export async function markSent(
  db: Database,
  sent: readonly { readonly id: string; readonly platformMessageId: string }[],
  now: Date,
): Promise<void> {
  if (sent.length === 0) return;
  const ids = sent.map((row) => row.id);
  const messageIds = sql.join(
    sent.map((row) => sql`when ${row.id}::uuid then ${row.platformMessageId}::text`),
    sql` `,
  );
  await db
    .update(outbox)
    .set({ status: "sent", sentAt: now, platformMessageId: sql`case ${outbox.id} ${messageIds} end` })
    .where(inArray(outbox.id, ids));
}

/** Notes a failed attempt: when to try again, or (null) that it is given up. */
export async function markFailed(db: Database, id: string, retryAt: Date | null): Promise<void> {
  await db
    .update(outbox)
    .set({
      attempts: sql`${outbox.attempts} + 1`,
      claimedUntil: null,
      ...(retryAt === null ? { status: "failed" as const } : { dueAt: retryAt }),
    })
    .where(eq(outbox.id, id));
}

/** Gives messages back that were claimed and not tried. */
export async function unclaim(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(outbox)
    .set({ claimedUntil: null })
    .where(inArray(outbox.id, [...ids]));
}

/** The platform's id of the message that a key names, once it was sent. */
export async function sentMessageId(
  db: Database,
  identityId: string,
  messageKey: string,
): Promise<string | null> {
  const [row] = await db
    .select({ platformMessageId: outbox.platformMessageId })
    .from(outbox)
    .where(
      and(eq(outbox.identityId, identityId), eq(outbox.messageKey, messageKey), eq(outbox.status, "sent")),
    )
    .orderBy(asc(outbox.sequence))
    .limit(1);
  return row?.platformMessageId ?? null;
}
