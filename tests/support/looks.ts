import type { Look, LookResult } from "../../coaching/insights/look.ts";
import { addDays } from "../../coaching/model/local-date.ts";

const FIRST_LOOK = "2026-01-05";

/** What a look of a story saw of the one relation; null where it could not test it. */
export type Seen = { readonly q: number; readonly r?: number; readonly n?: number } | null;

/** The date of a weekly look, the first being 0. */
export const lookDate = (week: number) => addDays(FIRST_LOOK, 7 * week);

/** Weekly looks at `sleep_to_spending` alone; one that is left out (`"none"`) did not take place. */
export function weeklyLooks(...story: readonly (Seen | "none")[]): readonly Look[] {
  return story.flatMap((seen, week) => (seen === "none" ? [] : [lookOf(lookDate(week), [resultOf(seen)])]));
}

export function lookOf(date: string, results: readonly LookResult[]): Look {
  return { date, from: addDays(date, -179), configVersion: "correlations/1", results };
}

function resultOf(seen: Seen): LookResult {
  const relation = { type: "sleep_to_spending", subject: "" };
  if (seen === null) {
    return { ...relation, lags: [], found: null, untested: "not_enough_days", pairs: 20 };
  }
  const { q, r = -0.3, n = 60 } = seen;
  return {
    ...relation,
    lags: [{ lag: 0, r, p: q / 10, n }],
    found: { lag: 0, r, n, p: q / 10, q },
    untested: null,
    pairs: n,
  };
}
