import { valueAt, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import type { SignalId } from "../signals/registry.ts";
import { ANOMALY_CONFIG, type AnomalyConfig, type WatchedSignal } from "./config.ts";
import { isLeftOut, isPersonal, judge, type KnownDays, lookBack, sourceStart } from "./judged-signal.ts";

/** A signal that has come to run higher or lower than before. */
export type Shift = {
  readonly signal: SignalId;
  readonly runs: "higher" | "lower";
  /** First day of the new level, as far as the days tell it. */
  readonly since: LocalDate;
  /** Mean of the days since, and how many of them are known; in the signal's own unit, money in minor units. */
  readonly mean: number;
  readonly days: number;
  /** Mean of the same weekdays in the 84 days before. */
  readonly before: number;
};

type Deviation = { readonly day: number; readonly z: number };

/**
 * Signals that shifted for some days on end, told once: for the week's summary, never for a message of its own.
 *
 * A running mean of each day's deviation, the newest counting a quarter, tells a shift once it is further out than chance takes it. It has
 * to be out still on the last day.
 *
 * @param period its days, known from 100 days before the first one on
 * @param isOver whether the last day has ended; while it goes on, steps, stress and money of it are left out
 */
export function shiftsIn(
  known: KnownDays,
  period: { readonly from: LocalDate; readonly to: LocalDate },
  { isOver }: { readonly isOver: boolean },
  config: AnomalyConfig = ANOMALY_CONFIG,
): Shift[] {
  const first = dayNumber(period.from);
  const end = dayNumber(period.to);
  return config.signals.flatMap((signal) => {
    const last = signal.isOfWholeDay && !isOver ? end - 1 : end;
    const shift = shiftOf(known, signal, first, last, config);
    return shift === null ? [] : [shift];
  });
}

function shiftOf(
  known: KnownDays,
  signal: WatchedSignal,
  first: number,
  last: number,
  config: AnomalyConfig,
): Shift | null {
  const deviations = deviationsIn(known, signal, first - config.shift.warmUpDays, last, config);
  const alarm = lastAlarm(deviations, config);
  if (alarm === null || alarm.day < first || !isPersonal(known, signal, alarm.day)) return null;
  if (signal.side === "up" && alarm.side < 0) return null;
  const shift = comparedWithBefore(known, signal, alarm, last, config);
  // The days themselves have the last word: what their plain means do not show is not said.
  return Math.sign(shift.mean - shift.before) === alarm.side && shift.days >= config.shift.minValues
    ? shift
    : null;
}

/** How far the days lay from what was expected of them, days left out by their tags not among them. */
function deviationsIn(
  known: KnownDays,
  signal: WatchedSignal,
  from: number,
  to: number,
  config: AnomalyConfig,
): readonly Deviation[] {
  const { limit } = config.shift;
  const found: Deviation[] = [];
  for (let day = from; day <= to; day++) {
    const past = isLeftOut(known, day, config) ? null : lookBack(known, signal, day, config);
    if (past === null) continue;
    const { plainZ } = judge(past, signal, config);
    found.push({ day, z: Math.min(limit, Math.max(-limit, plainZ)) });
  }
  return found;
}

type Alarm = { readonly day: number; readonly since: number; readonly side: number };

/** The last alarm, where it is the first of its shift and the shift still holds. */
function lastAlarm(deviations: readonly Deviation[], config: AnomalyConfig): Alarm | null {
  const { weight, alarm, correction, restDays } = config.shift;
  const line = alarm * Math.sqrt(weight / (2 - weight)) * correction;
  let mean = 0;
  let found: Alarm | null = null;
  let isRepeated = false;
  for (const [at, { day, z }] of deviations.entries()) {
    mean += weight * (z - mean);
    if (Math.abs(mean) <= line || (found !== null && day - found.day <= restDays)) continue;
    const side = Math.sign(mean);
    const since = startOf(deviations.slice(0, at + 1), side);
    isRepeated = found !== null && found.side === side && since <= found.day;
    found = { day, since, side };
  }
  const isHeld = found !== null && found.side * mean >= line / 2;
  return isHeld && !isRepeated ? found : null;
}

/** The day from which on the deviations up to the last one are least by chance on one side. */
function startOf(deviations: readonly Deviation[], side: number): number {
  let sum = 0;
  let best = 0;
  let start = deviations.at(-1)?.day ?? 0;
  for (const [back, { day, z }] of deviations.toReversed().entries()) {
    sum += side * z;
    const strength = sum / Math.sqrt(back + 1);
    if (strength <= best) continue;
    best = strength;
    start = day;
  }
  return start;
}

function comparedWithBefore(
  { index, choices }: KnownDays,
  signal: WatchedSignal,
  { since, side }: Alarm,
  last: number,
  config: AnomalyConfig,
): Shift {
  const earliest = Math.max(since - config.windowDays, sourceStart(index, choices, signal, since));
  const days = valuesBetween(index, signal.field, since, last);
  const compared = days.flatMap(({ day, value }) => {
    const before = sameWeekdays(earliest, since, day).flatMap(
      (past) => valueAt(index, signal.field, past) ?? [],
    );
    return before.length === 0 ? [] : [{ value, before: meanOf(before) }];
  });
  return {
    signal: signal.id,
    runs: side > 0 ? "higher" : "lower",
    since: dateOfDayNumber(since),
    mean: meanOf(compared.map(({ value }) => value)),
    days: compared.length,
    before: meanOf(compared.map(({ before }) => before)),
  };
}

/** Days from `from` on and before `to` that fall on the weekday of another one. */
function sameWeekdays(from: number, to: number, day: number): readonly number[] {
  const found: number[] = [];
  for (let past = day - 7; past >= from; past -= 7) if (past < to) found.push(past);
  return found;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
