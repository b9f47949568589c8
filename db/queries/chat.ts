import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { arrivals, conversations, inbox, outbox } from "../schema/chat.ts";

/**
 * Records an inbound event, which with the caller's commit has arrived for good: what was kept of it until then goes.
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
  const arrived = db.$with("arrived").as(
    db
      .delete(arrivals)
      .where(and(eq(arrivals.platform, event.platform), eq(arrivals.eventId, event.eventId)))
      .returning({ id: arrivals.eventId }),
  );
  const recorded = await db
    .with(arrived)
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

/** How long a process may take over sending what it claimed, unless it claims it anew. */
export const CLAIM_MS = 60_000;
