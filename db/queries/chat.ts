import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
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
    readonly platform: string;
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

/** How long a process may take over sending what it claimed. */
export const CLAIM_MS = 60_000;

/**
 * A chat's messages that this process may send now, oldest first.
 *
 * @param mine ids that it claimed by queueing them; with some, a message whose last attempt failed is tried again
 *   at once, because somebody waits
 */
export async function claimWaiting(
  db: Database,
  identityId: string,
  mine: readonly string[],
  now: Date,
): Promise<readonly WaitingMessage[]> {
  const free = or(isNull(outbox.claimedUntil), lte(outbox.claimedUntil, now));
  const due = or(lte(outbox.dueAt, now), mine.length > 0 ? gt(outbox.attempts, 0) : undefined);
  const isMine = mine.length > 0 ? inArray(outbox.id, [...mine]) : undefined;
  const rows = await db
    .select({
      id: outbox.id,
      chatId: chatIdentities.chatId,
      message: outbox.message,
      messageKey: outbox.messageKey,
      attempts: outbox.attempts,
      createdAt: outbox.createdAt,
    })
    .from(outbox)
    .innerJoin(
      chatIdentities,
      and(eq(chatIdentities.userId, outbox.userId), eq(chatIdentities.id, outbox.identityId)),
    )
    .where(and(eq(outbox.identityId, identityId), eq(outbox.status, "waiting"), or(isMine, and(free, due))))
    .orderBy(asc(outbox.sequence));
  const others = rows.filter(({ id }) => !mine.includes(id)).map(({ id }) => id);
  if (others.length === 0) return rows;
  // Whoever updates first has them: the condition is looked at again once the other's update is through.
  const claimed = await db
    .update(outbox)
    .set({ claimedUntil: new Date(now.getTime() + CLAIM_MS) })
    .where(and(inArray(outbox.id, others), eq(outbox.status, "waiting"), free))
    .returning({ id: outbox.id });
  const taken = new Set([...mine, ...claimed.map(({ id }) => id)]);
  return rows.filter(({ id }) => taken.has(id));
}

/** Forgets claims on a platform's messages: for the start of the one process that sends them. */
export async function releaseClaims(db: Database, identityId: string): Promise<void> {
  await db
    .update(outbox)
    .set({ claimedUntil: null })
    .where(and(eq(outbox.identityId, identityId), eq(outbox.status, "waiting")));
}

/** Chats of a platform that have messages waiting, as after a crash between commit and sending. */
export async function chatsWithWaiting(db: Database, platform: string): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ id: outbox.identityId })
    .from(outbox)
    .innerJoin(
      chatIdentities,
      and(eq(chatIdentities.userId, outbox.userId), eq(chatIdentities.id, outbox.identityId)),
    )
    .where(and(sql`${chatIdentities.platform} = ${platform}`, eq(outbox.status, "waiting")));
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
