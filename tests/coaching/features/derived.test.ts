import { describe, expect, test } from "vitest";
import { discretionarySpendRatio } from "../../../coaching/features/choice-share.ts";
import { hrvWeekSide, hrvWeekZ, hrvZScore } from "../../../coaching/features/hrv.ts";
import { impulseSpendFlag } from "../../../coaching/features/impulse-day.ts";
import { moodSteadiness, moodVolatility } from "../../../coaching/features/mood-volatility.ts";
import { stressTrend } from "../../../coaching/features/stress-trend.ts";
import type { DayRecord } from "../../../coaching/model/days.ts";
import type { Feature } from "../../../coaching/model/measured.ts";
import { dateAt, daysOf, withDay } from "../model/day-help.ts";

/** The value, which must be there. */
function measured<Value>(feature: Feature<Value>): Value {
  if (feature.kind === "missing")
    expect.fail(`missing: ${feature.reason} ${feature.have} of ${feature.need}`);
  return feature.value;
}
const last = (days: readonly DayRecord[]) => dateAt(days.length - 1);
/** One number a day; null is a day without. */
const series = (field: "hrvMs" | "stressLevel" | "mood", values: readonly (number | null)[]): DayRecord[] =>
  daysOf(values.length, (offset) => ({ [field]: values[offset] ?? null }));

describe("hrv_z_score and hrv_z_7", () => {
  /** Twenty nights of 50 ms, the first of a device. */
  const usual = Array<number>(20).fill(50);
  // Centre (20 · ln 50 + 7 · ln 45) / 27 = 3.884707; nothing moves, so that the spread is the population's alone:
  // √(7 · 0.2² / 27) = 0.101835.

  test.each([
    [40, -1.923],
    [50, 0.268],
    [80, 4.884],
  ])("given 20 nights of 50 ms and one of %i, then z is %f, with no limit at 3", (night, z) => {
    const days = series("hrvMs", [...usual, night]);
    expect(measured(hrvZScore(days, last(days)))).toBeCloseTo(z, 3);
  });

  test("given a week, then the mean of its logarithms is judged, and a spread apart is a word", () => {
    // Four nights of 40 and three missing: the baseline of the last day has 20 nights of 50 and three of 40.
    const days = series("hrvMs", [...usual, 40, null, 40, null, 40, null, 40]);
    const week = hrvWeekZ(days, last(days));
    // The three nights of 40 lie 2.5 rough spreads (of at least 0.03) below: sd = 0.03 · √(3 · 2.5² / 22) · 1.03 = 0.028526;
    // the spread √((23 · 0.028526² + 7 · 0.2²) / 30) = 0.099810, the centre (23 · ln 50 + 7 · ln 45) / 30 = 3.887438.
    expect(measured(week)).toBeCloseTo((Math.log(40) - 3.887438) / 0.09981, 3);
    expect(week).toMatchObject({ n: 4, from: dateAt(20), to: dateAt(26) });
    expect(week.kind === "measured" && hrvWeekSide(week)).toBe("below");
    const high = hrvWeekZ(series("hrvMs", [...usual, 60, 60, 60, 60]), dateAt(23));
    expect(high.kind === "measured" && hrvWeekSide(high)).toBe("above");
    const even = hrvWeekZ(series("hrvMs", usual), dateAt(19));
    expect(even.kind === "measured" && hrvWeekSide(even)).toBe("usual");
  });

  test.each([
    ["no days", [], 0, 1],
    ["no night", [...usual, null], 0, 1],
    ["13 nights before", [...usual.slice(0, 13), 50], 13, 14],
  ])("given %s, then no z is told of the night", (_, nights, have, need) => {
    const days = series("hrvMs", nights);
    expect(hrvZScore(days, dateAt(Math.max(0, nights.length - 1)))).toEqual({
      kind: "missing",
      reason: "not_enough_days",
      have,
      need,
    });
  });

  test("given three of seven nights, then none is told of the week; a device that began within it counts alone", () => {
    const days = series("hrvMs", [...usual, null, null, null, null, 50, 50, 50]);
    expect(hrvWeekZ(days, last(days))).toMatchObject({ kind: "missing", have: 3, need: 4 });
    const changed = withDay(series("hrvMs", [...usual, ...usual]), dateAt(37), { baselineReset: true });
    expect(hrvWeekZ(changed, last(changed))).toMatchObject({ kind: "missing", have: 3, need: 4 });
    const later = withDay(series("hrvMs", [...usual, ...usual]), dateAt(30), { baselineReset: true });
    expect(hrvWeekZ(later, last(later))).toMatchObject({ kind: "missing", have: 9, need: 14 });
  });

  test("then the last of 14 nights before is enough", () => {
    const days = series("hrvMs", [...usual.slice(0, 14), 50]);
    expect(hrvZScore(days, last(days)).kind).toBe("measured");
  });
});

describe("stress_trend_7_days", () => {
  test.each([
    ["2 points a day", [10, 12, 14, 16, 18, 20, 22], 2, "rising"],
    ["−2 points a day", [22, 20, 18, 16, 14, 12, 10], -2, "falling"],
    ["1.4 points a day", [10, 11.4, 12.8, 14.2, 15.6], 1.4, "flat"],
    ["1.5 points a day", [10, 11.5, 13, 14.5, 16], 1.5, "rising"],
    ["a constant", [30, 30, 30, 30, 30, 30, 30], 0, "flat"],
    // Slopes −10 ×3, 3.33 ×2, 10 ×3, 30 ×2: the middle 6.67. Seven pairs rise and three fall: S = 4 of 10.
    ["a steep middle on which too few days agree", [0, 30, 20, 10, 40], 20 / 3, "flat"],
    // Slopes −10, −2.5, 3.33, 5, 8.33, 10 ×3, 15, 30: the middle 9.17. Eight pairs rise and two fall: S = 6 of 10.
    ["one on which enough agree", [0, 30, 20, 25, 40], 55 / 6, "rising"],
    ["gaps", [10, null, 14, null, 18, 20, 22], 2, "rising"],
  ])("given %s, then the slope and the word follow", (_, stress, slope, direction) => {
    const days = series("stressLevel", stress);
    const trend = measured(stressTrend(days, last(days)));
    expect(trend.slope).toBeCloseTo(slope, 9);
    expect(trend.direction).toBe(direction);
  });

  test("given four values, or a device that began four days ago, then none is told", () => {
    const missing = { kind: "missing", reason: "not_enough_days", have: 4, need: 5 };
    const four = series("stressLevel", [10, null, 14, 16, 18, null, null]);
    expect(stressTrend(four, last(four))).toEqual(missing);
    const days = series("stressLevel", [10, 12, 14, 16, 18, 20, 22]);
    expect(stressTrend(withDay(days, dateAt(3), { baselineReset: true }), last(days))).toEqual(missing);
    expect(stressTrend([], dateAt(0))).toMatchObject({ kind: "missing", have: 0 });
  });

  test("given an eighth day before, then it is out of sight", () => {
    const days = series("stressLevel", [100, 10, 12, 14, 16, 18, 20, 22]);
    expect(measured(stressTrend(days, last(days)))).toMatchObject({ direction: "rising" });
  });
});

describe("mood_volatility", () => {
  test("given a mood that goes up and down by one, then it moves by 10 of 100 a day, around a spread of 5.3", () => {
    const days = series("mood", [0, 1, 0, 1, 0, 1, 0, 1]);
    const { rmssd, sd } = measured(moodVolatility(days, last(days)));
    expect(rmssd).toBeCloseTo(10, 9);
    // Eight values 5 from their mean: √(8 · 25 / 7).
    expect(sd).toBeCloseTo(Math.sqrt(200 / 7), 9);
  });

  test("given a mood that never moves, then it is 0 and no gap", () => {
    const days = series("mood", Array(14).fill(3));
    expect(measured(moodVolatility(days, last(days)))).toEqual({ rmssd: 0, sd: 0 });
  });

  test("given answers two days apart, then half the square counts, and three days apart none", () => {
    // Seven values, six gaps of 2: each (20²) / 2 = 200.
    const every = series("mood", [0, null, 2, null, 0, null, 2, null, 0, null, 2, null, 0]);
    expect(measured(moodVolatility(every, last(every))).rmssd).toBeCloseTo(Math.sqrt(200), 9);
    const third = series("mood", [0, 1, 0, 1, 0, 1, null, null, 5]);
    expect(moodVolatility(third, last(third))).toEqual({
      kind: "missing",
      reason: "not_enough_days",
      have: 5,
      need: 6,
    });
  });

  test("given none, or one answer, then it is not told", () => {
    expect(moodVolatility([], dateAt(0))).toMatchObject({ kind: "missing", have: 0 });
    expect(moodVolatility(series("mood", [1]), dateAt(0))).toMatchObject({ kind: "missing", have: 0 });
  });

  const swing = (by: number, days = 14) => Array.from({ length: days }, (_, day) => (day % 2 === 0 ? 0 : by));
  test.each([
    ["half the swing", 1, "steadier"],
    ["the same swing", 2, "usual"],
    ["twice the swing", 4, "less-steady"],
    ["no swing", 0, "steadier"],
  ])("given %s of the four weeks before, then the word is against them", (_, by, word) => {
    const days = series("mood", [...swing(2, 28), ...swing(by)]);
    expect(moodSteadiness(days, last(days))).toBe(word);
  });

  test("given one stretch before, then there is no usual yet", () => {
    const days = series("mood", [...swing(2), ...swing(2)]);
    expect(moodSteadiness(days, last(days))).toBe(null);
  });
});

describe("discretionary_spend_ratio", () => {
  /** Thirty days of $3 each, $1 of it by choice. */
  const days = daysOf(30, () => ({ spentTotalMinor: 300, spentDiscretionaryMinor: 100 }));
  const payments = (count: number, change: object = {}) =>
    Array.from({ length: count }, (_, offset) => ({
      date: dateAt(offset),
      amountMinor: 1000,
      currency: "USD",
      category: "FOOD_AND_DRINK",
      subcategory: null,
      ...change,
    }));

  test("given $90 of which $30 were a choice, then it is a third", () => {
    expect(discretionarySpendRatio(days, dateAt(29), payments(5), "USD")).toEqual({
      kind: "measured",
      value: 1 / 3,
      n: 30,
      from: dateAt(0),
      to: dateAt(29),
    });
  });

  test.each([
    ["four payments", payments(4), "not_enough_payments", 4],
    ["payments in another currency", payments(9, { currency: "EUR" }), "not_enough_payments", 0],
    ["refunds only", payments(9, { amountMinor: -1000 }), "not_enough_payments", 0],
    ["transfers only", payments(9, { category: "TRANSFER_OUT" }), "not_enough_payments", 0],
    ["payments of other days", payments(9, { date: dateAt(30) }), "not_enough_payments", 0],
  ])("given %s, then it is not told", (_, rows, reason, have) => {
    expect(discretionarySpendRatio(days, dateAt(29), rows, "USD")).toEqual({
      kind: "missing",
      reason,
      have,
      need: 5,
    });
  });

  test("given less than 50 units in all, then it is not told, whatever digits the currency has", () => {
    const few = daysOf(30, (offset) =>
      offset < 16 ? { spentTotalMinor: 300, spentDiscretionaryMinor: 0 } : {},
    );
    expect(discretionarySpendRatio(few, dateAt(29), payments(5), "USD")).toEqual({
      kind: "missing",
      reason: "too_little_spent",
      have: 4800,
      need: 5000,
    });
    const yen = payments(5, { currency: "JPY" });
    expect(measured(discretionarySpendRatio(few, dateAt(29), yen, "JPY"))).toBe(0);
  });

  test("given days that are not known, then their payments do not count, and with none nothing is told", () => {
    const later = days.map((day, offset) =>
      offset < 3 ? { ...day, spentTotalMinor: null, spentDiscretionaryMinor: null } : day,
    );
    expect(discretionarySpendRatio(later, dateAt(29), payments(7), "USD")).toMatchObject({ have: 4 });
    expect(discretionarySpendRatio([], dateAt(29), payments(7), "USD")).toMatchObject({
      reason: "not_synced",
    });
  });
});

describe("impulse_spend_flag", () => {
  test.each([
    [0, false],
    [1, true],
    [3, true],
  ])("given %i impulses, then the flag is %o", (impulseCount, flag) => {
    expect(
      impulseSpendFlag(
        daysOf(1, () => ({ impulseCount })),
        dateAt(0),
      ),
    ).toEqual({
      kind: "measured",
      value: flag,
      n: 1,
      from: dateAt(0),
      to: dateAt(0),
    });
  });

  test("given a day that is not known in full, then there is no flag rather than none", () => {
    expect(
      impulseSpendFlag(
        daysOf(1, () => ({})),
        dateAt(0),
      ),
    ).toMatchObject({ reason: "not_synced" });
  });
});
