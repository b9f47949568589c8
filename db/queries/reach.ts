import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { chatIdentities } from "../schema/chat.ts";
import type { WaitingMessage } from "./outbox.ts";
import { failUnasked } from "./outbox-outcomes.ts";
import { planSchedules } from "./schedules.ts";

/**
 * Takes a chat for gone, after the platform said so about one message: that one and everything unasked that waits for
 * the chat fails, and when the person has no other chat, nothing is scheduled for them but scoring.
 */
export async function markUnreachable(
  db: Database,
  message: Pick<WaitingMessage, "userId" | "identityId"> & Partial<WaitingMessage>,
  now: Date,
): Promise<void> {
  const { userId, identityId } = message;
  await db.transaction(async (tx) => {
    // Locked like `lockUnasked` does: before anything else of the person.
    const chats = await tx
      .select({ id: chatIdentities.id, unreachableSince: chatIdentities.unreachableSince })
      .from(chatIdentities)
      .where(eq(chatIdentities.userId, userId))
      .orderBy(asc(chatIdentities.createdAt), asc(chatIdentities.id))
      .for("update");
    await tx
      .update(chatIdentities)
      .set({ unreachableSince: now })
      .where(and(isChat(userId, identityId), isNull(chatIdentities.unreachableSince)));
    await failUnasked(tx, message, now);
    const others = chats.filter(({ id, unreachableSince }) => id !== identityId && unreachableSince === null);
    if (others.length === 0) await planSchedules(tx, userId, now, true);
  });
}

/**
 * Takes all chats of a workspace for gone, as after the app was removed from it.
 *
 * @param prefix how the names of its accounts begin, `T1:`
 * @returns how many were taken for gone
 */
export async function markWorkspaceUnreachable(
  db: Database,
  platform: (typeof chatIdentities.$inferSelect)["platform"],
  prefix: string,
  now: Date,
): Promise<number> {
  const chats = await db
    .select({ userId: chatIdentities.userId, identityId: chatIdentities.id })
    .from(chatIdentities)
    .where(
      and(
        eq(chatIdentities.platform, platform),
        sql`starts_with(${chatIdentities.platformUserId}, ${prefix})`,
        isNull(chatIdentities.unreachableSince),
      ),
    );
  for (const chat of chats) await markUnreachable(db, chat, now);
  return chats.length;
}

/** Takes a chat for reachable again, since somebody wrote in it, in the transaction of that event. */
export async function markReachable(
  db: Database,
  { userId, identityId }: { readonly userId: string; readonly identityId: string },
  now: Date,
): Promise<void> {
  await db.update(chatIdentities).set({ unreachableSince: null }).where(isChat(userId, identityId));
  await planSchedules(db, userId, now);
}

const isChat = (userId: string, identityId: string) =>
  and(eq(chatIdentities.userId, userId), eq(chatIdentities.id, identityId));
