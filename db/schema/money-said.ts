import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import {
  holdsExternalId,
  instant,
  isAmount,
  isCurrencyCode,
  isList,
  oneOf,
  ownerId,
  rowId,
} from "./columns.ts";
import { accounts } from "./money.ts";

/** A part of a purchase that the person tells apart from the rest; `amount` has its sign. */
export type SplitPart = {
  readonly id: string;
  readonly amount: string;
  readonly category: string | null;
  readonly notes: string | null;
};

/**
 * What a person has said about one transaction. It wins over whatever the source says, now and later.
 *
 * Held by the source's own id and not by the row: a row that a bank takes away and brings back, or that is posted under
 * another id, finds it again. Null: they have not said.
 */
export const transactionCorrections = pgTable(
  "transaction_corrections",
  {
    userId: ownerId(),
    accountId: uuid("account_id").notNull(),
    externalId: text("external_id").notNull(),
    merchantName: text("merchant_name"),
    category: text("category"),
    subcategory: text("subcategory"),
    isDiscretionary: boolean("is_discretionary"),
    /** That holds for this one alone: it teaches nothing about others. */
    isAlone: boolean("is_alone"),
    isImpulse: boolean("is_impulse"),
    notes: text("notes"),
    splits: jsonb("splits").$type<readonly SplitPart[]>().notNull().default([]),
    saidAt: instant("said_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.accountId, table.externalId] }),
    foreignKey({
      columns: [table.userId, table.accountId],
      foreignColumns: [accounts.userId, accounts.id],
    }).onDelete("cascade"),
    holdsExternalId("transaction_corrections_external_id", table.externalId),
    isList("transaction_corrections_splits", table.splits),
    check("transaction_corrections_notes_length", sql`length(${table.notes}) <= 4000`),
    check("transaction_corrections_merchant_length", sql`length(${table.merchantName}) <= 200`),
  ],
);

/** What a person has said about everything at one merchant: its name, its category, whether it is a choice. */
export const merchantRules = pgTable(
  "merchant_rules",
  {
    userId: ownerId(),
    /** As `merchantKeys` names it before any rule. */
    merchantKey: text("merchant_key").notNull(),
    displayName: text("display_name"),
    category: text("category"),
    subcategory: text("subcategory"),
    isDiscretionary: boolean("is_discretionary"),
    saidAt: instant("said_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.merchantKey] }),
    holdsExternalId("merchant_rules_key", table.merchantKey),
    check("merchant_rules_name_length", sql`length(${table.displayName}) between 1 and 200`),
  ],
);

/** "That's a subscription", "it isn't": see `StreamWord`; the later wins. */
export const recurringWords = pgTable(
  "recurring_words",
  {
    id: rowId(),
    userId: ownerId(),
    merchantKey: text("merchant_key").notNull(),
    currency: text("currency").notNull(),
    cadence: text("cadence").notNull(),
    fromAmount: numeric("from_amount").notNull(),
    toAmount: numeric("to_amount").notNull(),
    isRecurring: boolean("is_recurring").notNull(),
    saidAt: instant("said_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("recurring_words_said").on(table.userId, table.saidAt),
    isCurrencyCode("recurring_words_currency", table.currency),
    isAmount("recurring_words_from", table.fromAmount),
    isAmount("recurring_words_to", table.toAmount),
    holdsExternalId("recurring_words_key", table.merchantKey),
  ],
);

export const MONEY_CHANGES = [
  "correct",
  "merchant-rule",
  "recurring",
  "split",
  "note",
  "hand-entry",
  "merge",
  "budget",
  "import",
] as const;

/** What a person changed about their money, each to be taken back: `before` and `after` are what the kind needs for that. */
export const moneyChanges = pgTable(
  "money_changes",
  {
    id: rowId(),
    userId: ownerId(),
    kind: text("kind").$type<(typeof MONEY_CHANGES)[number]>().notNull(),
    before: jsonb("before").notNull(),
    after: jsonb("after").notNull(),
    madeAt: instant("made_at").notNull(),
    undoneAt: instant("undone_at"),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("money_changes_made").on(table.userId, table.madeAt),
    oneOf("money_changes_kind", table.kind, MONEY_CHANGES),
  ],
);

/** A monthly limit: for a category by its id, for everything that is a choice, or for all spending. */
export const budgets = pgTable(
  "budgets",
  {
    userId: ownerId(),
    /** A primary or detailed category id, `DISCRETIONARY` or `TOTAL`. */
    category: text("category").notNull(),
    amount: numeric("amount").notNull(),
    currency: text("currency").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.category] }),
    isAmount("budgets_amount", table.amount),
    check("budgets_amount_positive", sql`${table.amount} > 0`),
    isCurrencyCode("budgets_currency", table.currency),
    check("budgets_category", sql`${table.category} ~ '^[A-Z][A-Z_]{1,99}$'`),
  ],
);
