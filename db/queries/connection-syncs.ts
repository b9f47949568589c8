import { and, asc, eq, inArray, lte, ne, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Database } from "../client.ts";
import { connections } from "../schema/money.ts";
import { users } from "../schema/people.ts";
import { storableText } from "./bank-values.ts";
import type { ConnectionRow } from "./connections.ts";

type Key = { readonly userId: string; readonly id: string };

/** A connection as a sync begins with it. */
export type SyncBegun = ConnectionRow & { readonly timezone: string };

/**
 * Puts a connection's next sync off until `lease`, by which this sync has ended or died.
 *
 * @returns null when it is gone, over, or has no credentials
 */
export async function beginSync(db: Database, { userId, id }: Key, lease: Date): Promise<SyncBegun | null> {
  const [begun] = await db
    .update(connections)
    .set({ nextSyncAt: lease })
    .from(users)
    .where(
      and(
        eq(connections.userId, userId),
        eq(connections.id, id),
        eq(users.id, connections.userId),
        ne(connections.status, "revoked"),
        sql`${connections.credentialsSealed} is not null`,
      ),
    )
    .returning({ connection: connections, timezone: users.timezone });
  return begun === undefined ? null : { ...begun.connection, timezone: begun.timezone };
}

export type SyncEnd = Pick<ConnectionRow, "status" | "lastErrorCode" | "lastErrorMessage" | "failedSyncs"> & {
  /** The provider asked for silence until then. */
  readonly quietUntil?: Date;
  readonly nextSyncAt: Date | null;
};

/**
 * How a sync ended. Who asked for another one while it ran is not forgotten: an earlier time than its own lease stays. So
 * does what was told or mended while it ran, which is newer than what it found; and one that was ended stays ended.
 *
 * @param begun as {@link beginSync} gave it
 */
export async function endSync(
  db: Database,
  { userId, id, ...begun }: Key & Pick<ConnectionRow, "status" | "lastErrorCode">,
  lease: Date,
  { nextSyncAt, failedSyncs, quietUntil, ...end }: SyncEnd,
  now: Date,
): Promise<void> {
  const isAsBegun = sql`${connections.status} = ${begun.status}
    and ${connections.lastErrorCode} is not distinct from ${begun.lastErrorCode}::text`;
  const unlessTold = (column: AnyPgColumn, value: string | null) =>
    sql`case when ${isAsBegun} then ${value}::text else ${column} end`;
  const next = nextSyncAt?.toISOString() ?? null;
  await db
    .update(connections)
    .set({
      status: unlessTold(connections.status, end.status),
      lastErrorCode: unlessTold(connections.lastErrorCode, end.lastErrorCode),
      lastErrorMessage: unlessTold(connections.lastErrorMessage, shownText(end.lastErrorMessage)),
      failedSyncs,
      // It works: what goes wrong from here on is said anew.
      troubleToldAt:
        end.status === "active" && failedSyncs === 0
          ? sql`case when ${isAsBegun} then null else ${connections.troubleToldAt} end`
          : connections.troubleToldAt,
      quietUntil: quietUntil ?? null,
      // One that was said to be over and told of meanwhile is asked once more; silence holds whatever was told.
      nextSyncAt:
        quietUntil ??
        sql`case when ${connections.nextSyncAt} is not distinct from ${lease.toISOString()}::timestamptz
        and (${next}::timestamptz is not null or (${isAsBegun}))
        then ${next}::timestamptz else least(${connections.nextSyncAt}, ${next}::timestamptz) end`,
      updatedAt: now,
    })
    .where(and(eq(connections.userId, userId), eq(connections.id, id), ne(connections.status, "revoked")));
}

/** A provider's words for the person, as the column takes them. */
function shownText(text: string | null): string | null {
  return storableText(text)?.slice(0, 500).toWellFormed() ?? null;
}

/**
 * Takes connections that are due, each put off until `lease`; no two callers get the same one.
 *
 * @returns whose they are, and whether they are to be ended with their provider
 */
export async function claimDueConnections(
  db: Database,
  now: Date,
  { lease, limit }: { readonly lease: Date; readonly limit: number },
): Promise<readonly (Key & { readonly isOver: boolean })[]> {
  const due = await db
    .select({ userId: connections.userId, id: connections.id, status: connections.status })
    .from(connections)
    .where(and(lte(connections.nextSyncAt, now), sql`${connections.credentialsSealed} is not null`))
    .orderBy(asc(connections.nextSyncAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  await putOff(db, due, lease);
  return due.map(({ userId, id, status }) => ({ userId, id, isOver: status === "revoked" }));
}

async function putOff(db: Database, due: readonly Key[], lease: Date): Promise<void> {
  if (due.length === 0) return;
  const ids = due.map(({ id }) => id);
  const people = due.map(({ userId }) => userId);
  await db
    .update(connections)
    .set({ nextSyncAt: lease })
    .where(and(inArray(connections.userId, people), inArray(connections.id, ids)));
}
