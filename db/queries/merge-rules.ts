/**
 * Which row stays where two people who become one have a row for the same key. Whatever is not named here: the keeper's,
 * since both say the same or theirs is the one that holds.
 *
 * - `newer`: the row whose column is the later one, whole: one source said it twice, and its last word counts.
 * - `fills`: the keeper's, and these columns of the other's where the keeper's has none.
 */
export type ClashRule =
  | { readonly wins: "newer"; readonly by: string }
  | { readonly wins: "keeper"; readonly fills: readonly string[] };

export const CLASH_RULES: Readonly<Record<string, ClashRule>> = {
  // One watch's day, one bank's movement, one account or link, reached from two places.
  biometric_readings: { wins: "newer", by: "updated_at" },
  transactions: { wins: "newer", by: "updated_at" },
  accounts: { wins: "newer", by: "synced_at" },
  connections: { wins: "newer", by: "updated_at" },
  // What they said of the same thing twice: their last word.
  transaction_corrections: { wins: "newer", by: "said_at" },
  merchant_rules: { wins: "newer", by: "said_at" },
  file_layouts: { wins: "newer", by: "said_at" },
  quoted_nights: { wins: "newer", by: "said_at" },
  budgets: { wins: "newer", by: "set_at" },
  // Computed anew from what both had, but for what was known on its day only.
  daily_balance_scores: { wins: "keeper", fills: ["money_at_hand", "money_at_hand_currency"] },
  // The same rule on the same day said the same; what was answered to either of them counts.
  recommendations: { wins: "keeper", fills: ["user_feedback", "feedback_at"] },
};

/**
 * Tables that are not copied row by row, each for a reason.
 *
 * - `users`, `user_settings`, `conversations`: one row a person, joined by hand
 * - `chat_identities`, `outbox`: move as they are, since platforms and processes know their ids
 * - `schedules`: the keeper's, planned anew; two of a kind would say everything twice
 * - `link_codes`: used up by the joining
 * - `insight_looks`: neither half's look saw what both had; they are made anew of all of it
 * - `rule_effects`: worked out anew from what both had
 * - `signal_anomalies`: found anew with the days that are scored again; one's usual range is not the other's
 */
export const NOT_COPIED: ReadonlySet<string> = new Set([
  "users",
  "user_settings",
  "conversations",
  "chat_identities",
  "outbox",
  "schedules",
  "link_codes",
  "insight_looks",
  "rule_effects",
  "signal_anomalies",
]);
