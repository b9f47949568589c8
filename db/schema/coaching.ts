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
  unique,
} from "drizzle-orm/pg-core";
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

/** One look at one relation between two signals. */
export const correlationInsights = pgTable(
  "correlation_insights",
  {
    id: rowId(),
    userId: ownerId(),
    detectedAt: instant("detected_at").notNull(),
    signalType: text("signal_type").notNull(),
    correlationStrength: doublePrecision("correlation_strength"),
    description: text("description").notNull(),
    supportingData: jsonb("supporting_data").notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("correlation_insights_time").on(table.userId, table.detectedAt),
    between("correlation_insights_strength", table.correlationStrength, -1, 1),
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
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    unique("recommendations_rule_day").on(table.userId, table.localDate, table.ruleId),
    index("recommendations_time").on(table.userId, table.timestamp),
    oneOf("recommendations_type", table.type, RECOMMENDATION_TYPES),
    oneOf("recommendations_risk", table.riskLevel, RISK_LEVELS),
    oneOf("recommendations_feedback", table.userFeedback, FEEDBACK),
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
