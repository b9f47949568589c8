import { describe, expect, test } from "vitest";
import { goodStreakWithoutPraise } from "../../../coaching/rules/good-streak-without-praise.ts";
import { highStress } from "../../../coaching/rules/high-stress.ts";
import { hrvDrop } from "../../../coaching/rules/hrv-drop.ts";
import { lowEnergyDayAhead } from "../../../coaching/rules/low-energy-day-ahead.ts";
import { lowSleep } from "../../../coaching/rules/low-sleep.ts";
import { sleepDebt } from "../../../coaching/rules/sleep-debt.ts";
import { factsOf, history, TODAY } from "../../support/rule-evidence.ts";

/** Every earlier night the same, and one number for last night. */
const nights = (usual: number, last: number | null) =>
  history((ago) => ({ sleepMinutes: ago === 0 ? last : usual }));

describe("low-sleep", () => {
  test("given a night an hour under the need and half an hour under the usual, then it is told with both", () => {
    expect(lowSleep.evaluate(nights(450, 420))).toMatchObject([
      {
        facts: { sleepMinutes: 420, usualMinutes: 450, shortByMinutes: 30, nights: 60 },
        basis: { from: "2026-09-24", to: TODAY, days: 61 },
      },
    ]);
  });

  test.each([
    ["a deficit of 59 minutes", nights(480, 421)],
    ["29 minutes under the usual", nights(449, 420)],
    ["nights that are always short", nights(360, 360)],
    ["no night", nights(450, null)],
    ["six nights before", history((ago) => ({ sleepMinutes: ago === 0 ? 300 : ago <= 6 ? 450 : null }))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(lowSleep.evaluate(evidence)).toEqual([]);
  });
});

/** Two weeks of one length after nights of another. */
const weeks = (lately: number | null, before: number | null) =>
  history((ago) => ({ sleepMinutes: ago < 14 ? lately : before }));

describe("sleep-debt", () => {
  test("given two weeks of 7 h after nights of 7 h 30, then both are told", () => {
    expect(factsOf(sleepDebt, weeks(420, 450))).toEqual({
      averageMinutes: 420,
      usualMinutes: 450,
      nights: 14,
      nightsBefore: 60,
    });
  });

  test.each([
    ["a debt of 59 minutes", weeks(421, 480)],
    ["29 minutes under the usual", weeks(420, 449)],
    ["six nights of two weeks", history((ago) => ({ sleepMinutes: ago < 6 ? 300 : ago < 14 ? null : 450 }))],
    ["six nights before these", history((ago) => ({ sleepMinutes: ago < 14 ? 300 : ago < 20 ? 450 : null }))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(sleepDebt.evaluate(evidence)).toEqual([]);
  });
});

/** HRV that swings a little around 50 ms, and the last seven nights. */
const hrv = (week: (ago: number) => number | null) =>
  history((ago) => ({ hrvMs: ago < 7 ? week(ago) : ago % 2 === 0 ? 45 : 55 }));

describe("hrv-drop", () => {
  test("given a week far under the usual, then both are told in whole ms", () => {
    expect(
      factsOf(
        hrvDrop,
        hrv(() => 35),
      ),
    ).toEqual({ weekHrv: 35, usualHrv: 45, nights: 7 });
  });

  test.each([
    ["a week as usual", hrv((ago) => (ago % 2 === 0 ? 45 : 55))],
    ["a single low night", hrv((ago) => (ago === 0 ? 25 : 50))],
    ["three nights of the week", hrv((ago) => (ago < 3 ? 30 : null))],
    ["no HRV", history(() => ({}))],
    ["a new device this week", history((ago) => ({ hrvMs: ago < 7 ? 30 : 50, baselineReset: ago === 6 }))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(hrvDrop.evaluate(evidence)).toEqual([]);
  });
});

const stress = (make: (ago: number) => number | null) =>
  history((ago) => ({ stressLevel: ago < 7 ? make(ago) : 40 }));

describe("high-stress", () => {
  test("given seven days that rise by 4 points, then the last one stands beside the usual", () => {
    // 40, 44 … 64.
    expect(
      factsOf(
        highStress,
        stress((ago) => 64 - 4 * ago),
      ),
    ).toEqual({
      latestStress: 64,
      usualStress: 40,
      stressDays: 7,
      latestDay: TODAY,
    });
  });

  test("given a slope of 1.5 a day, then it rises; of 1.4 it does not", () => {
    expect(
      factsOf(
        highStress,
        stress((ago) => 60 - 1.5 * ago),
      ),
    ).not.toBeNull();
    expect(
      factsOf(
        highStress,
        stress((ago) => 60 - 1.4 * ago),
      ),
    ).toBeNull();
  });

  test.each([
    ["stress that falls", stress((ago) => 40 + 4 * ago)],
    ["a rise that stays under the usual", stress((ago) => 38 - 4 * ago)],
    ["four days of the week", stress((ago) => (ago < 4 ? 64 - 4 * ago : null))],
    ["no days before", history((ago) => ({ stressLevel: ago < 7 ? 64 - 4 * ago : null }))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(highStress.evaluate(evidence)).toEqual([]);
  });
});

const night = (last: { sleep?: number; hrv?: number; heart?: number; rated?: number }) =>
  history((ago) => {
    const even = ago % 2 === 0 ? 1 : -1;
    if (ago > 0) {
      return {
        sleepMinutes: 430,
        hrvMs: 50 + 4 * even,
        restingHeartRateBpm: 60 + 2 * even,
        sleepScore: 78 + 4 * even,
      };
    }
    const { sleep = 430, hrv: hrvMs = 50, heart = 60, rated = 78 } = last;
    return { sleepMinutes: sleep, hrvMs, restingHeartRateBpm: heart, sleepScore: rated };
  });

describe("low-energy-day-ahead", () => {
  test("given two of four readings outside the usual, then they are counted", () => {
    expect(factsOf(lowEnergyDayAhead, night({ sleep: 370, heart: 75 }))).toEqual({
      apart: 2,
      checked: 4,
      nights: 60,
    });
  });

  test.each([
    ["one reading outside", night({ heart: 75 })],
    ["readings outside to the better side", night({ sleep: 500, hrv: 80, heart: 50 })],
    ["59 minutes under the usual and a heart rate outside", night({ sleep: 371, heart: 75 })],
    [
      "two readings in all",
      history((ago) => ({ hrvMs: ago === 0 ? 25 : 50, restingHeartRateBpm: ago === 0 ? 80 : 60 })),
    ],
    ["thirteen nights before", history((ago) => (ago > 13 ? {} : { hrvMs: 50 - ago, sleepScore: 60 + ago }))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(lowEnergyDayAhead.evaluate(evidence)).toEqual([]);
  });
});

describe("good-streak-without-praise", () => {
  const run = (length: number, last = 430) =>
    history((ago) => ({ sleepMinutes: ago === 0 ? last : ago < length ? 430 : ago % 2 === 0 ? 430 : 410 }));

  test("given the fifth night at the usual or above, then it is told on that night", () => {
    // Nights before the run are 410 and 430 by turns, so that the usual lies between or at one of them.
    const evidence = history((ago) => ({ sleepMinutes: ago < 5 ? 440 : ago === 5 ? 380 : 420 }));
    expect(goodStreakWithoutPraise.evaluate(evidence)).toMatchObject([
      { facts: { nights: 5, usualMinutes: 420, nightsBefore: 60 }, basis: { to: TODAY, days: 65 } },
    ]);
  });

  test.each([
    ["the sixth night", history((ago) => ({ sleepMinutes: ago < 6 ? 440 : ago === 6 ? 380 : 420 }))],
    ["a short night in between", run(5, 300)],
    [
      "a night that is not known",
      history((ago) => ({ sleepMinutes: ago === 2 ? null : ago < 6 ? 440 : 400 })),
    ],
    ["thirteen nights before", history((ago) => ({ sleepMinutes: ago > 18 ? null : ago < 5 ? 440 : 400 }))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(goodStreakWithoutPraise.evaluate(evidence)).toEqual([]);
  });
});
