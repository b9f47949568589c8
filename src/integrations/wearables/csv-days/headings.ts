import type { BodySignal } from "../../../../coaching/model/body-signals.ts";
import type { HrvKind } from "../../../../coaching/model/body-sources.ts";
import { plainHeading } from "../../files/headings.ts";

export type Unit = "hours" | "minutes" | "seconds" | "milliseconds" | "kilojoules";

/** What a column of a table of days is for; of several with one role the lowest rank is taken. */
export type DayMeaning =
  | { readonly role: "date" | "person"; readonly rank: number }
  | {
      readonly role: BodySignal;
      readonly rank: number;
      /** Null where the heading says none. */
      readonly unit: Unit | null;
      readonly hrvKind: HrvKind | null;
    };

const UNITS: Readonly<Record<string, Unit>> = Object.fromEntries(
  (
    [
      ["hours", "h hrs hour hours std stunde stunden heures uren horas ore"],
      ["minutes", "min mins minute minutes minuten minutos minuti minut"],
      ["seconds", "s sec secs second seconds sekunden"],
      ["milliseconds", "ms msec msecs millisecond milliseconds milli millis"],
      ["kilojoules", "kj kilojoule kilojoules"],
    ] as const
  ).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit] as const)),
);

const ENERGY: ReadonlySet<string> = new Set([
  "kcal",
  "cal",
  "cals",
  "calorie",
  "kj",
  "kilojoule",
  "kilojoules",
]);
/** Words that change nothing about what a heading means. */
const FILLERS: ReadonlySet<string> = new Set([
  "of",
  "in",
  "bpm",
  "the",
  "daily",
  "average",
  "avg",
  "mean",
  "count",
]);

/** Names of one meaning, divided by commas, as they are without unit and fillers. */
const named = (text: string): ReadonlySet<string> => new Set(text.split(",").map((name) => name.trim()));

// Plain "calories" are all that a body used, and "time in bed" is no sleep: neither is taken for what it is not.
const NAMES: readonly {
  readonly role: DayMeaning["role"];
  readonly rank: number;
  readonly is: ReadonlySet<string>;
}[] = [
  {
    role: "date",
    rank: 0,
    is: named(
      "date, day, datum, tag, dag, jour, fecha, data, dato, dzien, local date, calendar date, sleep date",
    ),
  },
  {
    role: "date",
    rank: 1,
    is: named("wake date, wake onset, wake time, sleep end, end date, end, bedtime end"),
  },
  { role: "date", rank: 2, is: named("timestamp, datetime, date time, time") },
  {
    role: "person",
    rank: 0,
    is: named("person, participant, participant id, subject, subject id, user, user id"),
  },
  { role: "person", rank: 1, is: named("id") },
  {
    role: "sleepMinutes",
    rank: 0,
    is: named("asleep, time asleep, asleep duration, total sleep, total sleep time, total sleep duration"),
  },
  {
    role: "sleepMinutes",
    rank: 1,
    is: named(
      `sleep, sleep duration, sleep time, sleep length, slept, schlaf, schlafdauer, schlafzeit, sommeil, slaap, slaapduur,
       sueno, sonno, sono, sen`,
    ),
  },
  {
    role: "sleepScore",
    rank: 0,
    is: named(
      "sleep score, sleep performance, sleep quality, sleep rating, schlafwert, schlafindex, score sommeil",
    ),
  },
  {
    role: "hrvMs",
    rank: 0,
    is: named(
      `hrv, rmssd, sdnn, hrv rmssd, rmssd hrv, hrv sdnn, sdnn hrv, heart rate variability, heart rate variability rmssd,
       heart rate variability sdnn, nightly hrv, overnight hrv, hfv, herzfrequenzvariabilitat, vfc`,
    ),
  },
  {
    role: "restingHeartRateBpm",
    rank: 0,
    is: named(
      "resting heart rate, resting hr, resting heartrate, rhr, resting pulse, ruhepuls, fc repos, rustpols",
    ),
  },
  { role: "restingHeartRateBpm", rank: 1, is: named("lowest resting heart rate, lowest heart rate") },
  {
    role: "steps",
    rank: 0,
    is: named("steps, step, total steps, schritte, pas, stappen, pasos, passi, kroki"),
  },
  {
    role: "activityKcal",
    rank: 0,
    is: named(
      `active calories, calories active, active energy, active energy burned, active energy calories, activity calories,
       active energy burned calories, activity burn, active calories burned, aktive kalorien, aktivitatskalorien`,
    ),
  },
  { role: "stressLevel", rank: 0, is: named("stress, stress level, stress score, stresslevel, stresswert") },
];

const DURATIONS: readonly Unit[] = ["hours", "minutes", "seconds", "milliseconds"];
/** "Min HRV" is the least of it, and no column that is counted in minutes. */
const MAY_BE_IN: Readonly<Partial<Record<BodySignal, readonly Unit[]>>> = {
  sleepMinutes: DURATIONS,
  hrvMs: ["seconds", "milliseconds"],
  activityKcal: ["kilojoules"],
};

/** What a heading says its column is for; null where it says nothing we know. */
export function dayMeaningOf(heading: string): DayMeaning | null {
  if (heading.length > 80) return null;
  // Not two words, as small letters before a capital are elsewhere.
  const words = plainHeading(heading.replace(/\bk(?:J|Cal)\b/g, (unit) => unit.toLowerCase())).split(" ");
  const bare = words
    .filter((word) => (UNITS[word] === undefined || ENERGY.has(word)) && !FILLERS.has(word))
    .map((word) => (ENERGY.has(word) ? "calories" : word))
    .join(" ");
  const found = NAMES.find(({ is }) => is.has(bare));
  if (found === undefined) return null;
  const { role, rank } = found;
  if (role === "date" || role === "person") return { role, rank };
  const unit = words.map((word) => UNITS[word]).find((one) => one !== undefined) ?? null;
  if (unit !== null && MAY_BE_IN[role]?.includes(unit) !== true) return null;
  const hrvKind = words.includes("sdnn") ? "sdnn" : words.includes("rmssd") ? "rmssd" : null;
  return { role, rank, unit, hrvKind };
}

/**
 * Whether a table's "stress score" is Fitbit's, which is high where stress is low and stands beside the points it is made
 * of: it is the inverse idea and not the same scale turned around, so it is no level of stress.
 */
export function isFitbitStress(headings: readonly string[]): boolean {
  return headings.some((heading) => /^(?:responsiveness|exertion) points/.test(plainHeading(heading)));
}
