/**
 * One p for a question asked in several ways, as at several lags: the smallest of `p₍ᵢ₎ · k / i` (Simes).
 *
 * @returns NaN without any
 */
export function simes(ps: readonly number[]): number {
  const sorted = [...ps].sort((one, other) => one - other);
  const scaled = sorted.map((p, index) => (p * sorted.length) / (index + 1));
  return scaled.length === 0 ? Number.NaN : Math.min(1, ...scaled);
}

/**
 * The share of false findings to be expected among those at least as sure as each (Benjamini and Hochberg), in the order given.
 */
export function benjaminiHochberg(ps: readonly number[]): readonly number[] {
  const order = ps.map((_, index) => index).sort((one, other) => (ps[one] ?? 1) - (ps[other] ?? 1));
  const qs = new Array<number>(ps.length).fill(1);
  let least = 1;
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const index = order[rank] ?? 0;
    least = Math.min(least, ((ps[index] ?? 1) * order.length) / (rank + 1));
    qs[index] = least;
  }
  return qs;
}
