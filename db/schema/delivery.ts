import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { HOLD_REASONS } from "../../coaching/delivery/reasons.ts";
import type { Candidate } from "../../coaching/selection/choose.ts";
import { between, instant, isList, oneOf, ownerId } from "./columns.ts";

export const SCHEDULE_KINDS = [
  "morning_nudge",
  "evening_nudge",
  "checkin_reminder",
  "daily_scoring",
  "weekly_summary",
  "monthly_summary",
] as const;

/** When each kind of job is next due for a person. `next_run_at` is computed in code, on their wall clock. */
export const schedules = pgTable(
  "schedules",
  {
    userId: ownerId(),
    kind: text("kind").$type<(typeof SCHEDULE_KINDS)[number]>().notNull(),
    /** Minutes since local midnight. */
    localMinute: integer("local_minute").notNull(),
    timezone: text("timezone").notNull(),
    /** The local day that the next run is for: a clock change may move its instant into another one. */
    nextLocalDate: date("next_local_date", { mode: "string" }).notNull(),
    nextRunAt: instant("next_run_at").notNull(),
    /** The last local day this kind was served for; the same day is never served twice. */
    lastLocalDate: date("last_local_date", { mode: "string" }),
    lastRunAt: instant("last_run_at"),
    enabled: boolean("enabled").notNull().default(true),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.kind] }),
    // Only what can become due, so that a tick reads what is due and nothing beside it.
    index("schedules_due").on(table.nextRunAt).where(sql`${table.enabled}`),
    oneOf("schedules_kind", table.kind, SCHEDULE_KINDS),
    between("schedules_minute", table.localMinute, 0, 1439),
    check("schedules_last_both", sql`(${table.lastLocalDate} is null) = (${table.lastRunAt} is null)`),
  ],
);

export const DECISION_OUTCOMES = ["waiting", "sent", "held", "unconfirmed", "snoozed"] as const;

/**
 * What became of each time that something was to be said unasked: exactly one row a person, kind and local day.
 *
 * `waiting` is queued, `unconfirmed` was given to the platform by a process that died before it heard back, `snoozed` was
 * said and then put off by the person; what is decided when it comes back takes its place.
 */
export const decisions = pgTable(
  "decisions",
  {
    userId: ownerId(),
    kind: text("kind").$type<(typeof SCHEDULE_KINDS)[number]>().notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    /** When it was due, for the first time. */
    dueAt: instant("due_at").notNull(),
    /** When it is due again after the person put it off, which is once at most. Stays when that was decided. */
    snoozedUntil: instant("snoozed_until"),
    outcome: text("outcome").$type<(typeof DECISION_OUTCOMES)[number]>().notNull(),
    reason: text("reason").$type<(typeof HOLD_REASONS)[number]>(),
    decidedAt: instant("decided_at").notNull(),
    /** The rules that had something to say, each with why it was not chosen, or how likely it was to be. */
    candidates: jsonb("candidates").$type<readonly Candidate[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.kind, table.localDate] }),
    isList("decisions_candidates", table.candidates),
    index("decisions_day").on(table.userId, table.localDate),
    oneOf("decisions_kind", table.kind, SCHEDULE_KINDS),
    oneOf("decisions_outcome", table.outcome, DECISION_OUTCOMES),
    oneOf("decisions_reason", table.reason, HOLD_REASONS),
    check("decisions_reason_held", sql`(${table.outcome} = 'held') = (${table.reason} is not null)`),
    check("decisions_snoozed", sql`${table.outcome} <> 'snoozed' or ${table.snoozedUntil} is not null`),
  ],
);

/** Local days of which something changed after they were scored: a night that synced late, a correction. */
export const dirtyDays = pgTable(
  "dirty_days",
  {
    userId: ownerId(),
    date: date("date", { mode: "string" }).notNull(),
    markedAt: instant("marked_at").notNull(),
    /** A job to score it was queued then; null once more when it changes again. */
    queuedAt: instant("queued_at"),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.date] }),
    index("dirty_days_waiting").on(table.markedAt).where(sql`${table.queuedAt} is null`),
  ],
);

/**
 * Which process sends what is said unasked on a platform: one at a time, so that the platform's limits are kept
 * however many processes run. Belongs to no person; on a distributed database it is a reference table.
 */
export const platformSenders = pgTable("platform_senders", {
  platform: text("platform").primaryKey(),
  holder: uuid("holder").notNull(),
  /** By the database's clock, so that processes need not agree on the time. */
  leasedUntil: instant("leased_until").notNull(),
  /** The platform asked for silence until then. */
  pausedUntil: instant("paused_until"),
});
