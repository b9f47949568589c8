import type { LocalDate } from "../../../coaching/model/local-date.ts";

/** From one instant to another, in seconds since 1970. */
export type Stretch = { readonly start: number; readonly end: number };

/** One time asleep, as a wearable tells it as a whole. */
export type Sleep = Stretch & {
  /** The day its own clock shows at its end. */
  readonly endDate: LocalDate;
  /** Null where the wearable could not tell. */
  readonly asleepSeconds: number | null;
  /** Whether the wearable takes it for a night, or a part of one. */
  readonly isNight: boolean;
  /** Whether the wearable takes it for the day's main one, which decides between equals. */
  readonly isMain?: boolean;
};

/** Parts of one night lie less than this apart; a nap does not lengthen the night. */
const FARTHEST_SECONDS = 3 * 3600;
/** Less is a moment of dozing and no part of a night. */
const LEAST_PART_SECONDS = 15 * 60;

type PartRules<Of> = {
  /** Whether a sleep that is no night by itself, near one, belongs to it; without it, none does. */
  readonly mayBePart?: (sleep: Of) => boolean;
  readonly leastPartSeconds?: number;
};

/**
 * The night among a day's sleeps, all of which are looked at together: the longest, with the parts it was split into.
 *
 * @returns asleepSeconds: of all its parts; null where the wearable could not tell. Null as a whole where there are only naps.
 */
export function nightOf<Of extends Sleep>(
  sleeps: readonly Of[],
  { mayBePart = () => false, leastPartSeconds = LEAST_PART_SECONDS }: PartRules<Of> = {},
): { readonly main: Of; readonly asleepSeconds: number | null } | null {
  const known = sleeps.filter(
    (sleep): sleep is Of & { readonly asleepSeconds: number } => sleep.asleepSeconds !== null,
  );
  if (!known.some(({ isNight }) => isNight)) return longestUntold(sleeps);
  const [main, ...others] = known.toSorted(
    (one, other) =>
      other.asleepSeconds - one.asleepSeconds ||
      Number(other.isNight) - Number(one.isNight) ||
      Number(other.isMain ?? false) - Number(one.isMain ?? false) ||
      byTime(one, other),
  );
  if (main === undefined) return null;
  const taken: Stretch[] = [main];
  let left = others.filter(
    (part) =>
      part.endDate === main.endDate &&
      (part.isNight || mayBePart(part)) &&
      part.asleepSeconds >= leastPartSeconds,
  );
  let asleepSeconds = main.asleepSeconds;
  for (;;) {
    // A part may be near another part only. One that overlaps is the same sleep told twice.
    const near = left.find((part) => {
      const gaps = taken.map((one) => Math.max(part.start - one.end, one.start - part.end));
      return gaps.every((gap) => gap >= 0) && gaps.some((gap) => gap < FARTHEST_SECONDS);
    });
    if (near === undefined) return { main, asleepSeconds };
    taken.push(near);
    left = left.filter((part) => part !== near);
    asleepSeconds += near.asleepSeconds;
  }
}

function longestUntold<Of extends Sleep>(sleeps: readonly Of[]) {
  const [main] = sleeps
    .filter(({ isNight }) => isNight)
    .toSorted((one, other) => other.end - other.start - (one.end - one.start) || byTime(one, other));
  return main === undefined ? null : { main, asleepSeconds: null };
}

/** So that the order in which sleeps are told does not matter. */
function byTime(one: Stretch, other: Stretch): number {
  return one.start - other.start || one.end - other.end;
}

/** The main sleep of a day: from falling asleep to waking, and how much of that was sleep. */
export type StretchedNight = Stretch & { readonly asleepSeconds: number };

/**
 * The main sleep of each day for a source that tells stretches asleep and no sleeps: the longest of those that end on it.
 *
 * Overlapping stretches count once. Stretches that lie less than three hours apart are one sleep.
 *
 * @param stretches of one source
 * @param dayOf the number of the local day that a stretch ends on
 * @returns by day number
 */
export function nightsOfStretches<Of extends Stretch>(
  stretches: readonly Of[],
  dayOf: (last: Of) => number,
): Map<number, StretchedNight> {
  const nights = new Map<number, StretchedNight>();
  let open: { start: number; last: Of; asleepSeconds: number } | null = null;
  const close = () => {
    if (open === null) return;
    const { start, last, asleepSeconds } = open;
    const day = dayOf(last);
    if (asleepSeconds > (nights.get(day)?.asleepSeconds ?? -1))
      nights.set(day, { start, end: last.end, asleepSeconds });
  };
  for (const stretch of stretches.toSorted((one, other) => one.start - other.start)) {
    const { start, end } = stretch;
    if (open !== null && start - open.last.end < FARTHEST_SECONDS) {
      open.asleepSeconds += Math.max(0, end - Math.max(start, open.last.end));
      if (end > open.last.end) open.last = stretch;
      continue;
    }
    close();
    open = { start, last: stretch, asleepSeconds: end - start };
  }
  close();
  return nights;
}

/** Seconds since 1970 of an instant that a schema has looked at. */
export function secondsAt(instant: string): number {
  return Date.parse(instant) / 1000;
}

export function minutesOf(seconds: number | null | undefined): number | null {
  return seconds == null ? null : seconds / 60;
}
