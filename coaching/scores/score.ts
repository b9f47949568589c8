import { dateOfDayNumber, type LocalDate } from "../model/local-date.ts";
import type { NotMeasured, Reason } from "../model/measured.ts";
import type { BaselineState } from "./baseline.ts";
import type { SCORE_PARTS, ScoreConfig } from "./config.ts";

export type ScoreSignal = (typeof SCORE_PARTS)[number];

/** Unit of a contributor's raw value; `minor` is minor units of the person's currency. */
export type SignalUnit =
  | "minutes"
  | "ms"
  | "bpm"
  | "points"
  | "steps"
  | "mood"
  | "minor"
  | "count"
  | "days"
  | "ratio";

/** One thing that moved a score. */
export type Contributor = {
  readonly signal: ScoreSignal;
  /** As measured, in `unit`. */
  readonly value: number;
  readonly unit: SignalUnit;
  /** The person's own usual in the same unit: a median, of no one else's data; null while it is not known. */
  readonly usual: number | null;
  /** What the person set for it, where that is what it is judged by: sleep need, weekly budget. */
  readonly goal: number | null;
  /** 0 to 100 before weighing. */
  readonly level: number;
  /** Points above or below a usual day; the points of all contributors sum to `exact` − 60. */
  readonly points: number;
  /** Share of the score, 0 to 1; the shares of all contributors sum to 1. */
  readonly weight: number;
  /** Last day the value is about. */
  readonly date: LocalDate;
  /** The day's own value was missing and the day before stands in, with half the weight. */
  readonly carried: boolean;
  readonly baselineState: BaselineState | null;
};

/** A contributor that could not be told. */
export type MissingContributor = NotMeasured & { readonly signal: ScoreSignal };

export type ConfidenceWord = "still learning" | "fair" | "good";

export type Scored = {
  readonly kind: "scored";
  /** Whole, 0 to 100. */
  readonly score: number;
  /** Before rounding. */
  readonly exact: number;
  readonly contributors: readonly Contributor[];
  readonly missing: readonly MissingContributor[];
  /** Share of the score's weight that is known, 0 to 1. */
  readonly coverage: number;
  /** 0 to 1. */
  readonly confidence: number;
  readonly confidenceWord: ConfidenceWord;
  /** Days behind the score; what they are days of stands at each score. */
  readonly n: number;
  /** Earliest and latest day that was looked at. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly configVersion: string;
};

export type Unscored = {
  readonly kind: "unscored";
  readonly reason: Reason;
  /** How far the data goes, and how far it would have to; the unit depends on the reason. */
  readonly have: number;
  readonly need: number;
  readonly missing: readonly MissingContributor[];
  readonly configVersion: string;
};

export type ScoreResult = Scored | Unscored;

/** A contributor before the weights are shared out. */
export type Part = Pick<Contributor, "signal" | "value" | "unit" | "level"> & {
  /** As in the configuration, half of it for a carried value. */
  readonly rawWeight: number;
  readonly usual?: number | null;
  readonly goal?: number | null;
  readonly carried?: boolean;
  readonly baselineState?: BaselineState;
  /** Earliest and latest day behind it. */
  readonly from: number;
  readonly to: number;
};

/** Weighted mean of what is known. */
export type Combined = Pick<Scored, "exact" | "score" | "contributors" | "coverage" | "from" | "to">;

/**
 * The mean of the parts by weight, the missing ones left out and never guessed.
 *
 * @param fullWeight weight of all parts, known or not
 * @returns null when no part has a weight
 */
export function combineParts(
  parts: readonly Part[],
  fullWeight: number,
  config: ScoreConfig,
): Combined | null {
  const weighty = parts.filter((part) => part.rawWeight > 0);
  const known = weighty.reduce((sum, part) => sum + part.rawWeight, 0);
  if (known === 0) return null;
  const contributors = weighty.map((part): Contributor => {
    const weight = part.rawWeight / known;
    return {
      signal: part.signal,
      value: part.value,
      unit: part.unit,
      usual: part.usual ?? null,
      goal: part.goal ?? null,
      level: part.level,
      points: weight * (part.level - config.base),
      weight,
      date: dateOfDayNumber(part.to),
      carried: part.carried ?? false,
      baselineState: part.baselineState ?? null,
    };
  });
  const mean = contributors.reduce((sum, { weight, level }) => sum + weight * level, 0);
  // Shares of 1 sum to 1 only to the last digit; without this 100 could become 100.00000000000001.
  const exact = Math.min(100, Math.max(0, mean));
  return {
    exact,
    score: Math.round(exact),
    contributors,
    coverage: Math.min(1, known / fullWeight),
    from: dateOfDayNumber(Math.min(...weighty.map((part) => part.from))),
    to: dateOfDayNumber(Math.max(...weighty.map((part) => part.to))),
  };
}

/** Shares are sums of decimal fractions; they are compared with this much room. */
const ROOM = 1e-9;

/** Whether enough of a score's weight is known. */
export function isCovered(coverage: number, config: ScoreConfig): boolean {
  return coverage >= config.minCoverage - ROOM;
}

/**
 * Confidence in words: `fair` from 0.4, `good` from 0.7.
 *
 * With every signal there, 0.4 is reached after 12 days of data and 0.7 after 20; a score from sleep alone stays
 * `still learning` for four weeks and `fair` from then on.
 */
export function wordOf(confidence: number, config: ScoreConfig): ConfidenceWord {
  if (confidence >= config.confidenceWords.good - ROOM) return "good";
  return confidence >= config.confidenceWords.fair - ROOM ? "fair" : "still learning";
}

/** A deviation as 0 to 100, as usual (0) as 60. */
export function levelOf(deviation: number, config: ScoreConfig): number {
  return 100 / (1 + Math.exp(-(config.logistic.offset + deviation)));
}

/** z as 0 to 100, a usual day (z = 0) as 60. */
export function levelOfZ(z: number, config: ScoreConfig): number {
  return levelOf(config.logistic.slope * z, config);
}
