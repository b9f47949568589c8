import { dot, subtract } from "./columns.ts";
import { CORRELATION_CONFIG, type CorrelationConfig } from "./config.ts";
import { studentTwoSided } from "./distributions.ts";

/** How two series move together at one lag, on the scale of ranks. */
export type LagTest =
  | {
      readonly kind: "tested";
      /** −1 to +1. */
      readonly r: number;
      /** Two-sided. */
      readonly p: number;
      /** Days on which both are known. */
      readonly pairs: number;
      readonly df: number;
    }
  | { readonly kind: "untested"; readonly reason: "not_enough_days" | "constant"; readonly pairs: number };

/** A column shorter than this share of its first squared length says nothing that the ones before it have not said. */
const LEAST_SHARE = 1e-9;
/** A residual below this is no residual. */
const NOTHING = 1e-12;
const PERFECT = { r: 1 - 1e-6, p: 1e-12 };

/**
 * Whether `x` at a lag goes with `y`, both as normal scores (NS-GLS).
 *
 * Daily series drift and repeat themselves, so that a plain correlation finds something in pure noise. Here level, trend, slow
 * waves, weekday and payday are taken out, and what is left is judged by regression with errors that persist from day to day
 * (AR(1) with plain noise on top). The persistence is not estimated but averaged over, weighed by how likely it makes the data, as
 * is p: with 30 to 60 days an estimate is too sure of itself.
 *
 * @param y normal scores by day, NaN where missing
 * @param x likewise
 * @param lag in days: `x` of that many days before
 * @param nuisance columns by day, see `nuisanceColumns`
 */
export function testLag(
  y: Float64Array,
  x: Float64Array,
  lag: number,
  nuisance: readonly Float64Array[],
  config: CorrelationConfig = CORRELATION_CONFIG,
): LagTest {
  const aligned = align(y, x, lag, nuisance);
  const pairs = aligned.days.length;
  if (pairs < Math.max(config.minPairs, nuisance.length + config.spareRows)) {
    return { kind: "untested", reason: "not_enough_days", pairs };
  }
  const fits = fitEach(aligned, config);
  const [perfect] = fits?.filter(({ isPerfect }) => isPerfect) ?? [];
  if (fits === null) return { kind: "untested", reason: "constant", pairs };
  if (perfect !== undefined) {
    return { kind: "tested", r: Math.sign(perfect.t) * PERFECT.r, p: PERFECT.p, pairs, df: perfect.df };
  }
  return {
    kind: "tested",
    r: averaged(fits, ({ t, df }) => t / Math.sqrt(t * t + df)),
    p: averaged(fits, ({ t, df }) => studentTwoSided(t, df)),
    pairs,
    df: fits[0]?.df ?? 0,
  };
}

/**
 * Standard error of the slope of `y` on `x` on the same day, both as they are, with errors that persist.
 *
 * @returns null where `x` says nothing that the nuisance does not, or there are too few days
 */
export function glsStandardError(
  y: Float64Array,
  x: Float64Array,
  nuisance: readonly Float64Array[],
  config: CorrelationConfig = CORRELATION_CONFIG,
): number | null {
  const aligned = align(y, x, 0, nuisance);
  if (aligned.days.length < nuisance.length + config.spareRows) return null;
  const fits = fitEach(aligned, config);
  return fits === null ? null : averaged(fits, ({ error }) => error);
}

/** The days on which both are known, and the columns on these days: the nuisance, `x`, `y`. */
type Aligned = { readonly days: Int32Array; readonly columns: readonly Float64Array[] };

function align(y: Float64Array, x: Float64Array, lag: number, nuisance: readonly Float64Array[]): Aligned {
  const known: number[] = [];
  for (let day = Math.max(0, lag); day < y.length; day++) {
    if (!Number.isNaN(y[day]) && !Number.isNaN(x[day - lag] ?? Number.NaN)) known.push(day);
  }
  const days = Int32Array.from(known);
  const take = (column: Float64Array, back: number) => {
    const taken = new Float64Array(days.length);
    for (let row = 0; row < days.length; row++) taken[row] = column[(days[row] ?? 0) - back] ?? Number.NaN;
    return taken;
  };
  return { days, columns: [...nuisance.map((column) => take(column, 0)), take(x, lag), take(y, 0)] };
}

/** A regression for each kind of persistence; null where there is nothing to regress. */
function fitEach({ days, columns }: Aligned, { errorModels }: CorrelationConfig): readonly Fit[] | null {
  const workspace = columns.map(({ length }) => new Float64Array(length));
  const fits: Fit[] = [];
  for (const [phi, noise] of errorModels) {
    const logDet = whiten(columns, workspace, days, phi, noise);
    const fit = regress(workspace, logDet);
    if (fit === null) return null;
    fits.push(fit);
    if (fit.isPerfect) break;
  }
  return fits;
}

/** Over the kinds of persistence, each as likely as it makes the data. */
function averaged(fits: readonly Fit[], value: (fit: Fit) => number): number {
  const best = Math.max(...fits.map(({ logLikelihood }) => logLikelihood));
  let [total, sum] = [0, 0];
  for (const fit of fits) {
    const weight = Math.exp(fit.logLikelihood - best);
    total += weight;
    sum += weight * value(fit);
  }
  return sum / total;
}

/**
 * Makes columns what they would be if the errors of each day were independent: one pass of a Kalman filter for AR(1) with plain
 * noise on top and a variance of 1 together, exact across gaps.
 *
 * @param days ascending, of each row
 * @param phi what is left of the slow part after a day
 * @param noise share of plain noise
 * @returns half the logarithm of the determinant of the errors' covariance
 */
function whiten(
  columns: readonly Float64Array[],
  into: readonly Float64Array[],
  days: Int32Array,
  phi: number,
  noise: number,
): number {
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
  columns.forEach((column, index) => {
    const target = into[index];
    if (target === undefined) return;
    let expected = 0;
    for (let row = 0; row < rows; row++) {
      expected *= fades[row] ?? 0;
      const surprise = (column[row] ?? 0) - expected;
      target[row] = surprise * (scales[row] ?? 0);
      expected += (gains[row] ?? 0) * surprise;
    }
  });
  return logDet;
}

type Fit = {
  readonly t: number;
  /** Standard error of the slope. */
  readonly error: number;
  readonly df: number;
  readonly logLikelihood: number;
  readonly isPerfect: boolean;
};

/**
 * Regression of the last column on the one before it and the others, by modified Gram-Schmidt in place.
 *
 * @returns null where the one before the last, or the last, says nothing that the others do not
 */
function regress(columns: readonly Float64Array[], logDet: number): Fit | null {
  const last = columns.length - 1;
  const outcome = columns[last];
  const rows = outcome?.length ?? 0;
  if (outcome === undefined) return null;
  const starts = columns.map((column) => dot(column, column));
  let kept = 0;
  let logNorms = 0;
  for (let index = 0; index < last; index++) {
    const column = columns[index];
    if (column === undefined) continue;
    const isPredictor = index === last - 1;
    const norm = dot(column, column);
    if (norm <= LEAST_SHARE * (starts[index] ?? 0) || norm <= NOTHING) {
      if (isPredictor) return null;
      continue;
    }
    if (isPredictor) {
      const before = dot(outcome, outcome);
      if (before <= NOTHING) return null;
      const slope = dot(column, outcome) / norm;
      subtract(outcome, column, slope);
      const rest = dot(outcome, outcome);
      const df = rows - kept - 1;
      logNorms += Math.log(norm);
      const isPerfect = rest <= NOTHING * before;
      const t = isPerfect ? Math.sign(slope) : slope * Math.sqrt((norm * df) / rest);
      const logLikelihood = -0.5 * df * Math.log(rest / df) - logDet - 0.5 * logNorms;
      return { t, error: Math.sqrt(rest / df / norm), df, logLikelihood, isPerfect };
    }
    kept++;
    logNorms += Math.log(norm);
    for (let later = index + 1; later <= last; later++) {
      const other = columns[later];
      if (other !== undefined) subtract(other, column, dot(column, other) / norm);
    }
  }
  return null;
}
