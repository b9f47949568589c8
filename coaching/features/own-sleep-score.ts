import { SCORE_CONFIG, type ScoreConfig } from "../scores/config.ts";
import { soundNeed } from "./sleep-debt.ts";

/** A night in minutes, from a wearable that does not rate it; null is "not told". */
export type UnratedNight = {
  readonly asleepMinutes: number;
  readonly awakeMinutes: number | null;
  /** Both null for a night without stages. */
  readonly deepMinutes: number | null;
  readonly remMinutes: number | null;
};

/** A rating that no wearable gave. It carries that mark so that it is never shown as one of theirs. */
export type OwnSleepScore = {
  /** Whole, 0 to 100. */
  readonly value: number;
  readonly isOurs: true;
  readonly configVersion: string;
};

/**
 * Constants of the score. The share for length is that of the energy score; the others count where the wearable tells
 * them, and the rest weighs more where it does not.
 */
const OWN_SLEEP = {
  version: "own-sleep/1",
  weights: { length: 0.6, calm: 0.2, depth: 0.2 },
  /** Of the time in bed asleep: nothing for the first, all for the second. */
  efficiency: { none: 0.65, full: 0.95 },
  /** Deep and REM sleep together, of the need. */
  depthShare: 0.4,
} as const;
/** Below this it is no night: as in the plausibility of the series. */
const SHORTEST_MINUTES = 60;
const LONGEST_MINUTES = 960;

/**
 * How good a night was by its length, its calm and its depth, for a source that gives no sleep score.
 *
 * More sleep never lowers it, more time awake never raises it. Stress is not made up in such a way: there is no formula
 * for it that has been tried, so without a source for it, it stays null.
 *
 * @param needMinutes kept within 360 to 600
 * @returns null for a night that is none
 */
export function ownSleepScore(
  night: UnratedNight,
  needMinutes: number,
  config: ScoreConfig = SCORE_CONFIG,
): OwnSleepScore | null {
  const { asleepMinutes: asleep } = night;
  if (!(asleep >= SHORTEST_MINUTES && asleep <= LONGEST_MINUTES)) return null;
  const need = soundNeed(needMinutes, config);
  const { weights, version } = OWN_SLEEP;
  const parts: { readonly weight: number; readonly share: number }[] = [
    { weight: weights.length, share: clampShare(1 - (1 - asleep / need) / config.energy.sleepRange) },
  ];
  const calm = calmOf(asleep, night.awakeMinutes);
  if (calm !== null) parts.push({ weight: weights.calm, share: calm });
  const depth = depthOf(night, need);
  if (depth !== null) parts.push({ weight: weights.depth, share: depth });

  const weight = parts.reduce((total, part) => total + part.weight, 0);
  const share = parts.reduce((total, part) => total + part.weight * part.share, 0) / weight;
  return { value: Math.round(100 * share), isOurs: true, configVersion: version };
}

function calmOf(asleep: number, awake: number | null): number | null {
  if (awake === null || !(awake >= 0)) return null;
  const { none, full } = OWN_SLEEP.efficiency;
  return clampShare((asleep / (asleep + awake) - none) / (full - none));
}

function depthOf({ deepMinutes, remMinutes }: UnratedNight, need: number): number | null {
  if (deepMinutes === null || remMinutes === null || !(deepMinutes >= 0 && remMinutes >= 0)) return null;
  return clampShare((deepMinutes + remMinutes) / (OWN_SLEEP.depthShare * need));
}

function clampShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}
