import { dot, subtract } from "./columns.ts";
import { CORRELATION_CONFIG, type CorrelationConfig } from "./config.ts";
import { studentQuantile } from "./distributions.ts";
import { glsStandardError } from "./gls.ts";

/** What goes with exposed days, in the outcome's own unit. */
export type Effect = {
  /** Outcome on exposed days against other days, level, trend, weekday and payday taken out. */
  readonly difference: number;
  /** The same, drawn towards nothing: what is found is mostly found larger than it is. */
  readonly shrunk: number;
  /** Of 95 %. */
  readonly low: number;
  readonly high: number;
  readonly exposedDays: number;
  readonly pairs: number;
};

/** Fewest days on either side. */
const LEAST_DAYS = 8;

/**
 * How much more or less of the outcome there is on exposed days than on others, with a range that holds.
 *
 * Least squares on the raw outcome. The standard error is the larger of two: HC3, as amounts are skewed and vary more on some
 * days than on others, and that of generalised least squares, as days resemble the day before.
 *
 * @param outcome by day, NaN where missing
 * @param exposed by day of the outcome: 1, 0, NaN where it is not known
 * @param nuisance columns by day
 * @returns null with fewer than 8 exposed or 8 other days, or where exposure says nothing that the calendar does not
 * @see J. G. MacKinnon and H. White, "Some heteroskedasticity-consistent covariance matrix estimators" (1985)
 */
export function effectOf(
  outcome: Float64Array,
  exposed: Float64Array,
  nuisance: readonly Float64Array[],
  config: CorrelationConfig = CORRELATION_CONFIG,
): Effect | null {
  const days: number[] = [];
  outcome.forEach((value, day) => {
    if (!Number.isNaN(value) && !Number.isNaN(exposed[day] ?? Number.NaN)) days.push(day);
  });
  const pairs = days.length;
  const at = (column: Float64Array) => Float64Array.from(days, (day) => column[day] ?? 0);
  const exposure = at(exposed);
  const exposedDays = exposure.reduce((sum, value) => sum + value, 0);
  if (exposedDays < LEAST_DAYS || pairs - exposedDays < LEAST_DAYS) return null;
  const fit = leastSquares(at(outcome), exposure, nuisance.map(at));
  if (fit === null) return null;
  const gls = glsStandardError(outcome, exposed, nuisance, config) ?? 0;
  const error = Math.max(fit.hc3, gls);
  const df = Math.min(pairs - fit.columns, Math.max(5, exposedDays - 1));
  const reach = error * studentQuantile(0.025, df);
  const { slope } = fit;
  return {
    difference: slope,
    shrunk: slope === 0 ? 0 : slope * Math.max(0, 1 - (error / slope) ** 2),
    low: slope - reach,
    high: slope + reach,
    exposedDays,
    pairs,
  };
}

const LEAST_SHARE = 1e-9;

/**
 * The slope of `y` on `x` beside other columns, with its HC3 standard error.
 *
 * All columns are made orthonormal one after another, `x` last: the slope is then the last one's, and each row's leverage the sum
 * of its squares.
 */
export function leastSquares(
  y: Float64Array,
  x: Float64Array,
  others: readonly Float64Array[],
): { readonly slope: number; readonly hc3: number; readonly columns: number } | null {
  const basis: Float64Array[] = [];
  let xNorm = 0;
  for (const column of [...others, x]) {
    const left = column.slice();
    const start = dot(left, left);
    // Twice is enough.
    for (let round = 0; round < 2; round++) {
      for (const unit of basis) subtract(left, unit, dot(left, unit));
    }
    const norm = dot(left, left);
    if (norm <= LEAST_SHARE * start || norm === 0) {
      if (column === x) return null;
      continue;
    }
    if (column === x) xNorm = Math.sqrt(norm);
    basis.push(left.map((value) => value / Math.sqrt(norm)));
  }
  const last = basis.at(-1);
  if (last === undefined || basis.length >= y.length) return null;
  const residual = y.slice();
  for (const unit of basis) subtract(residual, unit, dot(residual, unit));
  const slope = dot(y, last) / xNorm;
  let variance = 0;
  residual.forEach((value, row) => {
    const leverage = basis.reduce((sum, unit) => sum + (unit[row] ?? 0) ** 2, 0);
    const weight = (last[row] ?? 0) / xNorm;
    variance += (weight * value) ** 2 / Math.max(1e-12, 1 - leverage) ** 2;
  });
  return { slope, hc3: Math.sqrt(variance), columns: basis.length };
}
