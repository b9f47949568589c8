import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  time,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { StoredPreferences } from "../../coaching/delivery/preferences.ts";
import type { SourceOrder } from "../../coaching/model/body-sources.ts";

/**
 * One row per person; `id` is the `user_id` of every other table.
 *
 * A person who looks around with sample data does so as a second row whose `sample_of` names them, so that
 * invented numbers never mix with their own.
 */
export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    email: text("email").unique(),
    passwordHash: text("password_hash"),
    name: text("name"),
    timezone: text("timezone").notNull().default("UTC"),
    currency: text("currency").notNull().default("USD"),
    sampleOf: uuid("sample_of").references((): AnyPgColumn => users.id, { onDelete: "cascade" }),
    sampleName: text("sample_name"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (table) => [
    check("users_currency_code", sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check("users_timezone_length", sql`length(${table.timezone}) between 1 and 64`),
    check("users_name_length", sql`length(${table.name}) <= 200`),
    check("users_sample_both", sql`(${table.sampleOf} is null) = (${table.sampleName} is null)`),
    index("users_sample_of").on(table.sampleOf),
  ],
);

/** What a person chose: goals, reminders, which sources they linked. */
export const userSettings = pgTable(
  "user_settings",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    goals: jsonb("goals").$type<readonly string[]>().notNull().default([]),
    notificationPreferences: jsonb("notification_preferences")
      .$type<StoredPreferences>()
      .notNull()
      .default({}),
    biometricIntegrations: jsonb("biometric_integrations").$type<readonly string[]>().notNull().default([]),
    financialIntegrations: jsonb("financial_integrations").$type<readonly string[]>().notNull().default([]),
    /** By signal, the sources that the person wants to hear first, the dearest first. */
    sourceOrder: jsonb("source_order").$type<SourceOrder>().notNull().default({}),
    moodReminderTime: time("mood_reminder_time"),
    sleepNeedMinutes: integer("sleep_need_minutes").notNull().default(480),
    weeklyBudget: numeric("weekly_budget"),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (table) => [
    check("user_settings_goals_list", sql`jsonb_typeof(${table.goals}) = 'array'`),
    check(
      "user_settings_notifications_object",
      sql`jsonb_typeof(${table.notificationPreferences}) = 'object'`,
    ),
    check("user_settings_biometric_list", sql`jsonb_typeof(${table.biometricIntegrations}) = 'array'`),
    check("user_settings_financial_list", sql`jsonb_typeof(${table.financialIntegrations}) = 'array'`),
    check("user_settings_source_order_object", sql`jsonb_typeof(${table.sourceOrder}) = 'object'`),
    check("user_settings_sleep_need", sql`${table.sleepNeedMinutes} between 360 and 600`),
    check("user_settings_weekly_budget", sql`${table.weeklyBudget} > 0 and ${table.weeklyBudget} < 1e12`),
  ],
);
