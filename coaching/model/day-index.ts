import { PLAUSIBLE } from "./body-signals.ts";
import type { BaselineSignal, DayRecord } from "./days.ts";
import { dayNumber } from "./local-date.ts";

const MONEY_SIGNALS = [
  "spentDiscretionaryMinor",
  "spentTotalMinor",
  "impulseCount",
  "incomeMinor",
] as const satisfies readonly DaySignal[];

/** The numeric series of a {@link DayRecord}. */
export type DaySignal = Exclude<keyof DayRecord, "date" | "tags" | "baselineReset" | "resetSignals">;

/** One person's days made ready for looking back from many dates; days are numbers as in `dayNumber`. */
export type DayIndex = {
  readonly kind: "day-index";
  readonly records: ReadonlyMap<number, DayRecord>;
  /** The first of the days. */
  readonly first: number;
  /** By signal one value a day from the first on; NaN where there is none. */
  readonly values: Readonly<Record<DaySignal, Float64Array>>;
  /** Days on which a signal's baseline starts again, ascending. */
  readonly resets: Readonly<Record<BaselineSignal, readonly number[]>>;
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
  const known = indexed.get(days);
  if (known !== undefined) return known;
  const made = makeIndex(days);
  indexed.set(days, made);
  return made;
}

/** One rule after the other looks at the same days. */
const indexed = new WeakMap<readonly DayRecord[], DayIndex>();

function makeIndex(days: readonly DayRecord[]): DayIndex {
  const records = new Map<number, DayRecord>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const record of days) {
    const day = dayNumber(record.date);
    first = Math.min(first, day);
    last = Math.max(last, day);
    records.set(day, record);
  }
  const length = records.size === 0 ? 0 : last - first + 1;
  const resetDays = [...records]
    .filter(([, record]) => record.baselineReset)
    .sort(([left], [right]) => left - right);
  const resetsOf = (signal: BaselineSignal) =>
    resetDays.filter(([, { resetSignals }]) => resetSignals?.includes(signal) ?? true).map(([day]) => day);
  return {
    kind: "day-index",
    records,
    first,
    values: columnsOf(records, first, length),
    resets: {
      sleepScore: resetsOf("sleepScore"),
      hrvMs: resetsOf("hrvMs"),
      restingHeartRateBpm: resetsOf("restingHeartRateBpm"),
      steps: resetsOf("steps"),
      stressLevel: resetsOf("stressLevel"),
    },
  };
}

function columnsOf(records: ReadonlyMap<number, DayRecord>, first: number, length: number) {
  const column = () => new Float64Array(length).fill(Number.NaN);
  const values: Record<DaySignal, Float64Array> = {
    sleepMinutes: column(),
    sleepScore: column(),
    hrvMs: column(),
    restingHeartRateBpm: column(),
    steps: column(),
    activityKcal: column(),
    stressLevel: column(),
    mood: column(),
    energySelf: column(),
    spentDiscretionaryMinor: column(),
    spentTotalMinor: column(),
    impulseCount: column(),
    incomeMinor: column(),
  };
  // Field by field, which the engine reads some times faster than by a name in a variable.
  for (const [day, record] of records) {
    const at = day - first;
    values.sleepMinutes[at] = soundValue(record.sleepMinutes, LIMITS.sleepMinutes);
    values.sleepScore[at] = soundValue(record.sleepScore, LIMITS.sleepScore);
    values.hrvMs[at] = soundValue(record.hrvMs, LIMITS.hrvMs);
    values.restingHeartRateBpm[at] = soundValue(record.restingHeartRateBpm, LIMITS.restingHeartRateBpm);
    values.steps[at] = soundValue(record.steps, LIMITS.steps);
    values.activityKcal[at] = soundValue(record.activityKcal, LIMITS.activityKcal);
    values.stressLevel[at] = soundValue(record.stressLevel, LIMITS.stressLevel);
    values.mood[at] = soundValue(record.mood, LIMITS.mood);
    values.energySelf[at] = soundValue(record.energySelf, LIMITS.energySelf);
    addMoney(values, at, record);
  }
  return values;
}

function addMoney(values: Record<DaySignal, Float64Array>, at: number, record: DayRecord): void {
  values.spentDiscretionaryMinor[at] = soundValue(
    record.spentDiscretionaryMinor,
    LIMITS.spentDiscretionaryMinor,
  );
  values.spentTotalMinor[at] = soundValue(record.spentTotalMinor, LIMITS.spentTotalMinor);
  values.impulseCount[at] = soundValue(record.impulseCount, LIMITS.impulseCount);
  values.incomeMinor[at] = soundValue(record.incomeMinor, LIMITS.incomeMinor);
}

/** The least and the most that a signal can be. */
export function limitsOf(signal: DaySignal): readonly [low: number, high: number] {
  return LIMITS[signal];
}

/** NaN for what was not measured and what cannot be. */
function soundValue(value: number | null, [low, high]: readonly [low: number, high: number]): number {
  return value !== null && value >= low && value <= high ? value : Number.NaN;
}

/** An index in which some of its days have other money; everything else stays as it is. */
export function withMoney(index: DayIndex, changed: readonly DayRecord[]): DayIndex {
  if (changed.length === 0) return index;
  const records = new Map(index.records);
  const values = { ...index.values };
  for (const signal of MONEY_SIGNALS) values[signal] = index.values[signal].slice();
  for (const record of changed) {
    const day = dayNumber(record.date);
    records.set(day, record);
    addMoney(values, day - index.first, record);
  }
  return { ...index, records, values };
}

/** A day's value; null when the day is unknown, not measured, or out of every sensible range. */
export function valueAt(index: DayIndex, signal: DaySignal, day: number): number | null {
  const value = index.values[signal][day - index.first];
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** A value and its day. */
export type DayValue = { readonly day: number; readonly value: number };

/** The values present on `from` to `to`, both included, in order of day. */
export function valuesBetween(index: DayIndex, signal: DaySignal, from: number, to: number): DayValue[] {
  const found: DayValue[] = [];
  const column = index.values[signal];
  const last = Math.min(to, index.first + column.length - 1);
  for (let day = Math.max(from, index.first); day <= last; day++) {
    const value = column[day - index.first] ?? Number.NaN;
    if (!Number.isNaN(value)) found.push({ day, value });
  }
  return found;
}

/** How many of the days have a value. */
export function countBetween(index: DayIndex, signal: DaySignal, from: number, to: number): number {
  let count = 0;
  for (let day = from; day <= to; day++) if (valueAt(index, signal, day) !== null) count++;
  return count;
}

/** The last day up to `day` on which the signal's baseline starts again; null when it never did. */
export function lastReset(index: DayIndex, signal: BaselineSignal, day: number): number | null {
  return index.resets[signal].findLast((reset) => reset <= day) ?? null;
}

/** Whether any of the signals has ever been measured up to a day. */
export function hasAny(index: DayIndex, signals: readonly DaySignal[], to: number): boolean {
  const days = Math.max(0, to - index.first + 1);
  return signals.some((signal) =>
    index.values[signal].subarray(0, days).some((value) => !Number.isNaN(value)),
  );
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
