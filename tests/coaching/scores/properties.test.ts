import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { baselineOf, zOf } from "../../../coaching/scores/baseline.ts";
import { SCORE_CONFIG } from "../../../coaching/scores/config.ts";
import { type DayScores, scoreDay, scoreDays } from "../../../coaching/scores/day-scores.ts";
import type { ScoreResult } from "../../../coaching/scores/score.ts";
import { arbitraryDays, dateAt, withDay } from "../model/day-help.ts";
import { CONTEXT, exactOf, lastOf, RUNS, SCORES, scoreLast } from "./score-help.ts";

// Hundreds of runs each: seconds where the cores are shared.
vi.setConfig({ testTimeout: 60_000 });

/** Every number of every result, also those of contributors. */
function numbersOf(scores: DayScores): number[] {
  return JSON.stringify(scores, (_, value) => (typeof value === "number" ? `#${value}` : value))
    .split('"')
    .filter((text) => text.startsWith("#"))
    .map((text) => Number(text.slice(1)));
}

function expectSound(result: ScoreResult) {
  if (result.kind === "unscored") return;
  expect(result.score).toBe(Math.round(result.exact));
  for (const value of [result.exact, ...result.contributors.map(({ level }) => level)]) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(100);
  }
  for (const share of [result.coverage, result.confidence]) {
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1 + 1e-12);
  }
}

test("1. given any days, then every score is 0 to 100 or has none", () => {
  fc.assert(
    fc.property(arbitraryDays(1, 80), (days) => {
      const scores = scoreLast(days);
      for (const name of SCORES) expectSound(scores[name]);
    }),
    RUNS,
  );
});

test("2a. when sleep, its score or heart rate variability rises, or pulse or yesterday's stress falls, then energy never falls", () => {
  const better = fc.constantFrom(
    { signal: "sleepMinutes", back: 0, low: 60, high: 960, sign: 1 } as const,
    { signal: "sleepScore", back: 0, low: 0, high: 100, sign: 1 } as const,
    { signal: "hrvMs", back: 0, low: 3, high: 300, sign: 1 } as const,
    { signal: "restingHeartRateBpm", back: 0, low: 25, high: 150, sign: -1 } as const,
    { signal: "stressLevel", back: 1, low: 0, high: 100, sign: -1 } as const,
  );
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(arbitraryDays(20, 80), better, share, share, (days, change, one, other) => {
      const { signal, back, low, high, sign } = change;
      const date = addDays(lastOf(days), -back);
      const levels = [one, other].sort((left, right) => sign * (left - right));
      const [worse = 0, best = 0] = levels.map((level) => low + level * (high - low));
      const before = exactOf(scoreLast(withDay(days, date, { [signal]: worse })).energy);
      const after = exactOf(scoreLast(withDay(days, date, { [signal]: best })).energy);
      expect(after === null).toBe(before === null);
      expect((after ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(-1e-9);
    }),
    RUNS,
  );
});

test("2b. when last week's discretionary spending falls, then the financial score never falls", () => {
  const cut = fc.record({
    back: fc.integer({ min: 0, max: 6 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(arbitraryDays(40, 80), cut, (days, { back, share }) => {
      const date = addDays(lastOf(days), -back);
      const day = days.find((known) => known.date === date);
      const saved = Math.floor((day?.spentDiscretionaryMinor ?? 0) * share);
      const less = withDay(days, date, {
        spentDiscretionaryMinor: lower(day?.spentDiscretionaryMinor, saved),
        spentTotalMinor: lower(day?.spentTotalMinor, saved),
      });
      const before = exactOf(scoreLast(days).financial);
      const after = exactOf(scoreLast(less).financial);
      expect(after === null).toBe(before === null);
      expect((after ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(-1e-9);
    }),
    RUNS,
  );
});

function lower(minor: number | null | undefined, by: number): number | null {
  return minor === null || minor === undefined ? null : minor - by;
}

test("3. given any score, then its parts sum to what it differs from 60, and its shares to 1", () => {
  fc.assert(
    fc.property(arbitraryDays(30, 80), (days) => {
      const scores = scoreLast(days);
      for (const name of SCORES) {
        const result = scores[name];
        if (result.kind === "unscored") continue;
        const sum = result.contributors.reduce((total, { points }) => total + points, 0);
        const shares = result.contributors.reduce((total, { weight }) => total + weight, 0);
        expect(Math.abs(sum - (result.exact - 60))).toBeLessThan(1e-9);
        expect(Math.abs(shares - 1)).toBeLessThan(1e-9);
      }
    }),
    RUNS,
  );
});

test("5. given heart rate variability in seconds and a prior in seconds, then z is the same as in milliseconds", () => {
  const { shapes } = SCORE_CONFIG.baseline;
  const milliseconds = fc.double({ min: 3, max: 300, noNaN: true });
  fc.assert(
    fc.property(fc.array(milliseconds, { maxLength: 60 }), milliseconds, (past, today) => {
      const config = SCORE_CONFIG.baseline;
      const inSeconds = { ...shapes.hrvMs, populationUsual: shapes.hrvMs.populationUsual / 1000 };
      const inMs = zOf(today, baselineOf(past, shapes.hrvMs, config), shapes.hrvMs, config);
      const seconds = baselineOf(
        past.map((value) => value / 1000),
        inSeconds,
        config,
      );
      expect(zOf(today / 1000, seconds, inSeconds, config)).toBeCloseTo(inMs ?? Number.NaN, 9);
    }),
    RUNS,
  );
});

test("6. when later days are added, then the scores of a day stay as they were", () => {
  fc.assert(
    fc.property(arbitraryDays(2, 80), fc.nat(), (days, pick) => {
      const cut = 1 + (pick % (days.length - 1));
      const earlier = days.slice(0, cut);
      expect(scoreDay(days, lastOf(earlier), CONTEXT)).toEqual(scoreLast(earlier));
    }),
    RUNS,
  );
});

test("7. given the days in another order, then the scores are the same", () => {
  const shuffled = arbitraryDays(1, 70).chain((days) =>
    fc.tuple(fc.constant(days), fc.shuffledSubarray(days, { minLength: days.length })),
  );
  fc.assert(
    fc.property(shuffled, ([days, mixed]) => {
      expect(scoreDay(mixed, lastOf(days), CONTEXT)).toEqual(scoreLast(days));
    }),
    RUNS,
  );
});

test("9. given the same days anywhere in the calendar, across a clock change or not, then the scores are the same", () => {
  const shift = fc.integer({ min: -800, max: 800 });
  fc.assert(
    fc.property(arbitraryDays(20, 80), shift, (days, by) => {
      const moved = days.map((day) => ({ ...day, date: addDays(day.date, by) }));
      const here = scoreLast(days);
      const there = scoreLast(moved);
      for (const name of SCORES) {
        expect(exactOf(there[name])).toBe(exactOf(here[name]));
        expect(there[name].missing).toEqual(here[name].missing);
      }
    }),
    RUNS,
  );
});

test("given rows that cannot be, then no number of any result is anything but finite", () => {
  const wild = fc.oneof(
    fc.double(),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, 1e308, -1e308),
    fc.constant(null),
  );
  const day = fc.record({
    sleepMinutes: wild,
    sleepScore: wild,
    hrvMs: wild,
    restingHeartRateBpm: wild,
    steps: wild,
    stressLevel: wild,
    mood: wild,
    energySelf: wild,
    spentDiscretionaryMinor: wild,
    spentTotalMinor: wild,
    impulseCount: wild,
    incomeMinor: wild,
  });
  const setting = fc.record({ needMinutes: fc.double(), weeklyBudgetMinor: wild, liquidBalanceMinor: wild });
  const change = fc.tuple(fc.nat(), day);
  fc.assert(
    fc.property(arbitraryDays(2, 70), fc.array(change, { maxLength: 12 }), setting, (days, changes, set) => {
      const spoiled = [...days];
      // Some take a day's place, some stand beside it as a second record of the same day.
      for (const [pick, values] of changes) {
        const at = pick % days.length;
        const record = days[at];
        if (record === undefined) continue;
        if (pick % 2 === 0) spoiled[at] = { ...record, ...values };
        else spoiled.unshift({ ...record, ...values });
      }
      const scores = scoreDay(spoiled, lastOf(days), { ...CONTEXT, ...set });
      expect(numbersOf(scores).filter((value) => !Number.isFinite(value))).toEqual([]);
      for (const name of SCORES) expectSound(scores[name]);
    }),
    RUNS,
  );
});

test("given many days at once, then each is scored as it is alone", () => {
  fc.assert(
    fc.property(arbitraryDays(40, 40), (days) => {
      const all = scoreDays(days, dateAt(25), dateAt(39), CONTEXT);
      expect(all).toEqual(days.slice(25).map((day) => scoreDay(days, day.date, CONTEXT)));
    }),
    { numRuns: 50 },
  );
});
