import { between, type Cases, codeHash, currency, externalId, list, required, words } from "./case.ts";

const SOMEBODY = "00000000-0000-4000-8000-000000000000";

/** Who people are, how they came in, and what is said. */
export const PEOPLE_AND_CHAT: Cases = {
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
};
