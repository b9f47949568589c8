import { sampleCorrelation, sampleRankCorrelation } from "simple-statistics";
import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import { studentTwoSided } from "../../coaching/correlations/distributions.ts";
import { testLag } from "../../coaching/correlations/gls.ts";
import { normalScores } from "../../coaching/correlations/normal-scores.ts";
import { nuisanceColumns } from "../../coaching/correlations/nuisance.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import { LINKS, NULLS, type World } from "../support/relation-worlds.ts";

/** Shares of worlds in which a relation is found at .05. */
export type Found = {
  readonly engine: number;
  /** At .005. */
  readonly engineSure: number;
  readonly pearson: number;
  readonly spearman: number;
};

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
  const nuisance = nuisanceColumns({ days, firstWeekday: 0, isIncomeDay: null }, CORRELATION_CONFIG);
  const counts = { engine: 0, engineSure: 0, pearson: 0, spearman: 0 };
  for (let run = 0; run < runs; run++) {
    const { x, y } = make();
    const p = engineP(x, y, nuisance);
    if (p <= 0.05) counts.engine++;
    if (p <= 0.005) counts.engineSure++;
    const [before, after] = pairsOf(x, y);
    if (plainP(sampleCorrelation(before, after), before.length) <= 0.05) counts.pearson++;
    if (plainP(sampleRankCorrelation(before, after), before.length) <= 0.05) counts.spearman++;
  }
  const { engine, engineSure, pearson, spearman } = counts;
  return {
    engine: engine / runs,
    engineSure: engineSure / runs,
    pearson: pearson / runs,
    spearman: spearman / runs,
  };
}

function engineP(x: Float64Array, y: Float64Array, nuisance: readonly Float64Array[]): number {
  const [before, after] = [normalScores(x), normalScores(y)];
  if (before === null || after === null) return 1;
  const test = testLag(after, before, 1, nuisance);
  return test.kind === "tested" ? test.p : 1;
}

/** Days and the day before, where both are known. */
function pairsOf(x: Float64Array, y: Float64Array): [number[], number[]] {
  const before: number[] = [];
  const after: number[] = [];
  for (let day = 1; day < y.length; day++) {
    const [one, other] = [x[day - 1] ?? Number.NaN, y[day] ?? Number.NaN];
    if (Number.isNaN(one) || Number.isNaN(other)) continue;
    before.push(one);
    after.push(other);
  }
  return [before, after];
}

/** As if every day were a new draw. */
function plainP(r: number, pairs: number): number {
  return studentTwoSided(r * Math.sqrt((pairs - 2) / (1 - r * r)), pairs - 2);
}
