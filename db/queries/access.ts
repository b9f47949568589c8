import { and, eq, inArray, lte, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { invites, linkCodes } from "../schema/access.ts";
import { conversations } from "../schema/chat.ts";
import { users } from "../schema/people.ts";

/** The flow of somebody who came in by a link code alone, until the two accounts are joined. */
export const GUEST_FLOW = "guest";

const DAY_MS = 86_400_000;

/** Forgets codes that let nobody in any more, and guests whose code nobody has answered in time. */
export async function pruneAccess(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAY_MS);
  await db.delete(invites).where(or(lte(invites.expiresAt, now), lte(invites.usedAt, before)));
  await db.delete(linkCodes).where(lte(linkCodes.expiresAt, now));
  const gone = db
    .select({ id: conversations.userId })
    .from(conversations)
    .where(and(eq(conversations.flow, GUEST_FLOW), lte(conversations.updatedAt, before)));
  await db.delete(users).where(inArray(users.id, gone));
}
