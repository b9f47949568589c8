import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { linkCodes } from "../schema/access.ts";

/** How long a code waits to be said, and then, once it was, for the answer in the chat it was made in. */
export const LINK_MINUTES = 10;
const MINUTE_MS = 60_000;

/** A code that is open: whose it is, in which chat it was made, and who has said it. */
export type LinkRow = typeof linkCodes.$inferSelect;

const expiry = (now: Date) => new Date(now.getTime() + LINK_MINUTES * MINUTE_MS);

/** Keeps a person's new code in place of an earlier one. */
export async function storeLinkCode(
  db: Database,
  code: { readonly userId: string; readonly identityId: string; readonly codeHash: string },
  now: Date,
): Promise<void> {
  const { userId, ...fresh } = code;
  const values = {
    ...fresh,
    expiresAt: expiry(now),
    claimedBy: null,
    claimedIdentity: null,
    claimedAt: null,
  };
  await db
    .insert(linkCodes)
    .values({ userId, ...values })
    .onConflictDoUpdate({ target: linkCodes.userId, set: values });
}

/** The open code with this hash; null for one that is unknown or out of date. */
export async function findLinkCode(db: Database, codeHash: string, now: Date): Promise<LinkRow | null> {
  const [row] = await db
    .select()
    .from(linkCodes)
    .where(and(eq(linkCodes.codeHash, codeHash), gt(linkCodes.expiresAt, now)));
  return row ?? null;
}

/** A person's own open code. */
export async function ownLinkCode(db: Database, userId: string, now: Date): Promise<LinkRow | null> {
  const [row] = await db
    .select()
    .from(linkCodes)
    .where(and(eq(linkCodes.userId, userId), gt(linkCodes.expiresAt, now)));
  return row ?? null;
}

/**
 * Notes that whoever said a code wants to join; the code cannot be said again, and waits anew for the other side.
 *
 * @returns false when it is not open any more, or somebody else was quicker
 */
export async function claimLinkCode(
  db: Database,
  codeHash: string,
  { claimedBy, claimedIdentity }: { readonly claimedBy: string; readonly claimedIdentity: string },
  now: Date,
): Promise<boolean> {
  const claimed = await db
    .update(linkCodes)
    .set({ claimedBy, claimedIdentity, claimedAt: now, expiresAt: expiry(now) })
    .where(and(eq(linkCodes.codeHash, codeHash), gt(linkCodes.expiresAt, now), isNull(linkCodes.claimedBy)))
    .returning({ userId: linkCodes.userId });
  return claimed.length > 0;
}

/** Takes a person's code back. */
export async function dropLinkCode(db: Database, userId: string): Promise<void> {
  await db.delete(linkCodes).where(eq(linkCodes.userId, userId));
}

/** In the transaction that makes two people one: their codes are gone, what one of them has claimed is the other's claim. */
export async function settleLinkCodes(
  db: Database,
  { keeperId, otherId }: { readonly keeperId: string; readonly otherId: string },
): Promise<void> {
  await db.delete(linkCodes).where(or(eq(linkCodes.userId, keeperId), eq(linkCodes.userId, otherId)));
  await db.update(linkCodes).set({ claimedBy: keeperId }).where(eq(linkCodes.claimedBy, otherId));
}
