import { CORRELATION_CONFIG, type CorrelationConfig } from "./config.ts";
import { LAGS, PAIRS, type Pair, type RelationSignal } from "./family.ts";
import { type LagTest, testLag } from "./gls.ts";
import { benjaminiHochberg, simes } from "./multiplicity.ts";
import { normalScores } from "./normal-scores.ts";
import { type Calendar, nuisanceColumns } from "./nuisance.ts";

/** Daily series of one person, day by day without a gap; NaN is missing. */
export type RelationSeries = {
  readonly calendar: Calendar;
  readonly values: Readonly<Record<RelationSignal, Float64Array>>;
};

/** Why a pair could not be tested at any lag: `one_sided` is a signal with no value at all in the window. */
export type Untested = "not_enough_days" | "constant" | "one_sided";

/** What was looked at for one pair. */
export type Relation = {
  readonly pair: Pair;
  readonly lags: readonly { readonly lag: number; readonly test: LagTest }[];
  /** Null where no lag could be tested. */
  readonly found: {
    /** The lag with the smallest p. */
    readonly lag: number;
    /** At that lag. */
    readonly r: number;
    readonly pairs: number;
    /** Over the lags. */
    readonly p: number;
    /** Over the pairs that could be tested. */
    readonly q: number;
  } | null;
  readonly untested: Untested | null;
};

/**
 * Looks for every declared relation at every lag, and says of each how sure it is with all the others looked at too.
 *
 * @returns one entry a pair, in the order of {@link PAIRS}
 */
export function findRelations(
  { calendar, values }: RelationSeries,
  config: CorrelationConfig = CORRELATION_CONFIG,
): readonly Relation[] {
  const nuisance = nuisanceColumns(calendar, config);
  const scored = new Map<RelationSignal, Float64Array | null>();
  const scoresOf = (signal: RelationSignal) => {
    const known = scored.get(signal);
    if (known !== undefined) return known;
    const scores = normalScores(values[signal]);
    scored.set(signal, scores);
    return scores;
  };
  const tested = PAIRS.map((pair) => {
    const [x, y] = [scoresOf(pair.from), scoresOf(pair.to)];
    if (x === null || y === null) {
      const isAbsent = [pair.from, pair.to].some((signal) => values[signal].every(Number.isNaN));
      return {
        pair,
        lags: [],
        best: null,
        p: Number.NaN,
        untested: isAbsent ? "one_sided" : "constant",
      } as const;
    }
    const lags = LAGS.map((lag) => ({ lag, test: testLag(y, x, lag, nuisance, config) }));
    const sure = lags.flatMap(({ lag, test }) => (test.kind === "tested" ? [{ lag, ...test }] : []));
    const best = sure.reduce<(typeof sure)[number] | null>(
      (least, one) => (least === null || one.p < least.p ? one : least),
      null,
    );
    return {
      pair,
      lags,
      best,
      p: simes(sure.map(({ p }) => p)),
      untested: best === null ? whyNot(lags) : null,
    };
  });
  const testable = tested.filter(({ best }) => best !== null);
  const qs = new Map(
    benjaminiHochberg(testable.map(({ p }) => p)).map((q, index) => [testable[index]?.pair, q] as const),
  );
  return tested.map(({ pair, lags, best, p, untested }) => ({
    pair,
    lags,
    found: best === null ? null : { lag: best.lag, r: best.r, pairs: best.pairs, p, q: qs.get(pair) ?? 1 },
    untested,
  }));
}

function whyNot(lags: readonly { readonly test: LagTest }[]): Untested {
  const isShort = lags.every(({ test }) => test.kind === "untested" && test.reason === "not_enough_days");
  return isShort ? "not_enough_days" : "constant";
}
