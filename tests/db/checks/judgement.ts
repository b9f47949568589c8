import { amount, between, type Cases, currency, required, words } from "./case.ts";

/** What a person said to rules, their plans and wishes, and what went to a model. */
export const JUDGEMENT: Cases = {
  rule_rests: [
    words("rule_rests_reason", "reason", ["not_now", "not_helpful", "normal", "retired"]),
    {
      check: "rule_rests_subject",
      column: "subject",
      good: ["", "s".repeat(200)],
      bad: ["s".repeat(201)],
    },
  ],
  rule_effects: [
    words("rule_effects_outcome", "outcome", ["mood", "spending"]),
    required(between("rule_effects_said", "said_days", 2, 100_000)),
    required(between("rule_effects_withheld", "withheld_days", 2, 100_000)),
    required(between("rule_effects_benefit", "benefit", -1e6, 1e6)),
    required(between("rule_effects_error", "error", 0, 1e6)),
  ],
  rule_aggregates: [
    { check: "rule_aggregates_counts", column: "helpful", good: ["0", "1"], bad: ["-1", "2"] },
    { check: "rule_aggregates_effects", column: "effects", good: ["{}"], bad: ["[]", '"x"', "null"] },
  ],
  plans: [
    { check: "plans_words", column: "words", good: ["w", "w".repeat(1000)], bad: ["", "w".repeat(1001)] },
    { check: "plans_offer", column: "offer", good: ["o", "o".repeat(1000)], bad: ["", "o".repeat(1001)] },
    { check: "plans_condition", column: "condition", good: ["{}"], bad: ["[]", '"x"', "null"] },
  ],
  parked_wishes: [
    { check: "parked_wishes_what", column: "what", good: ["w", "w".repeat(200)], bad: ["", "w".repeat(201)] },
    amount("parked_wishes_amount", "amount"),
    currency("parked_wishes_currency"),
    {
      check: "parked_wishes_outcome",
      column: "outcome",
      good: ["bought", "dropped"],
      bad: ["", "unheard_of"],
      beside: { closed_at: "2026-03-02T08:00:00Z" },
    },
    { check: "parked_wishes_closed", column: "outcome", good: [null], bad: ["bought"] },
  ],
  model_calls: [
    {
      check: "model_calls_outcome",
      column: "outcome",
      good: ["used", "too_long"],
      bad: ["", "Used", "no answer"],
    },
  ],
};
