import type { Preferences } from "../coaching/delivery/preferences.ts";

/** What errands say that nobody asked for and no schedule says, as the outbox names it. */
export type UnaskedErrand =
  | "awaited_morning"
  | "night_correction"
  | "connection_trouble"
  | "crisis_follow_up"
  | "merge_offer";

/** Kinds of the outbox that a person wants nothing of: those of their schedules, and what errands say in their place. */
export function switchedOff({ off, tellsTrouble }: Preferences): readonly string[] {
  const errands: readonly UnaskedErrand[] = [
    ...(off.includes("morning_nudge") ? (["awaited_morning"] as const) : []),
    ...(tellsTrouble ? [] : (["connection_trouble"] as const)),
  ];
  return [...off, ...errands];
}
