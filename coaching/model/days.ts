import type { LocalDate } from "./local-date.ts";

/** Signals that are judged against the person's own baseline, each of which starts again with a new source. */
export type BaselineSignal = "sleepScore" | "hrvMs" | "restingHeartRateBpm" | "steps" | "stressLevel";

/**
 * One person's local day, from every source, after choice of source and plausibility checks.
 *
 * `null` means "not measured", never zero. A list of days has one entry per calendar day, none left out, in order.
 */
export type DayRecord = {
  readonly date: LocalDate;
  /** Minutes asleep in the night that ended on this day. */
  readonly sleepMinutes: number | null;
  /** 0 to 100, as the wearable rates the night. */
  readonly sleepScore: number | null;
  readonly hrvMs: number | null;
  readonly restingHeartRateBpm: number | null;
  readonly steps: number | null;
  readonly activityKcal: number | null;
  /** 0 to 100. */
  readonly stressLevel: number | null;
  /** Mean of the day's entries, −5 to +5. */
  readonly mood: number | null;
  /** Mean of the day's self-reports, 0 to 100. */
  readonly energySelf: number | null;
  /** Net discretionary outflow in minor units of the person's currency; null on a day not fully synced. */
  readonly spentDiscretionaryMinor: number | null;
  /** Net outflow in minor units, transfers between own accounts left out; null on a day not fully synced. */
  readonly spentTotalMinor: number | null;
  /** Possible impulse purchases; null on a day not fully synced. */
  readonly impulseCount: number | null;
  /** Income that arrived, minor units; null on a day not fully synced. */
  readonly incomeMinor: number | null;
  /** Context tags of the day's entries, as `vacation` or `sick`. */
  readonly tags: readonly string[];
  /** Set on the first day of a new device or source: baselines start again here. */
  readonly baselineReset: boolean;
  /** With `baselineReset`: the signals that changed their source, where not all of them did. */
  readonly resetSignals?: readonly BaselineSignal[];
};

/** A day about which nothing is known yet. */
export function emptyDay(date: LocalDate): DayRecord {
  return {
    date,
    sleepMinutes: null,
    sleepScore: null,
    hrvMs: null,
    restingHeartRateBpm: null,
    steps: null,
    activityKcal: null,
    stressLevel: null,
    mood: null,
    energySelf: null,
    spentDiscretionaryMinor: null,
    spentTotalMinor: null,
    impulseCount: null,
    incomeMinor: null,
    tags: [],
    baselineReset: false,
  };
}
