import { type DayIndex, lastReset, valueAt } from "../model/day-index.ts";
import type { BaselineSignal } from "../model/days.ts";
import { middleOf, spreadOf } from "../model/sorted.ts";
import type { BaselineShape, ScoreConfig } from "./config.ts";

/** How far a baseline is the person's own. */
export type BaselineState = "population" | "provisional" | "personal";

/** What a signal is judged against. */
export type Baseline = {
  /** Days it was learned from. */
  readonly n: number;
  /** Centre on the scale used (ln for `log` signals), drawn towards the population's. */
  readonly centre: number;
  /** Spread on the scale used, drawn towards the population's. */
  readonly spread: number;
  /** The person's plain median in the signal's own unit; null below the provisional number of days. */
  readonly usual: number | null;
  readonly state: BaselineState;
};

type BaselineConfig = ScoreConfig["baseline"];

/**
 * A baseline from past values, robust to single wild ones and drawn towards the population's by seven days' weight.
 *
 * Without values it is the population's. Values that the scale cannot hold (no number; 0 or less on a log scale)
 * are passed over.
 *
 * @param values in the signal's own unit, any order
 */
export function baselineOf(
  values: readonly number[],
  shape: BaselineShape,
  config: BaselineConfig,
): Baseline {
  const past = Float64Array.from(values, (value) => onScale(value, shape)).filter(Number.isFinite);
  return baselineOfScaled(past, shape, config);
}

/** @param past finite values on the scale used, in the order in which they are summed */
function baselineOfScaled(past: Float64Array, shape: BaselineShape, config: BaselineConfig): Baseline {
  const n = past.length;
  const prior = config.priorDays;
  const populationCentre = onScale(shape.populationUsual, shape);
  if (n === 0) {
    const spread = Math.max(shape.spreadFloor, shape.populationSpread);
    return { n, centre: populationCentre, spread, usual: null, state: "population" };
  }

  const sorted = past.slice().sort();
  const middle = middleOf(sorted);
  const roughSpread = Math.max(config.madToSd * spreadOf(sorted, middle), shape.spreadFloor);
  const limit = config.deviationLimit;
  let squares = 0;
  for (const value of past) squares += clamp((value - middle) / roughSpread, -limit, limit) ** 2;
  const centre = (n * middle + prior * populationCentre) / (n + prior);
  // One day has no spread of its own, so the population's stands alone.
  const ownSpread = n < 2 ? null : roughSpread * Math.sqrt(squares / (n - 1)) * config.winsorCorrection;
  const pooled =
    ownSpread === null
      ? shape.populationSpread
      : Math.sqrt((n * ownSpread ** 2 + prior * shape.populationSpread ** 2) / (n + prior));
  return {
    n,
    centre,
    spread: Math.max(shape.spreadFloor, pooled),
    usual: n < config.provisionalDays ? null : offScale(middle, shape),
    state: n < config.provisionalDays ? "population" : n < config.personalDays ? "provisional" : "personal",
  };
}

/**
 * How far a value lies from its baseline, in spreads, positive for better; for two-sided signals positive for more.
 *
 * @returns −3 to 3; null when the scale cannot hold the value
 */
export function zOf(
  value: number,
  baseline: Baseline,
  shape: BaselineShape,
  config: BaselineConfig,
): number | null {
  const deviation = deviationOf([value], baseline, shape);
  return deviation === null ? null : clamp(deviation, -config.zLimit, config.zLimit);
}

/**
 * How far the mean of some values, taken on the signal's scale, lies from a baseline: as {@link zOf}, without its limits.
 *
 * @returns null without a value, and when the scale cannot hold one of them
 */
export function deviationOf(
  values: readonly number[],
  baseline: Baseline,
  shape: BaselineShape,
): number | null {
  const position = values.reduce((sum, value) => sum + onScale(value, shape), 0) / values.length;
  if (!Number.isFinite(position)) return null;
  const direction = shape.direction === 0 ? 1 : shape.direction;
  return (direction * (position - baseline.centre)) / baseline.spread;
}

/** One day's value against the 60 days before it. */
export type Judged = {
  readonly day: number;
  readonly value: number;
  readonly z: number;
  readonly baseline: Baseline;
  /** Earliest day of the baseline; the value's own day when there is none. */
  readonly from: number;
};

/** Judges a day's value against the days before it, back to the signal's last reset; null when there is none. */
export function judgeDay(
  index: DayIndex,
  signal: BaselineSignal,
  day: number,
  config: BaselineConfig,
): Judged | null {
  const value = valueAt(index, signal, day);
  if (value === null) return null;
  const { baseline, from } = baselineBefore(index, signal, day, config);
  const z = zOf(value, baseline, config.shapes[signal], config);
  return z === null ? null : { day, value, z, baseline, from };
}

/** What a day is judged against, and the earliest day of it; the day itself is not in it. */
export function baselineBefore(
  index: DayIndex,
  signal: BaselineSignal,
  day: number,
  config: BaselineConfig,
): { readonly baseline: Baseline; readonly from: number } {
  const shape = config.shapes[signal];
  const start = Math.max(day - config.windowDays, lastReset(index, signal, day) ?? Number.NEGATIVE_INFINITY);
  const { scaled, first, days } = pastOf(index, signal, shape, start, day - 1);
  return { baseline: baselineOfScaled(scaled.subarray(0, days), shape, config), from: first ?? day };
}

/** Signals on their scale, kept with the values they were made from: each is looked back on from 60 days. */
const scales = new WeakMap<Float64Array, { readonly shape: BaselineShape; readonly scaled: Float64Array }>();
/** Filled and read in one go; no call waits in between. */
const window = new Float64Array(1024);

/** The values of some days on their scale, in order, and the first day that has one in the signal's own unit. */
function pastOf(index: DayIndex, signal: BaselineSignal, shape: BaselineShape, from: number, to: number) {
  const values = index.values[signal];
  const kept = scales.get(values);
  const scaled = kept?.shape === shape ? kept.scaled : values.map((value) => onScale(value, shape));
  if (scaled !== kept?.scaled) scales.set(values, { shape, scaled });
  const past = to - from < window.length ? window : new Float64Array(to - from + 1);
  let first: number | null = null;
  let days = 0;
  for (let day = Math.max(from, index.first); day <= to; day++) {
    const at = day - index.first;
    if (first === null && !Number.isNaN(values[at])) first = day;
    const value = scaled[at] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    past[days] = value;
    days += 1;
  }
  return { scaled: past, first, days };
}

function onScale(value: number, shape: BaselineShape): number {
  const held = Math.max(shape.atLeast, value);
  return shape.scale === "log" ? Math.log(held) : held;
}

function offScale(position: number, shape: BaselineShape): number {
  return shape.scale === "log" ? Math.exp(position) : position;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
