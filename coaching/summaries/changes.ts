import { type DayIndex, type DaySignal, lastReset, valueAt } from "../model/day-index.ts";
import type { BaselineSignal } from "../model/days.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import type { DayRange } from "../questions/asked-period.ts";
import { meanPoints, type ScoreName } from "../questions/score-means.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { DayScores } from "../scores/day-scores.ts";
import { SIGNALS, type Signal, type SignalId, sharesPart } from "../signals/registry.ts";
import { SUMMARY_CONFIG, type SummaryConfig } from "./config.ts";
import { meanIn, usualChange, type ValueOn } from "./means.ts";
import type { ChangeNote, StoredScores } from "./note.ts";
import { wholeParts } from "./whole-parts.ts";

/** What two periods are compared by. */
export type SummaryGround = {
  readonly period: DayRange;
  /** The one it is held against, which ends on the day before it. */
  readonly before: DayRange;
  /** At least the eight weeks before the period, and the period, as known at its end. */
  readonly index: DayIndex;
  /** Scores of the eight weeks before the period and of its own days, by day. */
  readonly stored: ReadonlyMap<LocalDate, StoredScores>;
  /** Scores of some days with what they are made of: worked out only where one of them is taken apart. */
  readonly scoresOf: (days: DayRange) => readonly DayScores[];
};

/** Scores by the signals they are. */
const SCORES: ReadonlyMap<SignalId, ScoreName> = new Map([
  ["energy_score", "energy"],
  ["mood_score", "mood"],
  ["financial_score", "financial"],
  ["balance_score", "balance"],
]);

/** Income and rent come once in a while, which is no change; calories are not read in the nightly run. */
const LEFT_OUT: ReadonlySet<SignalId> = new Set(["income", "spend_total", "activity_calories"]);

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
  const valueOn = valuesOf(signal, ground);
  const usual = usualChange(valueOn, dayNumber(period.from), reset, config);
  if (usual === null) return null;
  const change = { kind: "change", of: signal.id, usualChange: usual, parts: [] } as const;
  const seen = movedOf(signal, { ...change, ...meansOf(valueOn, ground, config) }, config);
  const score = SCORES.get(signal.id);
  if (seen === null || score === undefined) return seen;
  // As the days look now, so that what the parts moved is what the score moved.
  const scores = [...ground.scoresOf(before), ...ground.scoresOf(period)];
  const means = meansOf(exactly(scores, score), ground, config);
  return movedOf(signal, { ...change, ...means, parts: partsOf(score, scores, ground) }, config);
}

type Means = { readonly before: number | null; readonly now: number | null };

function meansOf(valueOn: ValueOn, { before, period }: SummaryGround, config: SummaryConfig): Means {
  return { before: meanIn(valueOn, before, config), now: meanIn(valueOn, period, config) };
}

/** Null for a change that is not known, or no more than usual. */
function movedOf(
  signal: Signal,
  change: Omit<ChangeNote, keyof Means> & Means,
  config: SummaryConfig,
): Moved | null {
  const { before, now } = change;
  if (before === null || now === null) return null;
  const enough = Math.max(config.timesUsual * change.usualChange, config.leastChange[signal.unit]);
  const size = Math.abs(now - before) / enough;
  return size < 1 ? null : { signal, size, note: { ...change, before, now } };
}

/** The day on which a signal's device began; long ago where it never changed. */
function resetOf({ field }: Signal, { index, period }: SummaryGround): number {
  const reset = isJudged(field) ? lastReset(index, field, dayNumber(period.to)) : null;
  return reset ?? Number.NEGATIVE_INFINITY;
}

function isJudged(field: DaySignal | null): field is BaselineSignal {
  return field !== null && Object.hasOwn(SCORE_CONFIG.baseline.shapes, field);
}

function valuesOf({ id, field }: Signal, { index, stored }: SummaryGround): ValueOn {
  const name = SCORES.get(id);
  if (name !== undefined) return (day) => stored.get(dateOfDayNumber(day))?.[name] ?? null;
  return (day) => (field === null ? null : valueAt(index, field, day));
}

/** A score before it is rounded. */
function exactly(scores: readonly DayScores[], name: ScoreName): ValueOn {
  const byDay = new Map(scores.map((day) => [dayNumber(day.date), day[name]] as const));
  return (day) => {
    const result = byDay.get(day);
    return result?.kind === "scored" ? result.exact : null;
  };
}

/** What each part of a score added to its change, as whole points that add up to it, the most moving first. */
function partsOf(
  name: ScoreName,
  scores: readonly DayScores[],
  { period, before }: SummaryGround,
): ChangeNote["parts"] {
  const within = ({ from, to }: DayRange) => scores.filter(({ date }) => date >= from && date <= to);
  const points = new Map(meanPoints(within(period), name).map(({ signal, points: now }) => [signal, now]));
  for (const { signal, points: then } of meanPoints(within(before), name)) {
    points.set(signal, (points.get(signal) ?? 0) - then);
  }
  const whole = wholeParts([...points.values()]);
  return [...points.keys()]
    .map((signal, at) => ({ signal, points: whole[at] ?? 0 }))
    .filter(({ points: moved }) => moved !== 0)
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points));
}
