import { mean } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { CORRELATION_CONFIG } from "../../../coaching/correlations/config.ts";
import {
  normalQuantile,
  studentQuantile,
  studentTwoSided,
} from "../../../coaching/correlations/distributions.ts";
import { testLag } from "../../../coaching/correlations/gls.ts";
import { benjaminiHochberg, simes } from "../../../coaching/correlations/multiplicity.ts";
import { normalScores } from "../../../coaching/correlations/normal-scores.ts";
import { nuisanceColumns } from "../../../coaching/correlations/nuisance.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import { LINKS, type World } from "../../support/relation-worlds.ts";

const DAYS = 60;
const wave = (day: number) => Math.sin(1.7 * day) + 0.5 * Math.sin(0.31 * day * day);
const series = (value: (day: number) => number) =>
  Float64Array.from({ length: DAYS }, (_, day) => value(day));
/** The golden series of the method: gaps in both, and an outcome that follows the day before. */
const x = series((day) => (day % 11 === 3 ? Number.NaN : wave(day)));
const y = series((day) =>
  day % 13 === 5
    ? Number.NaN
    : 0.5 * wave(day - 1) + Math.cos(0.17 * day * day + 1) + (day % 7 >= 5 ? 0.8 : 0),
);
const nuisance = nuisanceColumns({ days: DAYS, firstWeekday: 0, isIncomeDay: null }, CORRELATION_CONFIG);

function scores(values: Float64Array): Float64Array {
  const scored = normalScores(values);
  if (scored === null) throw new Error("expected a series that moves");
  return scored;
}

function tested(outcome: Float64Array, lag: number, predictor = x) {
  const result = testLag(scores(outcome), scores(predictor), lag, nuisance);
  if (result.kind !== "tested") throw new Error(`expected a test, not ${result.reason}`);
  return result;
}

describe("the golden values of the method", () => {
  test.each([
    [0, -0.0724671, 0.6570395, 49, 38],
    [1, 0.7051095, 6.468684e-7, 48, 37],
    [2, -0.180219, 0.2664166, 49, 38],
  ])(
    "given a lag of %i, then r, p, pairs and degrees of freedom are as published",
    (lag, r, p, pairs, df) => {
      const result = tested(y, lag);
      expect(result.r).toBeCloseTo(r, 6);
      expect(Math.abs(result.p / p - 1)).toBeLessThan(1e-6);
      expect(result).toMatchObject({ pairs, df });
    },
  );

  test("given an outcome of many zeros, then r and p are as published", () => {
    const z = y.map((value) => (Number.isNaN(value) ? Number.NaN : Math.max(0, Math.round(20 * value))));
    const { r, p } = tested(z, 1);
    expect(r).toBeCloseTo(0.6037114, 6);
    expect(Math.abs(p / 5.215765e-5 - 1)).toBeLessThan(1e-6);
  });

  test("given no income days, then ten columns are taken out", () => {
    expect(nuisance).toHaveLength(10);
  });

  test("then normal scores, Student's t, Simes and Benjamini-Hochberg are as published", () => {
    const scored = scores(x);
    for (const [day, score] of [-0.2094443, 1.2608212, -0.0693633].entries()) {
      expect(scored[day]).toBeCloseTo(score, 6);
    }
    expect(studentTwoSided(2.5, 37)).toBeCloseTo(0.01698, 6);
    expect(simes([0.04, 0.2, 0.01])).toBeCloseTo(0.03, 12);
    const qs = benjaminiHochberg([0.001, 0.02, 0.03, 0.4]);
    for (const [index, q] of [0.004, 0.04, 0.04, 0.4].entries()) expect(qs[index]).toBeCloseTo(q, 12);
  });
});

describe("what must not matter", () => {
  test("given another unit, an added constant or any increasing transform, then nothing changes", () => {
    const before = tested(y, 1);
    const bent = tested(
      y.map((value) => Math.exp(value)),
      1,
      x.map((value) => 1000 * value + 7),
    );
    expect(bent.r).toBeCloseTo(before.r, 12);
    expect(bent.p).toBeCloseTo(before.p, 12);
  });

  test("given the opposite sign, then r has the other sign and p is the same", () => {
    const before = tested(y, 1);
    const mirrored = tested(
      y,
      1,
      x.map((value) => -value),
    );
    expect(mirrored.r).toBeCloseTo(-before.r, 12);
    expect(mirrored.p).toBeCloseTo(before.p, 12);
  });

  // The specification measured .03 on average and less than .2 at worst.
  test("given one wild value among 90 days, then the strength hardly moves", () => {
    const random = seededRandom("wild values");
    const columns = nuisanceColumns({ days: 90, firstWeekday: 0, isIncomeDay: null }, CORRELATION_CONFIG);
    const strength = (values: World) => {
      const result = testLag(scores(values.y), scores(values.x), 1, columns);
      return result.kind === "tested" ? result.r : Number.NaN;
    };
    const moves = Array.from({ length: 100 }, (_, run) => {
      const world = LINKS.plain?.(random, 90, 0.4);
      if (world === undefined) throw new Error("expected plain worlds");
      const wild = world.y.map((value, day) => (day === (7 * run) % 90 ? 1e6 : value));
      return Math.abs(strength({ x: world.x, y: wild }) - strength(world));
    });
    expect(Math.max(...moves)).toBeLessThan(0.2);
    expect(mean(moves)).toBeLessThan(0.04);
  });

  test("given a weekday that never occurs, then its column is left out and the rest is tested", () => {
    const noSunday = y.map((value, day) => (day % 7 === 6 ? Number.NaN : value));
    const result = tested(noSunday, 1);
    expect(result.r).toBeGreaterThan(0.5);
    // 41 pairs, nine columns kept and the predictor.
    expect(result).toMatchObject({ pairs: 41, df: 31 });
  });
});

describe("what cannot be told", () => {
  test("given fewer than 30 pairs, then there are not enough days", () => {
    const short = y.map((value, day) => (day < 35 ? value : Number.NaN));
    expect(testLag(scores(short), scores(x), 1, nuisance)).toMatchObject({
      kind: "untested",
      reason: "not_enough_days",
    });
  });

  test("given values that are all equal, or none, then there are no scores", () => {
    expect(normalScores(series(() => 3))).toBeNull();
    expect(normalScores(series(() => Number.NaN))).toBeNull();
  });

  test("given a series that the weekday explains wholly, then it is constant", () => {
    const weekend = series((day) => (day % 7 === 6 ? 1 : 0));
    expect(testLag(scores(y), scores(weekend), 0, nuisance)).toMatchObject({ reason: "constant" });
    expect(testLag(scores(weekend), scores(x), 0, nuisance)).toMatchObject({ reason: "constant" });
  });

  test("given an outcome that is the predictor itself, then it is a perfect fit and no infinity", () => {
    expect(tested(x, 0)).toMatchObject({ r: 1 - 1e-6, p: 1e-12 });
    expect(
      tested(
        x.map((value) => -value),
        0,
      ),
    ).toMatchObject({ r: -(1 - 1e-6), p: 1e-12 });
  });
});

describe("the distributions", () => {
  // By R 4.3: qnorm, pt, qt.
  test.each([
    [0.975, 1.959963984540054],
    [0.5, 0],
    [0.001, -3.090232306167813],
    [1e-10, -6.361340902404056],
  ])("given a share of %d, then the normal quantile is known", (share, quantile) => {
    expect(Math.abs(normalQuantile(share) - quantile)).toBeLessThan(3e-9 * Math.max(1, Math.abs(quantile)));
  });

  test.each([
    [1, 1, 0.5],
    [2.228138851964939, 10, 0.05],
    [12.7062047361747, 1, 0.05],
    [0, 7, 1],
  ])("given t = %d with %i degrees of freedom, then the two-sided share is known", (t, df, share) => {
    expect(studentTwoSided(t, df)).toBeCloseTo(share, 10);
  });

  test("given a share of 2.5 % above, then Student's quantile is known", () => {
    expect(studentQuantile(0.025, 10)).toBeCloseTo(2.228138851964939, 8);
    expect(studentQuantile(0.025, 1)).toBeCloseTo(12.7062047361747, 6);
  });
});
