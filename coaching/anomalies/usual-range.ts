import { middleOf, spreadOf } from "../model/sorted.ts";
import { sortedWindow } from "../model/sorted-window.ts";
import type { AnomalyConfig } from "./config.ts";

const WEEK_DAYS = 7;

/** The known days before a day, their weekdays' own parts taken off; everything on the scale that was given. */
export type EvenedPast = {
  /** The values without their weekdays' parts, in order of day, and each one's place in the history. */
  readonly evened: Float64Array;
  readonly places: Int32Array;
  /** The part of the weekday that is judged. */
  readonly weekdayPart: number;
  readonly isYesterdayKnown: boolean;
};

/** What a day's value is expected to be, from the days before it. */
export type UsualRange = {
  /** What such a day brings: the level, its weekday's own part, and what goes on from the day before. */
  readonly expected: number;
  /** Spread around it. */
  readonly spread: number;
  /** The same without what goes on from the day before. */
  readonly plain: { readonly expected: number; readonly spread: number };
};

/**
 * Takes the weekdays' own parts off a history: of each weekday a trimmed mean of how it differs, drawn towards none.
 *
 * @param history one value a day up to the day before, NaN where there is none
 * @param weekday of the day that is judged, 0 to 6; the history's last day is the weekday before
 * @returns null with fewer than 21 values, and where they never move
 */
export function evenedPast(history: Float64Array, weekday: number, config: AnomalyConfig): EvenedPast | null {
  const { places, values } = knownIn(history);
  const n = values.length;
  if (n < config.minValues) return null;
  const sorted = values.slice().sort();
  if (sorted[0] === sorted[n - 1]) return null;

  // Whole weeks are added so that no remainder is negative.
  const firstWeekday = (weekday + (WEEK_DAYS - 1) * history.length) % WEEK_DAYS;
  const weekdays = new Int32Array(n);
  for (let at = 0; at < n; at++) weekdays[at] = (firstWeekday + (places[at] ?? 0)) % WEEK_DAYS;
  const parts = weekdayParts(values, weekdays, middleOf(sorted), config);
  const evened = new Float64Array(n);
  for (let at = 0; at < n; at++) evened[at] = (values[at] ?? 0) - (parts[weekdays[at] ?? 0] ?? 0);
  const isYesterdayKnown = places[n - 1] === history.length - 1;
  return { evened, places, weekdayPart: parts[weekday] ?? 0, isYesterdayKnown };
}

/**
 * The range of a day, which single wild days do not move.
 *
 * The level is halfway between the middle of the last 21 values and that of all; each earlier value is held against the level as it
 * could be known then. The spread is their winsorised standard deviation. What persists from one day to the next is taken over from
 * yesterday, where yesterday is known.
 *
 * @param leastSpread on the scale of the past
 */
export function usualRange(
  { evened, places, weekdayPart, isYesterdayKnown }: EvenedPast,
  leastSpread: number,
  config: AnomalyConfig,
): UsualRange {
  const { deviations, level } = deviationsOf(evened, config);
  const spread = spreadAround(deviations, leastSpread, config);
  const plain = { expected: weekdayPart + level, spread };
  const carried = isYesterdayKnown ? carriedShare(deviations, places, spread, config) : 0;
  const yesterday = held((evened.at(-1) ?? 0) - level, config.deviationLimit * spread);
  return {
    expected: plain.expected + carried * yesterday,
    spread: spread * Math.sqrt(1 - config.carriedNarrows * carried ** 2),
    plain,
  };
}

/** The values that are there, and their places in the history; in plain loops, as this runs for every signal every night. */
function knownIn(history: Float64Array): { readonly places: Int32Array; readonly values: Float64Array } {
  const places = new Int32Array(history.length);
  const values = new Float64Array(history.length);
  let n = 0;
  for (let place = 0; place < history.length; place++) {
    const value = history[place] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    places[n] = place;
    values[n] = value;
    n++;
  }
  return { places: places.subarray(0, n), values: values.subarray(0, n) };
}

/** What each weekday differs by from the middle of all values. */
function weekdayParts(
  values: Float64Array,
  weekdays: Int32Array,
  middle: number,
  { weekdayTrim, weekdayPrior }: AnomalyConfig,
): Float64Array {
  const parts = new Float64Array(WEEK_DAYS);
  const own = new Float64Array(values.length);
  for (let weekday = 0; weekday < WEEK_DAYS; weekday++) {
    let n = 0;
    for (let at = 0; at < values.length; at++) {
      if (weekdays[at] === weekday) own[n++] = (values[at] ?? 0) - middle;
    }
    if (n < 2) continue;
    const sorted = own.subarray(0, n).sort();
    const cut = Math.floor(weekdayTrim * n);
    let sum = 0;
    for (let at = cut; at < n - cut; at++) sum += sorted[at] ?? 0;
    parts[weekday] = ((sum / (n - 2 * cut)) * n) / (n + weekdayPrior);
  }
  return parts;
}

/** Each value's distance from the level that the values before it make, and the level that all of them make. */
function deviationsOf(evened: Float64Array, { recentValues, leastRecent }: AnomalyConfig) {
  const all = middleOf(evened.slice().sort());
  const recent = sortedWindow(recentValues);
  const level = () => (recent.size() < leastRecent ? all : (recent.middle() + all) / 2);
  const deviations = new Float64Array(evened.length);
  for (let at = 0; at < evened.length; at++) {
    const value = evened[at] ?? 0;
    deviations[at] = value - level();
    recent.exchange(value, at < recentValues ? null : (evened[at - recentValues] ?? value));
  }
  return { deviations, level: level() };
}

/** Standard deviation of values of which the wild ones count as merely high. */
function spreadAround(
  deviations: Float64Array,
  leastSpread: number,
  { madToSd, deviationLimit, winsorCorrection }: AnomalyConfig,
): number {
  const sorted = deviations.slice().sort();
  const middle = middleOf(sorted);
  const rough = Math.max(madToSd * spreadOf(sorted, middle), leastSpread);
  let squares = 0;
  for (let at = 0; at < sorted.length; at++) {
    squares += held(((sorted[at] ?? 0) - middle) / rough, deviationLimit) ** 2;
  }
  const spread = rough * Math.sqrt(squares / (sorted.length - 1)) * winsorCorrection;
  return Math.max(spread, leastSpread);
}

/** How much of a day's deviation is there on the next one: the slope over days in a row, 0 to 0.7. */
function carriedShare(
  deviations: Float64Array,
  places: Int32Array,
  spread: number,
  { deviationLimit, mostCarried }: AnomalyConfig,
): number {
  const most = deviationLimit * spread;
  let products = 0;
  let squares = 0;
  for (let at = 1; at < places.length; at++) {
    if (places[at] !== (places[at - 1] ?? 0) + 1) continue;
    const before = held(deviations[at - 1] ?? 0, most);
    products += before * held(deviations[at] ?? 0, most);
    squares += before ** 2;
  }
  return squares === 0 ? 0 : Math.min(mostCarried, Math.max(0, products / squares));
}

function held(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}
