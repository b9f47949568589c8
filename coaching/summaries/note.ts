import type { LocalDate } from "../model/local-date.ts";
import type { ScoreName } from "../questions/score-means.ts";
import type { BalancePart } from "../scores/config.ts";
import type { ScoreSignal } from "../scores/score.ts";
import type { SignalId } from "../signals/registry.ts";

/** A day's scores as they were stored; null where one could not be told. */
export type StoredScores = Readonly<Record<ScoreName, number | null>>;

/** Something that moved further from one period to the next than it usually does. */
export type ChangeNote = {
  readonly kind: "change";
  readonly of: SignalId;
  /** Means over the known days of the period before and of the period, in the signal's unit. */
  readonly before: number;
  readonly now: number;
  /** The middle change from one week to the next, either way. */
  readonly usualChange: number;
  /** Of a score: what each of its parts changed of it, in whole points that add up to the rounded change. */
  readonly parts: readonly { readonly signal: ScoreSignal; readonly points: number }[];
};

/** The day with the highest or the lowest balance. */
export type DayNote = {
  readonly kind: "best_day" | "hardest_day";
  readonly date: LocalDate;
  readonly score: number;
  /** What moved it furthest that way from a usual day, and by how many points; null where nothing did. */
  readonly part: BalancePart | null;
  readonly points: number;
};

/** What a night notes of the days themselves: ids and numbers, and no words. */
export type SummaryNote = ChangeNote | DayNote;

/** One thing that is worth a look, noted when the summary is said. */
export type WorthNote = { readonly kind: "worth_a_look" } & (
  | { readonly about: "anomaly"; readonly signal: SignalId; readonly date: LocalDate }
  /** The day on which a month's spending went beyond its budget; amounts in minor units. */
  | {
      readonly about: "budget";
      readonly budget: string;
      readonly date: LocalDate;
      readonly amountMinor: number;
    }
  /** A subscription, by its merchant's key, that has taken a new price twice. */
  | { readonly about: "price"; readonly key: string; readonly fromMinor: number; readonly toMinor: number }
  | { readonly about: "pattern"; readonly type: string; readonly subject: string }
  | { readonly about: "check_ins"; readonly n: number; readonly days: number }
);

/** In this order the first that there is is worth a look: what is rare and passes before what stays. */
export const WORTH_ORDER = [
  "anomaly",
  "budget",
  "price",
  "pattern",
  "check_ins",
] as const satisfies readonly WorthNote["about"][];
