import { and, eq, isNotNull, isNull, lte, ne, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { connections } from "../schema/money.ts";

type Key = { readonly userId: string; readonly id: string };

/** A connection's credentials as they are sealed now; null where it is gone, over or has none. */
export async function readCredentials(db: Database, key: Key): Promise<string | null> {
  const [found] = await db
    .select({ sealed: connections.credentialsSealed })
    .from(connections)
    .where(and(isOf(key), ne(connections.status, "revoked")));
  return found?.sealed ?? null;
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
 * Stores renewed credentials, as those they replace may be spent: also when the right has run out, when they were sealed anew
 * meanwhile, when the connection is over, which is to be ended with its service yet, and when its person has become one with
 * another, whose it is then.
 *
 * @returns false where others are there by now, as after another sign-in
 */
export async function storeRefreshed(
  db: Database,
  key: Key & Pick<typeof connections.$inferSelect, "provider" | "externalId">,
  { seen, until }: RefreshClaim,
  sealed: string,
  now: Date,
): Promise<boolean> {
  const isOurs = or(eq(connections.credentialsSealed, seen), isUntil(until));
  const isMoved = and(
    eq(connections.provider, key.provider),
    eq(connections.externalId, key.externalId),
    eq(connections.credentialsSealed, seen),
  );
  for (const isIt of [and(isOf(key), isNotNull(connections.credentialsSealed), isOurs), isMoved]) {
    const stored = await db
      .update(connections)
      .set({ credentialsSealed: sealed, refreshUntil: null, updatedAt: now })
      .where(isIt)
      .returning({ id: connections.id });
    if (stored.length > 0) return true;
  }
  return false;
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
