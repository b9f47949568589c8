import { quantile } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { effectOf, leastSquares } from "../../../coaching/correlations/effect.ts";
import { GOLDEN_NUISANCE, GOLDEN_SUMS, GOLDEN_X, goldenSeries } from "../../support/golden-relation.ts";

const low = quantile([...GOLDEN_X.filter((value) => !Number.isNaN(value))], 0.25);
const exposed = goldenSeries((day) => {
  const before = day === 0 ? Number.NaN : (GOLDEN_X[day - 1] ?? Number.NaN);
  return Number.isNaN(before) ? Number.NaN : Number(before < low);
});

describe("the golden effect of the method", () => {
  test("given the lower quartile of the day before, then slope, error, days and columns are as published", () => {
    expect(low).toBeCloseTo(-0.5230982, 7);
    const rows = [...goldenSeries((day) => day)].filter(
      (day) => !Number.isNaN(GOLDEN_SUMS[day]) && !Number.isNaN(exposed[day]),
    );
    const at = (column: Float64Array) => Float64Array.from(rows, (day) => column[day] ?? 0);
    const fit = leastSquares(at(GOLDEN_SUMS), at(exposed), GOLDEN_NUISANCE.map(at));
    expect(fit?.slope).toBeCloseTo(-11.495137, 6);
    expect(fit?.hc3).toBeCloseTo(4.114669, 6);
    expect(fit?.columns).toBe(11);
    expect(effectOf(GOLDEN_SUMS, exposed, GOLDEN_NUISANCE)).toMatchObject({ exposedDays: 13, pairs: 48 });
  });

  test("then the range holds the difference, and the shrunk one lies between it and nothing", () => {
    const effect = effectOf(GOLDEN_SUMS, exposed, GOLDEN_NUISANCE);
    if (effect === null) throw new Error("expected an effect");
    expect(effect.low).toBeLessThan(effect.difference);
    expect(effect.high).toBeGreaterThan(effect.difference);
    expect(effect.shrunk).toBeGreaterThan(effect.difference);
    expect(effect.shrunk).toBeLessThanOrEqual(0);
  });
});

describe("an effect", () => {
  test("given another currency scale, then everything scales with it", () => {
    const one = effectOf(GOLDEN_SUMS, exposed, GOLDEN_NUISANCE);
    const cents = effectOf(
      GOLDEN_SUMS.map((value) => 100 * value),
      exposed,
      GOLDEN_NUISANCE,
    );
    for (const key of ["difference", "shrunk", "low", "high"] as const) {
      expect(cents?.[key]).toBeCloseTo(100 * (one?.[key] ?? Number.NaN), 6);
    }
  });

  test("given fewer than eight days on a side, or days that the weekday explains, then there is none", () => {
    expect(
      effectOf(
        GOLDEN_SUMS,
        goldenSeries((day) => Number(day < 7)),
        GOLDEN_NUISANCE,
      ),
    ).toBeNull();
    expect(
      effectOf(
        GOLDEN_SUMS,
        goldenSeries((day) => Number(day >= 7)),
        GOLDEN_NUISANCE,
      ),
    ).toBeNull();
    expect(
      effectOf(
        GOLDEN_SUMS,
        goldenSeries((day) => Number(day % 7 >= 5)),
        GOLDEN_NUISANCE,
      ),
    ).toBeNull();
  });
});
