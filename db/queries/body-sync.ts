import { and, eq, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { connections } from "../schema/money.ts";

type Key = { readonly userId: string; readonly id: string };

/**
 * Moves a connection's cursor on with what is stored beside it, in the caller's transaction, which has the person's chats locked.
 *
 * @returns false where somebody else has moved it since it was seen, or the connection is over: nothing is to be stored
 */
export async function moveCursor(
  db: Database,
  { userId, id }: Key,
  move: {
    readonly seen: string | null;
    readonly cursor: string;
    readonly isHistoryComplete: boolean;
    readonly now: Date;
  },
): Promise<boolean> {
  const moved = await db
    .update(connections)
    .set({
      syncCursor: move.cursor,
      isHistoryComplete: sql`${connections.isHistoryComplete} or ${move.isHistoryComplete}`,
      lastSyncedAt: move.now,
      updatedAt: move.now,
    })
    .where(
      and(
        eq(connections.userId, userId),
        eq(connections.id, id),
        ne(connections.status, "revoked"),
        sql`${connections.syncCursor} is not distinct from ${move.seen}::text`,
      ),
    )
    .returning({ id: connections.id });
  return moved.length > 0;
}

/** Changes where the next sync of a connection begins, in the caller's transaction; one under way ends with what it has stored. */
export async function changeCursor(
  db: Database,
  { userId, id }: Key,
  change: (cursor: string | null) => string | null,
): Promise<void> {
  const isTheirs = and(eq(connections.userId, userId), eq(connections.id, id));
  const [held] = await db
    .select({ cursor: connections.syncCursor })
    .from(connections)
    .where(isTheirs)
    .for("update");
  if (held === undefined) return;
  const syncCursor = change(held.cursor);
  if (syncCursor !== held.cursor) await db.update(connections).set({ syncCursor }).where(isTheirs);
}

/** A connection's credentials as they are sealed now; null where it is gone, over or has none. */
export async function readCredentials(db: Database, { userId, id }: Key): Promise<string | null> {
  const [found] = await db
    .select({ sealed: connections.credentialsSealed })
    .from(connections)
    .where(and(eq(connections.userId, userId), eq(connections.id, id), ne(connections.status, "revoked")));
  return found?.sealed ?? null;
}

/**
 * Claims the renewal of credentials, which their service takes once only: whoever gets it asks, the others wait for what comes
 * of it.
 *
 * @param seen the credentials that are to be renewed, sealed; renewed meanwhile, they are not to be renewed again
 */
export async function claimRefresh(
  db: Database,
  { userId, id }: Key,
  { seen, until, now }: { readonly seen: string; readonly until: Date; readonly now: Date },
): Promise<boolean> {
  const claimed = await db
    .update(connections)
    .set({ refreshUntil: until })
    .where(
      and(
        eq(connections.userId, userId),
        eq(connections.id, id),
        eq(connections.credentialsSealed, seen),
        or(isNull(connections.refreshUntil), lt(connections.refreshUntil, now)),
      ),
    )
    .returning({ id: connections.id });
  return claimed.length > 0;
}

/** Ends a renewal: with the new credentials, which replace those that were seen, or without any. */
export async function endRefresh(
  db: Database,
  { userId, id }: Key,
  { seen, renewed, now }: { readonly seen: string; readonly renewed: string | null; readonly now: Date },
): Promise<void> {
  await db
    .update(connections)
    .set({ refreshUntil: null, ...(renewed === null ? {} : { credentialsSealed: renewed, updatedAt: now }) })
    .where(
      and(eq(connections.userId, userId), eq(connections.id, id), eq(connections.credentialsSealed, seen)),
    );
}
