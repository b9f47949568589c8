/** HRV by day means another thing than HRV asleep; where no sleep is known, its night ends here. */
const NIGHT_SECONDS = 6 * 3600;

/** @param clock seconds since midnight on the wall, below 0 for the evening before */
export function isBeforeMorning(clock: number): boolean {
  return clock < NIGHT_SECONDS;
}

/** @param values at least one */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
