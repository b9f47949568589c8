/** Most scores lie between these; beyond them a picture's shade and a sparkline's block are the same. */
const [LOWEST, HIGHEST] = [25, 90];

/** One of so many steps from low to high, by a score. @returns 0 to `steps - 1` */
export function stepOf(score: number, steps: number): number {
  return stepBetween(score, LOWEST, HIGHEST, steps);
}

/** One of so many steps, by where a value lies between two. @returns 0 to `steps - 1` */
export function stepBetween(value: number, low: number, high: number, steps: number): number {
  const share = high > low ? (value - low) / (high - low) : 0;
  return Math.max(0, Math.min(steps - 1, Math.floor(share * steps)));
}
