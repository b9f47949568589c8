/**
 * Numbers rounded to whole ones that add up to the rounded total: those that lose most by rounding are moved first.
 *
 * @returns in the order given; the total is `Math.round` of the sum
 */
export function wholeParts(parts: readonly number[]): readonly number[] {
  const total = Math.round(parts.reduce((sum, part) => sum + part, 0));
  const rounded = parts.map((part) => Math.round(part));
  let left = total - rounded.reduce((sum, part) => sum + part, 0);
  const step = Math.sign(left);
  const byLoss = parts
    .map((part, at) => ({ at, loss: (part - Math.round(part)) * step }))
    .sort((one, other) => other.loss - one.loss || one.at - other.at);
  for (const { at } of byLoss) {
    if (left === 0) break;
    rounded[at] = (rounded[at] ?? 0) + step;
    left -= step;
  }
  // No −0, which would be written as one.
  return rounded.map((part) => part + 0);
}
