import type { MessageKind } from "../../../coaching/delivery/kinds.ts";
import type { Preferences } from "../../../coaching/delivery/preferences.ts";
import type { HoldReason } from "../../../coaching/delivery/reasons.ts";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { Candidate } from "../../../coaching/selection/choose.ts";
import type { ChoiceSlot } from "../../../coaching/selection/history.ts";

/** What a slot came to, written down as it happened. */
export type SlotLog = {
  readonly kind: MessageKind;
  readonly localDate: LocalDate;
  /** When it was due, and when it was decided. */
  readonly dueAt: Date;
  readonly at: Date;
  /** Null: said. */
  readonly reason: HoldReason | null;
  readonly isGoodbye: boolean;
  /** Once more, after the person had put it off. */
  readonly isAgain: boolean;
  readonly candidates: readonly Candidate[];
};

/** What a rule said or would have said. */
export type RuleLog = {
  readonly id: string;
  readonly at: Date;
  readonly localDate: LocalDate;
  readonly slot: ChoiceSlot;
  readonly ruleId: string;
  readonly subject: string;
  readonly isDue: boolean;
  readonly isWithheld: boolean;
  /** Under a check-in that was answered just then, and not unasked. */
  readonly isInCheckIn: boolean;
  /** How likely it was to be helpful, and the best of what might have been said; of nobody known. */
  readonly truth: number;
  readonly bestTruth: number;
  /** Rules that might have been said, itself among them. */
  readonly allowed: number;
};

export type TapLog = { readonly at: Date; readonly ruleLogId: string; readonly said: string };

/** A person's year, by nothing but what came in and what went out. */
export type YearLog = {
  readonly personId: string;
  readonly from: Date;
  readonly slots: readonly SlotLog[];
  readonly rules: readonly RuleLog[];
  readonly taps: readonly TapLog[];
  readonly moods: readonly { readonly at: Date; readonly date: LocalDate; readonly mood: number }[];
  /** Anything at all that they did, in order. */
  readonly heard: readonly Date[];
  readonly settings: readonly { readonly from: Date; readonly preferences: Preferences }[];
  /** When they are asked how they are, in minutes of their day. */
  readonly reminders: readonly { readonly from: Date; readonly minute: number }[];
  readonly zones: readonly { readonly from: Date; readonly zone: string }[];
  readonly crises: readonly Date[];
  readonly inSample: readonly { readonly from: Date; readonly looks: boolean }[];
  readonly retired: readonly { readonly at: Date; readonly ruleId: string; readonly why: string }[];
};
