/** A stretch of time and what was counted in it. Seconds; `end` is beyond the last of them. */
export type Counted = { readonly start: number; readonly end: number; readonly value: number };

/**
 * What was counted over one day by sources that overlap: phone and watch see the same steps.
 *
 * Time that is covered is never counted again, so what comes first is preferred: of a later stretch only the share of
 * its time counts that none before it covers. The same record met twice thereby counts once.
 *
 * @param stretches the preferred ones first
 */
export function sumOnce(stretches: Iterable<Counted>): number {
  const covered: { start: number; end: number }[] = [];
  let sum = 0;
  for (const { start, end: stated, value } of stretches) {
    // A count made in one moment still takes a second of time.
    const end = Math.max(stated, start + 1);
    let at = firstEndingAfter(covered, start);
    const from = at;
    let free = end - start;
    let joined = { start, end };
    for (let next = covered[at]; next !== undefined && next.start <= end; next = covered[++at]) {
      free -= Math.max(0, Math.min(next.end, end) - Math.max(next.start, start));
      joined = { start: Math.min(joined.start, next.start), end: Math.max(joined.end, next.end) };
    }
    covered.splice(from, at - from, joined);
    sum += (value * free) / (end - start);
  }
  return sum;
}

/** Sorted stretches that do not touch: the first that ends at or after an instant. Mostly that is the last or none. */
function firstEndingAfter(covered: readonly { readonly end: number }[], instant: number): number {
  let low = 0;
  let high = covered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((covered[middle]?.end ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
