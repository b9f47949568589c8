import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { holdsExternalId, instant, oneOf, ownerId, rowId } from "./columns.ts";
import { accounts, connections } from "./money.ts";

export const LINK_STATES = ["asked", "offered", "finished", "left", "failed"] as const;

/** A person's attempt to connect a provider, or to mend a connection, from the word in the chat to its end. */
export const linkAttempts = pgTable(
  "link_attempts",
  {
    id: rowId(),
    userId: ownerId(),
    /** The chat in which it was asked for, and where the outcome is said; no key, as accounts move when people join. */
    identityId: uuid("identity_id").notNull(),
    provider: text("provider").notNull(),
    /** The connection to be mended; null for a new one. */
    connectionId: uuid("connection_id"),
    state: text("state").$type<(typeof LINK_STATES)[number]>().notNull().default("asked"),
    /** SHA-256 of what the provider or our page names the attempt by, for looks that do not know the person. */
    lookupHash: text("lookup_hash"),
    /** What the attempt is asked after with, sealed for this row. */
    secretSealed: text("secret_sealed"),
    errorCode: text("error_code"),
    expiresAt: instant("expires_at").notNull(),
    /** When the provider is asked next whether the person has finished; null when it tells us. */
    nextPollAt: instant("next_poll_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    foreignKey({
      columns: [table.userId, table.connectionId],
      foreignColumns: [connections.userId, connections.id],
    }).onDelete("cascade"),
    index("link_attempts_lookup").on(table.lookupHash),
    index("link_attempts_poll").on(table.nextPollAt),
    oneOf("link_attempts_state", table.state, LINK_STATES),
    check("link_attempts_lookup_hash", sql`${table.lookupHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

export const IMPORT_STATES = ["looking", "asking", "storing", "stored", "dropped", "failed"] as const;

export const IMPORT_KINDS = ["bank", "body"] as const;

/** A file that a person sent, of a bank's or of what a body did, from its arrival to its end; the file itself stays where it lies. */
export const imports = pgTable(
  "imports",
  {
    id: rowId(),
    userId: ownerId(),
    /** The chat it was sent into; null for one that was imported by command. */
    identityId: uuid("identity_id"),
    kind: text("kind").$type<(typeof IMPORT_KINDS)[number]>().notNull().default("bank"),
    /** The platform's reference to the file, or its path. */
    reference: text("reference").notNull(),
    fileName: text("file_name").notNull(),
    bytes: bigint("bytes", { mode: "number" }),
    /** Of the bytes, once read: a file that has changed since it was shown is shown again. */
    sha256: text("sha256"),
    accountId: uuid("account_id"),
    state: text("state").$type<(typeof IMPORT_STATES)[number]>().notNull().default("looking"),
    /** What the person answered about it, and what is asked now. */
    options: jsonb("options").notNull().default({}),
    /** Rows added, known before, left out. */
    counts: jsonb("counts").notNull().default({}),
    errorCode: text("error_code"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    foreignKey({
      columns: [table.userId, table.accountId],
      foreignColumns: [accounts.userId, accounts.id],
    }).onDelete("cascade"),
    index("imports_state").on(table.userId, table.state),
    oneOf("imports_kind", table.kind, IMPORT_KINDS),
    oneOf("imports_state_known", table.state, IMPORT_STATES),
    check("imports_sha256", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
    check("imports_reference_length", sql`length(${table.reference}) between 1 and 4096`),
    check("imports_file_name_length", sql`length(${table.fileName}) between 1 and 500`),
  ],
);

/** What a person answered about files of one layout, so that they are asked once. */
export const fileLayouts = pgTable(
  "file_layouts",
  {
    userId: ownerId(),
    /** `FileQuestion.layout`. */
    layout: text("layout").notNull(),
    dayFirst: boolean("day_first"),
    positiveMeans: text("positive_means").$type<"spent" | "received">(),
    saidAt: instant("said_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.layout] }),
    holdsExternalId("file_layouts_layout", table.layout),
    oneOf("file_layouts_positive_means", table.positiveMeans, ["spent", "received"]),
  ],
);
