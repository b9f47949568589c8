import { dot, subtract } from "./columns.ts";

/** A column shorter than this share of its first squared length says nothing that the ones before it have not said. */
export const LEAST_SHARE = 1e-9;
/** A squared length below this is none. */
export const NOTHING = 1e-12;

/** Columns that are at right angles to each other, and what belongs to them. */
export type Basis = {
  readonly columns: readonly Float64Array[];
  /** Squared length of each. */
  readonly norms: readonly number[];
  /** Sum of the logarithms of the norms. */
  readonly logNorms: number;
};

/** Makes columns at right angles to each other, one after another and in place; what the ones before have said is left out. */
export function basisOf(columns: readonly Float64Array[]): Basis {
  const kept: Float64Array[] = [];
  const norms: number[] = [];
  let logNorms = 0;
  for (const column of columns) {
    const start = dot(column, column);
    takeOut(column, { columns: kept, norms });
    const norm = dot(column, column);
    if (norm <= LEAST_SHARE * start || norm <= NOTHING) continue;
    kept.push(column);
    norms.push(norm);
    logNorms += Math.log(norm);
  }
  return { columns: kept, norms, logNorms };
}

/** Takes what the basis says out of a column, one after another and in place. */
export function takeOut(from: Float64Array, { columns, norms }: Pick<Basis, "columns" | "norms">): void {
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index];
    if (column !== undefined) subtract(from, column, dot(column, from) / (norms[index] ?? 1));
  }
}

/** One pass of a Kalman filter, by row, and half the logarithm of the determinant of the errors' covariance. */
export type Filter = {
  readonly fades: Float64Array;
  readonly gains: Float64Array;
  readonly scales: Float64Array;
  readonly logDet: number;
};

/**
 * The filter for AR(1) errors with plain noise on top and a variance of 1 together, exact across gaps.
 *
 * @param days ascending, of each row
 * @param phi what is left of the slow part after a day
 * @param noise share of plain noise
 */
export function filterOf(days: Int32Array, phi: number, noise: number): Filter {
  const rows = days.length;
  const gains = new Float64Array(rows);
  const fades = new Float64Array(rows);
  const scales = new Float64Array(rows);
  let variance = 1 - noise;
  let logDet = 0;
  for (let row = 0; row < rows; row++) {
    if (row > 0) {
      const gap = (days[row] ?? 0) - (days[row - 1] ?? 0);
      const fade = phi === 0 ? 0 : (phi < 0 && gap % 2 === 1 ? -1 : 1) * Math.abs(phi) ** gap;
      fades[row] = fade;
      variance = fade * fade * variance + (1 - noise) * (1 - fade * fade);
    }
    const spread = variance + noise;
    const gain = variance / spread;
    gains[row] = gain;
    scales[row] = 1 / Math.sqrt(spread);
    variance *= 1 - gain;
    logDet += 0.5 * Math.log(spread);
  }
  return { fades, gains, scales, logDet };
}

/** Writes a column as it would be if the errors of each day were independent. */
export function whiten(column: Float64Array, { fades, gains, scales }: Filter, into: Float64Array): void {
  let expected = 0;
  for (let row = 0; row < column.length; row++) {
    expected *= fades[row] ?? 0;
    const surprise = (column[row] ?? 0) - expected;
    into[row] = surprise * (scales[row] ?? 0);
    expected += (gains[row] ?? 0) * surprise;
  }
}
