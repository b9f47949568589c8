import { formatMoney, minorDigits } from "../../coaching/model/money.ts";
import { toTwoDigits } from "../../coaching/model/significant.ts";

/** Points of the scale of 1 to 7 for one point of mood as it is stored. */
const FACES_PER_STORED = 6 / 10;

/** What follows, as templates call it. */
export type Outcome = "spending" | "impulse" | "mood" | "energy" | "stress" | "sleep";

/**
 * How much more or less of an outcome, without its sign, to two significant digits and never finer than is worth saying: `$31`,
 * `0.8`, `22`.
 *
 * @param difference in the outcome's stored unit: minor units, stored mood, points, minutes, purchases
 * @param beside the amount that it stands beside: from ten whole units of money on, decimals are left out of both
 * @returns null for what rounds to nothing
 */
export function differenceWords(
  outcome: Outcome,
  difference: number,
  currency: string,
  beside = difference,
): string | null {
  const size = Math.abs(difference);
  if (outcome === "spending") {
    const major = 10 ** minorDigits(currency);
    const minor = Math.round(toTwoDigits(size, Math.abs(beside) >= 10 * major ? major : 1));
    return minor === 0 ? null : formatMoney({ minor, currency });
  }
  const isFine = outcome === "impulse" || outcome === "mood";
  const step = isFine ? 0.1 : 1;
  const value = toTwoDigits(outcome === "mood" ? size * FACES_PER_STORED : size, step);
  return value === 0 ? null : value.toFixed(isFine && value < 10 ? 1 : 0);
}
