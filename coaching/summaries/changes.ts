import { type DayIndex, type DaySignal, lastReset, valueAt } from "../model/day-index.ts";
import type { BaselineSignal } from "../model/days.ts";
import { dayNumber, type LocalDate } from "../model/local-date.ts";
import type { DayRange } from "../questions/asked-period.ts";
import { meanPoints, type ScoreName } from "../questions/score-means.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { DayScores } from "../scores/day-scores.ts";
import { SIGNALS, type Signal, type SignalId, sharesPart } from "../signals/registry.ts";
import { SUMMARY_CONFIG, type SummaryConfig } from "./config.ts";
import { meanIn, usualChange, type ValueOn } from "./means.ts";
import type { ChangeNote } from "./note.ts";
import { wholeParts } from "./whole-parts.ts";

/** A day's scores as they were stored; null where one could not be told. */
export type StoredScores = Readonly<Record<ScoreName, number | null>>;

/** What two periods are compared by. */
export type SummaryGround = {
  readonly period: DayRange;
  /** The one it is held against, which ends on the day before it. */
  readonly before: DayRange;
  /** At least the eight weeks before the period, and the period, as known at its end. */
  readonly index: DayIndex;
  /** Of every day of both. */
  readonly scores: readonly DayScores[];
  /** Scores of the eight weeks before the period, by day. */
  readonly stored: ReadonlyMap<LocalDate, StoredScores>;
};

/** Scores by the signals they are. */
const SCORES: ReadonlyMap<SignalId, ScoreName> = new Map([
  ["energy_score", "energy"],
  ["mood_score", "mood"],
  ["financial_score", "financial"],
  ["balance_score", "balance"],
]);

/** Income comes on paydays, and calories are not read in the nightly run. */
const LEFT_OUT: ReadonlySet<SignalId> = new Set(["income", "activity_calories"]);

type Moved = { readonly signal: Signal; readonly note: ChangeNote; readonly size: number };

/**
 * What moved further between two periods than it usually does from week to week, the furthest first and scores before what they
 * are made of; never two that are in part the same.
 */
export function changesOf(
  ground: SummaryGround,
  config: SummaryConfig = SUMMARY_CONFIG,
): readonly ChangeNote[] {
  const moved = SIGNALS.filter(({ id }) => !LEFT_OUT.has(id))
    .flatMap((signal) => changeOf(signal, ground, config) ?? [])
    .toSorted(
      (one, other) =>
        Number(SCORES.has(other.signal.id)) - Number(SCORES.has(one.signal.id)) || other.size - one.size,
    );
  const named: Moved[] = [];
  for (const one of moved) {
    if (named.length === config.mostChanges) break;
    if (named.every(({ signal }) => !sharesPart(signal, one.signal))) named.push(one);
  }
  return named.map(({ note }) => note);
}

function changeOf(signal: Signal, ground: SummaryGround, config: SummaryConfig): Moved | null {
  const { period, before } = ground;
  const reset = resetOf(signal, ground);
  // What two devices say is never held against each other.
  if (reset > dayNumber(before.from)) return null;
  const { valueOn, earlierOn } = valuesOf(signal, ground);
  const [then, now] = [meanIn(valueOn, before, config), meanIn(valueOn, period, config)];
  const usual = usualChange(earlierOn, dayNumber(period.from), reset, config);
  if (then === null || now === null || usual === null) return null;
  const enough = Math.max(config.timesUsual * usual, config.leastChange[signal.unit]);
  const size = Math.abs(now - then) / enough;
  if (size < 1) return null;
  const score = SCORES.get(signal.id);
  const parts = score === undefined ? [] : partsOf(score, ground);
  return {
    signal,
    size,
    note: { kind: "change", of: signal.id, before: then, now, usualChange: usual, parts },
  };
}

/** The day on which a signal's device began; long ago where it never changed. */
function resetOf({ field }: Signal, { index, period }: SummaryGround): number {
  const reset = isJudged(field) ? lastReset(index, field, dayNumber(period.to)) : null;
  return reset ?? Number.NEGATIVE_INFINITY;
}

function isJudged(field: DaySignal | null): field is BaselineSignal {
  return field !== null && Object.hasOwn(SCORE_CONFIG.baseline.shapes, field);
}

/** The days of both periods, and those that say what is usual. */
function valuesOf(signal: Signal, ground: SummaryGround) {
  const { index, scores, stored } = ground;
  const { field } = signal;
  const name = SCORES.get(signal.id);
  if (name === undefined) {
    const valueOn: ValueOn = (day) => (field === null ? null : valueAt(index, field, day));
    return { valueOn, earlierOn: valueOn };
  }
  const exact = new Map<number, number>();
  for (const day of scores) {
    const result = day[name];
    if (result.kind === "scored") exact.set(dayNumber(day.date), result.exact);
  }
  const kept = new Map([...stored].map(([date, day]) => [dayNumber(date), day[name]] as const));
  return {
    valueOn: (day: number) => exact.get(day) ?? null,
    earlierOn: (day: number) => kept.get(day) ?? null,
  };
}

/** What each part of a score added to its change, as whole points that add up to it, the most moving first. */
function partsOf(name: ScoreName, { scores, period, before }: SummaryGround): ChangeNote["parts"] {
  const within = ({ from, to }: DayRange) => scores.filter(({ date }) => date >= from && date <= to);
  const points = new Map(meanPoints(within(period), name).map(({ signal, points: now }) => [signal, now]));
  for (const { signal, points: then } of meanPoints(within(before), name)) {
    points.set(signal, (points.get(signal) ?? 0) - then);
  }
  const signals = [...points.keys()];
  const whole = wholeParts([...points.values()]);
  return signals
    .map((signal, at) => ({ signal, points: whole[at] ?? 0 }))
    .filter(({ points: moved }) => moved !== 0)
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points));
}
