import type { BaselineSignal } from "../model/days.ts";

/** How a signal is judged against the person's own past. */
export type BaselineShape = {
  /** `log`: judged by ratio, for signals whose spread grows with their level. */
  readonly scale: "linear" | "log";
  /** Lower values count as this one, before the logarithm. */
  readonly atLeast: number;
  /** What is usual in people, in the signal's own unit. */
  readonly populationUsual: number;
  /** Day-to-day spread within one person, on the scale used. */
  readonly populationSpread: number;
  /** Least spread, so that an even past does not make a ripple look like a wave. */
  readonly spreadFloor: number;
  /** 1: higher is better; −1: lower is better; 0: both ends cost. */
  readonly direction: 1 | -1 | 0;
};

const ENERGY_PARTS = [
  "sleep",
  "sleep-debt",
  "hrv",
  "resting-heart-rate",
  "stress",
  "sleep-score",
  "activity",
] as const;
export type EnergyPart = (typeof ENERGY_PARTS)[number];
const FINANCIAL_PARTS = ["pace", "impulse", "cushion", "saving"] as const;
export type FinancialPart = (typeof FINANCIAL_PARTS)[number];
export const BALANCE_PARTS = ["energy", "mood", "financial"] as const;
export type BalancePart = (typeof BALANCE_PARTS)[number];
/** Everything that a score can be made of. */
export const SCORE_PARTS = [...ENERGY_PARTS, ...FINANCIAL_PARTS, ...BALANCE_PARTS] as const;

/** Every constant of the scores. Judgements, documented so that they can be fitted later. */
export type ScoreConfig = {
  /** Stored with every score; changes with any other field. */
  readonly version: string;
  /** A usual day's points: contributors are told as points above or below it. */
  readonly base: number;
  /** Least share of a score's weight that must be known. */
  readonly minCoverage: number;
  /** Days of baseline, or of synced spending, from which time adds no more confidence. */
  readonly fullConfidenceDays: number;
  /** Least confidence for each word; below the first a score is `still learning`. */
  readonly confidenceWords: { readonly fair: number; readonly good: number };
  readonly baseline: {
    readonly windowDays: number;
    /** Weight of the population, in days of own data. */
    readonly priorDays: number;
    /** MAD times this estimates the standard deviation of normal values. */
    readonly madToSd: number;
    /** Deviations beyond this many spreads count as this many (winsorised). */
    readonly deviationLimit: number;
    /** Makes up for what winsorising takes from the spread of normal values. */
    readonly winsorCorrection: number;
    readonly zLimit: number;
    /** Days from which a baseline is `provisional`, and `personal`. */
    readonly provisionalDays: number;
    readonly personalDays: number;
    readonly shapes: Readonly<Record<BaselineSignal, BaselineShape>>;
  };
  /** A contributor from z: 100 / (1 + exp(−(offset + slope · z))); z = 0 gives 60. */
  readonly logistic: { readonly offset: number; readonly slope: number };
  readonly energy: {
    readonly weights: Readonly<Record<EnergyPart, number>>;
    readonly needDefaultMinutes: number;
    readonly needMinMinutes: number;
    readonly needMaxMinutes: number;
    /** Share of the need whose lack costs all 100 points. */
    readonly sleepRange: number;
    readonly debtScaleMinutes: number;
    readonly debtDays: number;
    readonly debtMinNights: number;
    readonly debtDecay: number;
    readonly activityPeak: number;
    readonly activityCentre: number;
    readonly activityFree: number;
    readonly activityWidth: number;
    /** A body value of the day before stands in for a missing one with this share of its weight. */
    readonly carriedWeight: number;
  };
  readonly mood: {
    /** Days before and with the scored one whose answered share is the score's confidence. */
    readonly confidenceDays: number;
    readonly trendHalfLifeDays: number;
    readonly trendMinDays: number;
  };
  readonly financial: {
    readonly weights: Readonly<Record<FinancialPart, number>>;
    /** Banks lag: windows end on the last synced day, at most so many days back. */
    readonly maxLagDays: number;
    readonly weekDays: number;
    readonly earlierWeeks: number;
    readonly minEarlierWeeks: number;
    /** Added to both sides of the pace: so many currency units, or this share of the usual, the larger. */
    readonly paceOffsetUnits: number;
    readonly paceOffsetShare: number;
    readonly paceSlope: number;
    readonly impulseRate: number;
    readonly impulseDecay: number;
    readonly cushionDays: number;
    readonly cushionMinDays: number;
    readonly cushionScaleDays: number;
    readonly savingDays: number;
    readonly savingIncomeDays: number;
    readonly savingLimit: number;
    readonly savingMiddle: number;
    readonly savingSlope: number;
  };
  readonly balance: {
    readonly weights: Readonly<Record<BalancePart, number>>;
    readonly minScores: number;
  };
};

export const SCORE_CONFIG: ScoreConfig = {
  version: "scores/1",
  base: 60,
  minCoverage: 0.4,
  fullConfidenceDays: 28,
  confidenceWords: { fair: 0.4, good: 0.7 },
  baseline: {
    windowDays: 60,
    priorDays: 7,
    madToSd: 1.4826,
    deviationLimit: 2.5,
    winsorCorrection: 1.03,
    zLimit: 3,
    provisionalDays: 7,
    personalDays: 14,
    shapes: {
      hrvMs: shape("log", 45, 0.2, 0.03, 1),
      restingHeartRateBpm: shape("linear", 62, 3.5, 1, -1),
      sleepScore: shape("linear", 76, 8, 2, 1),
      stressLevel: shape("linear", 42, 14, 3, -1),
      steps: shape("log", 7500, 0.45, 0.1, 0, 200),
    },
  },
  logistic: { offset: 0.405465, slope: 0.85 },
  energy: {
    weights: {
      sleep: 0.25,
      "sleep-debt": 0.15,
      hrv: 0.18,
      "resting-heart-rate": 0.12,
      stress: 0.12,
      "sleep-score": 0.1,
      activity: 0.08,
    },
    needDefaultMinutes: 480,
    needMinMinutes: 360,
    needMaxMinutes: 600,
    sleepRange: 0.5,
    debtScaleMinutes: 90,
    debtDays: 14,
    debtMinNights: 7,
    debtDecay: 0.85,
    activityPeak: 85,
    activityCentre: 0.25,
    activityFree: 0.75,
    activityWidth: 1.2,
    carriedWeight: 0.5,
  },
  mood: { confidenceDays: 7, trendHalfLifeDays: 3, trendMinDays: 3 },
  financial: {
    weights: { pace: 0.4, impulse: 0.2, cushion: 0.2, saving: 0.2 },
    maxLagDays: 2,
    weekDays: 7,
    earlierWeeks: 8,
    minEarlierWeeks: 4,
    paceOffsetUnits: 5,
    paceOffsetShare: 0.1,
    paceSlope: 1.6,
    impulseRate: 0.35,
    impulseDecay: 0.85,
    cushionDays: 90,
    cushionMinDays: 28,
    cushionScaleDays: 30,
    savingDays: 30,
    savingIncomeDays: 45,
    savingLimit: 0.5,
    savingMiddle: 50,
    savingSlope: 150,
  },
  balance: { weights: { energy: 0.4, mood: 0.3, financial: 0.3 }, minScores: 2 },
};

function shape(
  scale: BaselineShape["scale"],
  populationUsual: number,
  populationSpread: number,
  spreadFloor: number,
  direction: BaselineShape["direction"],
  atLeast = Number.NEGATIVE_INFINITY,
): BaselineShape {
  return { scale, atLeast, populationUsual, populationSpread, spreadFloor, direction };
}
