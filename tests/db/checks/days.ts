import { HOLD_REASONS } from "../../../coaching/delivery/reasons.ts";
import {
  amount,
  between,
  type Case,
  type Cases,
  currency,
  hash,
  list,
  required,
  total,
  words,
} from "./case.ts";

const KINDS = [
  "morning_nudge",
  "evening_nudge",
  "checkin_reminder",
  "daily_scoring",
  "weekly_summary",
  "monthly_summary",
];

const summary = (table: string): readonly Case[] => [
  ...["energy", "financial", "mood"].map((of) => between(`${table}_${of}`, `avg_${of}_score`, 0, 100, 0.001)),
  total(`${table}_total`, "total_spending"),
  total(`${table}_discretionary`, "discretionary_spending"),
  list(`${table}_insights`, "insights"),
];

/** What is known and worked out of days, and what is said unasked. */
export const DAYS: Cases = {
  quoted_nights: [
    between("quoted_nights_minutes", "minutes", 0, 1500),
    between("quoted_nights_before", "minutes_before", 0, 1500),
  ],
  upload_tokens: [
    required(words("upload_tokens_kind", "kind", ["file", "posts"])),
    required(hash("upload_tokens_hash", "token_hash")),
  ],
  biometric_readings: [
    between("biometric_readings_sleep_score", "sleep_score", 0, 100),
    between("biometric_readings_sleep_minutes", "sleep_duration_minutes", 0, 1500),
    {
      ...between("biometric_readings_heart_rate", "resting_heart_rate", 1, 300, 0.01),
      bad: ["0.99", "300.01", "NaN", "Infinity"],
    },
    { ...between("biometric_readings_hrv", "hrv", 0, 1000, 0.01), bad: ["-0.01", "1000.01", "NaN"] },
    words("biometric_readings_hrv_kind", "hrv_kind", ["rmssd", "sdnn"]),
    between("biometric_readings_steps", "steps", 0, 500_000),
    between("biometric_readings_calories", "activity_calories", 0, 30_000),
    between("biometric_readings_stress", "stress_level", 0, 100),
  ],
  mood_entries: [
    between("mood_entries_mood", "mood_score", -5, 5),
    between("mood_entries_energy", "energy_level_self_reported", 0, 100),
    list("mood_entries_emotion_list", "emotion_tags"),
    list("mood_entries_context_list", "context_tags"),
    {
      check: "mood_entries_notes_length",
      column: "notes",
      good: [null, "", "😀".repeat(4000)],
      bad: ["n".repeat(4001)],
    },
  ],
  daily_balance_scores: [
    between("daily_balance_scores_energy", "energy_score", 0, 100),
    between("daily_balance_scores_mood", "mood_score", 0, 100),
    between("daily_balance_scores_financial", "financial_score", 0, 100),
    between("daily_balance_scores_composite", "composite_score", 0, 100),
    list("daily_balance_scores_insights", "insights_generated"),
    {
      ...required(amount("daily_balance_scores_money", "money_at_hand")),
      beside: { money_at_hand_currency: "EUR" },
    },
    {
      ...currency("daily_balance_scores_currency", "money_at_hand_currency"),
      beside: { money_at_hand: "1.50" },
    },
    { check: "daily_balance_scores_money_both", column: "money_at_hand", good: [null], bad: ["1.50"] },
  ],
  correlation_insights: [
    {
      ...between("correlation_insights_strength", "correlation_strength", -1, 1, 0.0001),
      bad: ["-1.0001", "1.0001", "NaN"],
    },
    words("correlation_insights_state", "state", ["emerging", "established", "replicated", "faded"]),
    {
      check: "correlation_insights_type",
      column: "signal_type",
      good: ["sleep_to_spending", "x"],
      bad: ["", "Sleep", "sleep to spending"],
    },
    {
      check: "correlation_insights_subject",
      column: "subject",
      good: ["", "t".repeat(100)],
      bad: ["t".repeat(101)],
    },
  ],
  insight_looks: [
    {
      check: "insight_looks_window",
      column: "from_date",
      good: ["2026-03-01", "2026-03-02"],
      bad: ["2026-03-03"],
      beside: { look_date: "2026-03-02" },
    },
    list("insight_looks_results", "results"),
  ],
  signal_anomalies: [
    {
      check: "signal_anomalies_signal",
      column: "signal",
      good: ["sleep_minutes", "x"],
      bad: ["", "Sleep", "sleep minutes"],
    },
    required(between("signal_anomalies_z", "z", -1000, 1000, 0.0001)),
    required(between("signal_anomalies_value", "value", -1e15, 1e15)),
    between("signal_anomalies_low", "usual_low", -1e15, 1e15),
    between("signal_anomalies_high", "usual_high", -1e15, 1e15),
  ],
  recommendations: [
    words("recommendations_type", "type", ["financial", "energy", "mood", "combined"]),
    words("recommendations_risk", "risk_level", ["low", "medium", "high"]),
    words("recommendations_slot", "slot", ["morning", "evening"]),
    words("recommendations_feedback", "user_feedback", ["helpful", "not_helpful"]),
    {
      check: "recommendations_trigger",
      column: "trigger_source",
      good: ["low_sleep", "x"],
      bad: ["", "Low sleep", "_low", "low-sleep", "low2"],
    },
  ],
  weekly_summary: [
    {
      check: "weekly_summary_monday",
      column: "week_start_date",
      good: ["2026-03-02", "2024-02-26"],
      bad: ["2026-03-01", "2026-03-03"],
    },
    ...summary("weekly_summary"),
  ],
  monthly_summary: [
    {
      check: "monthly_summary_first",
      column: "month_start_date",
      good: ["2026-03-01", "2024-02-01"],
      bad: ["2026-03-02", "2026-03-31"],
    },
    ...summary("monthly_summary"),
  ],
  event_log: [
    {
      check: "event_log_type",
      column: "event_type",
      good: ["recommendation_viewed", "x"],
      bad: ["", "Viewed", "viewed it", "2nd"],
    },
  ],
  schedules: [
    words("schedules_kind", "kind", KINDS),
    required(between("schedules_minute", "local_minute", 0, 1439)),
    {
      check: "schedules_last_both",
      column: "last_local_date",
      good: ["2026-03-01"],
      bad: [],
      beside: { last_run_at: "2026-03-01T08:00:00Z" },
    },
    { check: "schedules_last_both", column: "last_run_at", good: [null], bad: ["2026-03-01T08:00:00Z"] },
  ],
  decisions: [
    list("decisions_candidates", "candidates"),
    words("decisions_kind", "kind", KINDS),
    words("decisions_outcome", "outcome", ["waiting", "sent", "unconfirmed"]),
    {
      check: "decisions_snoozed",
      column: "outcome",
      good: ["snoozed"],
      bad: [],
      beside: { snoozed_until: "2026-03-01T08:00:00Z" },
    },
    { check: "decisions_snoozed", column: "outcome", good: ["sent"], bad: ["snoozed"] },
    { ...words("decisions_reason", "reason", [...HOLD_REASONS]), beside: { outcome: "held" } },
    { check: "decisions_reason_held", column: "reason", good: [null], bad: ["missed"] },
    { check: "decisions_reason_held", column: "outcome", good: ["sent"], bad: ["held"] },
  ],
};
