import type { LocalDays } from "./when.ts";

/** Asleep from one instant to another, in seconds; the zone where a record names one. */
export type Asleep = { readonly start: number; readonly end: number; readonly zone: string | null };

/** The main sleep of a day: from falling asleep to waking, and how much of that was sleep. */
export type Night = { readonly start: number; readonly end: number; readonly seconds: number };

/** Parts of a night that lie further apart are two sleeps: a nap does not lengthen the night. */
const SPLIT_SECONDS = 3 * 3600;

/**
 * The main sleep of each local day by one source: the longest of those that end on it.
 *
 * Overlapping stretches count once. Parts of a split night are added where they lie less than three hours apart.
 *
 * @returns by day number
 */
export function nightsOf(stretches: readonly Asleep[], days: LocalDays): Map<number, Night> {
  const nights = new Map<number, Night>();
  const sorted = stretches.toSorted((one, other) => one.start - other.start);
  let open: { start: number; end: number; seconds: number; zone: string | null } | null = null;
  const close = () => {
    if (open === null) return;
    const { number } = days.at(open.end, open.zone);
    const known = nights.get(number);
    if (known === undefined || open.seconds > known.seconds) nights.set(number, open);
  };
  for (const { start, end, zone } of sorted) {
    if (open !== null && start - open.end < SPLIT_SECONDS) {
      open.seconds += Math.max(0, end - Math.max(start, open.end));
      if (end > open.end) {
        open.end = end;
        open.zone = zone ?? open.zone;
      }
      continue;
    }
    close();
    open = { start, end, seconds: end - start, zone };
  }
  close();
  return nights;
}
