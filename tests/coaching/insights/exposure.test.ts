import { describe, expect, test } from "vitest";
import { exposureOf } from "../../../coaching/insights/exposure.ts";

const always = () => true;
/** So many days of each value, one after another. */
const daysOf = (...runs: readonly (readonly [days: number, value: number])[]) =>
  Float64Array.from(runs.flatMap(([days, value]) => new Array<number>(days).fill(value)));
const countOf = (values: Float64Array | undefined) => values?.filter((value) => value === 1).length;

describe("the fixed cuts", () => {
  test.each([
    ["sleepMinutes", "below", 360, 359, 360],
    ["stressLevel", "above", 70, 70, 69],
    ["mood", "below", -2, -2, -1],
    ["energySelf", "below", 40, 40, 41],
    ["steps", "below", 4000, 3999, 4000],
  ] as const)("of %s: %s %i, so that %i is exposed and %i is not", (signal, side, threshold, just, not) => {
    const exposure = exposureOf(signal, daysOf([8, just], [30, not]), always);
    expect(exposure).toMatchObject({ side, threshold, isOwnQuarter: false });
    expect(countOf(exposure?.exposed)).toBe(8);
  });

  test("given seven nights under six hours, then those under seven hours are exposed", () => {
    const exposure = exposureOf("sleepMinutes", daysOf([7, 350], [5, 400], [30, 450]), always);
    expect(exposure).toMatchObject({ threshold: 420, isOwnQuarter: false });
    expect(countOf(exposure?.exposed)).toBe(12);
  });

  test("given days that are not known, then it is not known whether they are exposed", () => {
    const exposure = exposureOf("stressLevel", daysOf([8, 80], [8, 40], [3, Number.NaN]), always);
    expect([...(exposure?.exposed ?? [])].slice(-4)).toEqual([0, Number.NaN, Number.NaN, Number.NaN]);
  });

  test("given exposed days of which nothing is to be compared, then they do not count", () => {
    const values = daysOf([8, 350], [10, 400], [30, 450]);
    expect(exposureOf("sleepMinutes", values, (day) => day > 0)).toMatchObject({ threshold: 420 });
  });
});

describe("the person's own outer quarter", () => {
  const ramp = (days: number, from: number) => Float64Array.from({ length: days }, (_, day) => from + day);

  test.each([
    ["sleepMinutes", ramp(40, 430), "below", 439, 10],
    ["hrvMs", ramp(40, 30), "below", 39, 10],
    ["activityKcal", ramp(40, 300), "below", 309, 10],
    ["restingHeartRateBpm", ramp(40, 50), "above", 80, 10],
    ["stressLevel", ramp(40, 20), "above", 50, 10],
  ] as const)("of %s is exposed where no cut leaves eight days", (signal, values, side, threshold, days) => {
    const exposure = exposureOf(signal, values, always);
    expect(exposure).toMatchObject({ side, threshold, isOwnQuarter: true });
    expect(countOf(exposure?.exposed)).toBe(days);
  });

  test("given the golden series of the method, then thirteen of the 48 days compared are exposed, as published", () => {
    const values = Float64Array.from({ length: 60 }, (_, day) =>
      day % 11 === 3 ? Number.NaN : Math.sin(1.7 * day) + 0.5 * Math.sin(0.31 * day * day),
    );
    const isCompared = (day: number) => day + 1 < 60 && (day + 1) % 13 !== 5;
    const exposure = exposureOf("hrvMs", values, isCompared);
    const compared = exposure?.exposed.filter((_, day) => isCompared(day));
    expect(compared?.filter((value) => !Number.isNaN(value))).toHaveLength(48);
    expect(countOf(compared)).toBe(13);
    expect(exposure?.threshold).toBeLessThan(-0.5230982);
  });

  test("given nights that are nearly all short, then the shortest of them stand apart", () => {
    const exposure = exposureOf("sleepMinutes", ramp(60, 300), always);
    // All are under six hours: no other days are left.
    expect(exposure).toMatchObject({ side: "below", isOwnQuarter: true });
    expect(exposure?.threshold).toBeLessThan(320);
  });

  test("given many days at the quarter itself, then they belong to it, unless they were more than half", () => {
    const some = exposureOf("mood", daysOf([5, -1], [30, 0], [50, 2]), always);
    expect(some).toMatchObject({ threshold: 0, isOwnQuarter: true });
    expect(countOf(some?.exposed)).toBe(35);
    expect(exposureOf("mood", daysOf([5, -1], [60, 0], [20, 2]), always)).toBeNull();
    const apart = exposureOf("mood", daysOf([9, -1], [60, 0], [20, 2]), always);
    expect(apart).toMatchObject({ threshold: -1 });
  });

  test("given fewer than 16 days, none, or values that never move, then there is no exposure", () => {
    expect(exposureOf("hrvMs", ramp(15, 30), always)).toBeNull();
    expect(exposureOf("hrvMs", new Float64Array(), always)).toBeNull();
    expect(exposureOf("hrvMs", daysOf([40, Number.NaN]), always)).toBeNull();
    expect(exposureOf("hrvMs", daysOf([40, 30]), always)).toBeNull();
  });
});
