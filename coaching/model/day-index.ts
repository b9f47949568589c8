import { PLAUSIBLE } from "./body-signals.ts";
import type { BaselineSignal, DayRecord } from "./days.ts";
import { dayNumber } from "./local-date.ts";

const SIGNALS = [
  "sleepMinutes",
  "sleepScore",
  "hrvMs",
  "restingHeartRateBpm",
  "steps",
  "activityKcal",
  "stressLevel",
  "mood",
  "energySelf",
  "spentDiscretionaryMinor",
  "spentTotalMinor",
  "impulseCount",
  "incomeMinor",
] as const satisfies readonly (keyof DayRecord)[];

/** The numeric series of a {@link DayRecord}. */
export type DaySignal = (typeof SIGNALS)[number];

/** One person's days made ready for looking back from many dates; days are numbers as in `dayNumber`. */
export type DayIndex = {
  readonly kind: "day-index";
  readonly records: ReadonlyMap<number, DayRecord>;
  /** Days on which a signal's baseline starts again, ascending. */
  readonly resets: Readonly<Record<BaselineSignal, readonly number[]>>;
  /** First day on which a signal was measured; no entry when it never was. */
  readonly firstMeasured: ReadonlyMap<DaySignal, number>;
};

/** What the engines can work with; anything outside counts as missing, so that no bad row becomes a bad score. */
const LIMITS: Readonly<Record<DaySignal, readonly [low: number, high: number]>> = {
  ...PLAUSIBLE,
  mood: [-5, 5],
  energySelf: [0, 100],
  spentDiscretionaryMinor: [0, Number.MAX_SAFE_INTEGER],
  spentTotalMinor: [0, Number.MAX_SAFE_INTEGER],
  impulseCount: [0, 10_000],
  incomeMinor: [0, Number.MAX_SAFE_INTEGER],
};

/**
 * Makes days ready for looking up, once for many questions.
 *
 * @param days any order; of two records of one day the later in the list counts. An index is returned as it is.
 */
export function indexDays(days: readonly DayRecord[] | DayIndex): DayIndex {
  if ("kind" in days) return days;
  const records = new Map<number, DayRecord>();
  for (const day of days) records.set(dayNumber(day.date), day);
  const resetDays = (signal: BaselineSignal) =>
    [...records]
      .filter(
        ([, { baselineReset, resetSignals }]) => baselineReset && (resetSignals?.includes(signal) ?? true),
      )
      .map(([day]) => day)
      .sort((left, right) => left - right);
  return {
    kind: "day-index",
    records,
    firstMeasured: firstDays(records),
    resets: {
      sleepScore: resetDays("sleepScore"),
      hrvMs: resetDays("hrvMs"),
      restingHeartRateBpm: resetDays("restingHeartRateBpm"),
      steps: resetDays("steps"),
      stressLevel: resetDays("stressLevel"),
    },
  };
}

/** An index in which some days are other than in `index`; only their values change, not whether there are any. */
export function withDays(index: DayIndex, changed: readonly DayRecord[]): DayIndex {
  if (changed.length === 0) return index;
  const records = new Map(index.records);
  for (const day of changed) records.set(dayNumber(day.date), day);
  return { ...index, records };
}

/** A day's value; null when the day is unknown, not measured, or out of every sensible range. */
export function valueAt(index: DayIndex, signal: DaySignal, day: number): number | null {
  return soundValue(index.records.get(day), signal);
}

function soundValue(record: DayRecord | undefined, signal: DaySignal): number | null {
  const value = record?.[signal];
  if (value === undefined || value === null) return null;
  const [low, high] = LIMITS[signal];
  return value >= low && value <= high ? value : null;
}

function firstDays(records: ReadonlyMap<number, DayRecord>): Map<DaySignal, number> {
  const first = new Map<DaySignal, number>();
  for (const [day, record] of records) {
    for (const signal of SIGNALS) {
      if (soundValue(record, signal) === null) continue;
      first.set(signal, Math.min(day, first.get(signal) ?? day));
    }
  }
  return first;
}

/** A value and its day. */
export type DayValue = { readonly day: number; readonly value: number };

/** The values present on `from` to `to`, both included, in order of day. */
export function valuesBetween(index: DayIndex, signal: DaySignal, from: number, to: number): DayValue[] {
  const found: DayValue[] = [];
  for (let day = from; day <= to; day++) {
    const value = valueAt(index, signal, day);
    if (value !== null) found.push({ day, value });
  }
  return found;
}

/** The last day up to `day` on which the signal's baseline starts again; null when it never did. */
export function lastReset(index: DayIndex, signal: BaselineSignal, day: number): number | null {
  return index.resets[signal].findLast((reset) => reset <= day) ?? null;
}

/** Whether any of the signals has ever been measured up to a day. */
export function hasAny(index: DayIndex, signals: readonly DaySignal[], to: number): boolean {
  return signals.some((signal) => (index.firstMeasured.get(signal) ?? Number.POSITIVE_INFINITY) <= to);
}

/** Both ends of the days behind a number. */
export function spanOf(
  values: readonly DayValue[],
): { readonly first: number; readonly last: number } | null {
  const first = values[0];
  const last = values.at(-1);
  return first && last ? { first: first.day, last: last.day } : null;
}

export type Days = readonly DayRecord[] | DayIndex;
