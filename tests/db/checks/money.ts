import {
  amount,
  between,
  type Cases,
  currency,
  externalId,
  hash,
  length,
  list,
  required,
  words,
} from "./case.ts";

/** What banks and files tell, and what people say of it. */
export const MONEY: Cases = {
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
};
