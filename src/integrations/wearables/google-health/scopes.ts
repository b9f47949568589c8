import { scopeShortfall } from "../oauth/tokens.ts";
import type { DataType } from "./data-types.ts";

const PREFIX = "https://www.googleapis.com/auth/googlehealth.";

/** What the person is asked to allow, each of which they may untick. Any one lets them be told by their name there. */
export const SCOPES = {
  sleep: `${PREFIX}sleep.readonly`,
  activity: `${PREFIX}activity_and_fitness.readonly`,
  metrics: `${PREFIX}health_metrics_and_measurements.readonly`,
} as const;
export type ScopeName = keyof typeof SCOPES;

/** Without these there is nothing to read of a type. */
export const SCOPE_OF_TYPE: Readonly<Record<DataType, ScopeName>> = {
  sleep: "sleep",
  "daily-resting-heart-rate": "metrics",
  "daily-heart-rate-variability": "metrics",
  steps: "activity",
  "active-energy-burned": "activity",
};

/** What was asked for and left unticked. @param granted as the sign-in tells; null: all that was asked */
export function untickedScopes(granted: readonly string[] | null): readonly ScopeName[] {
  const lacking = scopeShortfall(Object.values(SCOPES), granted);
  return (Object.keys(SCOPES) as ScopeName[]).filter((name) => lacking.includes(SCOPES[name]));
}

/** Whether a sign-in is one of the Google Health API: the old Fitbit Web API had scopes as `sleep` and `heartrate`. */
export function areScopesOfGoogle(granted: readonly string[] | null): boolean {
  return granted === null || granted.some((scope) => scope.startsWith(PREFIX));
}
