import fc from "fast-check";
import { expect, test } from "vitest";
import { ANOMALY_CONFIG } from "../../../coaching/anomalies/config.ts";
import { evenedPast, usualRange } from "../../../coaching/anomalies/usual-range.ts";

// The known values of this file come from the formulas written out once more in Python.

/** The range with what it rests on; null where there is none. */
function range(history: readonly number[], weekday: number, leastSpread: number) {
  const past = evenedPast(Float64Array.from(history), weekday, ANOMALY_CONFIG);
  if (past === null) return null;
  const { weekdayPart, places } = past;
  const made = usualRange(past, leastSpread, ANOMALY_CONFIG);
  return { ...made, weekdayPart, n: places.length, first: places[0] ?? -1 };
}
const daysOf = (count: number, value: (day: number) => number) =>
  Array.from({ length: count }, (_, day) => value(day));

test("given twelve weeks of pulse with gaps, yesterday among them, then the range is that of the weekday alone", () => {
  const weekdays = [0, 0, 1, 0, 2, 4, 3];
  const pulse = daysOf(84, (day) =>
    day % 10 === 3 ? Number.NaN : 58 + (weekdays[day % 7] ?? 0) + (((day * 37) % 11) - 5) * 0.6,
  );
  const found = range(pulse, 0, 0.5);
  expect(found).toMatchObject({ n: 75, first: 0 });
  expect(found?.weekdayPart).toBeCloseTo(-1.861538461538462, 12);
  expect(found?.expected).toBeCloseTo(57.65494505494506, 12);
  expect(found?.spread).toBeCloseTo(1.9873632637501852, 12);
  expect(found?.plain).toEqual({ expected: found?.expected, spread: found?.spread });
});

test("given nights that swing slowly, then part of yesterday's deviation is expected today and the range is narrower", () => {
  const nights = daysOf(90, (day) => 420 + 30 * Math.sin(day / 3) + (day % 7 > 4 ? 40 : 0)).slice(6);
  const found = range(nights, 6, 5);
  expect(found?.weekdayPart).toBeCloseTo(26.32119346246414, 10);
  expect(found?.plain.expected).toBeCloseTo(430.5293668164327 + 26.32119346246414, 10);
  expect(found?.plain.spread).toBeCloseTo(20.21993632339702, 10);
  expect(found?.expected).toBeCloseTo(442.0170959720441, 10);
  expect(found?.spread).toBeCloseTo(15.117698771027513, 10);
});

test("given fewer than twenty-one values, or values that never move, then there is no range", () => {
  expect(range(daysOf(20, Math.cos), 0, 1)).toBeNull();
  expect(range(daysOf(21, Math.cos), 0, 1)).not.toBeNull();
  expect(
    range(
      daysOf(84, (day) => (day < 60 ? Number.NaN : day)),
      0,
      1,
    )?.n,
  ).toBe(24);
  expect(range(Array(84).fill(480), 0, 1)).toBeNull();
  expect(range([], 0, 1)).toBeNull();
});

test("given a past that moved once, then a ripple is no wave: the spread is at least what the signal is measured in", () => {
  const almost = daysOf(84, (day) => (day === 40 ? 61 : 60));
  expect(range(almost, 0, 0.5)?.spread).toBe(0.5);
});

test("given one wild day among them, then the range hardly moves", () => {
  const days = daysOf(84, (day) => 50 + ((day * 29) % 13));
  const wild = days.with(40, 5000);
  const [calm, after] = [range(days, 2, 1), range(wild, 2, 1)];
  expect(Math.abs((after?.expected ?? 0) - (calm?.expected ?? 0))).toBeLessThan(1);
  expect(after?.spread).toBeLessThan(1.1 * (calm?.spread ?? 0));
});

test("given any history, then everything of its range is finite, its spread above 0, and it keeps its place in the week", () => {
  const value = fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
    fc.constant(Number.NaN),
  );
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 14, maxLength: 84, size: "max" }),
      fc.nat(6),
      (history, weekday) => {
        const found = range(history, weekday, 0.5);
        if (found === null) return;
        expect(found.spread).toBeGreaterThan(0);
        for (const number of [found.expected, found.spread, found.weekdayPart, found.plain.expected]) {
          expect(Number.isFinite(number)).toBe(true);
        }
        const later = range([...Array(7).fill(Number.NaN), ...history], weekday, 0.5);
        expect(later).toEqual({ ...found, first: found.first + 7 });
      },
    ),
    { numRuns: 500 },
  );
});
