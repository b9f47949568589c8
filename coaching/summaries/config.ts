import type { SignalUnit } from "../signals/registry.ts";

/** Every constant of the weekly and monthly summaries. */
export type SummaryConfig = {
  readonly version: string;
  /** Weeks before a period whose changes, one to the next, say what is usual. */
  readonly earlierWeeks: number;
  /** Known days that a week takes for its mean to count; the same share of a longer period, and never fewer. */
  readonly minWeekDays: number;
  /** Changes from week to week that the usual one takes. */
  readonly minChanges: number;
  /** A change counts from so many times the usual one on. */
  readonly timesUsual: number;
  /** And from so much on, in the signal's unit, so that something that never moves makes no news of a ripple. */
  readonly leastChange: Readonly<Record<SignalUnit, number>>;
  /** Most changes that are noted. */
  readonly mostChanges: number;
  /** Days with a balance that a best and a hardest one take. */
  readonly minScoredDays: number;
};

export const SUMMARY_CONFIG: SummaryConfig = {
  version: "summaries/1",
  earlierWeeks: 8,
  minWeekDays: 4,
  minChanges: 4,
  timesUsual: 3,
  leastChange: {
    minutes: 15,
    points: 3,
    ms: 2,
    bpm: 1,
    steps: 500,
    kcal: 50,
    mood: 0.5,
    minor: 500,
    count: 0.5,
    flag: 0.5,
  },
  mostChanges: 2,
  minScoredDays: 3,
};
