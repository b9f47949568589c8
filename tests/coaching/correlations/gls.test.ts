import { readFile } from "node:fs/promises";
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
import {
  GOLDEN_NUISANCE,
  GOLDEN_SUMS,
  GOLDEN_X,
  GOLDEN_Y,
  goldenSeries,
} from "../../support/golden-relation.ts";
import { LINKS, type World } from "../../support/relation-worlds.ts";

function scores(values: Float64Array): Float64Array {
  const scored = normalScores(values);
  if (scored === null) throw new Error("expected a series that moves");
  return scored;
}

function tested(outcome: Float64Array, lag: number, predictor = GOLDEN_X) {
  const result = testLag(scores(outcome), scores(predictor), lag, GOLDEN_NUISANCE);
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
      const result = tested(GOLDEN_Y, lag);
      expect(result.r).toBeCloseTo(r, 6);
      expect(Math.abs(result.p / p - 1)).toBeLessThan(1e-6);
      expect(result).toMatchObject({ pairs, df });
    },
  );

  test("given an outcome of many zeros, then r and p are as published", () => {
    const { r, p } = tested(GOLDEN_SUMS, 1);
    expect(r).toBeCloseTo(0.6037114, 6);
    expect(Math.abs(p / 5.215765e-5 - 1)).toBeLessThan(1e-6);
  });

  test("then the page of the method tells the same values", async () => {
    const page = await readFile(new URL("../../../docs/methods/relations.md", import.meta.url), "utf8");
    const told = [...page.matchAll(/^\| (\d) +\| ([−+])(\.\d{7}) +\| (\.\d+) +\| (\d+) +\|$/gmu)];
    expect(told.map(([, lag]) => lag)).toEqual(["0", "1", "2"]);
    for (const [, lag, sign, size, p, pairs] of told) {
      const result = tested(GOLDEN_Y, Number(lag));
      expect(result.r).toBeCloseTo((sign === "−" ? -1 : 1) * Number(size), 6);
      expect(Math.abs(result.p / Number(p) - 1)).toBeLessThan(1e-4);
      expect(result.pairs).toBe(Number(pairs));
    }
  });

  test("given no income days, then ten columns are taken out", () => {
    expect(GOLDEN_NUISANCE).toHaveLength(10);
  });

  test("then normal scores, Student's t, Simes and Benjamini-Hochberg are as published", () => {
    const scored = scores(GOLDEN_X);
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
    const before = tested(GOLDEN_Y, 1);
    const bent = tested(
      GOLDEN_Y.map((value) => Math.exp(value)),
      1,
      GOLDEN_X.map((value) => 1000 * value + 7),
    );
    expect(bent.r).toBeCloseTo(before.r, 12);
    expect(bent.p).toBeCloseTo(before.p, 12);
  });

  test("given the opposite sign, then r has the other sign and p is the same", () => {
    const before = tested(GOLDEN_Y, 1);
    const mirrored = tested(
      GOLDEN_Y,
      1,
      GOLDEN_X.map((value) => -value),
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
    const noSunday = GOLDEN_Y.map((value, day) => (day % 7 === 6 ? Number.NaN : value));
    const result = tested(noSunday, 1);
    expect(result.r).toBeGreaterThan(0.5);
    // 41 pairs, nine columns kept and the predictor.
    expect(result).toMatchObject({ pairs: 41, df: 31 });
  });
});

describe("what cannot be told", () => {
  test("given fewer than 30 pairs, then there are not enough days", () => {
    const short = GOLDEN_Y.map((value, day) => (day < 35 ? value : Number.NaN));
    expect(testLag(scores(short), scores(GOLDEN_X), 1, GOLDEN_NUISANCE)).toMatchObject({
      kind: "untested",
      reason: "not_enough_days",
    });
  });

  test("given values that are all equal, or none, then there are no scores", () => {
    expect(normalScores(goldenSeries(() => 3))).toBeNull();
    expect(normalScores(goldenSeries(() => Number.NaN))).toBeNull();
  });

  test("given a series that the weekday explains wholly, then it is constant", () => {
    const weekend = goldenSeries((day) => (day % 7 === 6 ? 1 : 0));
    expect(testLag(scores(GOLDEN_Y), scores(weekend), 0, GOLDEN_NUISANCE)).toMatchObject({
      reason: "constant",
    });
    expect(testLag(scores(weekend), scores(GOLDEN_X), 0, GOLDEN_NUISANCE)).toMatchObject({
      reason: "constant",
    });
  });

  test("given an outcome that is the predictor itself, then it is a perfect fit and no infinity", () => {
    expect(tested(GOLDEN_X, 0)).toMatchObject({ r: 1 - 1e-6, p: 1e-12 });
    expect(
      tested(
        GOLDEN_X.map((value) => -value),
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
