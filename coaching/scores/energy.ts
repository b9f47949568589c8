import { sleepDebt, soundNeed, usualSleepMinutes } from "../features/sleep-debt.ts";
import { countBetween, type DayIndex, hasAny, valueAt } from "../model/day-index.ts";
import type { BaselineSignal } from "../model/days.ts";
import { dateOfDayNumber, dayNumber } from "../model/local-date.ts";
import { notMeasured } from "../model/measured.ts";
import { type Judged, judgeDay } from "./baseline.ts";
import { type EnergyPart, SCORE_CONFIG, type ScoreConfig } from "./config.ts";
import type { ScoreContext } from "./context.ts";
import {
  combineParts,
  isCovered,
  levelOfZ,
  type MissingContributor,
  type Part,
  type ScoreResult,
  type SignalUnit,
  wordOf,
} from "./score.ts";

/** A contributor that is judged against the person's baseline. */
type JudgedPart = {
  readonly part: EnergyPart;
  readonly signal: BaselineSignal;
  readonly unit: SignalUnit;
  /** 1 for what only the whole day before can tell. */
  readonly daysBack: 0 | 1;
  /** Whether the day before may stand in for a missing value. */
  readonly mayCarry: boolean;
};

const JUDGED_PARTS: readonly JudgedPart[] = [
  { part: "hrv", signal: "hrvMs", unit: "ms", daysBack: 0, mayCarry: true },
  { part: "resting-heart-rate", signal: "restingHeartRateBpm", unit: "bpm", daysBack: 0, mayCarry: true },
  { part: "stress", signal: "stressLevel", unit: "points", daysBack: 1, mayCarry: false },
  { part: "sleep-score", signal: "sleepScore", unit: "points", daysBack: 0, mayCarry: false },
  { part: "activity", signal: "steps", unit: "steps", daysBack: 1, mayCarry: false },
];
const BODY_SIGNALS = ["sleepMinutes", ...JUDGED_PARTS.map(({ signal }) => signal)] as const;

/**
 * Energy of a day, from the night before it and the day before that; self-reported energy never enters.
 *
 * Each contributor brings its weight to the confidence, times the share of 28 days it was learned from: the days of
 * its baseline, for sleep the nights known of the 60 before. So it is coverage times n/28 when all are equally old,
 * and losing data never raises it; the fewest days of any one, which is `n`, would rise when that one is lost.
 */
export function scoreEnergy(
  index: DayIndex,
  day: number,
  context: ScoreContext,
  config: ScoreConfig,
): ScoreResult {
  const { weights, carriedWeight } = config.energy;
  const parts: Part[] = [];
  const missing: MissingContributor[] = [];
  const learned: { readonly rawWeight: number; readonly days: number }[] = [];
  const nights = countBetween(index, "sleepMinutes", day - config.baseline.windowDays, day - 1);

  const slept = sleepPart(index, day, context, config);
  if (slept === null) missing.push({ ...notMeasured("not_enough_days", 0, 1), signal: "sleep" });
  else {
    parts.push(slept);
    learned.push({ rawWeight: weights.sleep, days: nights });
  }

  const debt = sleepDebt(index, dateOfDayNumber(day), context.needMinutes, config);
  if (debt.kind === "missing") missing.push({ ...debt, signal: "sleep-debt" });
  else {
    parts.push({
      signal: "sleep-debt",
      value: debt.value,
      unit: "minutes",
      level: 100 * Math.exp(-debt.value / config.energy.debtScaleMinutes),
      rawWeight: weights["sleep-debt"],
      goal: soundNeed(context.needMinutes, config),
      from: dayNumber(debt.from),
      to: day,
    });
    learned.push({ rawWeight: weights["sleep-debt"], days: nights });
  }

  for (const { part, signal, unit, daysBack, mayCarry } of JUDGED_PARTS) {
    const own = judgeDay(index, signal, day - daysBack, config.baseline);
    const judged = own ?? (mayCarry ? judgeDay(index, signal, day - daysBack - 1, config.baseline) : null);
    if (judged === null) {
      missing.push({ ...notMeasured("not_enough_days", 0, 1), signal: part });
      continue;
    }
    const carried = own === null;
    const rawWeight = weights[part] * (carried ? carriedWeight : 1);
    learned.push({ rawWeight, days: judged.baseline.n });
    parts.push({ ...judgedPart(part, unit, judged, config), rawWeight, carried });
  }

  const fullWeight = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const combined = combineParts(parts, fullWeight, config);
  const configVersion = config.version;
  if (combined === null || !isCovered(combined.coverage, config)) {
    const have = combined?.coverage ?? 0;
    const reason = hasAny(index, BODY_SIGNALS, day) ? "low_coverage" : "not_linked";
    return { kind: "unscored", reason, have, need: config.minCoverage, missing, configVersion };
  }

  const weighty = learned.filter(({ rawWeight }) => rawWeight > 0);
  const n = Math.min(...weighty.map(({ days }) => days));
  const full = config.fullConfidenceDays;
  const confidence =
    weighty.reduce((sum, { rawWeight, days }) => sum + rawWeight * Math.min(1, days / full), 0) / fullWeight;
  const confidenceWord = wordOf(confidence, config);
  return { kind: "scored", ...combined, missing, confidence, confidenceWord, n, configVersion };
}

/** How far a night's length goes towards the need, 0 to 100: the sleep part of the energy score. */
export function sleepLevel(minutes: number, needMinutes: number, config: ScoreConfig = SCORE_CONFIG): number {
  const share = 1 - (1 - minutes / soundNeed(needMinutes, config)) / config.energy.sleepRange;
  return 100 * Math.min(1, Math.max(0, share));
}

function sleepPart(index: DayIndex, day: number, context: ScoreContext, config: ScoreConfig): Part | null {
  const minutes = valueAt(index, "sleepMinutes", day);
  if (minutes === null) return null;
  return {
    signal: "sleep",
    value: minutes,
    unit: "minutes",
    level: sleepLevel(minutes, context.needMinutes, config),
    rawWeight: config.energy.weights.sleep,
    usual: usualSleepMinutes(index, day, config),
    goal: soundNeed(context.needMinutes, config),
    from: day,
    to: day,
  };
}

function judgedPart(
  part: EnergyPart,
  unit: SignalUnit,
  judged: Judged,
  config: ScoreConfig,
): Omit<Part, "rawWeight"> {
  return {
    signal: part,
    value: judged.value,
    unit,
    level: part === "activity" ? levelOfActivity(judged.z, config) : levelOfZ(judged.z, config),
    usual: judged.baseline.usual,
    baselineState: judged.baseline.state,
    from: judged.from,
    to: judged.day,
  };
}

/** Two-sided: a usual or slightly busier day is best; far too little and far too much both cost. */
function levelOfActivity(z: number, config: ScoreConfig): number {
  const { activityPeak, activityCentre, activityFree, activityWidth } = config.energy;
  const beyond = Math.max(0, Math.abs(z - activityCentre) - activityFree);
  return activityPeak * Math.exp(-0.5 * (beyond / activityWidth) ** 2);
}
