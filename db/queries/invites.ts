import { and, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { invites } from "../schema/access.ts";
import { chatIdentities } from "../schema/chat.ts";

/** How long an invite code is good for. */
export const INVITE_DAYS = 7;
const DAY_MS = 86_400_000;

/** The advisory lock's number: any, as long as it stays the same from release to release. */
const CLAIM_LOCK = 7_305_810;

/**
 * Keeps a new code's hash.
 *
 * @param invite.madeBy null for the operator
 * @returns until when the code is good
 */
export async function storeInvite(
  db: Database,
  {
    codeHash,
    madeBy,
    now,
  }: { readonly codeHash: string; readonly madeBy: string | null; readonly now: Date },
): Promise<Date> {
  const expiresAt = new Date(now.getTime() + INVITE_DAYS * DAY_MS);
  await db.insert(invites).values({ codeHash, madeBy, createdAt: now, expiresAt });
  return expiresAt;
}

/** How many codes of a person could still let somebody in. */
export async function countOpenInvites(db: Database, madeBy: string, now: Date): Promise<number> {
  return db.$count(
    invites,
    and(eq(invites.madeBy, madeBy), isNull(invites.usedAt), gt(invites.expiresAt, now)),
  );
}

/**
 * Uses a code up, in the transaction that lets somebody in: of two who say it at once, the second waits here for the
 * first and then finds it used.
 *
 * @returns false for a code that is unknown, used or out of date
 */
export async function redeemInvite(db: Database, codeHash: string, now: Date): Promise<boolean> {
  const used = await db
    .update(invites)
    .set({ usedAt: now })
    .where(and(eq(invites.codeHash, codeHash), isNull(invites.usedAt), gt(invites.expiresAt, now)))
    .returning({ codeHash: invites.codeHash });
  return used.length > 0;
}

/**
 * Whether nobody has come in yet from any platform, which the caller's transaction may then change: of two strangers who
 * ask at the same instant, the second waits for the first to be in.
 *
 * A terminal greets whoever sits at it as it starts, so a person who came from there alone has not claimed the coach.
 */
export async function claimFreshCoach(db: Database): Promise<boolean> {
  if (!(await isFresh(db))) return false;
  await db.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`);
  return isFresh(db);
}

async function isFresh(db: Database): Promise<boolean> {
  const found = await db
    .select({ id: chatIdentities.id })
    .from(chatIdentities)
    .where(ne(chatIdentities.platform, "terminal"))
    .limit(1);
  return found.length === 0;
}
