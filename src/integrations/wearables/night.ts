import type { LocalDate } from "../../../coaching/model/local-date.ts";

/** One time asleep; all of one day are looked at together. */
export type Sleep = {
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** The day its own clock shows at its end. */
  readonly endDate: LocalDate;
  /** Null where the wearable could not tell. */
  readonly asleepSeconds: number | null;
  /** Whether the wearable takes it for a night, or a part of one. */
  readonly isNight: boolean;
};

/** Parts of one night lie less than this apart. */
const FARTHEST_MS = 3 * 3_600_000;
/** Less is a moment of dozing and no part of a night. */
const LEAST_PART_SECONDS = 15 * 60;

type Night<Of extends Sleep> = {
  readonly main: Of;
  /** Of all its parts; null where the wearable could not tell. */
  readonly asleepSeconds: number | null;
};

/**
 * The night among a day's sleeps: the longest, with the parts it was split into.
 *
 * @param mayBePart whether a sleep that is no night by itself, near one, belongs to it
 * @returns null where there are only naps
 */
export function nightOf<Of extends Sleep>(
  sleeps: readonly Of[],
  mayBePart: (sleep: Of) => boolean,
): Night<Of> | null {
  const known = sleeps.filter(
    (sleep): sleep is Of & { readonly asleepSeconds: number } => sleep.asleepSeconds !== null,
  );
  if (!known.some(({ isNight }) => isNight)) return longestUntold(sleeps);
  const [main, ...others] = known.toSorted(
    (one, other) =>
      other.asleepSeconds - one.asleepSeconds ||
      Number(other.isNight) - Number(one.isNight) ||
      one.start - other.start,
  );
  if (main === undefined) return null;
  const taken: Sleep[] = [main];
  let left = others.filter(
    (part) =>
      part.endDate === main.endDate &&
      (part.isNight || mayBePart(part)) &&
      part.asleepSeconds >= LEAST_PART_SECONDS,
  );
  let asleepSeconds = main.asleepSeconds;
  for (;;) {
    // A part may be near another part only. One that overlaps is the same sleep told twice.
    const near = left.find((part) => {
      const gaps = taken.map((one) => Math.max(part.start - one.end, one.start - part.end));
      return gaps.every((gap) => gap >= 0) && gaps.some((gap) => gap < FARTHEST_MS);
    });
    if (near === undefined) return { main, asleepSeconds };
    taken.push(near);
    left = left.filter((part) => part !== near);
    asleepSeconds += near.asleepSeconds;
  }
}

function longestUntold<Of extends Sleep>(sleeps: readonly Of[]): Night<Of> | null {
  const [main] = sleeps
    .filter(({ isNight }) => isNight)
    .toSorted((one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start);
  return main === undefined ? null : { main, asleepSeconds: null };
}

export function minutesOf(seconds: number | null | undefined): number | null {
  return seconds == null ? null : seconds / 60;
}
