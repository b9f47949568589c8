import { and, eq, ne, sql } from "drizzle-orm";
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
