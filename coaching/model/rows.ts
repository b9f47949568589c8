import type { LocalDate } from "./local-date.ts";

/** What one source says about one local day; a sleep belongs to the day on which it ends. */
export type Reading = {
  readonly source: string;
  readonly date: LocalDate;
  /** 0 to 100, as the wearable rates the night. */
  readonly sleepScore: number | null;
  readonly sleepMinutes: number | null;
  readonly restingHeartRateBpm: number | null;
  readonly hrvMs: number | null;
  /** How HRV was measured; null or absent: not said, which is a kind of its own. */
  readonly hrvKind?: "rmssd" | "sdnn" | null;
  readonly steps: number | null;
  readonly activityKcal: number | null;
  /** 0 to 100. */
  readonly stressLevel: number | null;
};

/** One mood check-in. */
export type MoodEntry = {
  /** When it was answered. */
  readonly at: Date;
  /** The local day it is about: an answer given after midnight may count for the day before. */
  readonly date: LocalDate;
  /** −5 to +5. */
  readonly mood: number | null;
  /** 0 to 100. */
  readonly energySelf: number | null;
  readonly emotionTags: readonly string[];
  readonly contextTags: readonly string[];
};

/** One bank or hand-entered transaction. */
export type TransactionRow = {
  readonly id: string;
  readonly accountId: string;
  /** The authorised moment where known, else the posted one. */
  readonly at: Date;
  /** The local day of that moment. */
  readonly date: LocalDate;
  /** Cleaned name; null where the bank gives none. */
  readonly merchantName: string | null;
  /** Positive when money leaves the account, negative when it comes in. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Plaid personal finance category, primary (`FOOD_AND_DRINK`) or detailed (`FOOD_AND_DRINK_COFFEE`). */
  readonly category: string | null;
  /** The detailed category where `category` holds the primary one. */
  readonly subcategory: string | null;
  /** The person's or the classifier's answer; null when nobody has said. */
  readonly isDiscretionary: boolean | null;
  readonly isRecurring: boolean | null;
  /** How likely it was a choice, as understood of the person's whole history; null or absent: not understood yet. */
  readonly discretionaryProbability?: number | null;
  /** How likely it was an impulse, their own word included; null or absent likewise. */
  readonly impulseProbability?: number | null;
  readonly pending: boolean;
  /** False when the bank gives a day only, so that `at` says nothing about the hour. */
  readonly timeKnown: boolean;
  /** In the account that is kept by hand: no sign that a bank's history had begun by then. */
  readonly isByHand?: boolean;
};
