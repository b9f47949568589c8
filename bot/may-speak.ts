import { isPausedAt, isQuietAt, type Preferences } from "../coaching/delivery/preferences.ts";

/**
 * Whether something that nobody asked for, and that no schedule says, may be said now: not while coaching rests, not in a
 * pause and not in quiet hours.
 *
 * @throws RangeError for an unknown zone
 */
export function maySpeakUnasked(
  person: {
    readonly preferences: Preferences;
    readonly timezone: string;
    readonly restsUntil: Date | null;
  },
  now: Date,
): boolean {
  const { preferences, timezone, restsUntil } = person;
  const isResting = restsUntil !== null && now < restsUntil;
  return !isResting && !isPausedAt(preferences, now) && !isQuietAt(preferences, now, timezone);
}
