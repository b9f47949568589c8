import { type Anomaly, anomaliesOn } from "../../coaching/anomalies/anomalies.ts";
import { ANOMALY_CONFIG } from "../../coaching/anomalies/config.ts";
import type { KnownDays } from "../../coaching/anomalies/judged-signal.ts";
import { type Shift, shiftsIn } from "../../coaching/anomalies/shifts.ts";
import { indexDays } from "../../coaching/model/day-index.ts";
import { type LocalDate, weekdayOf } from "../../coaching/model/local-date.ts";
import { formatMoney } from "../../coaching/model/money.ts";
import { faceFromMood, placeOnFaces } from "../../coaching/model/mood.ts";
import { earlierOf } from "../../coaching/questions/asked-period.ts";
import type { SignalId } from "../../coaching/signals/registry.ts";
import type { PersonDays } from "../../db/queries/days.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName, duration, listed, weekdayName } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";

/** Words for an answer, and what its "why?" adds. */
export type AnomalyWords = { readonly parts: readonly Part[]; readonly explanation: readonly Part[] };

/** What lay outside the person's usual range on a day, by their days up to it; of today what is known by now. */
export function dayAnomalies(
  { index, choices }: Pick<KnownDays, "index" | "choices">,
  date: LocalDate,
  { person, today }: StepContext,
): readonly Anomaly[] {
  const known = { index, currency: person.currency, choices };
  return anomaliesOn(known, date, { isOver: date < today });
}

/** All of a day's in one sentence. */
export function outsideWords(found: readonly Anomaly[], context: StepContext): AnomalyWords {
  if (found.length === 0) return { parts: [], explanation: [] };
  const parts = found.map((anomaly) => {
    const { range, weekday } = rangeWords(anomaly, context);
    const facts = { name: nameOf(anomaly.signal), value: read(anomaly.signal, anomaly.value, context) };
    if (range === null) return inline("anomalies/value-alone", facts);
    return weekday === null
      ? inline("anomalies/value", { ...facts, range })
      : inline("anomalies/value-weekday", { ...facts, range, weekday });
  });
  return { parts: [say("anomalies/day", { parts: parts.join("; ") })], explanation: [whyOutside(found)] };
}

/** One of them after a sentence that tells its value. */
export function outsidePart(anomaly: Anomaly, context: StepContext): Part {
  const { range, weekday } = rangeWords(anomaly, context);
  if (range === null) return say("anomalies/own-alone");
  return weekday === null
    ? say("anomalies/own", { range })
    : say("anomalies/own-weekday", { range, weekday });
}

export function whyOutside(found: readonly Anomaly[]): Part {
  const known = found.map(({ signal, n }) => `${nameOf(signal)} ${counted(n, "day")}`);
  return say("anomalies/why-day", { known: listed(known), window: ANOMALY_CONFIG.windowDays });
}

/**
 * What runs higher or lower than before, for the summary of a week: never a cause.
 *
 * @param known the days loaded for the week
 * @param week its days; of one that goes on, those up to today count
 */
export function anomalyParts(
  { days, choices }: Pick<PersonDays, "days" | "choices">,
  week: { readonly from: LocalDate; readonly to: LocalDate },
  context: StepContext,
): AnomalyWords {
  const { person, today } = context;
  const to = earlierOf(week.to, today);
  const known = { index: indexDays(days), currency: person.currency, choices };
  const shifts = shiftsIn(known, { from: week.from, to }, { isOver: to < today });
  const parts = shifts.flatMap((shift) => shiftPart(shift, context) ?? []);
  if (parts.length === 0) return { parts: [], explanation: [] };
  return { parts, explanation: [say("anomalies/why-shift", { window: ANOMALY_CONFIG.windowDays })] };
}

/** Null where what is said would be the same before and after. */
function shiftPart({ signal, runs, since, mean, days, before }: Shift, context: StepContext): Part | null {
  const [now, then] = [readMean(signal, mean, context), readMean(signal, before, context)];
  if (now === then) return null;
  return say(`anomalies/shift-${runs}`, {
    day: dayName(since, context.today),
    name: nameOf(signal),
    mean: now,
    days: counted(days, "day"),
    before: then,
  });
}

/** The usual range and, where it is that of the weekday, which; no range where the value would be said to lie within it. */
function rangeWords(
  { signal, value, usualLow, usualHigh, date, isOfWeekday }: Anomaly,
  context: StepContext,
): { readonly range: string | null; readonly weekday: string | null } {
  const weekday = isOfWeekday ? weekdayName(weekdayOf(date)) : null;
  const [said, low, high] = [value, usualLow, usualHigh].map((end) =>
    end === null ? null : readBare(signal, end, context),
  );
  if (high == null || said === low || said === high) return { range: null, weekday };
  const end = high + (UNITS[signal] ?? "");
  const range =
    low == null ? inline("anomalies/range-up", { high: end }) : inline("anomalies/range", { low, high: end });
  return { range, weekday };
}

function nameOf(signal: SignalId): string {
  const id = signal.replaceAll("_", "-");
  return inline(`anomalies/name-${id}`);
}

/** What follows a value; nothing where the value is told with it, or has none. */
const UNITS: Readonly<Partial<Record<SignalId, string>>> = {
  sleep_score: " of 100",
  hrv: " ms",
  resting_heart_rate: " bpm",
  stress: " of 100",
  mood: " of 7",
  energy_self: " of 100",
};

/** A day's value in words. */
function read(signal: SignalId, value: number, context: StepContext): string {
  return readBare(signal, value, context) + (UNITS[signal] ?? "");
}

function readBare(signal: SignalId, value: number, { person }: StepContext): string {
  switch (signal) {
    case "sleep_minutes":
      return duration(value);
    case "mood":
      return String(faceFromMood(value));
    case "spend_discretionary":
      return formatMoney({ minor: Math.round(value), currency: person.currency }, { whole: true });
    default:
      return Math.round(value).toLocaleString("en-US");
  }
}

/** A mean in words: of moods between two faces, too. */
function readMean(signal: SignalId, mean: number, context: StepContext): string {
  if (signal === "mood") return `${placeOnFaces(mean).toFixed(1)}${UNITS.mood}`;
  const words = read(signal, mean, context);
  return signal === "spend_discretionary" ? inline("anomalies/a-day", { amount: words }) : words;
}
