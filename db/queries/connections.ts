import { and, asc, eq, inArray, lte, ne, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Database } from "../client.ts";
import { accounts, connections, transactions } from "../schema/money.ts";
import { users } from "../schema/people.ts";
import { storableText } from "./bank-values.ts";
import { markDirty } from "./dirty-days.ts";
import { endMending } from "./links.ts";

export type ConnectionRow = typeof connections.$inferSelect;
type Key = { readonly userId: string; readonly id: string };

/** Where a connection's credentials are sealed for. */
export function credentialsPlace({
  provider,
  externalId,
}: Pick<ConnectionRow, "provider" | "externalId">): string {
  return `connections/${provider}/${externalId}`;
}

/**
 * Stores connections that a link came to, due at once. One that is there already works again with the new credentials.
 *
 * @returns their ids, in order
 */
export async function storeConnections(
  db: Database,
  { userId, provider }: { readonly userId: string; readonly provider: string },
  made: readonly Pick<ConnectionRow, "externalId" | "displayName" | "credentialsSealed">[],
  now: Date,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { externalId, displayName, credentialsSealed } of made) {
    const fresh = {
      displayName: storableText(displayName),
      credentialsSealed,
      status: "active" as const,
      lastErrorCode: null,
      lastErrorMessage: null,
      failedSyncs: 0,
      nextSyncAt: now,
      updatedAt: now,
    };
    const [row] = await db
      .insert(connections)
      .values({ userId, provider, externalId, kind: "bank", createdAt: now, ...fresh })
      .onConflictDoUpdate({
        target: [connections.userId, connections.provider, connections.externalId],
        set: fresh,
      })
      .returning({ id: connections.id });
    if (row !== undefined) ids.push(row.id);
  }
  return ids;
}

export async function findConnection(db: Database, { userId, id }: Key): Promise<ConnectionRow | null> {
  const [found] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.userId, userId), eq(connections.id, id)));
  return found ?? null;
}

/** A person's connections to banks, the oldest first. */
export async function listConnections(db: Database, userId: string): Promise<readonly ConnectionRow[]> {
  return db
    .select()
    .from(connections)
    .where(and(eq(connections.userId, userId), eq(connections.kind, "bank")))
    .orderBy(asc(connections.createdAt), asc(connections.id));
}

/** A person's accounts with what they are shown by, the oldest first. */
export async function listAccounts(db: Database, userId: string) {
  return db
    .select({
      id: accounts.id,
      connectionId: accounts.connectionId,
      provider: accounts.provider,
      name: accounts.accountName,
      type: accounts.accountType,
      mask: accounts.mask,
      currency: accounts.currency,
      balance: accounts.balance,
      balanceAt: accounts.balanceAt,
      syncedThrough: accounts.syncedThrough,
      syncedAt: accounts.syncedAt,
      // Named in full: inside another select a bare column would be taken for the inner table's.
      lastDay: sql<string | null>`(select max(t.local_date)::text from transactions t
        where t.user_id = accounts.user_id and t.account_id = accounts.id)`,
    })
    .from(accounts)
    .where(eq(accounts.userId, userId))
    .orderBy(asc(accounts.createdAt), asc(accounts.accountName), asc(accounts.id));
}

/** Connections that a provider names: one, but for the same login linked by two people. */
export async function findConnectionsOf(
  db: Database,
  provider: string,
  externalId: string,
): Promise<readonly ConnectionRow[]> {
  return db
    .select()
    .from(connections)
    .where(and(eq(connections.provider, provider), eq(connections.externalId, externalId)));
}

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
  { nextSyncAt, failedSyncs, ...end }: SyncEnd,
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
      // One that was said to be over and told of meanwhile is asked once more.
      nextSyncAt: sql`case when ${connections.nextSyncAt} is not distinct from ${lease.toISOString()}::timestamptz
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

/** What a provider told about a connection; one that is over stays so. @returns false where it is over, or gone */
export async function noteConnection(
  db: Database,
  { userId, id }: Key,
  change: Partial<SyncEnd>,
  now: Date,
): Promise<boolean> {
  const noted = await db
    .update(connections)
    .set({ ...change, updatedAt: now })
    .where(and(eq(connections.userId, userId), eq(connections.id, id), ne(connections.status, "revoked")))
    .returning({ id: connections.id });
  return noted.length > 0;
}

/**
 * Ends a connection on our side: nothing is read any more, and nobody mends it. Its credentials stay until the provider has ended it too, which is
 * due at once.
 *
 * @returns false when there is no such connection of this person
 */
export async function endConnection(db: Database, { userId, id }: Key, now: Date): Promise<boolean> {
  const ended = await db
    .update(connections)
    .set({
      status: "revoked",
      syncCursor: null,
      isHistoryComplete: false,
      lastSyncedAt: null,
      lastErrorCode: null,
      lastErrorMessage: null,
      failedSyncs: 0,
      nextSyncAt: now,
      updatedAt: now,
    })
    .where(and(eq(connections.userId, userId), eq(connections.id, id)))
    .returning({ id: connections.id });
  await endMending(db, { userId, connectionId: id });
  return ended.length > 0;
}

/** The provider has ended it: its credentials are of no use to anybody. */
export async function dropCredentials(db: Database, { userId, id }: Key, now: Date): Promise<void> {
  await db
    .update(connections)
    .set({ credentialsSealed: null, nextSyncAt: null, updatedAt: now })
    .where(and(eq(connections.userId, userId), eq(connections.id, id), eq(connections.status, "revoked")));
}

/** Puts the end of a connection with its provider off, after it could not be reached. */
export async function putOffEnd(db: Database, { userId, id }: Key, nextSyncAt: Date): Promise<void> {
  await db
    .update(connections)
    .set({ nextSyncAt })
    .where(and(eq(connections.userId, userId), eq(connections.id, id), eq(connections.status, "revoked")));
}

/** What the data of a connection comes to, or came to. */
export type ConnectionData = {
  readonly accounts: number;
  readonly transactions: number;
  /** Money that left, as purchases do. */
  readonly purchases: number;
  readonly firstDay: string | null;
};

export async function countConnectionData(db: Database, { userId, id }: Key): Promise<ConnectionData> {
  const isTheirs = and(eq(accounts.userId, userId), eq(accounts.connectionId, id));
  const held = await db.$count(accounts, isTheirs);
  const [found] = await db
    .select({
      transactions: sql<number>`count(*)::int`,
      purchases: sql<number>`(count(*) filter (where ${transactions.amount} > 0))::int`,
      firstDay: sql<string | null>`min(${transactions.localDate})::text`,
    })
    .from(transactions)
    .innerJoin(
      accounts,
      and(eq(accounts.userId, transactions.userId), eq(accounts.id, transactions.accountId)),
    )
    .where(and(isTheirs, ne(transactions.source, "split")));
  return { accounts: held, transactions: 0, purchases: 0, firstDay: null, ...found };
}

/** Erases everything that a connection brought, and what was said about it. @returns what there was */
export async function eraseConnectionData(db: Database, key: Key, now: Date): Promise<ConnectionData> {
  const { userId, id } = key;
  const counts = await countConnectionData(db, key);
  const isTheirs = and(eq(accounts.userId, userId), eq(accounts.connectionId, id));
  const days = await db
    .selectDistinct({ date: transactions.localDate })
    .from(transactions)
    .innerJoin(
      accounts,
      and(eq(accounts.userId, transactions.userId), eq(accounts.id, transactions.accountId)),
    )
    .where(isTheirs);
  await db.delete(accounts).where(isTheirs);
  await markDirty(
    db,
    userId,
    days.map(({ date }) => date),
    now,
  );
  return counts;
}
