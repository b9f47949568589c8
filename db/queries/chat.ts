import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import type { inbox, outbox } from "../schema/chat.ts";

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
  const { userId, platform, eventId, receivedAt } = event;
  const recorded = rows(
    await db.execute(sql`
      with arrived as (delete from arrivals where platform = ${platform} and event_id = ${eventId})
      insert into inbox (user_id, platform, event_id, received_at)
      values (${userId}::uuid, ${platform}, ${eventId}, ${receivedAt})
      on conflict do nothing returning event_id`),
  );
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
  const { flow, state, memory, revision, updatedAt } = conversation;
  const stateText = state === null ? null : JSON.stringify(state);
  await db.execute(sql`
    update conversations set flow = ${flow}, state = ${stateText}::text::jsonb,
      memory = ${JSON.stringify(memory)}::text::jsonb, revision = ${revision}, updated_at = ${updatedAt}
    where user_id = ${userId}::uuid`);
}

/** A message to be sent; what is left out is null, or the moment of queueing. */
export type NewOutboxRow = Pick<
  typeof outbox.$inferInsert,
  | "id"
  | "userId"
  | "identityId"
  | "kind"
  | "dedupeKey"
  | "message"
  | "messageKey"
  | "localDate"
  | "dueAt"
  | "expiresAt"
  | "claimedUntil"
  | "createdAt"
>;

/**
 * Queues messages, in order.
 *
 * @returns how many were new: one whose `dedupeKey` exists is dropped, so the same nudge is never queued twice
 */
export async function queueMessages(db: Database, messages: readonly NewOutboxRow[]): Promise<number> {
  if (messages.length === 0) return 0;
  const queued = rows(
    await db.execute(sql`
      insert into outbox (
        id, user_id, identity_id, kind, dedupe_key, message, message_key, local_date, due_at, expires_at,
        claimed_until, created_at
      )
      select coalesce(id, gen_random_uuid()), "userId", "identityId", kind, "dedupeKey", message, "messageKey",
        "localDate", coalesce("dueAt", now()), "expiresAt", "claimedUntil", coalesce("createdAt", now())
      from rows from (
        jsonb_to_recordset(${JSON.stringify(messages)}::text::jsonb) as (
          id uuid, "userId" uuid, "identityId" uuid, kind text, "dedupeKey" text, message jsonb, "messageKey" text,
          "localDate" date, "dueAt" timestamptz, "expiresAt" timestamptz, "claimedUntil" timestamptz,
          "createdAt" timestamptz
        )
      ) with ordinality
      order by ordinality
      on conflict (user_id, dedupe_key) do nothing
      returning id`),
  );
  return queued.length;
}

/** How long a process may take over sending what it claimed, unless it claims it anew. */
export const CLAIM_MS = 60_000;
