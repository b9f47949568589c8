import { eq, inArray, or, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { conversations } from "../schema/chat.ts";
import { users } from "../schema/people.ts";

/**
 * Lets coaching rest until an instant, for a person and for every sample person they look around as: the rest is
 * about whoever sits at the chat.
 */
export async function restCoaching(db: Database, ownerId: string, until: Date): Promise<void> {
  const theirs = db
    .select({ id: users.id })
    .from(users)
    .where(or(eq(users.id, ownerId), eq(users.sampleOf, ownerId)));
  await db.update(conversations).set({ crisisUntil: until }).where(inArray(conversations.userId, theirs));
}

/** Takes a person's rest along to a sample person that was made after it began. */
export async function shareRest(db: Database, ownerId: string, sampleUserId: string): Promise<void> {
  const owners = sql`(select crisis_until from conversations where user_id = ${ownerId})`;
  await db.update(conversations).set({ crisisUntil: owners }).where(eq(conversations.userId, sampleUserId));
}
