import { quantile } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { CORRELATION_CONFIG } from "../../../coaching/correlations/config.ts";
import { effectOf, leastSquares } from "../../../coaching/correlations/effect.ts";
import { nuisanceColumns } from "../../../coaching/correlations/nuisance.ts";

const DAYS = 60;
const wave = (day: number) => Math.sin(1.7 * day) + 0.5 * Math.sin(0.31 * day * day);
const series = (value: (day: number) => number) =>
  Float64Array.from({ length: DAYS }, (_, day) => value(day));
const x = series((day) => (day % 11 === 3 ? Number.NaN : wave(day)));
const spent = series((day) =>
  day % 13 === 5
    ? Number.NaN
    : Math.max(
        0,
        Math.round(20 * (0.5 * wave(day - 1) + Math.cos(0.17 * day * day + 1) + (day % 7 >= 5 ? 0.8 : 0))),
      ),
);
const nuisance = nuisanceColumns({ days: DAYS, firstWeekday: 0, isIncomeDay: null }, CORRELATION_CONFIG);
const low = quantile([...x.filter((value) => !Number.isNaN(value))], 0.25);
const exposed = series((day) => {
  const before = day === 0 ? Number.NaN : (x[day - 1] ?? Number.NaN);
  return Number.isNaN(before) ? Number.NaN : Number(before < low);
});

describe("the golden effect of the method", () => {
  test("given the lower quartile of the day before, then slope, error, days and columns are as published", () => {
    expect(low).toBeCloseTo(-0.5230982, 7);
    const rows = [...series((day) => day)].filter(
      (day) => !Number.isNaN(spent[day]) && !Number.isNaN(exposed[day]),
    );
    const at = (column: Float64Array) => Float64Array.from(rows, (day) => column[day] ?? 0);
    const fit = leastSquares(at(spent), at(exposed), nuisance.map(at));
    expect(fit?.slope).toBeCloseTo(-11.495137, 6);
    expect(fit?.hc3).toBeCloseTo(4.114669, 6);
    expect(fit?.columns).toBe(11);
    expect(effectOf(spent, exposed, nuisance)).toMatchObject({ exposedDays: 13, pairs: 48 });
  });

  test("then the range holds the difference, and the shrunk one lies between it and nothing", () => {
    const effect = effectOf(spent, exposed, nuisance);
    if (effect === null) throw new Error("expected an effect");
    expect(effect.low).toBeLessThan(effect.difference);
    expect(effect.high).toBeGreaterThan(effect.difference);
    expect(effect.shrunk).toBeGreaterThan(effect.difference);
    expect(effect.shrunk).toBeLessThanOrEqual(0);
  });
});

describe("an effect", () => {
  test("given another currency scale, then everything scales with it", () => {
    const one = effectOf(spent, exposed, nuisance);
    const cents = effectOf(
      spent.map((value) => 100 * value),
      exposed,
      nuisance,
    );
    for (const key of ["difference", "shrunk", "low", "high"] as const) {
      expect(cents?.[key]).toBeCloseTo(100 * (one?.[key] ?? Number.NaN), 6);
    }
  });

  test("given fewer than eight days on a side, or days that the weekday explains, then there is none", () => {
    expect(
      effectOf(
        spent,
        series((day) => Number(day < 7)),
        nuisance,
      ),
    ).toBeNull();
    expect(
      effectOf(
        spent,
        series((day) => Number(day >= 7)),
        nuisance,
      ),
    ).toBeNull();
    expect(
      effectOf(
        spent,
        series((day) => Number(day % 7 >= 5)),
        nuisance,
      ),
    ).toBeNull();
  });
});
