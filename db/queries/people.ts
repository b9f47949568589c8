import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { chatIdentities, conversations } from "../schema/chat.ts";
import { userSettings, users } from "../schema/people.ts";
import type { ChatAddress } from "./chat-rows.ts";

/** A new person with their settings and an empty conversation. */
export async function createPerson(db: Database, profile: typeof users.$inferInsert): Promise<string> {
  const [person] = await db.insert(users).values(profile).returning({ id: users.id });
  if (person === undefined) throw new Error("a new person was not stored");
  await db.insert(userSettings).values({ userId: person.id });
  await db.insert(conversations).values({ userId: person.id });
  return person.id;
}

/**
 * Ties a platform account to a person.
 *
 * @returns false when the account was tied to somebody in the meantime
 */
export async function createIdentity(db: Database, ownerId: string, address: ChatAddress): Promise<boolean> {
  const made = await db
    .insert(chatIdentities)
    .values({
      userId: ownerId,
      platform: address.platform,
      platformUserId: address.sender,
      chatId: address.chat,
    })
    .onConflictDoNothing({ target: [chatIdentities.platform, chatIdentities.platformUserId] })
    .returning({ id: chatIdentities.id });
  return made.length > 0;
}

/** Gives a platform account another name, in place and with everything that is its person's. */
export async function renameAccount(
  db: Database,
  platform: ChatAddress["platform"],
  from: string,
  to: string,
): Promise<void> {
  await db
    .update(chatIdentities)
    .set({ platformUserId: to, chatId: to })
    .where(and(eq(chatIdentities.platform, platform), eq(chatIdentities.platformUserId, from)));
}

/** Which person a chat looks at: a sample of its owner's, or (null) the owner. */
export async function setSample(
  db: Database,
  identityId: string,
  sampleUserId: string | null,
): Promise<void> {
  await db.update(chatIdentities).set({ sampleUserId }).where(eq(chatIdentities.id, identityId));
}

/** The owner's sample person of this name, if it was made before. */
export async function findSample(db: Database, ownerId: string, sampleName: string): Promise<string | null> {
  const [row] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.sampleOf, ownerId), eq(users.sampleName, sampleName)));
  return row?.id ?? null;
}

export async function saveProfile(
  db: Database,
  userId: string,
  changes: { readonly name?: string; readonly timezone?: string; readonly currency?: string },
  now: Date,
): Promise<void> {
  await db
    .update(users)
    .set({ ...changes, updatedAt: now })
    .where(eq(users.id, userId));
}

export async function saveSettings(
  db: Database,
  userId: string,
  changes: Partial<
    Pick<typeof userSettings.$inferInsert, "goals" | "moodReminderTime" | "notificationPreferences">
  >,
  now: Date,
): Promise<void> {
  await db
    .update(userSettings)
    .set({ ...changes, updatedAt: now })
    .where(eq(userSettings.userId, userId));
}

/** Erases a person and, by cascade, every row that is theirs, their sample persons included. */
export async function erasePerson(db: Database, userId: string): Promise<void> {
  await db.delete(users).where(eq(users.id, userId));
}
