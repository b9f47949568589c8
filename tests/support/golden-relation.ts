import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import { nuisanceColumns } from "../../coaching/correlations/nuisance.ts";

/** Sixty days from a Monday that the method's published values are of: gaps in both, and an outcome that follows the day before. */
const GOLDEN_DAYS = 60;

/** By day, as {@link GOLDEN_X}. */
export const goldenSeries = (value: (day: number) => number): Float64Array =>
  Float64Array.from({ length: GOLDEN_DAYS }, (_, day) => value(day));

const wave = (day: number) => Math.sin(1.7 * day) + 0.5 * Math.sin(0.31 * day * day);

export const GOLDEN_X: Float64Array = goldenSeries((day) => (day % 11 === 3 ? Number.NaN : wave(day)));

export const GOLDEN_Y: Float64Array = goldenSeries((day) =>
  day % 13 === 5
    ? Number.NaN
    : 0.5 * wave(day - 1) + Math.cos(0.17 * day * day + 1) + (day % 7 >= 5 ? 0.8 : 0),
);

/** The same outcome as whole sums with many days of nothing. */
export const GOLDEN_SUMS: Float64Array = GOLDEN_Y.map((value) =>
  Number.isNaN(value) ? Number.NaN : Math.max(0, Math.round(20 * value)),
);

export const GOLDEN_NUISANCE: readonly Float64Array[] = nuisanceColumns(
  { days: GOLDEN_DAYS, firstWeekday: 0, isIncomeDay: null },
  CORRELATION_CONFIG,
);
