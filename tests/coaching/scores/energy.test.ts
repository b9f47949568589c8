import { expect, test } from "vitest";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { scoreDay } from "../../../coaching/scores/day-scores.ts";
import { dateAt, daysOf, withDay } from "../model/day-help.ts";
import { CONTEXT, contributorOf, missingOf, scored, unscored } from "./score-help.ts";

const EVEN: Partial<DayRecord> = {
  sleepMinutes: 420,
  hrvMs: 50,
  restingHeartRateBpm: 60,
  sleepScore: 80,
  stressLevel: 40,
  steps: 8000,
};
/** Twenty even days, the last of them stressful and lazy, then a bad night. */
const BAD_NIGHT = daysOf(21, (offset) => {
  if (offset === 19) return { ...EVEN, stressLevel: 50, steps: 4000 };
  if (offset === 20) return { sleepMinutes: 360, hrvMs: 45, restingHeartRateBpm: 63, sleepScore: 72 };
  return EVEN;
});
const energyOf = (days: readonly DayRecord[], offset: number) =>
  scoreDay(days, dateAt(offset), CONTEXT).energy;

test("given a bad night after twenty even days, then each contributor takes the points of its formula", () => {
  // Computed from the formulas written out once more in Python.
  const result = scored(energyOf(BAD_NIGHT, 20));
  expect(result.exact).toBeCloseTo(38.56814543122333, 9);
  expect(result.score).toBe(39);
  const points = Object.fromEntries(result.contributors.map(({ signal, points }) => [signal, points]));
  expect(points.sleep).toBeCloseTo(-2.5, 9);
  expect(points["sleep-debt"]).toBeCloseTo(-2.1109759113139774, 9);
  expect(points.hrv).toBeCloseTo(-2.901283575799197, 9);
  expect(points["resting-heart-rate"]).toBeCloseTo(-3.4232645314051187, 9);
  expect(points.stress).toBeCloseTo(-3.222625477877102, 9);
  expect(points["sleep-score"]).toBeCloseTo(-3.402950131789146, 9);
  expect(points.activity).toBeCloseTo(-3.8707549405921338, 9);
});

test("given that night, then values, usuals, days and confidence are told with it", () => {
  const result = scored(energyOf(BAD_NIGHT, 20));
  expect(contributorOf(result, "sleep")).toMatchObject({ value: 360, usual: 420, goal: 480, level: 50 });
  expect(contributorOf(result, "hrv")).toMatchObject({ value: 45, unit: "ms", baselineState: "personal" });
  expect(contributorOf(result, "hrv").usual).toBeCloseTo(50, 9);
  expect(contributorOf(result, "stress")).toMatchObject({ value: 50, usual: 40, date: dateAt(19) });
  expect(contributorOf(result, "sleep-debt").value).toBeCloseTo(70.0308691028026, 9);
  // Nineteen days behind yesterday's stress and steps (.20 of the weight), twenty behind all else.
  expect(result).toMatchObject({ n: 19, from: dateAt(0), to: dateAt(20), coverage: 1, missing: [] });
  expect(result.confidence).toBeCloseTo((0.2 * 19 + 0.8 * 20) / 28, 12);
  expect(result.confidenceWord).toBe("good");
  expect(result.configVersion).toBe("scores/1");
});

test("given a day just as usual, then what is judged against the baseline gives about 60", () => {
  const usual = daysOf(60, () => ({
    ...EVEN,
    hrvMs: 45,
    restingHeartRateBpm: 62,
    stressLevel: 42,
    sleepScore: 76,
  }));
  for (const signal of ["hrv", "resting-heart-rate", "stress", "sleep-score"] as const) {
    expect(contributorOf(energyOf(usual, 59), signal).level).toBeCloseTo(60, 4);
  }
  // Steps within half a spread of a slightly busier day are free: the peak of 85.
  const walked = daysOf(60, () => ({ ...EVEN, steps: 7500 }));
  expect(contributorOf(energyOf(walked, 59), "activity").level).toBe(85);
});

test.each([
  [480, 100],
  [600, 100],
  [420, 75],
  [240, 0],
  [90, 0],
])("given %i minutes of sleep for a need of 480, then sleep stands at %i", (minutes, level) => {
  const days = withDay(BAD_NIGHT, dateAt(20), { sleepMinutes: minutes });
  expect(contributorOf(energyOf(days, 20), "sleep").level).toBeCloseTo(level, 9);
});

test("given far more steps than usual, then that costs as well", () => {
  const marathon = withDay(BAD_NIGHT, dateAt(19), { steps: 50_000 });
  const usual = withDay(BAD_NIGHT, dateAt(19), { steps: 8000 });
  // z stops at 3, 2 beyond the free band: 85·e^(−½·(2/1.2)²)
  expect(contributorOf(energyOf(marathon, 20), "activity").level).toBeCloseTo(21.194937746, 8);
  expect(contributorOf(energyOf(usual, 20), "activity").level).toBeGreaterThan(80);
});

test("given no heart rate variability this morning, then yesterday's stands in with half the weight", () => {
  const days = withDay(BAD_NIGHT, dateAt(20), { hrvMs: null });
  const carried = contributorOf(energyOf(days, 20), "hrv");
  expect(carried).toMatchObject({ value: 50, carried: true, date: dateAt(19) });
  // .09 of the .91 that is known
  expect(carried.weight).toBeCloseTo(0.09 / 0.91, 12);
  expect(scored(energyOf(days, 20)).coverage).toBeCloseTo(0.91, 12);
});

test("given two mornings without heart rate variability, then nothing stands in", () => {
  const days = withDay(withDay(BAD_NIGHT, dateAt(20), { hrvMs: null }), dateAt(19), { hrvMs: null });
  expect(missingOf(energyOf(days, 20), "hrv")).toEqual({ reason: "not_enough_days", have: 0, need: 1 });
  expect(scored(energyOf(days, 20)).coverage).toBeCloseTo(0.82, 12);
});

test("given sleep minutes only, then they and the debt are just enough for a score", () => {
  const days = daysOf(21, () => ({ sleepMinutes: 480 }));
  const result = scored(energyOf(days, 20));
  expect(result.exact).toBe(100);
  expect(result.coverage).toBeCloseTo(0.4, 12);
  expect(result).toMatchObject({ n: 20, confidenceWord: "still learning" });
  const month = daysOf(29, () => ({ sleepMinutes: 480 }));
  expect(scored(energyOf(month, 28))).toMatchObject({ n: 28, confidenceWord: "fair" });
});

test("given six known nights, then there is no sleep debt and sleep alone is no score", () => {
  const days = daysOf(6, () => ({ sleepMinutes: 480 }));
  const result = unscored(energyOf(days, 5));
  expect(result).toMatchObject({ reason: "low_coverage", need: 0.4 });
  expect(result.have).toBeCloseTo(0.25, 12);
  expect(missingOf(result, "sleep-debt")).toEqual({ reason: "not_enough_days", have: 6, need: 7 });
});

test("given no body data at all, then the reason is that nothing is linked", () => {
  const days = daysOf(30, () => ({ mood: 2, energySelf: 80 }));
  expect(unscored(energyOf(days, 29))).toMatchObject({ reason: "not_linked", have: 0, need: 0.4 });
  expect(unscored(energyOf([], 3)).reason).toBe("not_linked");
});

test("given a wearable that went silent, then the day has no score rather than an old one", () => {
  const days = daysOf(40, (offset) => (offset < 20 ? EVEN : {}));
  expect(unscored(energyOf(days, 35)).reason).toBe("low_coverage");
});

test("given self-reported energy, then it never moves the score", () => {
  const told = BAD_NIGHT.map((day) => ({ ...day, energySelf: 5 }));
  expect(energyOf(told, 20)).toEqual(energyOf(BAD_NIGHT, 20));
});

test("given a sleep need outside 360 to 600 or no number, then it is kept within, or taken as 480", () => {
  const need = (needMinutes: number) =>
    contributorOf(scoreDay(BAD_NIGHT, dateAt(20), { ...CONTEXT, needMinutes }).energy, "sleep").goal;
  expect([need(100), need(420), need(900), need(Number.NaN)]).toEqual([360, 420, 600, 480]);
});

test("given the first mornings with a device, then the score says it is still learning", () => {
  const result = scored(
    energyOf(
      daysOf(8, () => EVEN),
      7,
    ),
  );
  expect(result).toMatchObject({ n: 6, confidenceWord: "still learning" });
  expect(contributorOf(result, "stress")).toMatchObject({ baselineState: "population", usual: null });
});

test("given a new signal beside old ones, then it lowers confidence by no more than its own weight", () => {
  const known = daysOf(60, () => ({ ...EVEN, stressLevel: null }));
  const first = withDay(known, dateAt(58), { stressLevel: 40 });
  expect(scored(energyOf(known, 59)).confidence).toBeCloseTo(0.88, 12);
  expect(scored(energyOf(first, 59))).toMatchObject({ n: 0, coverage: 1 });
  expect(scored(energyOf(first, 59)).confidence).toBeCloseTo(0.88, 12);
});

test("given two months with every signal, then confidence is full", () => {
  expect(
    scored(
      energyOf(
        daysOf(60, () => EVEN),
        59,
      ),
    ),
  ).toMatchObject({ confidence: 1, confidenceWord: "good" });
});
