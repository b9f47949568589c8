import { localDateOf } from "../model/local-date.ts";
import type { MessageKind } from "./kinds.ts";
import { isPausedAt, isQuietAt, type Preferences } from "./preferences.ts";
import { lastInstantFor, type Slot } from "./windows.ts";

/** How much later a message comes back that was put off. */
const SNOOZE_MINUTES = 120;

const MINUTE_MS = 60_000;

/** Why a message cannot come back later. */
const SNOOZE_REFUSALS = ["switched_off", "paused", "quiet_hours", "too_late"] as const;

/** When a message that is put off comes back, or why it would not; `at` is the time asked for in either case. */
export type Snooze =
  | { readonly kind: "until"; readonly at: Date }
  | { readonly kind: "refused"; readonly at: Date; readonly reason: (typeof SNOOZE_REFUSALS)[number] };

/**
 * What putting a message off comes to: two hours from now, on a whole minute, if nothing that is known already would
 * hold it then. Whether it is said is decided once more when it comes back.
 *
 * `too_late` is another local day, a time at which the kind's next slot has come, or one outside the window that the
 * slot would have had two hours later.
 *
 * @param slot the slot as it was due
 * @param nextRunAt when the kind is next due by its schedule; null when it no longer is
 * @throws RangeError for an unknown zone
 */
export function snoozeOf({
  kind,
  slot,
  now,
  zone,
  preferences,
  nextRunAt,
}: {
  readonly kind: MessageKind;
  readonly slot: Slot;
  readonly now: Date;
  readonly zone: string;
  readonly preferences: Preferences;
  readonly nextRunAt: Date | null;
}): Snooze {
  const minutes = Math.floor(now.getTime() / MINUTE_MS) + SNOOZE_MINUTES;
  const at = new Date(minutes * MINUTE_MS);
  const refused = (reason: (typeof SNOOZE_REFUSALS)[number]): Snooze => ({ kind: "refused", at, reason });
  if (nextRunAt === null || preferences.off.includes(kind)) return refused("switched_off");
  if (isPausedAt(preferences, at)) return refused("paused");
  if (isQuietAt(preferences, at, zone)) return refused("quiet_hours");
  const later = { ...slot, at: new Date(slot.at.getTime() + SNOOZE_MINUTES * MINUTE_MS) };
  const isTooLate = at >= nextRunAt || at > lastInstantFor(kind, later, zone);
  return isTooLate || localDateOf(at, zone) !== localDateOf(now, zone)
    ? refused("too_late")
    : { kind: "until", at };
}
