import type { LocalDate } from "../../coaching/model/local-date.ts";
import { formatMoney } from "../../coaching/model/money.ts";
import { placeOnFaces } from "../../coaching/model/mood.ts";
import type { Contributor, Scored, ScoreSignal } from "../../coaching/scores/score.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayPhrase, duration, signed } from "../format.ts";
import { inline } from "../reply.ts";

/** Contributors named for a score, the most moving first; "why?" names what is left. */
const MOST_CONTRIBUTORS = 4;

export function byWeight({ contributors }: Scored): readonly Contributor[] {
  return [...contributors]
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, MOST_CONTRIBUTORS);
}

/** Points of those that {@link byWeight} leaves out; null where it leaves out none, or they come to nothing. */
export function restPoints(scored: Scored): number | null {
  const named = byWeight(scored);
  const rest = scored.contributors.filter((one) => !named.includes(one));
  const points = rest.reduce((sum, one) => sum + one.points, 0);
  return Math.round(points) === 0 ? null : points;
}

/** `slept 5 h 40 m (need 8 h, −6)`; a value of another day than the scored one is told with its day. */
export function contributorText(
  contributor: Contributor,
  scored: LocalDate,
  { person, today }: StepContext,
): string {
  const { signal, points, usual, goal, date, value } = contributor;
  const read = (raw: number) => readValue(contributor, raw, person.currency);
  const notes = [
    ...(date !== scored && DAILY.has(signal) ? [dayPhrase(date, today)] : []),
    ...(usual === null ? [] : [inline("contributors/usual", { usual: read(usual) })]),
    ...(goal === null ? [] : [inline(`contributors/goal-${signal}`, { goal: read(goal) })]),
    signed(points),
  ];
  return `${inline(`contributors/${signal}`, { value: read(value) })} (${notes.join(", ")})`;
}

/** Signals that are about one day, so that an older one is told with its day. */
const DAILY: ReadonlySet<ScoreSignal> = new Set(["hrv", "resting-heart-rate", "stress", "activity"]);

/** A contributor's name alone, for what is missing. */
export function missingText(signal: ScoreSignal): string {
  return inline(`contributors/name-${signal}`);
}

/** `3 of 7`, from the day's mean mood; `4.5 of 7` where several answers lie between two faces. */
export function moodText({ contributors: [mood] }: Scored): string {
  return mood === undefined ? "" : `${Number(placeOnFaces(mood.value).toFixed(1))} of 7`;
}

function readValue({ unit }: Contributor, value: number, currency: string): string {
  switch (unit) {
    case "minutes":
      return duration(value);
    case "minor":
      return formatMoney({ minor: Math.round(value), currency }, { whole: true });
    case "days":
      return counted(Math.round(value), "day");
    case "ratio":
      return `${Math.round(value * 100)}%`;
    case "steps":
      return Math.round(value).toLocaleString("en-US");
    case "ms":
    case "bpm":
      return `${Math.round(value)} ${unit}`;
    default:
      return String(Math.round(value));
  }
}
