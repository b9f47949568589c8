import { BODY_SIGNALS, type BodySignal, isBaselineSignal } from "../model/body-signals.ts";
import type { SourceChoice } from "../model/body-sources.ts";
import { countBetween, type DayIndex, lastReset, limitsOf, valueAt } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, weekdayOf } from "../model/local-date.ts";
import { minorDigits } from "../model/money.ts";
import { choiceOn } from "../model/source-choices.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { AnomalyConfig, WatchedSignal } from "./config.ts";
import { type EvenedPast, evenedPast, type UsualRange, usualRange } from "./usual-range.ts";

/** What a person's signals are judged from. */
export type KnownDays = {
  readonly index: DayIndex;
  /** ISO 4217 of every amount. */
  readonly currency: string;
  /** Which source speaks for which signal of the body: another one begins anew. */
  readonly choices: readonly SourceChoice[];
};

/** A day's value beside the days before it, on the scale that the signal is judged on. */
export type SignalPast = {
  readonly value: number;
  readonly position: number;
  readonly past: EvenedPast;
  /** Earliest day among them. */
  readonly from: number;
};

/** A day's value against the range of such a day. */
export type JudgedSignal = SignalPast & {
  readonly range: UsualRange;
  /** Spreads above or below what was expected. */
  readonly z: number;
  /** The same without what goes on from the day before. */
  readonly plainZ: number;
};

/** Far beyond everything that is told, and within what a table can hold. */
const Z_LIMIT = 1000;

/**
 * A signal's day and the 84 days before it, back to a change of its source.
 *
 * @returns null without a value, while there are too few before it, and where these never move
 */
export function lookBack(
  { index, currency, choices }: KnownDays,
  signal: WatchedSignal,
  day: number,
  config: AnomalyConfig,
): SignalPast | null {
  const value = valueAt(index, signal.field, day);
  if (value === null) return null;
  const start = Math.max(day - config.windowDays, sourceStart(index, choices, signal, day));
  const history = new Float64Array(day - start);
  for (let place = 0; place < history.length; place++) {
    const past = valueAt(index, signal.field, start + place);
    history[place] = past === null ? Number.NaN : onScale(past, signal, currency);
  }
  const past = evenedPast(history, weekdayOf(dateOfDayNumber(day)), config);
  if (past === null) return null;
  return { value, position: onScale(value, signal, currency), past, from: start + (past.places[0] ?? 0) };
}

/** Judges it by the range of such a day. */
export function judge(found: SignalPast, signal: WatchedSignal, config: AnomalyConfig): JudgedSignal {
  const range = usualRange(found.past, signal.leastSpread, config);
  const { expected, spread, plain } = range;
  const { position } = found;
  return {
    ...found,
    range,
    z: within((position - expected) / spread, -Z_LIMIT, Z_LIMIT),
    plainZ: within((position - plain.expected) / plain.spread, -Z_LIMIT, Z_LIMIT),
  };
}

/** Whether a signal's usual is the person's own: 14 of the last 60 days, all of one source. */
export function isPersonal({ index, choices }: KnownDays, signal: WatchedSignal, day: number): boolean {
  const { windowDays, personalDays } = SCORE_CONFIG.baseline;
  const start = Math.max(day - windowDays, sourceStart(index, choices, signal, day));
  return countBetween(index, signal.field, start, day - 1) >= personalDays;
}

/** Whether the day's tags say that nothing was as usual. */
export function isLeftOut({ index }: KnownDays, day: number, { leftOutTags }: AnomalyConfig): boolean {
  return (index.records.get(day)?.tags ?? []).some((tag) => leftOutTags.includes(tag));
}

/** First day of the source that speaks on a day; minus infinity where nothing says that there ever was another. */
export function sourceStart(
  index: DayIndex,
  choices: readonly SourceChoice[],
  { field }: WatchedSignal,
  day: number,
): number {
  if (!isOfBody(field)) return Number.NEGATIVE_INFINITY;
  const reset = isBaselineSignal(field) ? lastReset(index, field, day) : null;
  const choice = choiceOn(choices, field, dateOfDayNumber(day));
  return Math.max(
    reset ?? Number.NEGATIVE_INFINITY,
    choice === null ? Number.NEGATIVE_INFINITY : dayNumber(choice.from),
  );
}

function isOfBody(field: string): field is BodySignal {
  return BODY_SIGNALS.some((signal) => signal === field);
}

function onScale(value: number, { scale }: WatchedSignal, currency: string): number {
  return scale === "log" ? Math.log1p(value / 10 ** minorDigits(currency)) : value;
}

/** A place on the scale as a value, kept within what the signal can be. */
export function offScale(position: number, { field, scale }: WatchedSignal, currency: string): number {
  const value = scale === "log" ? Math.expm1(position) * 10 ** minorDigits(currency) : position;
  return within(value, ...limitsOf(field));
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
