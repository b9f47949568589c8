import type { LocalDate } from "../model/local-date.ts";

/** The times of day at which something may be chosen for a person. */
export const CHOICE_SLOTS = ["morning", "evening"] as const;
export type ChoiceSlot = (typeof CHOICE_SLOTS)[number];

/** Something that was said, or was chosen and left out at random. */
export type SaidBefore = {
  readonly ruleId: string;
  /** As `Finding.subject`. */
  readonly subject: string;
  readonly date: LocalDate;
  readonly slot: ChoiceSlot;
  readonly isWithheld: boolean;
  /** Null: not rated, which is no answer. */
  readonly rating: { readonly isHelpful: boolean; readonly date: LocalDate } | null;
};

/** A rule that keeps still, as `rule_rests` has it. */
export type Rest = {
  readonly ruleId: string;
  /** Empty for the whole rule. */
  readonly subject: string;
  readonly reason: "not_now" | "not_helpful" | "normal" | "retired";
  /** Null: for ever. */
  readonly until: Date | null;
};

/** Answers of all people to one rule. */
export type RatedCount = { readonly helpful: number; readonly rated: number };

/** What a choice looks at beside the findings: one person's past, and counts over all. */
export type History = {
  readonly now: Date;
  /** IANA name of the person's zone. */
  readonly zone: string;
  /** The slot's local day. */
  readonly today: LocalDate;
  readonly slot: ChoiceSlot;
  /** Any order; a year of it is plenty. */
  readonly said: readonly SaidBefore[];
  readonly rests: readonly Rest[];
  /** By rule id; one that nobody rated may be left out. */
  readonly rates: Readonly<Record<string, RatedCount>>;
  /** Whether their last mood entry is one of their lowest: see `isAmongLowest`. */
  readonly isMoodLow: boolean;
  /** Whether they agreed that something is left out at random. */
  readonly joinsTrials: boolean;
};
