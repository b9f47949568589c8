import { valueAt } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import type { SignalId } from "../signals/registry.ts";
import { ANOMALY_CONFIG, type AnomalyConfig, type WatchedSignal } from "./config.ts";
import {
  isLeftOut,
  isPersonal,
  type JudgedSignal,
  judge,
  type KnownDays,
  lookBack,
  offScale,
  type SignalPast,
  sourceStart,
} from "./judged-signal.ts";

/** A day on which a signal lay outside the person's usual range for such a day. */
export type Anomaly = {
  readonly signal: SignalId;
  readonly date: LocalDate;
  /** In the signal's own unit, as the range; money in minor units. */
  readonly value: number;
  /** What such a day usually brings, from and to; null where only the other end is watched. */
  readonly usualLow: number | null;
  readonly usualHigh: number | null;
  /** Spreads above or below what was expected. */
  readonly z: number;
  /** The range is another one than on other weekdays, by half a spread or more. */
  readonly isOfWeekday: boolean;
  /** Values behind the range, and the earliest day of them. */
  readonly n: number;
  readonly from: LocalDate;
  readonly configVersion: string;
};

/** Of a spread, from which on a weekday is named. */
const NAMED_WEEKDAY = 0.5;

/**
 * The signals that lay outside the person's usual range on a day, in the order of the configuration.
 *
 * None while the person's usual is not their own yet, none on a day whose tags say that nothing was as usual, and none that lay outside on
 * one of the two days before already: it has been told. Later days change nothing.
 *
 * @param isOver whether the day has ended; while it goes on, steps, stress and money are left out
 */
export function anomaliesOn(
  known: KnownDays,
  date: LocalDate,
  { isOver }: { readonly isOver: boolean },
  config: AnomalyConfig = ANOMALY_CONFIG,
): Anomaly[] {
  const day = dayNumber(date);
  return config.signals.flatMap((signal) => {
    if (signal.isOfWholeDay && !isOver) return [];
    const judged = outsideOn(known, signal, day, config);
    if (judged === null) return [];
    for (let back = 1; back < config.restDays; back++) {
      if (outsideOn(known, signal, day - back, config) !== null) return [];
    }
    return [anomalyOf(judged, signal, day, known.currency, config)];
  });
}

function outsideOn(
  known: KnownDays,
  signal: WatchedSignal,
  day: number,
  config: AnomalyConfig,
): JudgedSignal | null {
  if (isLeftOut(known, day, config)) return null;
  const far = farForWeekday(known, signal, day, config);
  if (!far.above && !far.below) return null;
  const past = lookBack(known, signal, day, config);
  if (past === null || !isRare(past, far, config)) return null;
  const judged = judge(past, signal, config);
  if (Math.abs(judged.z) < config.limit || !(judged.z > 0 ? far.above : far.below)) return null;
  return isPersonal(known, signal, day) ? judged : null;
}

/** On which sides a value lies further out than others did. */
type FarSides = { readonly above: boolean; readonly below: boolean };

/**
 * Whether at most one of the same weekdays before lay as far above, or below: what two of the last twelve Fridays brought is usual for a
 * Friday. It is looked up in no time, and spares most days the rest.
 */
function farForWeekday(
  { index, choices }: KnownDays,
  signal: WatchedSignal,
  day: number,
  { windowDays, mostAsFar }: AnomalyConfig,
): FarSides {
  const value = valueAt(index, signal.field, day);
  if (value === null) return { above: false, below: false };
  const start = Math.max(day - windowDays, sourceStart(index, choices, signal, day));
  let asHigh = 0;
  let asLow = 0;
  for (let past = day - 7; past >= start; past -= 7) {
    const other = valueAt(index, signal.field, past);
    if (other === null) continue;
    if (other >= value) asHigh++;
    if (other <= value) asLow++;
  }
  return { above: asHigh <= mostAsFar, below: signal.side === "both" && asLow <= mostAsFar };
}

/** Whether hardly any day before lay as far out, its weekday's part taken off: of what never was even a spread says little. */
function isRare({ position, past }: SignalPast, far: FarSides, { rareDays }: AnomalyConfig): boolean {
  const { evened, weekdayPart } = past;
  const own = position - weekdayPart;
  let asHigh = 0;
  let asLow = 0;
  for (let at = 0; at < evened.length; at++) {
    const other = evened[at] ?? 0;
    if (other >= own) asHigh++;
    if (other <= own) asLow++;
  }
  const most = Math.floor(evened.length / rareDays);
  return (far.above && asHigh <= most) || (far.below && asLow <= most);
}

function anomalyOf(
  { value, past, range, z, from }: JudgedSignal,
  signal: WatchedSignal,
  day: number,
  currency: string,
  config: AnomalyConfig,
): Anomaly {
  const end = (side: 1 | -1) =>
    offScale(range.expected + side * config.limit * range.spread, signal, currency);
  return {
    signal: signal.id,
    date: dateOfDayNumber(day),
    value,
    usualLow: signal.side === "up" ? null : end(-1),
    usualHigh: end(1),
    z,
    isOfWeekday: Math.abs(past.weekdayPart) >= NAMED_WEEKDAY * range.plain.spread,
    n: past.evened.length,
    from: dateOfDayNumber(from),
    configVersion: config.version,
  };
}
