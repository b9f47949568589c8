import type { DataType } from "./data-types.ts";

const PREFIX = "https://www.googleapis.com/auth/googlehealth.";

/** What the person is asked to allow, each of which they may untick. */
export const SCOPES = {
  sleep: `${PREFIX}sleep.readonly`,
  activity: `${PREFIX}activity_and_fitness.readonly`,
  metrics: `${PREFIX}health_metrics_and_measurements.readonly`,
  settings: `${PREFIX}settings.readonly`,
  profile: `${PREFIX}profile.readonly`,
} as const;
export type ScopeName = keyof typeof SCOPES;

/** Without these there is nothing to read of a type. */
const SCOPE_OF_TYPE: Readonly<Record<DataType, ScopeName>> = {
  sleep: "sleep",
  "daily-resting-heart-rate": "metrics",
  "daily-heart-rate-variability": "metrics",
  steps: "activity",
  "active-energy-burned": "activity",
};

/** What was asked for and left unticked. @param granted `scope` of the token's answer: words with spaces between */
export function untickedScopes(granted: string | null | undefined): readonly ScopeName[] {
  const words = new Set((granted ?? "").split(/\s+/));
  return (Object.keys(SCOPES) as ScopeName[]).filter((name) => !words.has(SCOPES[name]));
}

/** The types that may be read with what was allowed. */
export function readableTypes(granted: string | null | undefined): readonly DataType[] {
  const unticked = new Set(untickedScopes(granted));
  return (Object.keys(SCOPE_OF_TYPE) as DataType[]).filter((type) => !unticked.has(SCOPE_OF_TYPE[type]));
}
