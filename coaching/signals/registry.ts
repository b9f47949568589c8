import type { DayRecord } from "../model/days.ts";

/** Unit of a signal's values; `minor` is minor units of the person's currency, `mood` the stored scale of −5 to +5. */
export type SignalUnit =
  | "minutes"
  | "points"
  | "ms"
  | "bpm"
  | "steps"
  | "kcal"
  | "mood"
  | "minor"
  | "count"
  | "flag";

/** Fields of a day that hold one number. */
export type DayField = {
  [key in keyof DayRecord]-?: DayRecord[key] extends number | null ? key : never;
}[keyof DayRecord];

/** One daily series of a person. */
export type Signal = {
  /** As stored and as told to the outside. */
  readonly id: string;
  /** Where a day keeps it; null for what is worked out of other signals. */
  readonly field: DayField | null;
  readonly unit: SignalUnit;
  readonly better: "higher" | "lower" | "neither";
  readonly source: "wearable" | "check-in" | "money" | "worked out";
  /** How a day's value is made from rows. */
  readonly daily: string;
  /** What it is made of, as measured or told; itself where it is measured. No relation is looked for between two that share a part. */
  readonly madeOf: readonly string[];
};

const measured = (
  id: string,
  field: DayField,
  unit: SignalUnit,
  better: Signal["better"],
  source: Signal["source"],
  daily: string,
): Signal => ({ id, field, unit, better, source, daily, madeOf: [id] });

const scored = (id: string, daily: string, madeOf: Signal["madeOf"]): Signal => ({
  id,
  field: null,
  unit: "points",
  better: "higher",
  source: "worked out",
  daily,
  madeOf,
});

const OF_ENERGY = ["sleep_minutes", "sleep_score", "hrv", "resting_heart_rate", "stress", "steps"] as const;
const OF_MONEY = ["spend_total", "income"] as const;
const NIGHT = "the source's value of the night that ended on the day";
const DAY = "the source's value of the day";
const MEAN = "mean of the day's entries";
const KNOWN = "days known in full only";

/** Every signal there is, one line each. */
export const SIGNALS = [
  measured("sleep_minutes", "sleepMinutes", "minutes", "higher", "wearable", NIGHT),
  measured("sleep_score", "sleepScore", "points", "higher", "wearable", NIGHT),
  measured("hrv", "hrvMs", "ms", "higher", "wearable", NIGHT),
  measured("resting_heart_rate", "restingHeartRateBpm", "bpm", "lower", "wearable", NIGHT),
  measured("steps", "steps", "steps", "neither", "wearable", DAY),
  measured("activity_calories", "activityKcal", "kcal", "neither", "wearable", DAY),
  measured("stress", "stressLevel", "points", "lower", "wearable", DAY),
  measured("mood", "mood", "mood", "higher", "check-in", MEAN),
  measured("energy_self", "energySelf", "points", "higher", "check-in", MEAN),
  measured("spend_total", "spentTotalMinor", "minor", "neither", "money", `net outflow; ${KNOWN}`),
  {
    id: "spend_discretionary",
    field: "spentDiscretionaryMinor",
    unit: "minor",
    better: "neither",
    source: "money",
    daily: `net outflow by how likely each purchase was a choice; ${KNOWN}`,
    madeOf: ["spend_total"],
  },
  {
    id: "impulse_count",
    field: "impulseCount",
    unit: "count",
    better: "lower",
    source: "money",
    daily: `purchases that were rather an impulse than not; ${KNOWN}`,
    madeOf: ["spend_total"],
  },
  measured("income", "incomeMinor", "minor", "neither", "money", `income that arrived; ${KNOWN}`),
  scored("energy_score", "from the night, the day before and the 60 days before these", OF_ENERGY),
  scored("mood_score", MEAN, ["mood"]),
  scored("financial_score", `from the last 7 to 90 days of money; ${KNOWN}`, OF_MONEY),
  scored("balance_score", "mean of the other scores, by weight", [...OF_ENERGY, "mood", ...OF_MONEY]),
] as const satisfies readonly Signal[];

export type SignalId = (typeof SIGNALS)[number]["id"];

/** Whether two signals are in part the same: of such two, one says nothing about the other. */
export function sharesPart(one: Signal, other: Signal): boolean {
  return one.madeOf.some((part) => other.madeOf.includes(part));
}

/** The signal that a field of the day holds. */
export function signalOfField(field: DayField): Signal {
  const found = SIGNALS.find((signal) => signal.field === field);
  if (found === undefined) throw new RangeError("expected a field that holds a signal");
  return found;
}
