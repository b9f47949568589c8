/** Sum of products, row by row. */
export function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < one.length; row++) sum += (one[row] ?? 0) * (other[row] ?? 0);
  return sum;
}

/** Takes a multiple of a column off another one, in place. */
export function subtract(from: Float64Array, column: Float64Array, times: number): void {
  for (let row = 0; row < from.length; row++) from[row] = (from[row] ?? 0) - times * (column[row] ?? 0);
}
