import type { DayField } from "../signals/registry.ts";

/** Stored names of a relation's two ends. */
const NAMES = {
  sleepMinutes: "sleep",
  hrvMs: "hrv",
  restingHeartRateBpm: "heart_rate",
  stressLevel: "stress",
  mood: "mood",
  energySelf: "energy",
  steps: "steps",
  activityKcal: "activity",
  spentDiscretionaryMinor: "spending",
  impulseCount: "impulse",
} as const satisfies Partial<Record<DayField, string>>;

/** A daily series that relations are looked for between. */
export type RelationSignal = keyof typeof NAMES;

/** Every one of them. */
export const RELATION_SIGNALS = Object.keys(NAMES) as readonly RelationSignal[];

/** One that may lead: money follows, and is not looked at as what leads. */
export type LeadingSignal = Exclude<RelationSignal, "spentDiscretionaryMinor" | "impulseCount">;

/** What may lead and what may follow, declared before anybody looks. */
export type Pair = {
  /** `sleep_to_spending`, as stored in `correlation_insights.signal_type`. */
  readonly type: string;
  readonly from: LeadingSignal;
  readonly to: RelationSignal;
};

/** Days that what leads comes before what follows; 0 from sleep means last night. */
export const LAGS = [0, 1, 2] as const;

const pairsFrom = (from: LeadingSignal, ...follow: readonly RelationSignal[]): readonly Pair[] =>
  follow.map((to) => ({ type: `${NAMES[from]}_to_${NAMES[to]}`, from, to }));

/** The relations that are looked for, as one family: how many there are is part of each one's evidence. */
export const PAIRS: readonly Pair[] = [
  ...pairsFrom(
    "sleepMinutes",
    "spentDiscretionaryMinor",
    "impulseCount",
    "mood",
    "energySelf",
    "stressLevel",
  ),
  ...pairsFrom("hrvMs", "energySelf", "spentDiscretionaryMinor"),
  ...pairsFrom("restingHeartRateBpm", "energySelf"),
  ...pairsFrom("stressLevel", "spentDiscretionaryMinor", "impulseCount", "mood"),
  ...pairsFrom("mood", "spentDiscretionaryMinor", "impulseCount"),
  ...pairsFrom("energySelf", "spentDiscretionaryMinor"),
  ...pairsFrom("steps", "mood", "energySelf", "sleepMinutes"),
  ...pairsFrom("activityKcal", "energySelf"),
];

/** What may follow a context tag, with the relation's stored name. */
export const TAG_PAIRS: readonly { readonly type: string; readonly to: RelationSignal }[] = (
  ["spentDiscretionaryMinor", "impulseCount", "mood", "sleepMinutes"] as const
).map((to) => ({ type: `tag_to_${NAMES[to]}`, to }));
