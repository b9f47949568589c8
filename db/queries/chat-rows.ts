import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { readPreferences } from "../../coaching/delivery/preferences.ts";
import { builtOnce } from "../built-once.ts";
import type { Database } from "../client.ts";
import { chatIdentities, conversations } from "../schema/chat.ts";
import { userSettings, users } from "../schema/people.ts";

export type ChatAddress = {
  readonly platform: (typeof chatIdentities.$inferInsert)["platform"];
  readonly sender: string;
  readonly chat: string;
};

/** A chat with everything one event needs: whose it is, who is looked at (a sample, perhaps), where it stands. */
export type ChatRow = {
  readonly identityId: string;
  readonly platform: ChatAddress["platform"];
  /** Whose chat it is. */
  readonly ownerId: string;
  /** Whose data is looked at: the owner's or their sample person's. */
  readonly userId: string;
  readonly name: string | null;
  readonly sampleName: string | null;
  readonly timezone: string;
  readonly currency: string;
  readonly goals: readonly string[];
  readonly reminderTime: string | null;
  readonly sleepNeedMinutes: number;
  readonly weeklyBudget: string | null;
  /** As stored; `readPreferences` makes sense of it. */
  readonly notificationPreferences: unknown;
  /** The owner's, also while a sample is looked at. As stored. */
  readonly ownerPreferences: unknown;
  readonly flow: string | null;
  readonly state: unknown;
  readonly memory: unknown;
  readonly revision: number;
  readonly crisisUntil: Date | null;
  /** Set when the platform said that the chat is gone, as after a block. */
  readonly unreachableSince: Date | null;
};

const chatColumns = {
  identityId: chatIdentities.id,
  platform: chatIdentities.platform,
  ownerId: chatIdentities.userId,
  userId: users.id,
  name: users.name,
  sampleName: users.sampleName,
  timezone: users.timezone,
  currency: users.currency,
  goals: userSettings.goals,
  reminderTime: userSettings.moodReminderTime,
  sleepNeedMinutes: userSettings.sleepNeedMinutes,
  weeklyBudget: userSettings.weeklyBudget,
  notificationPreferences: userSettings.notificationPreferences,
  ownerPreferences: sql<unknown>`(select own.notification_preferences from user_settings own where own.user_id = ${chatIdentities.userId})`,
  flow: conversations.flow,
  state: conversations.state,
  memory: conversations.memory,
  revision: conversations.revision,
  crisisUntil: conversations.crisisUntil,
  unreachableSince: chatIdentities.unreachableSince,
};

/**
 * The chat of a platform account, its rows locked until the transaction ends: two events of one person never run
 * side by side. All joined rows are locked, because an unlocked one would be read as it was before the wait.
 */
export async function lockChat(db: Database, { platform, sender }: ChatAddress): Promise<ChatRow | null> {
  const [row] = await chatOfAccount(db, { platform, sender });
  return row ?? null;
}

const chatOfAccount = builtOnce((db) =>
  selectChats(db)
    .where(
      and(
        eq(chatIdentities.platform, sql.placeholder("platform")),
        eq(chatIdentities.platformUserId, sql.placeholder("sender")),
      ),
    )
    .for("update"),
);

/**
 * One of a person's chats, locked as by {@link lockChat}; null when it is not theirs, or both are gone.
 */
export async function lockChatOf(db: Database, userId: string, identityId: string): Promise<ChatRow | null> {
  const [row] = await selectChats(db).where(isChat(userId, identityId)).for("update");
  return row ?? null;
}

/** The same as its owner's own, whomever it looks at just now; with the sample's name where it looks at one. */
export async function lockOwnChat(
  db: Database,
  userId: string,
  identityId: string,
): Promise<{ readonly chat: ChatRow; readonly looksAt: string | null } | null> {
  const shown = await lockChatOf(db, userId, identityId);
  if (shown === null || shown.userId === userId) return shown && { chat: shown, looksAt: null };
  const [chat] = await selectChats(db, sql`${chatIdentities.userId}`)
    .where(isChat(userId, identityId))
    .for("update");
  return chat === undefined ? null : { chat, looksAt: shown.sampleName };
}

/**
 * Locks every chat of several people, in an order that all callers share: so two transactions that need the same people
 * wait for each other and never in a circle. For whoever needs more than one person; before anything else is locked.
 */
export async function lockPeople(db: Database, userIds: readonly string[]): Promise<void> {
  await db
    .select({ id: chatIdentities.id })
    .from(chatIdentities)
    .where(inArray(chatIdentities.userId, [...userIds]))
    .orderBy(asc(chatIdentities.userId), asc(chatIdentities.createdAt), asc(chatIdentities.id))
    .for("update");
}

/** A person's accounts, the oldest first. */
export async function findAccounts(
  db: Database,
  userId: string,
): Promise<readonly { readonly identityId: string; readonly platform: ChatAddress["platform"] }[]> {
  return db
    .select({ identityId: chatIdentities.id, platform: chatIdentities.platform })
    .from(chatIdentities)
    .where(eq(chatIdentities.userId, userId))
    .orderBy(asc(chatIdentities.createdAt), asc(chatIdentities.id));
}

/** The same without a lock, for what only looks. */
export async function findChatRow(
  db: Database,
  { platform, sender }: Pick<ChatAddress, "platform" | "sender">,
): Promise<ChatRow | null> {
  const [row] = await selectChats(db).where(
    and(eq(chatIdentities.platform, platform), eq(chatIdentities.platformUserId, sender)),
  );
  return row ?? null;
}

/** A person as they are met unasked: in which chat, and what speaks against it. */
export type UnaskedPerson = {
  /**
   * Of their chats that can be reached and show themselves, the first one on the platform they prefer, else the first;
   * null without one.
   */
  readonly chat: ChatRow | null;
  readonly isReachable: boolean;
  readonly looksAtSample: boolean;
  readonly timezone: string;
  /** As stored; `readPreferences` makes sense of it. */
  readonly preferences: unknown;
  readonly reminderTime: string | null;
  readonly crisisUntil: Date | null;
  readonly createdAt: Date;
};

/**
 * A person to be spoken to unasked, every chat of theirs locked as by {@link lockChat}: no event of theirs runs until
 * the transaction ends. Null when they are gone.
 */
export async function lockUnasked(db: Database, userId: string): Promise<UnaskedPerson | null> {
  const chats = await db
    .select({
      id: chatIdentities.id,
      platform: chatIdentities.platform,
      sampleUserId: chatIdentities.sampleUserId,
      unreachableSince: chatIdentities.unreachableSince,
      preferences: userSettings.notificationPreferences,
    })
    .from(chatIdentities)
    .innerJoin(userSettings, eq(userSettings.userId, chatIdentities.userId))
    .where(eq(chatIdentities.userId, userId))
    .orderBy(asc(chatIdentities.createdAt), asc(chatIdentities.id))
    .for("update", { of: chatIdentities });
  const reachable = chats.filter((chat) => chat.unreachableSince === null);
  const shown = reachable.filter((chat) => chat.sampleUserId === null);
  const preferred = readPreferences(chats[0]?.preferences ?? {}).platform;
  const own = shown.find((chat) => chat.platform === preferred) ?? shown[0];
  const about = db
    .select({
      timezone: users.timezone,
      preferences: userSettings.notificationPreferences,
      reminderTime: userSettings.moodReminderTime,
      crisisUntil: conversations.crisisUntil,
      createdAt: users.createdAt,
    })
    .from(users)
    .innerJoin(userSettings, eq(userSettings.userId, users.id))
    .innerJoin(conversations, eq(conversations.userId, users.id))
    .where(eq(users.id, userId));
  const [[person], [chat]] = await Promise.all([
    about,
    own === undefined ? [] : selectChats(db).where(isChat(userId, own.id)).for("update"),
  ]);
  if (person === undefined) return null;
  return {
    ...person,
    chat: chat ?? null,
    isReachable: reachable.length > 0,
    looksAtSample: reachable.length > 0 && own === undefined,
  };
}

const isChat = (userId: string, identityId: string) =>
  and(eq(chatIdentities.userId, userId), eq(chatIdentities.id, identityId));

function selectChats(
  db: Database,
  looked = sql`coalesce(${chatIdentities.sampleUserId}, ${chatIdentities.userId})`,
) {
  return db
    .select(chatColumns)
    .from(chatIdentities)
    .innerJoin(users, eq(users.id, looked))
    .innerJoin(userSettings, eq(userSettings.userId, users.id))
    .innerJoin(conversations, eq(conversations.userId, users.id));
}
