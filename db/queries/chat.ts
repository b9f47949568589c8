import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
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
};

/** A chat's messages that are due, oldest first. */
export async function waitingMessages(
  db: Database,
  identityId: string,
  now: Date,
): Promise<readonly WaitingMessage[]> {
  return db
    .select({
      id: outbox.id,
      chatId: chatIdentities.chatId,
      message: outbox.message,
      messageKey: outbox.messageKey,
      attempts: outbox.attempts,
    })
    .from(outbox)
    .innerJoin(
      chatIdentities,
      and(eq(chatIdentities.userId, outbox.userId), eq(chatIdentities.id, outbox.identityId)),
    )
    .where(and(eq(outbox.identityId, identityId), eq(outbox.status, "waiting"), lte(outbox.dueAt, now)))
    .orderBy(asc(outbox.sequence));
}

/** Chats of a platform that have messages waiting, as after a crash between commit and sending. */
export async function chatsWithWaiting(
  db: Database,
  platform: string,
  now: Date,
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
        eq(outbox.status, "waiting"),
        lte(outbox.dueAt, now),
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

export async function markFailed(db: Database, id: string, final: boolean): Promise<void> {
  await db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, ...(final ? { status: "failed" as const } : {}) })
    .where(eq(outbox.id, id));
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

/** Lets coaching rest until an instant, whatever the conversation does meanwhile. */
export async function saveConversationRest(db: Database, userId: string, crisisUntil: Date): Promise<void> {
  await db.update(conversations).set({ crisisUntil }).where(eq(conversations.userId, userId));
}
