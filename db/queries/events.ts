import { and, asc, eq, gte, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { eventLog } from "../schema/coaching.ts";

/** What is noted beside an event: ids, counts and the program's own words. */
export type EventMetadata = Readonly<
  Record<string, string | number | readonly Readonly<Record<string, string | number | null>>[]>
>;

/** Notes that something happened, as docs/event-log.md has it: ids, dates and counts, never text, amounts or health values. */
export async function logEvent(
  db: Database,
  userId: string,
  eventType: string,
  metadata: EventMetadata,
  now: Date,
): Promise<void> {
  await db.insert(eventLog).values({ userId, eventType, metadata, timestamp: now });
}

/** Notes it where nothing of this kind with these ids among its metadata was noted before. */
export async function logEventOnce(
  db: Database,
  userId: string,
  eventType: string,
  ids: Readonly<Record<string, string>>,
  now: Date,
): Promise<void> {
  if (!(await hasEvent(db, userId, eventType, ids))) await logEvent(db, userId, eventType, ids, now);
}

/** Whether something of this kind, with these ids among its metadata, was noted before. */
export async function hasEvent(
  db: Database,
  userId: string,
  eventType: string,
  metadata: Readonly<Record<string, string | number>>,
): Promise<boolean> {
  const found = await db
    .select({ id: eventLog.id })
    .from(eventLog)
    .where(isNoted(userId, eventType, metadata))
    .limit(1);
  return found.length > 0;
}

/** What was noted first of this kind with these ids among its metadata: all of its metadata. */
export async function findEvent(
  db: Database,
  userId: string,
  eventType: string,
  metadata: Readonly<Record<string, string | number>>,
): Promise<Readonly<Record<string, unknown>> | null> {
  const [found] = await db
    .select({ metadata: eventLog.metadata })
    .from(eventLog)
    .where(isNoted(userId, eventType, metadata))
    .orderBy(asc(eventLog.timestamp))
    .limit(1);
  return found === undefined ? null : { ...(found.metadata as object) };
}

/** What was noted of a kind from an instant on: the metadata of each, the oldest first. */
export async function eventsSince(
  db: Database,
  userId: string,
  eventType: string,
  since: Date,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const found = await db
    .select({ metadata: eventLog.metadata })
    .from(eventLog)
    .where(
      and(eq(eventLog.userId, userId), eq(eventLog.eventType, eventType), gte(eventLog.timestamp, since)),
    )
    .orderBy(asc(eventLog.timestamp));
  return found.map(({ metadata }) => ({ ...(metadata as object) }));
}

const isNoted = (userId: string, eventType: string, metadata: Readonly<Record<string, string | number>>) =>
  and(
    eq(eventLog.userId, userId),
    eq(eventLog.eventType, eventType),
    sql`${eventLog.metadata} @> ${JSON.stringify(metadata)}::text::jsonb`,
  );
