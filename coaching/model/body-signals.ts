import type { BaselineSignal, DayRecord } from "./days.ts";
import { dayNumber, type LocalDate } from "./local-date.ts";
import type { Reading } from "./rows.ts";

/** Signals that come from a wearable. */
export type BodySignal = BaselineSignal | "sleepMinutes" | "activityKcal";

/** A value outside what a body can do; it counts as missing. */
export type ImplausibleValue = {
  readonly date: LocalDate;
  readonly source: string;
  readonly signal: BodySignal;
};

/** One day's body: chosen values, and which baselines start again on it. */
export type BodyDay = Pick<DayRecord, BodySignal> & { readonly resetSignals: readonly BaselineSignal[] };

export type BodySeries = {
  readonly byDay: ReadonlyMap<number, BodyDay>;
  readonly implausible: readonly ImplausibleValue[];
};

/** Lowest and highest plausible value, both included. */
export const PLAUSIBLE: Readonly<Record<BodySignal, readonly [low: number, high: number]>> = {
  sleepMinutes: [60, 960],
  sleepScore: [0, 100],
  hrvMs: [3, 300],
  restingHeartRateBpm: [25, 150],
  steps: [0, 100_000],
  activityKcal: [0, 8000],
  stressLevel: [0, 100],
};
const SIGNALS = [
  "sleepMinutes",
  "sleepScore",
  "hrvMs",
  "restingHeartRateBpm",
  "steps",
  "activityKcal",
  "stressLevel",
] as const satisfies readonly BodySignal[];
const BASELINE_SIGNALS: readonly BodySignal[] = [
  "sleepScore",
  "hrvMs",
  "restingHeartRateBpm",
  "steps",
  "stressLevel",
] satisfies readonly BaselineSignal[];

/** Below this on a day without sleep the device was lying in a drawer. */
const WORN_STEPS = 200;
/** The source with the most days in this window speaks for a signal. */
const CHOICE_DAYS = 28;
/** A source silent for so long gives way, so that a new device need not wait until it has the most days. */
const SILENT_DAYS = 7;

/** Values of one signal: by source, then by day number. */
type BySource = ReadonlyMap<string, ReadonlyMap<number, number>>;

/**
 * Chooses one source per signal and day, and drops what no body can do.
 *
 * For each signal speaks the source with the most days in the last 28 (ties: the one used before, at first the
 * first by name) among those heard from in the last 7. Devices are never averaged, and a day on which the chosen
 * one is silent stays missing. Where the choice changes, that signal's baseline starts again. Only days up to
 * each day decide. The order of rows does not matter; of two rows of one source and day the larger value counts.
 *
 * @param to last day looked at
 */
export function chooseBodySignals(readings: readonly Reading[], to: LocalDate): BodySeries {
  const implausible: ImplausibleValue[] = [];
  const last = dayNumber(to);
  const heard = readings
    .filter((reading) => reading.date <= to)
    .map((reading) => ({ reading, day: dayNumber(reading.date) }));
  const collected = new Map<BodySignal, Map<string, Map<number, number>>>();
  for (const signal of SIGNALS) collected.set(signal, collect(heard, signal, implausible));
  dropUnworn(collected);

  const first = heard.reduce((earliest, { day }) => Math.min(earliest, day), Number.POSITIVE_INFINITY);
  const days = new Map<number, { -readonly [key in keyof BodyDay]: BodyDay[key] }>();
  for (let day = first; day <= last; day++) days.set(day, { ...NOTHING });
  for (const signal of SIGNALS) {
    const sources: BySource = collected.get(signal) ?? new Map();
    const [only, ...others] = sources.values();
    if (others.length === 0) {
      // Nothing to choose: the one source speaks on every day that it has.
      for (const [day, value] of only ?? []) {
        const record = days.get(day);
        if (record !== undefined) record[signal] = value;
      }
      continue;
    }
    let used: string | null = null;
    for (const [day, record] of days) {
      const chosen = chooseSource(sources, day, used);
      if (chosen === null) continue;
      if (used !== null && chosen !== used && isBaselineSignal(signal)) {
        record.resetSignals = [...record.resetSignals, signal];
      }
      used = chosen;
      record[signal] = sources.get(chosen)?.get(day) ?? null;
    }
  }
  return { byDay: days, implausible: implausible.sort(byPlace) };
}

const NOTHING: BodyDay = {
  sleepMinutes: null,
  sleepScore: null,
  hrvMs: null,
  restingHeartRateBpm: null,
  steps: null,
  activityKcal: null,
  stressLevel: null,
  resetSignals: [],
};

function isBaselineSignal(signal: BodySignal): signal is BaselineSignal {
  return BASELINE_SIGNALS.includes(signal);
}

function collect(
  readings: readonly { readonly reading: Reading; readonly day: number }[],
  signal: BodySignal,
  implausible: ImplausibleValue[],
): Map<string, Map<number, number>> {
  const [low, high] = PLAUSIBLE[signal];
  const bySource = new Map<string, Map<number, number>>();
  // Rows of one source mostly stand together, so its values are looked up once.
  let source: string | null = null;
  let values = new Map<number, number>();
  for (const { reading, day } of readings) {
    const value = reading[signal];
    if (value === null) continue;
    if (!(value >= low && value <= high)) {
      implausible.push({ date: reading.date, source: reading.source, signal });
      continue;
    }
    if (reading.source !== source) {
      source = reading.source;
      values = bySource.get(source) ?? new Map();
      bySource.set(source, values);
    }
    const other = values.get(day);
    if (other === undefined || value > other) values.set(day, value);
  }
  return bySource;
}

/** Steps and energy of a device nobody wore are not measured: no source saw sleep that day and it saw few steps. */
function dropUnworn(collected: ReadonlyMap<BodySignal, Map<string, Map<number, number>>>): void {
  const slept = new Set<number>();
  for (const values of collected.get("sleepMinutes")?.values() ?? []) {
    for (const day of values.keys()) slept.add(day);
  }
  for (const [source, steps] of collected.get("steps") ?? []) {
    for (const [day, count] of steps) {
      if (slept.has(day) || count >= WORN_STEPS) continue;
      steps.delete(day);
      collected.get("activityKcal")?.get(source)?.delete(day);
    }
  }
}

function chooseSource(sources: BySource, day: number, used: string | null): string | null {
  const heard = [...sources]
    .map(([source, values]) => ({ source, ...countBack(values, day) }))
    .filter(({ recent }) => recent > 0)
    .sort(
      (left, right) =>
        right.total - left.total ||
        Number(right.source === used) - Number(left.source === used) ||
        (left.source < right.source ? -1 : 1),
    );
  return heard[0]?.source ?? used;
}

function countBack(values: ReadonlyMap<number, number>, day: number): { total: number; recent: number } {
  let total = 0;
  let recent = 0;
  for (let age = 0; age < CHOICE_DAYS; age++) {
    if (!values.has(day - age)) continue;
    total++;
    if (age < SILENT_DAYS) recent++;
  }
  return { total, recent };
}

function byPlace(left: ImplausibleValue, right: ImplausibleValue): number {
  const key = (value: ImplausibleValue) => `${value.date} ${value.source} ${value.signal}`;
  return key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0;
}
