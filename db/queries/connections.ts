import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { accounts, connections, transactions } from "../schema/money.ts";
import { storableText } from "./bank-values.ts";
import type { SyncEnd } from "./connection-syncs.ts";
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
  { userId, provider, kind }: Pick<ConnectionRow, "userId" | "provider" | "kind">,
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
      refreshUntil: null,
      quietUntil: null,
      troubleToldAt: null,
      updatedAt: now,
    };
    const [row] = await db
      .insert(connections)
      .values({ userId, provider, externalId, kind, createdAt: now, ...fresh })
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

/** A person's connections of a kind, the oldest first. */
export async function listConnections(
  db: Database,
  userId: string,
  kind: ConnectionRow["kind"] = "bank",
): Promise<readonly ConnectionRow[]> {
  return db
    .select()
    .from(connections)
    .where(and(eq(connections.userId, userId), eq(connections.kind, kind)))
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

/** What a provider told about a connection; one that is over stays so. @returns false where it is over, or gone */
export async function noteConnection(
  db: Database,
  { userId, id }: Key,
  change: Partial<SyncEnd> & Partial<Pick<ConnectionRow, "troubleToldAt">>,
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
 * Ends a connection on our side: nothing is read any more, and nobody mends it. Its credentials stay until the provider has
 * ended it too, which is due at once.
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
