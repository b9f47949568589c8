import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  between,
  holdsExternalId,
  instant,
  isAmount,
  isCurrencyCode,
  notNegative,
  oneOf,
  ownerId,
  rowId,
} from "./columns.ts";

export const ACCOUNT_TYPES = [
  "checking",
  "savings",
  "credit_card",
  "loan",
  "investment",
  "cash",
  "other",
] as const;

export const CONNECTION_STATUSES = ["active", "needs_login", "error", "revoked"] as const;

/** One person's link to a bank or wearable; credentials are sealed before they come here. */
export const connections = pgTable(
  "connections",
  {
    id: rowId(),
    userId: ownerId(),
    kind: text("kind").$type<"bank" | "wearable">().notNull(),
    provider: text("provider").notNull(),
    externalId: text("external_id").notNull(),
    credentialsSealed: text("credentials_sealed"),
    syncCursor: text("sync_cursor"),
    status: text("status").$type<(typeof CONNECTION_STATUSES)[number]>().notNull().default("active"),
    /** What the provider calls itself or the institution, "First Platypus Bank". */
    displayName: text("display_name"),
    lastErrorCode: text("last_error_code"),
    /** The provider's own words about what is wrong, made to be shown to the person. */
    lastErrorMessage: text("last_error_message"),
    lastSyncedAt: instant("last_synced_at"),
    /** When it is polled next; null when only a person's word or the provider's leads to a sync. */
    nextSyncAt: instant("next_sync_at"),
    /** Failures in a row. */
    failedSyncs: integer("failed_syncs").notNull().default(0),
    /** The provider asked for silence until then: news that it tells of waits too. */
    quietUntil: instant("quiet_until"),
    /** Until then one of the coach's processes renews the credentials, which may be done once only. */
    refreshUntil: instant("refresh_until"),
    /** When the person was told that it does not work any more; null as long as it works. */
    troubleToldAt: instant("trouble_told_at"),
    /** The provider has handed over all it has of the past. */
    isHistoryComplete: boolean("is_history_complete").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    unique("connections_external").on(table.userId, table.provider, table.externalId),
    index("connections_lookup").on(table.provider, table.externalId),
    index("connections_next_sync").on(table.nextSyncAt),
    // What is looked for once a minute: trouble that nobody has been told of.
    index("connections_untold")
      .on(table.userId, table.id)
      .where(sql`${table.troubleToldAt} is null and ${table.status} in ('needs_login', 'revoked', 'error')`),
    holdsExternalId("connections_external_id", table.externalId),
    notNegative("connections_failed_syncs", table.failedSyncs),
    check("connections_last_error_message_length", sql`length(${table.lastErrorMessage}) <= 500`),
    oneOf("connections_kind", table.kind, ["bank", "wearable"]),
    oneOf("connections_status", table.status, CONNECTION_STATUSES),
  ],
);

export const accounts = pgTable(
  "accounts",
  {
    id: rowId(),
    userId: ownerId(),
    /** Null for accounts that are fed by files or by hand. */
    connectionId: uuid("connection_id"),
    provider: text("provider").notNull(),
    externalAccountId: text("external_account_id").notNull(),
    /** Last digits of its number, where the provider tells them. */
    mask: text("mask"),
    accountName: text("account_name").notNull(),
    accountType: text("account_type").$type<(typeof ACCOUNT_TYPES)[number]>().notNull(),
    currency: text("currency").notNull(),
    balance: numeric("balance"),
    balanceAt: instant("balance_at"),
    /** Last local day known in full; a later day without transactions is unknown, not zero. */
    syncedThrough: date("synced_through", { mode: "string" }),
    syncedAt: instant("synced_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    foreignKey({
      columns: [table.userId, table.connectionId],
      foreignColumns: [connections.userId, connections.id],
    }),
    unique("accounts_external").on(table.userId, table.provider, table.externalAccountId),
    oneOf("accounts_type", table.accountType, ACCOUNT_TYPES),
    isCurrencyCode("accounts_currency", table.currency),
    holdsExternalId("accounts_external_account_id", table.externalAccountId),
    isAmount("accounts_balance", table.balance),
  ],
);

/** Where a row comes from; a `split` is a part of another row, taken out of its amount. */
export const TRANSACTION_SOURCES = ["bank", "file", "hand", "split"] as const;

/**
 * Positive `amount` left the account, negative came in, whatever the bank's own sign.
 *
 * What a row says is what the source said with what the person said over it (`transaction_corrections`) and what was
 * understood of both; `amount` is what is left of it after its splits, so that sums need not know of them.
 */
export const transactions = pgTable(
  "transactions",
  {
    id: rowId(),
    userId: ownerId(),
    accountId: uuid("account_id").notNull(),
    externalId: text("external_id").notNull(),
    timestamp: instant("timestamp").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    /** False when the bank gave a day without a time of day. */
    timeKnown: boolean("time_known").notNull().default(false),
    source: text("source").$type<(typeof TRANSACTION_SOURCES)[number]>().notNull().default("bank"),
    merchantName: text("merchant_name"),
    /** The source's own line about who was paid. */
    rawName: text("raw_name"),
    memo: text("memo"),
    /** The provider's name for the merchant, before the person's. */
    sourceMerchant: text("source_merchant"),
    /** The provider's own category code, before it was mapped; null from sources that have none. */
    sourceCategory: text("source_category"),
    /** The provider doubts its category. */
    isCategoryDoubtful: boolean("is_category_doubtful").notNull().default(false),
    amount: numeric("amount").notNull(),
    currency: text("currency").notNull(),
    pending: boolean("pending").notNull().default(false),
    category: text("category"),
    subcategory: text("subcategory"),
    isDiscretionary: boolean("is_discretionary"),
    isRecurring: boolean("is_recurring"),
    /** 0 to 1, with the flags they belong to; null where nothing was understood yet. */
    discretionaryProbability: real("discretionary_probability"),
    recurringProbability: real("recurring_probability"),
    impulseProbability: real("impulse_probability"),
    /** Why, as data that a sentence is made of: `ChoiceReason`, and the impulse signs that hold. */
    discretionaryReason: jsonb("discretionary_reason"),
    impulseReasons: jsonb("impulse_reasons"),
    /** Versions of the configurations that understood the row; null before that. */
    understoodBy: text("understood_by"),
    /** The row that this one was split off; no key, as both are copied in one statement when people join. */
    splitOf: uuid("split_of"),
    /** The import that added the row, so that it can be taken back; no key, as an import ends before its rows do. */
    importId: uuid("import_id"),
    notes: text("notes"),
    rawPayload: jsonb("raw_payload"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    foreignKey({
      columns: [table.userId, table.accountId],
      foreignColumns: [accounts.userId, accounts.id],
    }).onDelete("cascade"),
    unique("transactions_external").on(table.userId, table.accountId, table.externalId),
    index("transactions_time").on(table.userId, table.timestamp),
    index("transactions_local_date").on(table.userId, table.localDate),
    index("transactions_category").on(table.userId, table.category),
    holdsExternalId("transactions_external_id", table.externalId),
    oneOf("transactions_source", table.source, TRANSACTION_SOURCES),
    between("transactions_discretionary_probability", table.discretionaryProbability, 0, 1),
    between("transactions_recurring_probability", table.recurringProbability, 0, 1),
    between("transactions_impulse_probability", table.impulseProbability, 0, 1),
    isAmount("transactions_amount", table.amount),
    isCurrencyCode("transactions_currency", table.currency),
    check("transactions_notes_length", sql`length(${table.notes}) <= 4000`),
  ],
);
