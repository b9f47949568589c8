import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexDays } from "../../../coaching/model/day-index.ts";
import { type DayRecord, emptyDay } from "../../../coaching/model/days.ts";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import { askedPeriod, daysNeeded, lastDays } from "../../../coaching/questions/asked-period.ts";
import { halfMeans, meanPoints, meanScore } from "../../../coaching/questions/score-means.ts";
import {
  isSameDevice,
  latestValue,
  meanOver,
  usualBefore,
} from "../../../coaching/questions/signal-means.ts";
import { defaultScoreContext } from "../../../coaching/scores/context.ts";
import { scoreDays } from "../../../coaching/scores/day-scores.ts";

const TODAY = "2026-11-23";

describe("asked periods", () => {
  test("given a period that goes on, then it ends today", () => {
    const week = { from: "2026-11-23", to: "2026-11-29" };
    expect(askedPeriod(week, week, TODAY)).toEqual({
      kind: "asked",
      from: TODAY,
      to: TODAY,
      days: 1,
      isDefault: false,
      isOpen: true,
    });
  });

  test("given one that begins tomorrow, then all of it is ahead", () => {
    const tomorrow = { from: "2026-11-24", to: "2026-11-24" };
    expect(askedPeriod(tomorrow, tomorrow, TODAY).kind).toBe("ahead");
  });

  test("given none, then the fallback is taken and marked", () => {
    expect(askedPeriod(undefined, lastDays(TODAY, 30), TODAY)).toMatchObject({
      from: "2026-10-25",
      to: TODAY,
      days: 30,
      isDefault: true,
    });
  });

  test.each([
    [1, 1],
    [2, 2],
    [7, 3],
    [30, 10],
    [365, 14],
  ])("for a mean over %d days it takes %d", (days, needed) => {
    expect(daysNeeded(days)).toBe(needed);
  });
});

function days(
  from: string,
  to: string,
  of: (date: string, index: number) => Partial<DayRecord>,
): DayRecord[] {
  return eachDay(from, to).map((date, index) => ({ ...emptyDay(date), ...of(date, index) }));
}

describe("means of a signal", () => {
  test("given a missing night, then it is left out and not counted as none", () => {
    const week = days("2026-11-16", "2026-11-22", (date) => ({
      sleepMinutes: date === "2026-11-18" ? null : date === "2026-11-20" ? 300 : 420,
    }));
    expect(meanOver(indexDays(week), "sleepMinutes", { from: "2026-11-16", to: "2026-11-22" })).toEqual({
      kind: "mean",
      // (5 · 420 + 300) / 6
      mean: 400,
      n: 6,
      days: 7,
      range: { from: "2026-11-16", to: "2026-11-22" },
      changedOn: null,
      low: { date: "2026-11-20", value: 300 },
      high: { date: "2026-11-22", value: 420 },
    });
  });

  test("given two nights of a week, then it takes a third", () => {
    const two = days("2026-11-16", "2026-11-17", () => ({ sleepMinutes: 400 }));
    expect(meanOver(indexDays(two), "sleepMinutes", { from: "2026-11-16", to: "2026-11-22" })).toMatchObject({
      kind: "thin",
      n: 2,
      need: 3,
    });
  });

  test("given another device, then only its own days count, and the two are not held against each other", () => {
    const index = indexDays(
      days("2026-11-01", "2026-11-20", (date) => ({
        hrvMs: date < "2026-11-11" ? 40 : 70,
        baselineReset: date === "2026-11-11",
      })),
    );
    const all = { from: "2026-11-01", to: "2026-11-20" };
    expect(meanOver(index, "hrvMs", all)).toMatchObject({
      kind: "mean",
      mean: 70,
      n: 10,
      changedOn: "2026-11-11",
    });
    expect(isSameDevice(index, "hrvMs", { from: "2026-11-12", to: "2026-11-20" }, all)).toBe(true);
    expect(isSameDevice(index, "hrvMs", { from: "2026-11-01", to: "2026-11-05" }, all)).toBe(false);
    // Nine days of the new device come before the 20th.
    expect(usualBefore(index, "hrvMs", "2026-11-20")).toMatchObject({ n: 9 });
    expect(usualBefore(index, "hrvMs", "2026-11-20")?.value).toBeCloseTo(70, 9);
  });

  test("given fewer than seven nights before, then there is no usual", () => {
    const index = indexDays(days("2026-11-01", "2026-11-07", () => ({ sleepMinutes: 420 })));
    expect(usualBefore(index, "sleepMinutes", "2026-11-07")).toBeNull();
    expect(usualBefore(index, "sleepMinutes", "2026-11-08")).toEqual({ value: 420, n: 7 });
  });

  test("given a day, then the last value up to it is found, and none without any", () => {
    const index = indexDays(
      days("2026-11-01", "2026-11-10", (date) => ({ steps: date < "2026-11-04" ? 5000 : null })),
    );
    expect(latestValue(index, "steps", "2026-11-10")).toEqual({ date: "2026-11-03", value: 5000 });
    expect(latestValue(index, "hrvMs", "2026-11-10")).toBeNull();
    expect(latestValue(indexDays([]), "steps", "2026-11-10")).toBeNull();
  });
});

describe("means of scores", () => {
  const context = defaultScoreContext("USD");
  const moods = [-5, -3, null, 0, 0, 5];
  const scored = scoreDays(
    days("2026-11-01", "2026-11-06", (_, index) => ({ mood: moods[index] ?? null })),
    "2026-11-01",
    "2026-11-06",
    context,
  );

  test("given days with and without a mood, then only those with one count", () => {
    // 0, 20, 50, 50 and 100
    expect(meanScore(scored, "mood")).toEqual({
      mean: 44,
      n: 5,
      low: { date: "2026-11-01", score: 0 },
      high: { date: "2026-11-06", score: 100 },
    });
    expect(meanScore(scored, "balance")).toBeNull();
  });

  test("given two halves, then each has its own mean", () => {
    const halves = halfMeans(scored, "mood");
    expect(halves?.splitOn).toBe("2026-11-04");
    expect(halves?.first).toMatchObject({ mean: 10, n: 2 });
    expect(halves?.second?.n).toBe(3);
    expect(halves?.second?.mean).toBeCloseTo(200 / 3, 9);
    expect(halfMeans(scored.slice(0, 1), "mood")).toBeNull();
  });

  test("given any nights, then the mean points sum to the mean score less 60", () => {
    const night = fc.option(fc.integer({ min: 60, max: 960 }), { nil: null });
    fc.assert(
      fc.property(fc.array(night, { minLength: 30, maxLength: 40 }), (nights) => {
        const first = "2026-09-01";
        const last = addDays(first, nights.length - 1);
        const all = days(first, last, (_, index) => ({ sleepMinutes: nights[index] ?? null }));
        const week = scoreDays(all, addDays(last, -6), last, context);
        const exact = week.flatMap(({ energy }) => (energy.kind === "scored" ? [energy.exact] : []));
        const points = meanPoints(week, "energy").reduce((sum, part) => sum + part.points, 0);
        if (exact.length === 0) return;
        const mean = exact.reduce((sum, value) => sum + value, 0) / exact.length;
        expect(points).toBeCloseTo(mean - 60, 9);
      }),
      { numRuns: 100 },
    );
  });
});
