import { sql } from "drizzle-orm";
import {
  boolean,
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
  unique,
} from "drizzle-orm/pg-core";
import { CHOICE_SLOTS, type ChoiceSlot } from "../../coaching/selection/history.ts";
import {
  between,
  instant,
  isAmount,
  isCurrencyCode,
  isFiniteNumber,
  isList,
  oneOf,
  ownerId,
  rowId,
} from "./columns.ts";

export const RECOMMENDATION_TYPES = ["financial", "energy", "mood", "combined"] as const;
export const RISK_LEVELS = ["low", "medium", "high"] as const;
export const FEEDBACK = ["helpful", "not_helpful"] as const;

/** One row per person and local day; a score that could not be computed is null, never 0. */
export const dailyBalanceScores = pgTable(
  "daily_balance_scores",
  {
    id: rowId(),
    userId: ownerId(),
    date: date("date", { mode: "string" }).notNull(),
    energyScore: integer("energy_score"),
    moodScore: integer("mood_score"),
    financialScore: integer("financial_score"),
    compositeScore: integer("composite_score"),
    /** Ids of the insights that were written on the strength of this day. */
    insightsGenerated: jsonb("insights_generated").$type<readonly string[]>().notNull().default([]),
    /** Money at hand that the day was scored with: known on that day only, in the currency of then. */
    moneyAtHand: numeric("money_at_hand"),
    moneyAtHandCurrency: text("money_at_hand_currency"),
    configVersion: text("config_version").notNull(),
    computedAt: instant("computed_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    unique("daily_balance_scores_day").on(table.userId, table.date),
    between("daily_balance_scores_energy", table.energyScore, 0, 100),
    between("daily_balance_scores_mood", table.moodScore, 0, 100),
    between("daily_balance_scores_financial", table.financialScore, 0, 100),
    between("daily_balance_scores_composite", table.compositeScore, 0, 100),
    isList("daily_balance_scores_insights", table.insightsGenerated),
    isAmount("daily_balance_scores_money", table.moneyAtHand),
    isCurrencyCode("daily_balance_scores_currency", table.moneyAtHandCurrency),
    check(
      "daily_balance_scores_money_both",
      sql`(${table.moneyAtHand} is null) = (${table.moneyAtHandCurrency} is null)`,
    ),
  ],
);

/** How far a relation has come: `faded` was said and holds no longer. */
export const INSIGHT_STATES = ["emerging", "established", "replicated", "faded"] as const;

/** A relation between two signals as it stands after the last look; what each look saw stands in `insight_looks`. */
export const correlationInsights = pgTable(
  "correlation_insights",
  {
    id: rowId(),
    userId: ownerId(),
    /** When it came to its state. */
    detectedAt: instant("detected_at").notNull(),
    signalType: text("signal_type").notNull(),
    /** The tag that leads, where `signal_type` begins with `tag_`; else empty. */
    subject: text("subject").notNull().default(""),
    state: text("state").$type<(typeof INSIGHT_STATES)[number]>().notNull(),
    correlationStrength: doublePrecision("correlation_strength"),
    description: text("description").notNull(),
    /** Evidence of the last look: p, q, n, lag, period, effect, method and its version, how many were looked at. */
    supportingData: jsonb("supporting_data").notNull().default({}),
    /** The look by which it was established; null before that. */
    establishedOn: date("established_on", { mode: "string" }),
    /** The look that it stands by. */
    lookedOn: date("looked_on", { mode: "string" }).notNull(),
    /** When the person first heard of it as found, and that it holds no longer. */
    saidAt: instant("said_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    unique("correlation_insights_relation").on(table.userId, table.signalType, table.subject),
    index("correlation_insights_time").on(table.userId, table.detectedAt),
    between("correlation_insights_strength", table.correlationStrength, -1, 1),
    oneOf("correlation_insights_state", table.state, INSIGHT_STATES),
    check("correlation_insights_type", sql`${table.signalType} ~ '^[a-z][a-z_]*$'`),
    check("correlation_insights_subject", sql`length(${table.subject}) <= 100`),
  ],
);

/** One weekly look at everything that is looked for, whatever came of it; never written again. */
export const insightLooks = pgTable(
  "insight_looks",
  {
    userId: ownerId(),
    /** The last day it knew of. */
    lookDate: date("look_date", { mode: "string" }).notNull(),
    /** First day of its window. */
    fromDate: date("from_date", { mode: "string" }).notNull(),
    configVersion: text("config_version").notNull(),
    /** One entry a relation: p, q, n and r at every lag, or why there is none. */
    results: jsonb("results").notNull(),
    computedAt: instant("computed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.lookDate] }),
    check("insight_looks_window", sql`${table.fromDate} <= ${table.lookDate}`),
    isList("insight_looks_results", table.results),
  ],
);

/** A day on which a signal lay outside the person's usual range for such a day. */
export const signalAnomalies = pgTable(
  "signal_anomalies",
  {
    userId: ownerId(),
    /** As in the registry of signals. */
    signal: text("signal").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    /** In the signal's own unit; money in minor units. */
    value: doublePrecision("value").notNull(),
    /** What such a day usually brings, from and to; null where there is no such end. */
    usualLow: doublePrecision("usual_low"),
    usualHigh: doublePrecision("usual_high"),
    /** Spreads above or below what was expected. */
    z: doublePrecision("z").notNull(),
    configVersion: text("config_version").notNull(),
    computedAt: instant("computed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.signal, table.localDate] }),
    check("signal_anomalies_signal", sql`${table.signal} ~ '^[a-z][a-z_]*$'`),
    between("signal_anomalies_z", table.z, -1000, 1000),
    // NaN lies above everything here, and infinity beyond both ends.
    between("signal_anomalies_value", table.value, -1e15, 1e15),
    between("signal_anomalies_low", table.usualLow, -1e15, 1e15),
    between("signal_anomalies_high", table.usualHigh, -1e15, 1e15),
  ],
);

/** One message chosen for one person: what triggered it, its facts (metadata) and what the person said to it. */
export const recommendations = pgTable(
  "recommendations",
  {
    id: rowId(),
    userId: ownerId(),
    timestamp: instant("timestamp").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    ruleId: text("rule_id").notNull(),
    type: text("type").$type<(typeof RECOMMENDATION_TYPES)[number]>().notNull(),
    message: text("message").notNull(),
    riskLevel: text("risk_level").$type<(typeof RISK_LEVELS)[number]>().notNull(),
    triggerSource: text("trigger_source").notNull(),
    metadata: jsonb("metadata").notNull().default({}),
    userFeedback: text("user_feedback").$type<(typeof FEEDBACK)[number]>(),
    feedbackAt: instant("feedback_at"),
    /** What in particular it was about, as a merchant; empty where the rule is about one thing only. */
    subject: text("subject").notNull().default(""),
    /** Which of its wordings was said; null where it has one. */
    variant: text("variant"),
    /** It was chosen and then left out at random, so that what saying it does can be told. */
    isWithheld: boolean("is_withheld").notNull().default(false),
    /** The time of day for which it was chosen. */
    slot: text("slot").$type<ChoiceSlot>().notNull().default("morning"),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    unique("recommendations_rule_day").on(table.userId, table.localDate, table.ruleId),
    index("recommendations_time").on(table.userId, table.timestamp),
    oneOf("recommendations_type", table.type, RECOMMENDATION_TYPES),
    oneOf("recommendations_risk", table.riskLevel, RISK_LEVELS),
    oneOf("recommendations_feedback", table.userFeedback, FEEDBACK),
    oneOf("recommendations_slot", table.slot, CHOICE_SLOTS),
    check("recommendations_trigger", sql`${table.triggerSource} ~ '^[a-z][a-z_]*$'`),
  ],
);

const summaryColumns = () => ({
  userId: ownerId(),
  avgEnergyScore: doublePrecision("avg_energy_score"),
  avgFinancialScore: doublePrecision("avg_financial_score"),
  avgMoodScore: doublePrecision("avg_mood_score"),
  totalSpending: numeric("total_spending"),
  discretionarySpending: numeric("discretionary_spending"),
  insights: jsonb("insights").notNull().default([]),
  computedAt: instant("computed_at").notNull().defaultNow(),
});

/** A person's week from Monday, from the daily rows. */
export const weeklySummary = pgTable(
  "weekly_summary",
  { ...summaryColumns(), weekStartDate: date("week_start_date", { mode: "string" }).notNull() },
  (table) => [
    primaryKey({ columns: [table.userId, table.weekStartDate] }),
    check("weekly_summary_monday", sql`extract(isodow from ${table.weekStartDate}) = 1`),
    between("weekly_summary_energy", table.avgEnergyScore, 0, 100),
    between("weekly_summary_financial", table.avgFinancialScore, 0, 100),
    between("weekly_summary_mood", table.avgMoodScore, 0, 100),
    isFiniteNumber("weekly_summary_total", table.totalSpending),
    isFiniteNumber("weekly_summary_discretionary", table.discretionarySpending),
    isList("weekly_summary_insights", table.insights),
  ],
);

/** A person's calendar month, from the daily rows. */
export const monthlySummary = pgTable(
  "monthly_summary",
  { ...summaryColumns(), monthStartDate: date("month_start_date", { mode: "string" }).notNull() },
  (table) => [
    primaryKey({ columns: [table.userId, table.monthStartDate] }),
    check("monthly_summary_first", sql`extract(day from ${table.monthStartDate}) = 1`),
    between("monthly_summary_energy", table.avgEnergyScore, 0, 100),
    between("monthly_summary_financial", table.avgFinancialScore, 0, 100),
    between("monthly_summary_mood", table.avgMoodScore, 0, 100),
    isFiniteNumber("monthly_summary_total", table.totalSpending),
    isFiniteNumber("monthly_summary_discretionary", table.discretionarySpending),
    isList("monthly_summary_insights", table.insights),
  ],
);

/** What happened, for learning and for receipts; never message text, amounts or health values. */
export const eventLog = pgTable(
  "event_log",
  {
    id: rowId(),
    userId: ownerId(),
    eventType: text("event_type").notNull(),
    metadata: jsonb("metadata").notNull().default({}),
    timestamp: instant("timestamp").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("event_log_time").on(table.userId, table.timestamp),
    check("event_log_type", sql`${table.eventType} ~ '^[a-z][a-z_]*$'`),
  ],
);
