import { and, eq, exists, lt, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "../client.ts";
import { quotedNights } from "../schema/body-in.ts";
import { inbox, outbox } from "../schema/chat.ts";

/**
 * How long event ids and messages that are done with are kept. One period for both: an event that came again after
 * its id was forgotten, and before its answer was, would be carried out a second time and answered by nothing.
 */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Forgets event ids that no platform will send again, messages that were sent or given up, and what was said of nights in them.
 *
 * What still waits to be sent is kept however old it is. A button of a forgotten message works as before, since it
 * names rows of other tables; a later edit of the message is sent as a new one.
 */
export async function pruneChats(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  // A person's newest event stays: it tells how long they have been silent.
  const newer = alias(inbox, "newer");
  const isOvertaken = exists(
    db
      .select({ one: sql`1` })
      .from(newer)
      .where(
        and(
          eq(newer.userId, inbox.userId),
          sql`(${newer.receivedAt}, ${newer.eventId}) > (${inbox.receivedAt}, ${inbox.eventId})`,
        ),
      ),
  );
  await db.delete(quotedNights).where(lt(quotedNights.saidAt, before));
  await db.delete(inbox).where(and(lt(inbox.receivedAt, before), isOvertaken));
  const settledAt = sql`coalesce(${outbox.sentAt}, ${outbox.dueAt})`;
  // Compared as a column, so that the instant is encoded as the column's own type on either driver.
  await db
    .delete(outbox)
    .where(and(ne(outbox.status, "waiting"), lt(settledAt, sql.param(before, outbox.dueAt))));
}
