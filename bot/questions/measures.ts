import type { AskedSignal } from "../../coaching/questions/signal-means.ts";
import { duration } from "../format.ts";

/** What people ask for by its name. */
export type AskedMeasure = "sleep" | "hrv" | "resting heart rate" | "steps";
type ToldMeasure = AskedMeasure | "active energy" | "stress";

/** How a measure is named, read and counted. */
export type MeasureShape = {
  /** The end of its templates' names. */
  readonly id: "sleep" | "hrv" | "heart-rate" | "steps" | "active-energy" | "stress";
  readonly signal: AskedSignal;
  readonly noun: "night" | "day";
  /** It grows, or changes, as long as its day goes on. */
  readonly isOfWholeDay: boolean;
  read(value: number): string;
};

const whole = (value: number) => Math.round(value).toLocaleString("en-US");

export const MEASURES: Readonly<Record<ToldMeasure, MeasureShape>> = {
  sleep: { id: "sleep", signal: "sleepMinutes", noun: "night", isOfWholeDay: false, read: duration },
  hrv: {
    id: "hrv",
    signal: "hrvMs",
    noun: "day",
    isOfWholeDay: false,
    read: (value) => `${Math.round(value)} ms`,
  },
  "resting heart rate": {
    id: "heart-rate",
    signal: "restingHeartRateBpm",
    noun: "day",
    isOfWholeDay: false,
    read: (value) => `${Math.round(value)} bpm`,
  },
  steps: { id: "steps", signal: "steps", noun: "day", isOfWholeDay: true, read: whole },
  "active energy": {
    id: "active-energy",
    signal: "activityKcal",
    noun: "day",
    isOfWholeDay: true,
    read: (value) => `${whole(value)} kcal`,
  },
  stress: {
    id: "stress",
    signal: "stressLevel",
    noun: "day",
    isOfWholeDay: true,
    read: (value) => `${Math.round(value)} of 100`,
  },
};
