/** A night may turn out so many minutes otherwise than it was said before that is worth a word. */
const TOLERANCE_MINUTES = 15;

/** Whether a night is still as it was said: minutes asleep, as said and as they are known now. */
export function holdsAsSaid(saidMinutes: number, nowMinutes: number): boolean {
  return Math.abs(nowMinutes - saidMinutes) <= TOLERANCE_MINUTES;
}
