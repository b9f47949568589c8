import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { between, instant, isList, oneOf, ownerId, rowId } from "./columns.ts";

/** What one source says about one of a person's days; the night that ended on `local_date` belongs to it. */
export const biometricReadings = pgTable(
  "biometric_readings",
  {
    id: rowId(),
    userId: ownerId(),
    source: text("source").notNull(),
    timestamp: instant("timestamp").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    sleepScore: integer("sleep_score"),
    sleepDurationMinutes: integer("sleep_duration_minutes"),
    restingHeartRate: doublePrecision("resting_heart_rate"),
    hrv: doublePrecision("hrv"),
    hrvKind: text("hrv_kind").$type<"rmssd" | "sdnn">(),
    steps: integer("steps"),
    activityCalories: integer("activity_calories"),
    stressLevel: integer("stress_level"),
    rawPayload: jsonb("raw_payload"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    unique("biometric_readings_day").on(table.userId, table.source, table.localDate),
    index("biometric_readings_time").on(table.userId, table.timestamp),
    index("biometric_readings_local_date").on(table.userId, table.localDate),
    between("biometric_readings_sleep_score", table.sleepScore, 0, 100),
    between("biometric_readings_sleep_minutes", table.sleepDurationMinutes, 0, 1500),
    between("biometric_readings_heart_rate", table.restingHeartRate, 1, 300),
    between("biometric_readings_hrv", table.hrv, 0, 1000),
    oneOf("biometric_readings_hrv_kind", table.hrvKind, ["rmssd", "sdnn"]),
    between("biometric_readings_steps", table.steps, 0, 500_000),
    between("biometric_readings_calories", table.activityCalories, 0, 30_000),
    between("biometric_readings_stress", table.stressLevel, 0, 100),
  ],
);

/** One check-in. Each answer is saved the moment it is given, so any part but the day may still be missing. */
export const moodEntries = pgTable(
  "mood_entries",
  {
    id: rowId(),
    userId: ownerId(),
    timestamp: instant("timestamp").notNull(),
    /** The day the entry is about, which for a late tap is the day it was asked about. */
    localDate: date("local_date", { mode: "string" }).notNull(),
    moodScore: integer("mood_score"),
    emotionTags: jsonb("emotion_tags").$type<readonly string[]>().notNull().default([]),
    notes: text("notes"),
    energyLevelSelfReported: integer("energy_level_self_reported"),
    contextTags: jsonb("context_tags").$type<readonly string[]>().notNull().default([]),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("mood_entries_time").on(table.userId, table.timestamp),
    index("mood_entries_local_date").on(table.userId, table.localDate),
    between("mood_entries_mood", table.moodScore, -5, 5),
    between("mood_entries_energy", table.energyLevelSelfReported, 0, 100),
    isList("mood_entries_emotion_list", table.emotionTags),
    isList("mood_entries_context_list", table.contextTags),
    check("mood_entries_notes_length", sql`length(${table.notes}) <= 4000`),
  ],
);
