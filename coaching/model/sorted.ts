/** Numbers in ascending order. */
type Sorted = readonly number[] | Float64Array;

/** Median of ascending values. */
export function middleOf(sorted: Sorted): number {
  const upper = sorted[sorted.length >> 1] ?? 0;
  return ((sorted[(sorted.length - 1) >> 1] ?? upper) + upper) / 2;
}

/** Median distance of ascending values from their median, by walking outwards from it: nothing to sort. */
export function spreadOf(sorted: Sorted, middle: number): number {
  let below = (sorted.length - 1) >> 1;
  let above = below + 1;
  let previous = 0;
  let distance = 0;
  for (let rank = 0; rank <= sorted.length >> 1; rank++) {
    const down = middle - (sorted[below] ?? Number.NEGATIVE_INFINITY);
    const up = (sorted[above] ?? Number.POSITIVE_INFINITY) - middle;
    previous = distance;
    distance = Math.min(down, up);
    if (down <= up) below--;
    else above++;
  }
  return sorted.length % 2 === 0 ? (previous + distance) / 2 : distance;
}
