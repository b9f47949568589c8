import { choiceOf, chooseVoice, type SourceChoice, type SourceOrder, type Voice } from "./body-sources.ts";
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
  /** Who speaks for each signal, and since when; in order of signals, then days. */
  readonly choices: readonly SourceChoice[];
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
/** Every signal a body has, in the order in which they are told. */
export const BODY_SIGNALS = [
  "sleepMinutes",
  "sleepScore",
  "hrvMs",
  "restingHeartRateBpm",
  "steps",
  "activityKcal",
  "stressLevel",
] as const satisfies readonly BodySignal[];

/** Whether a body can have such a value; NaN is none. */
export function isPlausible(signal: BodySignal, value: number): boolean {
  const [low, high] = PLAUSIBLE[signal];
  return value >= low && value <= high;
}

const BASELINE_SIGNALS: readonly BodySignal[] = [
  "sleepScore",
  "hrvMs",
  "restingHeartRateBpm",
  "steps",
  "stressLevel",
] satisfies readonly BaselineSignal[];

/** Below this on a day without sleep the device was lying in a drawer. */
const WORN_STEPS = 200;
/** Voices of one signal, by source and, for HRV, its kind. */
type Voices = Map<string, Voice>;

/**
 * Chooses one source per signal and day, and drops what no body can do.
 *
 * For each signal speaks the source that the person put first, else the one with the most days in the last 28 (ties:
 * the one used before, at first the first by name), among those heard from in the last 7. Devices are never averaged,
 * and a day on which the chosen one is silent stays missing. HRV of two kinds counts as two sources, also where one
 * device gives both. Where the choice changes, that signal's baseline starts again. Only days up to each day decide.
 * The order of rows does not matter; of two rows of one source and day the larger value counts.
 *
 * @param to last day looked at
 */
export function chooseBodySignals(
  readings: readonly Reading[],
  to: LocalDate,
  order: SourceOrder = {},
): BodySeries {
  const implausible: ImplausibleValue[] = [];
  const last = dayNumber(to);
  const heard = readings
    .filter((reading) => reading.date <= to)
    .map((reading) => ({ reading, day: dayNumber(reading.date) }));
  const collected = new Map<BodySignal, Voices>();
  for (const signal of BODY_SIGNALS) collected.set(signal, collect(heard, signal, implausible));
  dropUnworn(collected);

  const first = heard.reduce((earliest, { day }) => Math.min(earliest, day), Number.POSITIVE_INFINITY);
  const days = new Map<number, { -readonly [key in keyof BodyDay]: BodyDay[key] }>();
  for (let day = first; day <= last; day++) days.set(day, { ...NOTHING });
  const choices: SourceChoice[] = [];
  for (const signal of BODY_SIGNALS) {
    // Of a voice whose every day was dropped there is nothing to hear.
    const voices = [...(collected.get(signal)?.values() ?? [])].filter((voice) => voice.days.size > 0);
    const [only, ...others] = voices;
    if (only === undefined) continue;
    if (others.length === 0) {
      // Nothing to choose: the one source speaks on every day that it has.
      choices.push(choiceOf(signal, only, Math.min(...only.days.keys())));
      for (const [day, value] of only.days) {
        const record = days.get(day);
        if (record !== undefined) record[signal] = value;
      }
      continue;
    }
    let used: Voice | null = null;
    for (const [day, record] of days) {
      const chosen = chooseVoice(voices, day, used, order[signal]);
      if (chosen === null) continue;
      if (used !== null && chosen !== used && isBaselineSignal(signal)) {
        record.resetSignals = [...record.resetSignals, signal];
      }
      if (chosen !== used) choices.push(choiceOf(signal, chosen, day));
      used = chosen;
      record[signal] = chosen.days.get(day) ?? null;
    }
  }
  return { byDay: days, choices, implausible: implausible.sort(byPlace) };
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

/** Whether a signal is judged against the person's own baseline, which starts again with a new source. */
export function isBaselineSignal(signal: BodySignal): signal is BaselineSignal {
  return BASELINE_SIGNALS.includes(signal);
}

function collect(
  readings: readonly { readonly reading: Reading; readonly day: number }[],
  signal: BodySignal,
  implausible: ImplausibleValue[],
): Voices {
  const voices: Voices = new Map();
  // Rows of one source mostly stand together, so its values are looked up once.
  let voice: Voice | null = null;
  for (const { reading, day } of readings) {
    const value = reading[signal];
    if (value === null) continue;
    if (!isPlausible(signal, value)) {
      implausible.push({ date: reading.date, source: reading.source, signal });
      continue;
    }
    const hrvKind = signal === "hrvMs" ? (reading.hrvKind ?? null) : null;
    if (voice === null || voice.source !== reading.source || voice.hrvKind !== hrvKind) {
      const { source } = reading;
      const name: string = JSON.stringify([source, hrvKind]);
      voice = voices.get(name) ?? { source, hrvKind, days: new Map() };
      voices.set(name, voice);
    }
    const other = voice.days.get(day);
    if (other === undefined || value > other) voice.days.set(day, value);
  }
  return voices;
}

/** Steps and energy of a device nobody wore are not measured: no source saw sleep that day and it saw few steps. */
function dropUnworn(collected: ReadonlyMap<BodySignal, Voices>): void {
  const slept = new Set<number>();
  for (const { days } of collected.get("sleepMinutes")?.values() ?? []) {
    for (const day of days.keys()) slept.add(day);
  }
  for (const [name, { days }] of collected.get("steps") ?? []) {
    for (const [day, count] of days) {
      if (slept.has(day) || count >= WORN_STEPS) continue;
      days.delete(day);
      collected.get("activityKcal")?.get(name)?.days.delete(day);
    }
  }
}

function byPlace(left: ImplausibleValue, right: ImplausibleValue): number {
  const key = (value: ImplausibleValue) => `${value.date} ${value.source} ${value.signal}`;
  return key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0;
}
