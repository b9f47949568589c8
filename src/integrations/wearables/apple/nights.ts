/** Asleep from one instant to another, in seconds. */
export type Asleep = { readonly start: number; readonly end: number };

/** The main sleep of a day: from falling asleep to waking, and how much of that was sleep. */
export type Night = { readonly start: number; readonly end: number; readonly seconds: number };

/** Parts of a night that lie further apart are two sleeps: a nap does not lengthen the night. */
const SPLIT_SECONDS = 3 * 3600;

/**
 * The main sleep of each local day by one source: the longest of those that end on it.
 *
 * Overlapping stretches count once. Parts of a split night are added where they lie less than three hours apart.
 *
 * @param dayOf the number of the local day that a stretch ends on
 * @returns by day number
 */
export function nightsOf<Stretch extends Asleep>(
  stretches: readonly Stretch[],
  dayOf: (last: Stretch) => number,
): Map<number, Night> {
  const nights = new Map<number, Night>();
  let open: { start: number; last: Stretch; seconds: number } | null = null;
  const close = () => {
    if (open === null) return;
    const { start, last, seconds } = open;
    const known = nights.get(dayOf(last));
    if (known === undefined || seconds > known.seconds)
      nights.set(dayOf(last), { start, end: last.end, seconds });
  };
  for (const stretch of stretches.toSorted((one, other) => one.start - other.start)) {
    const { start, end } = stretch;
    if (open !== null && start - open.last.end < SPLIT_SECONDS) {
      open.seconds += Math.max(0, end - Math.max(start, open.last.end));
      if (end > open.last.end) open.last = stretch;
      continue;
    }
    close();
    open = { start, last: stretch, seconds: end - start };
  }
  close();
  return nights;
}
