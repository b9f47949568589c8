import { and, asc, desc, eq, gte, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { chatIdentities, conversations } from "../schema/chat.ts";
import { eventLog } from "../schema/coaching.ts";
import { userSettings, users } from "../schema/people.ts";

/** Noted in the event log when help was given, with the `tier` that was heard and the chat (`identityId`) it was said in. */
export const CRISIS_EVENT = "crisis_answered";

/** Noted when a word of care was said beside an answer; nothing of the message stands in it. */
export const CARE_EVENT = "care_offered";

/**
 * Lets coaching rest until an instant, for a person and for every sample person they look around as: the rest is
 * about whoever sits at the chat.
 *
 * @param followUpAt when they are asked, once, how they are; null: not at all
 */
export async function restCoaching(
  db: Database,
  ownerId: string,
  until: Date,
  followUpAt: Date | null,
): Promise<void> {
  await db
    .update(conversations)
    .set({ crisisUntil: until })
    .where(inArray(conversations.userId, theirs(db, ownerId)));
  await db
    .update(conversations)
    .set({ crisisFollowUpAt: followUpAt })
    .where(eq(conversations.userId, ownerId));
}

/** A person and every sample person they look around as. */
function theirs(db: Database, ownerId: string) {
  return db
    .select({ id: users.id })
    .from(users)
    .where(or(eq(users.id, ownerId), eq(users.sampleOf, ownerId)));
}

/**
 * Help that was given, with the tier that was heard, or a word of care alone (`tier` null), when, and in which chat; null where an
 * earlier release noted none.
 */
export type CareGiven = {
  readonly tier: "explicit" | "possible" | null;
  readonly at: Date;
  readonly identityId: string | null;
};

/** What a person was given of that from an instant on, as themselves or as a sample person, the newest first. */
export async function careSince(db: Database, ownerId: string, since: Date): Promise<readonly CareGiven[]> {
  const found = await db
    .select({
      eventType: eventLog.eventType,
      tier: sql<string | null>`${eventLog.metadata} ->> 'tier'`,
      identityId: sql<string | null>`${eventLog.metadata} ->> 'identityId'`,
      at: eventLog.timestamp,
    })
    .from(eventLog)
    .where(
      and(
        inArray(eventLog.userId, theirs(db, ownerId)),
        inArray(eventLog.eventType, [CRISIS_EVENT, CARE_EVENT]),
        gte(eventLog.timestamp, since),
      ),
    )
    .orderBy(desc(eventLog.timestamp));
  return found.map(({ eventType, tier, ...given }) => {
    if (eventType === CARE_EVENT) return { tier: null, ...given };
    return { tier: tier === "explicit" ? "explicit" : "possible", ...given };
  });
}

/**
 * The chat in which a person was given help last, from an instant on, of those in which they can be met as themselves; null for none.
 */
export async function chatOfCrisis(db: Database, ownerId: string, since: Date): Promise<string | null> {
  const [found] = await db
    .select({ identityId: chatIdentities.id })
    .from(eventLog)
    .innerJoin(
      chatIdentities,
      and(
        eq(chatIdentities.userId, ownerId),
        sql`${chatIdentities.id}::text = ${eventLog.metadata} ->> 'identityId'`,
      ),
    )
    .where(
      and(
        eq(eventLog.userId, ownerId),
        eq(eventLog.eventType, CRISIS_EVENT),
        gte(eventLog.timestamp, since),
        isNull(chatIdentities.unreachableSince),
        isNull(chatIdentities.sampleUserId),
      ),
    )
    .orderBy(desc(eventLog.timestamp))
    .limit(1);
  return found?.identityId ?? null;
}

/** Takes a person's rest along to a sample person that was made after it began. */
export async function shareRest(db: Database, ownerId: string, sampleUserId: string): Promise<void> {
  const owners = sql`(select crisis_until from conversations where user_id = ${ownerId})`;
  await db.update(conversations).set({ crisisUntil: owners }).where(eq(conversations.userId, sampleUserId));
}

/** Somebody who is to be asked how they are, and what decides whether it is now. */
export type FollowUp = {
  readonly userId: string;
  readonly followUpAt: Date;
  readonly timezone: string;
  /** As stored; `readPreferences` makes sense of it. */
  readonly preferences: unknown;
};

/** People who are to be asked by now, the longest due first. */
export async function findFollowUps(db: Database, now: Date, limit: number): Promise<readonly FollowUp[]> {
  const found = await db
    .select({
      userId: conversations.userId,
      followUpAt: conversations.crisisFollowUpAt,
      timezone: users.timezone,
      preferences: userSettings.notificationPreferences,
    })
    .from(conversations)
    .innerJoin(users, eq(users.id, conversations.userId))
    .innerJoin(userSettings, eq(userSettings.userId, conversations.userId))
    .where(
      and(
        lte(conversations.crisisFollowUpAt, now),
        sql`exists (
          select from chat_identities
          where chat_identities.user_id = ${conversations.userId} and unreachable_since is null)`,
      ),
    )
    .orderBy(asc(conversations.crisisFollowUpAt))
    .limit(limit);
  return found.flatMap(({ followUpAt, ...row }) => (followUpAt === null ? [] : [{ ...row, followUpAt }]));
}

/** Ends what is due by now. @returns whether there was anything */
export async function endFollowUp(db: Database, userId: string, now: Date): Promise<boolean> {
  const ended = await db
    .update(conversations)
    .set({ crisisFollowUpAt: null })
    .where(and(eq(conversations.userId, userId), lte(conversations.crisisFollowUpAt, now)))
    .returning({ userId: conversations.userId });
  return ended.length > 0;
}
