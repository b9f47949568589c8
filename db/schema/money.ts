import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { holdsExternalId, instant, isAmount, isCurrencyCode, oneOf, ownerId, rowId } from "./columns.ts";

export const ACCOUNT_TYPES = [
  "checking",
  "savings",
  "credit_card",
  "loan",
  "investment",
  "cash",
  "other",
] as const;

export const accounts = pgTable(
  "accounts",
  {
    id: rowId(),
    userId: ownerId(),
    provider: text("provider").notNull(),
    externalAccountId: text("external_account_id").notNull(),
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
    unique("accounts_external").on(table.userId, table.provider, table.externalAccountId),
    oneOf("accounts_type", table.accountType, ACCOUNT_TYPES),
    isCurrencyCode("accounts_currency", table.currency),
    holdsExternalId("accounts_external_account_id", table.externalAccountId),
    isAmount("accounts_balance", table.balance),
  ],
);

/** Positive `amount` left the account, negative came in, whatever the bank's own sign. */
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
    merchantName: text("merchant_name"),
    rawName: text("raw_name"),
    amount: numeric("amount").notNull(),
    currency: text("currency").notNull(),
    pending: boolean("pending").notNull().default(false),
    category: text("category"),
    subcategory: text("subcategory"),
    isDiscretionary: boolean("is_discretionary"),
    isRecurring: boolean("is_recurring"),
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
    isAmount("transactions_amount", table.amount),
    isCurrencyCode("transactions_currency", table.currency),
    check("transactions_notes_length", sql`length(${table.notes}) <= 4000`),
  ],
);

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
    lastErrorCode: text("last_error_code"),
    lastSyncedAt: instant("last_synced_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    unique("connections_external").on(table.userId, table.provider, table.externalId),
    holdsExternalId("connections_external_id", table.externalId),
    oneOf("connections_kind", table.kind, ["bank", "wearable"]),
    oneOf("connections_status", table.status, CONNECTION_STATUSES),
  ],
);
