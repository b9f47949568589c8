import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { TRIED_OUTCOMES, type TriedOutcome } from "../../coaching/selection/tried.ts";
import { between, instant, isAmount, isCurrencyCode, oneOf, ownerId, rowId } from "./columns.ts";

export const REST_REASONS = ["not_now", "not_helpful", "normal", "retired"] as const;

/** No message, in a key, which cannot hold null. */
export const NO_MESSAGE = "00000000-0000-0000-0000-000000000000";

/**
 * A rule that keeps still for a person, or for one merchant or pattern of theirs: what they said to it, or that it did nothing.
 * What was said to each message has a row of its own, so that taking one back leaves the others as they were.
 */
export const ruleRests = pgTable(
  "rule_rests",
  {
    userId: ownerId(),
    ruleId: text("rule_id").notNull(),
    /** The merchant or pattern; empty for the whole rule. */
    subject: text("subject").notNull().default(""),
    reason: text("reason").$type<(typeof REST_REASONS)[number]>().notNull(),
    /** Null: for ever. */
    until: instant("until"),
    /** The message that was answered; refers to no row, as that may be purged and what was said still holds. */
    recommendationId: uuid("recommendation_id").notNull().default(NO_MESSAGE),
    createdAt: instant("created_at").notNull(),
    /** When the person brought it back; kept, so that they can take that back too. */
    endedAt: instant("ended_at"),
  },
  (table) => [
    primaryKey({
      columns: [table.userId, table.ruleId, table.subject, table.reason, table.recommendationId],
    }),
    oneOf("rule_rests_reason", table.reason, REST_REASONS),
    check("rule_rests_subject", sql`length(${table.subject}) <= 200`),
  ],
);

/** What saying a rule's message did for a person who agreed that some are left out at random; made anew with each look. */
export const ruleEffects = pgTable(
  "rule_effects",
  {
    userId: ownerId(),
    ruleId: text("rule_id").notNull(),
    /** Of the day after. */
    outcome: text("outcome").$type<TriedOutcome>().notNull(),
    saidDays: integer("said_days").notNull(),
    withheldDays: integer("withheld_days").notNull(),
    /** In standard deviations of the outcome from day to day, positive for the better; this person's days alone. */
    benefit: doublePrecision("benefit").notNull(),
    error: doublePrecision("error").notNull(),
    computedAt: instant("computed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.ruleId, table.outcome] }),
    oneOf("rule_effects_outcome", table.outcome, TRIED_OUTCOMES),
    between("rule_effects_said", table.saidDays, 2, 100_000),
    between("rule_effects_withheld", table.withheldDays, 2, 100_000),
    between("rule_effects_benefit", table.benefit, -1e6, 1e6),
    between("rule_effects_error", table.error, 0, 1e6),
  ],
);

/**
 * What all people said to a rule, and what it did to those who agreed to be left out: counts and means alone, made anew
 * once a day. Belongs to no person; on a distributed database it is a reference table.
 */
export const ruleAggregates = pgTable(
  "rule_aggregates",
  {
    ruleId: text("rule_id").primaryKey(),
    rated: integer("rated").notNull(),
    helpful: integer("helpful").notNull(),
    /** By outcome: `{ people, benefit, error }`, in standard deviations. */
    effects: jsonb("effects").notNull().default({}),
    computedAt: instant("computed_at").notNull(),
  },
  (table) => [
    check("rule_aggregates_counts", sql`${table.helpful} between 0 and ${table.rated}`),
    check("rule_aggregates_effects", sql`jsonb_typeof(${table.effects}) = 'object'`),
  ],
);

/** An if-then plan in the person's own words. */
export const plans = pgTable(
  "plans",
  {
    id: rowId(),
    userId: ownerId(),
    /** As they said it. */
    words: text("words").notNull(),
    /** When it fires, as it was understood and read back. */
    condition: jsonb("condition").notNull(),
    /** What they want to be asked or reminded of, in their words. */
    offer: text("offer").notNull(),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
    /** At most once a day. */
    lastFiredOn: date("last_fired_on", { mode: "string" }),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    check("plans_words", sql`length(${table.words}) between 1 and 1000`),
    check("plans_offer", sql`length(${table.offer}) between 1 and 1000`),
    check("plans_condition", sql`jsonb_typeof(${table.condition}) = 'object'`),
  ],
);

export const WISH_OUTCOMES = ["bought", "dropped"] as const;

/** Something a person wanted to buy and parked, asked about again after the next normal night. */
export const parkedWishes = pgTable(
  "parked_wishes",
  {
    id: rowId(),
    userId: ownerId(),
    what: text("what").notNull(),
    amount: numeric("amount"),
    currency: text("currency").notNull(),
    parkedAt: instant("parked_at").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    askedAt: instant("asked_at"),
    outcome: text("outcome").$type<(typeof WISH_OUTCOMES)[number]>(),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("parked_wishes_day").on(table.userId, table.localDate),
    check("parked_wishes_what", sql`length(${table.what}) between 1 and 200`),
    isAmount("parked_wishes_amount", table.amount),
    isCurrencyCode("parked_wishes_currency", table.currency),
    oneOf("parked_wishes_outcome", table.outcome, WISH_OUTCOMES),
    check("parked_wishes_closed", sql`(${table.outcome} is null) = (${table.closedAt} is null)`),
  ],
);

/** Everything of a person that was sent to a language model, for them to see, and what came of it. */
export const modelCalls = pgTable(
  "model_calls",
  {
    id: rowId(),
    userId: ownerId(),
    at: instant("at").notNull(),
    /** The message that was to be phrased. */
    template: text("template").notNull(),
    /** Word for word what was sent. */
    sent: text("sent").notNull(),
    /** What came back, refused or not; null where nothing did. */
    received: text("received"),
    /** `used`, or why the template went out. */
    outcome: text("outcome").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("model_calls_time").on(table.userId, table.at),
    check("model_calls_outcome", sql`${table.outcome} ~ '^[a-z][a-z_]*$'`),
  ],
);
