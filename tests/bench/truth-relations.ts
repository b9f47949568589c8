import { sampleCorrelation, sampleRankCorrelation } from "simple-statistics";
import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import { studentTwoSided } from "../../coaching/correlations/distributions.ts";
import { testLag } from "../../coaching/correlations/gls.ts";
import { normalScores } from "../../coaching/correlations/normal-scores.ts";
import { nuisanceColumns } from "../../coaching/correlations/nuisance.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import { LINKS, NULLS, type World } from "../support/relation-worlds.ts";

/** Shares of the worlds that can be tested in which a relation is found at .05, at a lag of a day. */
export type Found = {
  readonly engine: number;
  /** At .005. */
  readonly engineSure: number;
  readonly pearson: number;
  readonly spearman: number;
  /** Of all worlds; gaps may leave too few pairs. */
  readonly tested: number;
};

/** The test as it is, but for the fewest pairs that the product asks for: 30 days without a gap have 29 at a lag. */
const CONFIG = { ...CORRELATION_CONFIG, minPairs: 0 };

/** On noise of every kind, by its name. */
export function measureNulls(days: number, runs: number): ReadonlyMap<string, Found> {
  return new Map(
    Object.entries(NULLS).map(([name, make]) => {
      const random = seededRandom(`bench null ${name} ${days}`);
      return [name, found(days, runs, () => make(random, days))];
    }),
  );
}

/** Where the outcome follows the day before by `r`. */
export function measureLinks(days: number, runs: number, r: number): ReadonlyMap<string, Found> {
  return new Map(
    Object.entries(LINKS).map(([name, make]) => {
      const random = seededRandom(`bench link ${name} ${days} ${r}`);
      return [name, found(days, runs, () => make(random, days, r))];
    }),
  );
}

function found(days: number, runs: number, make: () => World): Found {
  const nuisance = nuisanceColumns({ days, firstWeekday: 0, isIncomeDay: null }, CONFIG);
  const counts = { tested: 0, engine: 0, engineSure: 0, pearson: 0, spearman: 0 };
  for (let run = 0; run < runs; run++) {
    const { x, y } = make();
    const p = engineP(x, y, nuisance);
    if (p === null) continue;
    counts.tested++;
    if (p <= 0.05) counts.engine++;
    if (p <= 0.005) counts.engineSure++;
    const { before, after } = knownPairs(x, y, 1);
    if (plainP(sampleCorrelation(before, after), before.length) <= 0.05) counts.pearson++;
    if (plainP(sampleRankCorrelation(before, after), before.length) <= 0.05) counts.spearman++;
  }
  const ofTested = (count: number) => count / counts.tested;
  return {
    engine: ofTested(counts.engine),
    engineSure: ofTested(counts.engineSure),
    pearson: ofTested(counts.pearson),
    spearman: ofTested(counts.spearman),
    tested: counts.tested / runs,
  };
}

function engineP(x: Float64Array, y: Float64Array, nuisance: readonly Float64Array[]): number | null {
  const [before, after] = [normalScores(x), normalScores(y)];
  if (before === null || after === null) return null;
  const test = testLag(after, before, 1, nuisance, CONFIG);
  return test.kind === "tested" ? test.p : null;
}

/** Values of the days on which both are known, what leads taken so many days before. */
export function knownPairs(
  x: Float64Array,
  y: Float64Array,
  lag: number,
): { readonly before: number[]; readonly after: number[] } {
  const before: number[] = [];
  const after: number[] = [];
  for (let day = lag; day < y.length; day++) {
    const [one, other] = [x[day - lag] ?? Number.NaN, y[day] ?? Number.NaN];
    if (Number.isNaN(one) || Number.isNaN(other)) continue;
    before.push(one);
    after.push(other);
  }
  return { before, after };
}

/** Of a plain correlation, two-sided, as if every day were a new draw. */
export function plainP(r: number, pairs: number): number {
  return studentTwoSided(r * Math.sqrt((pairs - 2) / (1 - r * r)), pairs - 2);
}
