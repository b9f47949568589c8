import { normalQuantile } from "./distributions.ts";

/**
 * A series by the ranks of its values alone, as if they were normal: ties, outliers, days of nothing spent and flags of 0 and 1
 * all come out tame, and any increasing change of unit makes no difference.
 *
 * Mid-ranks `r` of the `m` present values become `Φ⁻¹((r − 3/8)/(m + 1/4))` (Blom).
 *
 * @param values NaN is missing, and stays so
 * @returns null where all present values are equal, or none is there
 */
export function normalScores(values: Float64Array): Float64Array | null {
  const present: number[] = [];
  for (let day = 0; day < values.length; day++) if (!Number.isNaN(values[day])) present.push(day);
  const at = (day: number) => values[day] ?? Number.NaN;
  present.sort((one, other) => at(one) - at(other));
  const first = present[0];
  const last = present.at(-1);
  if (first === undefined || last === undefined || at(first) === at(last)) return null;
  const scores = new Float64Array(values.length).fill(Number.NaN);
  const count = present.length;
  for (let from = 0; from < count; ) {
    let to = from;
    while (to + 1 < count && at(present[to + 1] ?? 0) === at(present[from] ?? 0)) to++;
    const score = normalQuantile(((from + to) / 2 + 1 - 0.375) / (count + 0.25));
    for (let rank = from; rank <= to; rank++) scores[present[rank] ?? 0] = score;
    from = to + 1;
  }
  return scores;
}
