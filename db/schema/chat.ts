import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { holdsExternalId, instant, notNegative, oneOf, ownerId, rowId } from "./columns.ts";
import { users } from "./people.ts";

export const PLATFORMS = ["telegram", "slack", "terminal"] as const;

/**
 * Which account on a chat platform is which person.
 *
 * The one table that is looked up before the person is known, so its lookup key is the platform's and cannot
 * hold `user_id`; on a distributed database it is a reference table.
 */
export const chatIdentities = pgTable(
  "chat_identities",
  {
    id: rowId(),
    userId: ownerId(),
    platform: text("platform").$type<(typeof PLATFORMS)[number]>().notNull(),
    platformUserId: text("platform_user_id").notNull(),
    chatId: text("chat_id").notNull(),
    /** Set while this chat looks around as a sample person. */
    sampleUserId: uuid("sample_user_id").references(() => users.id, { onDelete: "set null" }),
    /** The platform refused for good, as after a block: nothing is said unasked until the person writes again. */
    unreachableSince: instant("unreachable_since"),
    /** When this account's home page was last shown, on a platform that has one; null where nobody has opened it. */
    homeShownAt: instant("home_shown_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    unique("chat_identities_platform_user").on(table.platform, table.platformUserId),
    oneOf("chat_identities_platform", table.platform, PLATFORMS),
    holdsExternalId("chat_identities_platform_user_id", table.platformUserId),
    holdsExternalId("chat_identities_chat_id", table.chatId),
  ],
);

/** Where a person's one conversation stands. `state` is parsed by its flow's schema before use. */
export const conversations = pgTable(
  "conversations",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The open flow, or null when nothing was asked. */
    flow: text("flow"),
    state: jsonb("state"),
    /** What is remembered between flows: the last answer and what undo would take back. */
    memory: jsonb("memory").notNull().default({}),
    /** Grows when the open question changes; a button that carries an older one is stale. */
    revision: integer("revision").notNull().default(0),
    /** Coaching and money talk rest until then, after a message that sounded like a crisis. */
    crisisUntil: instant("crisis_until"),
    /** When they are asked once, softly, how they are; null when that was done or is not due. */
    crisisFollowUpAt: instant("crisis_follow_up_at"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    check("conversations_state_flow", sql`(${table.flow} is null) = (${table.state} is null)`),
    notNegative("conversations_revision", table.revision),
    index("conversations_follow_up")
      .on(table.crisisFollowUpAt)
      .where(sql`${table.crisisFollowUpAt} is not null`),
  ],
);

/** Every inbound event once: a second delivery finds its row and ends. Holds no text. */
export const inbox = pgTable(
  "inbox",
  {
    userId: ownerId(),
    platform: text("platform").$type<(typeof PLATFORMS)[number]>().notNull(),
    eventId: text("event_id").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.platform, table.eventId] }),
    index("inbox_received").on(table.receivedAt),
    oneOf("inbox_platform", table.platform, PLATFORMS),
    holdsExternalId("inbox_event_id", table.eventId),
  ],
);

/**
 * Events that a platform was told are safe here, until they are answered; each holds what was said, and its row goes with
 * the answer.
 *
 * Looked at before the person is known, so it belongs to a platform account; on a distributed database it is a
 * reference table.
 */
export const arrivals = pgTable(
  "arrivals",
  {
    platform: text("platform").$type<(typeof PLATFORMS)[number]>().notNull(),
    eventId: text("event_id").notNull(),
    sequence: bigint("sequence", { mode: "number" }).generatedAlwaysAsIdentity(),
    event: jsonb("event").notNull(),
    /** A process has it in hand until then; after a crash the claim runs out and another one takes it. */
    claimedUntil: instant("claimed_until").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.eventId] }),
    index("arrivals_claimed").on(table.claimedUntil),
    oneOf("arrivals_platform", table.platform, PLATFORMS),
    holdsExternalId("arrivals_event_id", table.eventId),
  ],
);

export const OUTBOX_STATUSES = ["waiting", "sent", "failed", "unconfirmed"] as const;

/**
 * Every message to a person, written in the transaction that causes it and sent after the commit.
 *
 * `user_id` is whose chat it goes to, also while that chat looks around as a sample person.
 */
export const outbox = pgTable(
  "outbox",
  {
    id: rowId(),
    userId: ownerId(),
    sequence: bigint("sequence", { mode: "number" }).generatedAlwaysAsIdentity(),
    identityId: uuid("identity_id").notNull(),
    /** `reply` answers an event; other kinds are unasked: what schedules say, and what errands say that nobody asked for. */
    kind: text("kind").notNull(),
    /** Unique per person, so that the same nudge for the same local day cannot be written twice. */
    dedupeKey: text("dedupe_key").notNull(),
    message: jsonb("message").notNull(),
    /** Names the message in its chat, so that a later one may edit it in place. */
    messageKey: text("message_key"),
    status: text("status").$type<(typeof OUTBOX_STATUSES)[number]>().notNull().default("waiting"),
    dueAt: instant("due_at").notNull().defaultNow(),
    attempts: integer("attempts").notNull().default(0),
    /** The local day that an unasked message is for: with `kind`, its row in `decisions`. */
    localDate: date("local_date", { mode: "string" }),
    /** What is unasked and was not sent by then is not worth saying any more. */
    expiresAt: instant("expires_at"),
    /** Given to the platform for the first time; what is unasked and got no answer is not repeated. */
    startedAt: instant("started_at"),
    /** A process is sending it until then; after a crash the claim runs out and another one may. */
    claimedUntil: instant("claimed_until"),
    platformMessageId: text("platform_message_id"),
    sentAt: instant("sent_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    unique("outbox_dedupe").on(table.userId, table.dedupeKey),
    foreignKey({
      columns: [table.userId, table.identityId],
      foreignColumns: [chatIdentities.userId, chatIdentities.id],
    })
      .onDelete("cascade")
      // Two accounts that become one person take what waits for them along.
      .onUpdate("cascade"),
    index("outbox_waiting").on(table.identityId, table.sequence).where(sql`${table.status} = 'waiting'`),
    // What a sender looks for: one for each of its two lanes, so that neither reads through the other's rows.
    index("outbox_replies_due")
      .on(table.dueAt, table.sequence)
      .where(sql`${table.status} = 'waiting' and ${table.kind} = 'reply'`),
    index("outbox_unasked_due")
      .on(table.dueAt, table.sequence)
      .where(sql`${table.status} = 'waiting' and ${table.kind} <> 'reply'`),
    index("outbox_message_key").on(table.userId, table.messageKey),
    oneOf("outbox_status", table.status, OUTBOX_STATUSES),
    notNegative("outbox_attempts", table.attempts),
  ],
);
