import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { monthShape, paceOf } from "../../../coaching/budgets/month-shape.ts";

/** A month with these payments by day of the month. */
function month(days: number, paid: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: days }, (_, index) => paid[index + 1] ?? 0);
}

const RENT_FIRST = month(30, { 1: 80_000, 16: 20_000 });

describe("the usual shape of a month", () => {
  test("given no month, then it is a straight line", () => {
    const { shares, n } = monthShape([], 30);
    expect(n).toBe(0);
    expect(shares).toHaveLength(31);
    expect([shares[0], shares[3], shares[15], shares[30]]).toEqual([0, 0.1, 0.5, 1]);
  });

  test("given two months with the rent on the first, then half of the shape is theirs", () => {
    // Through the 1st: (0.8 + 0.8 + 2 × 1/30) / 4; through the 15th: (0.8 + 0.8 + 2 × 0.5) / 4.
    const { shares, n } = monthShape([RENT_FIRST, RENT_FIRST], 30);
    expect(n).toBe(2);
    expect(shares[1]).toBeCloseTo((1.6 + 2 / 30) / 4, 12);
    expect(shares[15]).toBeCloseTo(0.65, 12);
    expect(shares[16]).toBeCloseTo((2 + 2 * (16 / 30)) / 4, 12);
  });

  test("given a month without spending, or one of refunds alone, then it tells no shape", () => {
    expect(monthShape([month(30, {}), month(31, { 4: -500 })], 30).n).toBe(0);
  });

  test("given more than twelve months, then the latest twelve are its shape", () => {
    const old = Array.from({ length: 6 }, () => month(30, { 30: 100 }));
    const late = Array.from({ length: 12 }, () => month(30, { 1: 100 }));
    expect(monthShape([...old, ...late], 30)).toEqual(monthShape(late, 30));
  });

  test("given February for a month of 31 days, then what came on its last day has come by the 28th", () => {
    const { shares } = monthShape([month(28, { 28: 100 })], 31);
    expect(shares[27]).toBeCloseTo((2 * (27 / 31)) / 3, 12);
    expect(shares[28]).toBeCloseTo((1 + 2 * (28 / 31)) / 3, 12);
    expect(shares[31]).toBe(1);
  });

  test("given any months, then the shape goes from 0 to 1 and never falls", () => {
    const days = fc.constantFrom(28, 29, 30, 31);
    const anyMonth = days.chain((length) =>
      fc.array(fc.integer({ min: -50_000, max: 500_000 }), { minLength: length, maxLength: length }),
    );
    fc.assert(
      fc.property(fc.array(anyMonth, { maxLength: 15 }), days, (months, length) => {
        const { shares, n } = monthShape(months, length);
        expect(n).toBeLessThanOrEqual(12);
        expect(shares).toHaveLength(length + 1);
        expect(shares[0]).toBe(0);
        expect(shares.at(-1)).toBe(1);
        for (const [day, share] of shares.entries()) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
          expect(share).toBeGreaterThanOrEqual((shares[day - 1] ?? 0) - 1e-12);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("pace against a budget of $1,000", () => {
  const shape = monthShape([RENT_FIRST, RENT_FIRST], 30);
  // Usual by the evening of the 1st: 41.7%; by that of the 15th 65%, of the 14th 63.3%; a twentieth either way.
  test.each([
    ["the rent alone, on the 1st", 45_000, 1, "on"],
    ["twice that on the 1st", 80_000, 1, "ahead"],
    ["nothing yet on the 1st", 0, 1, "on"],
    ["nothing by the 15th", 0, 15, "behind"],
    ["just what is usual, and the twentieth", 70_000, 15, "on"],
    ["a cent more than that", 70_001, 15, "ahead"],
    ["just below what was usual the evening before", 58_333, 15, "behind"],
    ["just within it", 58_334, 15, "on"],
  ])("given %s, then it says so", (_, spent, day, word) => {
    expect(paceOf(spent, 100_000, shape, day).word).toBe(word);
  });

  test("given the number of months, then it goes along, with what is usual by the evening", () => {
    expect(paceOf(0, 100_000, shape, 15)).toEqual({ word: "behind", expectedMinor: 65_000, n: 2 });
  });
});
