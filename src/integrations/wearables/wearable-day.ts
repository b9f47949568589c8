import type { LocalDate } from "../../../coaching/model/local-date.ts";

/** HRV of one kind is never compared with that of the other. */
export type HrvKind = "rmssd" | "sdnn";

/** What one source says about one local day; null is "not measured". A sleep belongs to the day on which it ends. */
export type WearableDay = {
  readonly source: string;
  readonly date: LocalDate;
  /** 0 to 100, as the wearable rates the night; null where it rates none. */
  readonly sleepScore: number | null;
  readonly sleepMinutes: number | null;
  readonly restingHeartRateBpm: number | null;
  readonly hrvMs: number | null;
  readonly hrvKind: HrvKind | null;
  readonly steps: number | null;
  readonly activityKcal: number | null;
  /** 0 to 100. */
  readonly stressLevel: number | null;
};
