import type { DaySignal } from "../wearable-provider.ts";

/** What is read of a person, by the name that the Google Health API has for it in addresses and notifications. */
export const SIGNAL_OF_TYPE = {
  sleep: "sleepMinutes",
  "daily-resting-heart-rate": "restingHeartRateBpm",
  "daily-heart-rate-variability": "hrvMs",
  steps: "steps",
  "active-energy-burned": "activityKcal",
} as const satisfies Readonly<Record<string, DaySignal>>;
export type DataType = keyof typeof SIGNAL_OF_TYPE;
export const DATA_TYPES = Object.keys(SIGNAL_OF_TYPE) as readonly DataType[];

export function isDataType(name: string): name is DataType {
  return (DATA_TYPES as readonly string[]).includes(name);
}
