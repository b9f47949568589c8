import { expect, test } from "vitest";
import { indexDays } from "../../../coaching/model/day-index.ts";
import { dayNumber } from "../../../coaching/model/local-date.ts";
import { baselineOf, judgeDay, zOf } from "../../../coaching/scores/baseline.ts";
import { SCORE_CONFIG } from "../../../coaching/scores/config.ts";
import { dateAt, daysOf } from "../model/day-help.ts";

const { baseline: config } = SCORE_CONFIG;
const { restingHeartRateBpm: pulse, hrvMs: hrv, sleepScore, steps } = config.shapes;

// Numbers of this file come from the formulas written out once more in Python, unless worked in a comment.

test("given seven resting heart rates, then centre and spread are drawn halfway to the population's", () => {
  // Median 60, MAD 1, rough spread 1.4826; centre (7·60 + 7·62)/14 = 61.
  const found = baselineOf([60, 62, 58, 61, 59, 60, 64], pulse, config);
  expect(found.centre).toBe(61);
  expect(found.spread).toBeCloseTo(2.867690637560489, 12);
  expect(found).toMatchObject({ n: 7, usual: 60, state: "provisional" });
});

test("given one wild value among them, then the baseline is the same as with a merely high one", () => {
  const high = baselineOf([60, 62, 58, 61, 59, 60, 64], pulse, config);
  const wild = baselineOf([60, 62, 58, 61, 59, 60, 148], pulse, config);
  expect(wild).toEqual(high);
});

test("given heart rate variability, then it is judged by its logarithm and told in milliseconds", () => {
  const found = baselineOf([50, 52, 48, 55, 45, 60, 50, 51], hrv, config);
  expect(found.centre).toBeCloseTo(3.868135465400142, 12);
  expect(found.spread).toBeCloseTo(0.14969973732877978, 12);
  expect(found.usual).toBeCloseTo(50.49752469181038, 10);
  expect(zOf(40, found, hrv, config)).toBeCloseTo(-1.1974370462154702, 10);
});

test("given days of hardly any steps, then they count as 200 steps and no logarithm runs away", () => {
  const found = baselineOf([0, 8000, 10_000], steps, config);
  expect(found.centre).toBeCloseTo(8.942019855865674, 12);
  expect(found.spread).toBeCloseTo(0.5084607451579244, 12);
  expect(found).toMatchObject({ usual: null, state: "population" });
});

test("given no past at all, then the baseline is the population's and no usual is told", () => {
  expect(baselineOf([], pulse, config)).toEqual({
    n: 0,
    centre: 62,
    spread: 3.5,
    usual: null,
    state: "population",
  });
});

test("given a single day, then its centre counts an eighth and the spread is the population's", () => {
  // (50 + 7·62)/8 = 60.5
  expect(baselineOf([50], pulse, config)).toMatchObject({ centre: 60.5, spread: 3.5, n: 1 });
});

test("given a past that never moves, then the spread comes from the floor and the population, never 0", () => {
  // (20·90 + 7·76)/27
  const found = baselineOf(Array(20).fill(90), sleepScore, config);
  expect(found.centre).toBeCloseTo(86.37037037037037, 12);
  expect(found.spread).toBeCloseTo(4.073400617738525, 12);
});

test.each([
  [6, "population", null],
  [7, "provisional", 62],
  [13, "provisional", 62],
  [14, "personal", 62],
] as const)("given %i days of baseline, then it is %s", (count, state, usual) => {
  expect(baselineOf(Array(count).fill(62), pulse, config)).toMatchObject({ state, usual });
});

test("given values that are no number, then they are passed over", () => {
  const clean = baselineOf([60, 61, 62], pulse, config);
  const values = [60, Number.NaN, 61, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 62];
  expect(baselineOf(values, pulse, config)).toEqual(clean);
  expect(baselineOf([0, -4, 50], hrv, config)).toEqual(baselineOf([50], hrv, config));
  expect(zOf(0, clean, hrv, config)).toBeNull();
});

test("given a value far out, then z stops at three spreads", () => {
  const found = baselineOf([], pulse, config);
  expect(zOf(40, found, pulse, config)).toBe(3);
  expect(zOf(120, found, pulse, config)).toBe(-3);
  // (62 − 65.5)/3.5
  expect(zOf(65.5, found, pulse, config)).toBe(-1);
});

test("given a day, then the sixty days before it are its baseline and it is not one of them", () => {
  const index = indexDays(daysOf(70, (offset) => ({ restingHeartRateBpm: offset < 9 ? 100 : 60 })));
  const judged = judgeDay(index, "restingHeartRateBpm", dayNumber(dateAt(69)), config);
  expect(judged).toMatchObject({ baseline: { n: 60, usual: 60 }, from: dayNumber(dateAt(9)) });
  const alone = judgeDay(index, "restingHeartRateBpm", dayNumber(dateAt(0)), config);
  expect(alone).toMatchObject({ baseline: { n: 0 }, from: dayNumber(dateAt(0)) });
});

test("given a new device, then days before it are no baseline, not even for its first day", () => {
  const days = daysOf(30, (offset) => ({ hrvMs: 50, baselineReset: offset === 20 }));
  const counted = [19, 20, 21, 29].map(
    (offset) => judgeDay(indexDays(days), "hrvMs", dayNumber(dateAt(offset)), config)?.baseline.n,
  );
  expect(counted).toEqual([19, 0, 1, 9]);
});

test("given a reset that names its signals, then the others keep their baseline", () => {
  const days = daysOf(30, (offset) => ({
    hrvMs: 50,
    steps: 8000,
    ...(offset === 20 ? { baselineReset: true, resetSignals: ["steps"] as const } : {}),
  }));
  const index = indexDays(days);
  expect(judgeDay(index, "steps", dayNumber(dateAt(29)), config)?.baseline.n).toBe(9);
  expect(judgeDay(index, "hrvMs", dayNumber(dateAt(29)), config)?.baseline.n).toBe(29);
});
