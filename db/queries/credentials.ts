import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { connections } from "../schema/money.ts";
import type { ConnectionRow } from "./connections.ts";

type Key = { readonly userId: string; readonly id: string };

/** A connection's sealed credentials, and where they are sealed for; null when it is gone or has none. */
export async function readCredentials(
  db: Database,
  key: Key,
): Promise<(Pick<ConnectionRow, "provider" | "externalId"> & { readonly sealed: string }) | null> {
  const [found] = await db
    .select({
      provider: connections.provider,
      externalId: connections.externalId,
      sealed: connections.credentialsSealed,
    })
    .from(connections)
    .where(isOf(key));
  return found === undefined || found.sealed === null ? null : { ...found, sealed: found.sealed };
}

/** The right to renew a connection's credentials: one at a time has it, by what it saw and until when. */
export type RefreshClaim = {
  /** What is to be renewed, as it was read. */
  readonly seen: string;
  /** By then it is done, or whoever does it has died. */
  readonly until: Date;
};

/** @returns false where another one has the right, or the credentials are others by now */
export async function claimRefresh(
  db: Database,
  key: Key,
  { seen, until }: RefreshClaim,
  now: Date,
): Promise<boolean> {
  const isFree = or(isNull(connections.refreshUntil), lte(connections.refreshUntil, now));
  const claimed = await db
    .update(connections)
    .set({ refreshUntil: until })
    .where(and(isOf(key), eq(connections.credentialsSealed, seen), isFree))
    .returning({ id: connections.id });
  return claimed.length > 0;
}

/**
 * Stores renewed credentials: what was renewed is perhaps of no use any more, so also when the right has run out, or when
 * they were sealed anew meanwhile.
 *
 * @returns false where others are there by now, as after another sign-in
 */
export async function storeRefreshed(
  db: Database,
  key: Key,
  { seen, until }: RefreshClaim,
  sealed: string,
  now: Date,
): Promise<boolean> {
  const isOurs = or(eq(connections.credentialsSealed, seen), isUntil(until));
  const stored = await db
    .update(connections)
    .set({ credentialsSealed: sealed, refreshUntil: null, updatedAt: now })
    .where(and(isOf(key), sql`${connections.credentialsSealed} is not null`, isOurs))
    .returning({ id: connections.id });
  return stored.length > 0;
}

/** Gives the right back after a renewal that came to nothing. */
export async function releaseRefresh(db: Database, key: Key, { until }: RefreshClaim): Promise<void> {
  await db
    .update(connections)
    .set({ refreshUntil: null })
    .where(and(isOf(key), isUntil(until)));
}

const isOf = ({ userId, id }: Key) => and(eq(connections.userId, userId), eq(connections.id, id));

const isUntil = (until: Date) => eq(connections.refreshUntil, until);
