import { sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { HOLD_REASONS } from "../../coaching/delivery/reasons.ts";
import { pgError } from "../../db/errors.ts";
import { rows } from "../../db/results.ts";
import { schemaTables } from "../../db/tables.ts";
import { testDatabase } from "../support/database.ts";
import { insertRow, insertRowEverywhere, type RowTexts } from "../support/database-rows.ts";
import { IMPERSONAL_TABLES } from "../support/impersonal-tables.ts";

const { db } = await testDatabase();
const impersonal = new Set<PgTable>(IMPERSONAL_TABLES);
const everyTable = await schemaTables();
const tables = everyTable.filter((table) => !impersonal.has(table));

const KINDS = ["morning_nudge", "checkin_reminder", "daily_scoring", "weekly_summary", "monthly_summary"];

/** The name of a CHECK, values it lets through at its edges, values it refuses; both as PostgreSQL writes them. */
interface Case {
  readonly check: string;
  readonly column: string;
  readonly good: readonly (string | null)[];
  readonly bad: readonly string[];
  /** Other columns that go with it. */
  readonly beside?: RowTexts;
}

const between = (check: string, column: string, low: number, high: number, step = 1): Case => ({
  check,
  column,
  good: [null, `${low}`, `${high}`],
  bad: [`${low - step}`, `${high + step}`],
});
const required = (made: Case): Case => ({ ...made, good: made.good.filter((value) => value !== null) });
const words = (check: string, column: string, good: readonly string[]): Case => ({
  check,
  column,
  good,
  bad: ["", "unheard_of", `${good[0]} `, String(good[0]).toUpperCase()],
});
const currency = (check: string, column = "currency"): Case => ({
  check,
  column,
  good: ["EUR", "JPY"],
  bad: ["", "eur", "EU", "EURO", "€", "EUR\n", "E R"],
});
const length = (check: string, column: string, longest: number, shortest = 0): Case => ({
  check,
  column,
  good: [null, "ü".repeat(shortest), "n".repeat(longest)],
  bad: [...(shortest > 0 ? ["n".repeat(shortest - 1)] : []), "n".repeat(longest + 1)],
});
const hash = (check: string, column: string): Case => ({
  check,
  column,
  good: [null, "0123456789abcdef".repeat(4)],
  bad: ["", "0".repeat(63), "0".repeat(65), "A".repeat(64)],
});
const list = (check: string, column: string): Case => ({
  check,
  column,
  good: ["[]", '["a"]'],
  bad: ["{}", '"a"', "null", "1"],
});
const externalId = (check: string, column: string): Case => ({
  check,
  column,
  good: ["1", "ü".repeat(255)],
  bad: ["", "i".repeat(256)],
});
const SOMEBODY = "00000000-0000-4000-8000-000000000000";
const codeHash = (check: string): Case => ({
  check,
  column: "code_hash",
  good: ["0123456789abcdef".repeat(4)],
  bad: ["", "0".repeat(63), "0".repeat(65), "G".repeat(64), "A".repeat(64)],
});
const amount = (check: string, column: string): Case => ({
  check,
  column,
  good: [null, "0", "-0.01", "999999999999.99", "-999999999999.99", "12.345"],
  bad: ["1000000000000", "-1000000000000", "NaN", "Infinity", "-Infinity"],
});
const total = (check: string, column: string): Case => ({
  check,
  column,
  good: [null, "0", "-12.5", "9999999999999.99"],
  bad: ["NaN", "Infinity", "-Infinity"],
});
const summary = (table: string): readonly Case[] => [
  ...["energy", "financial", "mood"].map((of) => between(`${table}_${of}`, `avg_${of}_score`, 0, 100, 0.001)),
  total(`${table}_total`, "total_spending"),
  total(`${table}_discretionary`, "discretionary_spending"),
  list(`${table}_insights`, "insights"),
];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  users: [
    currency("users_currency_code"),
    {
      check: "users_timezone_length",
      column: "timezone",
      good: ["U", "z".repeat(64)],
      bad: ["", "z".repeat(65)],
    },
    { check: "users_name_length", column: "name", good: [null, "", "ü".repeat(200)], bad: ["n".repeat(201)] },
    { check: "users_sample_both", column: "sample_name", good: [null], bad: ["short-sleeper"] },
  ],
  user_settings: [
    list("user_settings_goals_list", "goals"),
    {
      check: "user_settings_notifications_object",
      column: "notification_preferences",
      good: ["{}", '{"morning_nudge": false}'],
      bad: ["[]", '"on"', "null", "true"],
    },
    list("user_settings_biometric_list", "biometric_integrations"),
    list("user_settings_financial_list", "financial_integrations"),
    {
      check: "user_settings_source_order_object",
      column: "source_order",
      good: ["{}", '{"hrvMs": ["oura"]}'],
      bad: ["[]", '"oura"', "null"],
    },
    required(between("user_settings_sleep_need", "sleep_need_minutes", 360, 600)),
    {
      check: "user_settings_weekly_budget",
      column: "weekly_budget",
      good: [null, "0.01", "999999999999.99"],
      bad: ["0", "-1", "1000000000000", "NaN", "Infinity"],
    },
  ],
  chat_identities: [
    words("chat_identities_platform", "platform", ["telegram", "slack", "terminal"]),
    externalId("chat_identities_platform_user_id", "platform_user_id"),
    externalId("chat_identities_chat_id", "chat_id"),
  ],
  conversations: [
    {
      check: "conversations_state_flow",
      column: "state",
      beside: { flow: "check-in" },
      good: ["{}", "null", '{"asking": "mood"}'],
      bad: [],
    },
    { check: "conversations_state_flow", column: "flow", good: [null], bad: ["check-in"] },
    { check: "conversations_revision", column: "revision", good: ["0", "2147483647"], bad: ["-1"] },
  ],
  arrivals: [
    words("arrivals_platform", "platform", ["telegram", "slack", "terminal"]),
    externalId("arrivals_event_id", "event_id"),
  ],
  invites: [codeHash("invites_code_hash")],
  link_codes: [
    codeHash("link_codes_code_hash"),
    {
      check: "link_codes_claim",
      column: "claimed_at",
      beside: { claimed_by: SOMEBODY, claimed_identity: SOMEBODY },
      good: ["2026-03-01T08:00:00Z"],
      bad: [],
    },
    {
      check: "link_codes_claim",
      column: "claimed_identity",
      beside: { claimed_at: "2026-03-01T08:00:00Z" },
      good: [],
      bad: [SOMEBODY],
    },
    { check: "link_codes_claim", column: "claimed_at", good: [null], bad: ["2026-03-01T08:00:00Z"] },
  ],
  slack_installations: [
    {
      check: "slack_installations_key",
      column: "team_id",
      beside: { enterprise_id: "" },
      good: ["T", "t".repeat(255)],
      bad: ["", "t".repeat(256)],
    },
  ],
  inbox: [
    words("inbox_platform", "platform", ["telegram", "slack", "terminal"]),
    externalId("inbox_event_id", "event_id"),
  ],
  outbox: [
    words("outbox_status", "status", ["waiting", "sent", "failed", "unconfirmed"]),
    { check: "outbox_attempts", column: "attempts", good: ["0", "2147483647"], bad: ["-1"] },
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
  accounts: [
    words("accounts_type", "account_type", [
      "checking",
      "savings",
      "credit_card",
      "loan",
      "investment",
      "cash",
      "other",
    ]),
    currency("accounts_currency"),
    externalId("accounts_external_account_id", "external_account_id"),
    amount("accounts_balance", "balance"),
  ],
  transactions: [
    externalId("transactions_external_id", "external_id"),
    words("transactions_source", "source", ["bank", "file", "hand", "split"]),
    required(amount("transactions_amount", "amount")),
    currency("transactions_currency"),
    ...["discretionary", "recurring", "impulse"].map((of) =>
      between(`transactions_${of}_probability`, `${of}_probability`, 0, 1, 0.001),
    ),
    {
      check: "transactions_notes_length",
      column: "notes",
      good: [null, "n".repeat(4000)],
      bad: ["n".repeat(4001)],
    },
  ],
  connections: [
    externalId("connections_external_id", "external_id"),
    words("connections_kind", "kind", ["bank", "wearable"]),
    words("connections_status", "status", ["active", "needs_login", "error", "revoked"]),
    length("connections_last_error_message_length", "last_error_message", 500),
    { check: "connections_failed_syncs", column: "failed_syncs", good: ["0", "2147483647"], bad: ["-1"] },
  ],
  transaction_corrections: [
    externalId("transaction_corrections_external_id", "external_id"),
    list("transaction_corrections_splits", "splits"),
    length("transaction_corrections_notes_length", "notes", 4000),
    length("transaction_corrections_merchant_length", "merchant_name", 200),
  ],
  merchant_rules: [
    externalId("merchant_rules_key", "merchant_key"),
    length("merchant_rules_name_length", "display_name", 200, 1),
  ],
  recurring_words: [
    externalId("recurring_words_key", "merchant_key"),
    currency("recurring_words_currency"),
    required(amount("recurring_words_from", "from_amount")),
    required(amount("recurring_words_to", "to_amount")),
  ],
  money_changes: [
    words("money_changes_kind", "kind", [
      "correct",
      "merchant-rule",
      "recurring",
      "split",
      "note",
      "hand-entry",
      "merge",
      "budget",
    ]),
  ],
  budgets: [
    {
      check: "budgets_amount",
      column: "amount",
      good: ["0.01", "999999999999.99"],
      bad: ["1000000000000", "NaN", "Infinity"],
    },
    { check: "budgets_amount_positive", column: "amount", good: ["0.01"], bad: ["0", "-1"] },
    currency("budgets_currency"),
    {
      check: "budgets_category",
      column: "category",
      good: ["DISCRETIONARY", "FOOD_AND_DRINK_COFFEE", `A${"B".repeat(99)}`],
      bad: ["", "A", "food", "FOOD DRINK", "_FOOD", "FOOD2", `A${"B".repeat(100)}`],
    },
  ],
  link_attempts: [
    words("link_attempts_state", "state", ["asked", "offered", "finished", "left", "failed"]),
    hash("link_attempts_lookup_hash", "lookup_hash"),
  ],
  quoted_nights: [required(between("quoted_nights_minutes", "minutes", 0, 1500))],
  upload_tokens: [
    required(words("upload_tokens_kind", "kind", ["file", "posts"])),
    required(hash("upload_tokens_hash", "token_hash")),
  ],
  imports: [
    words("imports_kind", "kind", ["bank", "body"]),
    words("imports_state_known", "state", ["looking", "asking", "storing", "stored", "dropped", "failed"]),
    hash("imports_sha256", "sha256"),
    required(length("imports_reference_length", "reference", 4096, 1)),
    required(length("imports_file_name_length", "file_name", 500, 1)),
  ],
  file_layouts: [
    externalId("file_layouts_layout", "layout"),
    words("file_layouts_positive_means", "positive_means", ["spent", "received"]),
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
  ],
  recommendations: [
    words("recommendations_type", "type", ["financial", "energy", "mood", "combined"]),
    words("recommendations_risk", "risk_level", ["low", "medium", "high"]),
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

test("every CHECK in the database is tried below", async () => {
  const found = await db.execute(sql`
    select c.conrelid::regclass::text || ' ' || c.conname as name from pg_constraint c
    join pg_namespace n on n.oid = c.connamespace where n.nspname = 'public' and c.contype = 'c'`);
  const tried = Object.entries(CASES).flatMap(([table, cases]) =>
    cases.map(({ check }) => `${table} ${check}`),
  );
  expect([...new Set(tried)].sort()).toEqual(
    rows(found)
      .map((row) => String(row.name))
      .sort(),
  );
});

const fractional = tables.flatMap((table) =>
  getTableConfig(table).columns.flatMap((column) =>
    ["numeric", "double precision"].includes(column.getSQLType()) ? [{ table, column: column.name }] : [],
  ),
);

test.each(fractional.map((one) => [`${getTableConfig(one.table).name}.${one.column}`, one] as const))(
  "%s takes no NaN and no infinity, which its type would",
  async (_name, { table, column }) => {
    const parents = await insertRowEverywhere(db, tables.slice(0, tables.indexOf(table)));
    for (const value of ["NaN", "Infinity", "-Infinity"]) {
      const refusal = insertRow(db, table, { [column]: value }, parents).then(() => null, pgError);
      expect(await refusal, value).toMatchObject({ code: "23514" });
    }
  },
);

const all = Object.entries(CASES).flatMap(([table, cases]) =>
  cases.map((one) => ({ ...one, table, title: `${one.check} on ${one.column}` })),
);

test.each(all)("$title lets its edges through and refuses what is beyond", async (one) => {
  const table = everyTable.find((candidate) => getTableConfig(candidate).name === one.table);
  if (table === undefined) throw new Error(`no table ${one.table}`);
  const before = impersonal.has(table) ? [] : tables.slice(0, tables.indexOf(table));
  const parents = await insertRowEverywhere(db, before);
  const tryOut = (value: string | null) =>
    db.transaction(async (tx) => {
      await insertRow(tx, table, { ...one.beside, [one.column]: value }, parents);
      throw new Error("accepted, taken back");
    });
  for (const value of one.good) await expect(tryOut(value), String(value)).rejects.toThrow("accepted");
  for (const value of one.bad) {
    const refusal = await tryOut(value).catch(pgError);
    expect({ value, ...refusal }).toEqual({ value, code: "23514", constraint: one.check });
  }
});
