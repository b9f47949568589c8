/** A night may turn out so many minutes otherwise than it was said before that is worth a word. */
const TOLERANCE_MINUTES = 15;

/**
 * What became of a night since it was said.
 *
 * @param now minutes asleep as they are known now; null when the night is not there any more
 */
export function judgeQuote(saidMinutes: number, now: number | null): "holds" | "otherwise" | "gone" {
  if (now === null) return "gone";
  return Math.abs(now - saidMinutes) > TOLERANCE_MINUTES ? "otherwise" : "holds";
}
