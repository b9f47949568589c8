import { dot, subtract } from "./columns.ts";
import { CORRELATION_CONFIG, type CorrelationConfig } from "./config.ts";
import { studentTwoSided } from "./distributions.ts";
import {
  type Basis,
  basisOf,
  type Filter,
  filterOf,
  LEAST_SHARE,
  NOTHING,
  takeOut,
  whiten,
} from "./whitening.ts";

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

const PERFECT = { r: 1 - 1e-6, p: 1e-12 };

/** Two series by day, NaN where missing: `x` of `lag` days before beside `y`. */
export type AtLag = { readonly y: Float64Array; readonly x: Float64Array; readonly lag: number };

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
  const days = pairedDays(y, x, lag);
  const [test] = testTogether(days, [{ y, x, lag }], nuisance, config);
  return test ?? { kind: "untested", reason: "not_enough_days", pairs: days.length };
}

/**
 * {@link testLag} of several that are known on the same days: taking out the nuisance is the costly part, and the same for all.
 *
 * @param days the {@link pairedDays} of each
 * @returns one result each, in their order
 */
export function testTogether(
  days: Int32Array,
  series: readonly AtLag[],
  nuisance: readonly Float64Array[],
  config: CorrelationConfig = CORRELATION_CONFIG,
): readonly LagTest[] {
  const pairs = days.length;
  if (pairs < Math.max(config.minPairs, nuisance.length + config.spareRows)) {
    return series.map(() => ({ kind: "untested", reason: "not_enough_days", pairs }));
  }
  return fitTogether(days, series, nuisance, config).map((fits): LagTest => {
    if (fits === null) return { kind: "untested", reason: "constant", pairs };
    const perfect = fits.find(({ isPerfect }) => isPerfect);
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
  });
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
  const days = pairedDays(y, x, 0);
  if (days.length < nuisance.length + config.spareRows) return null;
  const [fits = null] = fitTogether(days, [{ y, x, lag: 0 }], nuisance, config);
  if (fits === null) return null;
  // A perfect fit is the last that was made, and no weight can be given to it.
  const perfect = fits.find(({ isPerfect }) => isPerfect);
  return perfect === undefined ? averaged(fits, ({ error }) => error) : perfect.error;
}

/** Days on which `y`, and `x` of `lag` days before, are both known; ascending. */
export function pairedDays(y: Float64Array, x: Float64Array, lag: number): Int32Array {
  const known: number[] = [];
  for (let day = Math.max(0, lag); day < y.length; day++) {
    if (!Number.isNaN(y[day]) && !Number.isNaN(x[day - lag] ?? Number.NaN)) known.push(day);
  }
  return Int32Array.from(known);
}

type Fit = {
  readonly t: number;
  /** Standard error of the slope. */
  readonly error: number;
  readonly df: number;
  readonly logLikelihood: number;
  readonly isPerfect: boolean;
};

/** Regressions for each kind of persistence, up to a perfect one; null for series of which one says nothing of its own. */
function fitTogether(
  days: Int32Array,
  series: readonly AtLag[],
  nuisance: readonly Float64Array[],
  { errorModels }: CorrelationConfig,
): readonly (readonly Fit[] | null)[] {
  const rows = days.length;
  const background = nuisance.map((column) => valuesOn(column, days));
  // Written anew for each kind of persistence: taking memory costs as much as the arithmetic.
  const columns = background.map(() => new Float64Array(rows));
  const [outcome, predictor] = [new Float64Array(rows), new Float64Array(rows)];
  const open = series.map(({ y, x, lag }) => ({
    y: valuesOn(y, days),
    x: valuesOn(x, days, lag),
    fits: [] as Fit[],
    isOver: false,
    saysNothing: false,
  }));
  for (const [phi, noise] of errorModels) {
    const filter = filterOf(days, phi, noise);
    background.forEach((column, index) => {
      whiten(column, filter, columns[index] ?? outcome);
    });
    const basis = basisOf(columns);
    for (const one of open) {
      if (one.isOver) continue;
      whiten(one.y, filter, outcome);
      whiten(one.x, filter, predictor);
      const fit = regress(outcome, predictor, basis, filter);
      if (fit !== null) one.fits.push(fit);
      one.saysNothing = fit === null;
      one.isOver = fit === null || fit.isPerfect;
    }
  }
  return open.map(({ fits, saysNothing }) => (saysNothing ? null : fits));
}

/** A series on certain days, of so many days before each. */
function valuesOn(values: Float64Array, days: Int32Array, back = 0): Float64Array {
  const taken = new Float64Array(days.length);
  for (let row = 0; row < days.length; row++) taken[row] = values[(days[row] ?? 0) - back] ?? Number.NaN;
  return taken;
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
 * Regression of a whitened outcome on a whitened predictor beside the nuisance, by modified Gram-Schmidt in place.
 *
 * @returns null where either says nothing that the nuisance does not
 */
function regress(
  outcome: Float64Array,
  predictor: Float64Array,
  basis: Basis,
  { logDet }: Filter,
): Fit | null {
  const start = dot(predictor, predictor);
  takeOut(predictor, basis);
  const norm = dot(predictor, predictor);
  if (norm <= LEAST_SHARE * start || norm <= NOTHING) return null;
  takeOut(outcome, basis);
  const before = dot(outcome, outcome);
  if (before <= NOTHING) return null;
  const slope = dot(predictor, outcome) / norm;
  subtract(outcome, predictor, slope);
  const rest = dot(outcome, outcome);
  const df = outcome.length - basis.columns.length - 1;
  const isPerfect = rest <= NOTHING * before;
  const t = isPerfect ? Math.sign(slope) : slope * Math.sqrt((norm * df) / rest);
  const logNorms = basis.logNorms + Math.log(norm);
  const logLikelihood = -0.5 * df * Math.log(rest / df) - logDet - 0.5 * logNorms;
  return { t, error: Math.sqrt(rest / df / norm), df, logLikelihood, isPerfect };
}
