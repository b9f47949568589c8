import type { DaySignal } from "../model/day-index.ts";
import type { SignalId } from "../signals/registry.ts";

/** How one signal is watched. */
export type WatchedSignal = {
  readonly id: SignalId;
  readonly field: DaySignal;
  /** `up`: only more than usual is told. */
  readonly side: "both" | "up";
  /** `log`: judged on ln(1 + x) of whole currency units. */
  readonly scale: "linear" | "log";
  /** Least spread, on the scale used: what the signal is measured or answered in, so that a ripple is no wave. */
  readonly leastSpread: number;
  /** A day that goes on says nothing of it yet. */
  readonly isOfWholeDay: boolean;
};

/** Every constant of what counts as outside the usual range. */
export type AnomalyConfig = {
  /** Stored with every day outside the range; changes with any other field. */
  readonly version: string;
  readonly signals: readonly WatchedSignal[];
  /** Days before a day that its range is made from, and fewest values among them. */
  readonly windowDays: number;
  readonly minValues: number;
  /** Share that is cut off each end of a weekday's values; `n` of them count `n / (n + weekdayPrior)`, fewer than two not at all. */
  readonly weekdayTrim: number;
  readonly weekdayPrior: number;
  /** The level is halfway between the middle of so many last values and that of all; with fewer than the least, that of all. */
  readonly recentValues: number;
  readonly leastRecent: number;
  readonly madToSd: number;
  /** Deviations beyond this many spreads count as this many. */
  readonly deviationLimit: number;
  readonly winsorCorrection: number;
  /** Most that a day takes over from the day before it, and how much of that narrows the range. */
  readonly mostCarried: number;
  readonly carriedNarrows: number;
  /** Spreads from what was expected on that are outside. */
  readonly limit: number;
  /** A value is nothing rare when more than one in so many days lay as far out on its side. */
  readonly rareDays: number;
  /** Most of the same weekdays before that may have lain as far out. */
  readonly mostAsFar: number;
  /** What lay outside on one of so many days, the day itself included, is told once. */
  readonly restDays: number;
  /** Days on which nothing is as usual, by their tags. */
  readonly leftOutTags: readonly string[];
  readonly shift: {
    /** Weight of the newest day in the running mean of deviations, which count as `limit` at most. */
    readonly weight: number;
    readonly limit: number;
    /** Spreads of the running mean's own from which a shift is told; the correction allows for days that go together. */
    readonly alarm: number;
    readonly correction: number;
    readonly restDays: number;
    /** Days before the first one asked about from which the running mean begins. */
    readonly warmUpDays: number;
    /** Fewest values on the new level, so that a single day is no shift. */
    readonly minValues: number;
  };
};

export const ANOMALY_CONFIG: AnomalyConfig = {
  version: "anomalies/1",
  signals: [
    watched("sleep_minutes", "sleepMinutes", 5),
    watched("sleep_score", "sleepScore", 1),
    watched("hrv", "hrvMs", 1),
    watched("resting_heart_rate", "restingHeartRateBpm", 0.5),
    watched("steps", "steps", 200, { isOfWholeDay: true }),
    watched("stress", "stressLevel", 1, { isOfWholeDay: true }),
    watched("mood", "mood", 0.5),
    watched("energy_self", "energySelf", 5),
    watched("spend_discretionary", "spentDiscretionaryMinor", 0.05, {
      isOfWholeDay: true,
      side: "up",
      scale: "log",
    }),
  ],
  windowDays: 84,
  minValues: 21,
  weekdayTrim: 0.2,
  weekdayPrior: 2,
  recentValues: 21,
  leastRecent: 5,
  madToSd: 1.4826,
  deviationLimit: 2.5,
  winsorCorrection: 1.03,
  mostCarried: 0.7,
  carriedNarrows: 0.9,
  limit: 3.3,
  rareDays: 50,
  mostAsFar: 1,
  restDays: 3,
  leftOutTags: ["vacation", "travel", "sick", "ill"],
  shift: {
    weight: 0.25,
    limit: 3,
    alarm: 2.6,
    correction: 1.35,
    restDays: 7,
    warmUpDays: 16,
    minValues: 2,
  },
};

function watched(
  id: SignalId,
  field: DaySignal,
  leastSpread: number,
  other: Partial<WatchedSignal> = {},
): WatchedSignal {
  return { id, field, side: "both", scale: "linear", leastSpread, isOfWholeDay: false, ...other };
}
