import { describe, expect, test } from "vitest";
import { averageSpend } from "../../../coaching/features/average-spending.ts";
import { moodTrend } from "../../../coaching/features/mood-trend.ts";
import { judgeNight } from "../../../coaching/features/short-night.ts";
import { sleepDebt, sleepDeficit } from "../../../coaching/features/sleep-debt.ts";
import { spendingPace } from "../../../coaching/features/spending-pace.ts";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { dateAt, daysOf, withDay } from "../model/day-help.ts";
import { measured, spending } from "./feature-help.ts";

const sleeping = (nights: readonly (number | null)[]): DayRecord[] =>
  daysOf(nights.length, (offset) => ({ sleepMinutes: nights[offset] ?? null }));
const ONE_SETTING = { weeklyBudgetMinor: null, currency: "USD" };
const last = (days: readonly DayRecord[]) => dateAt(days.length - 1);

describe("sleep deficit", () => {
  test.each([
    [420, 60],
    [480, 0],
    [540, -60],
  ])("given %i minutes for a need of 480, then %i are lacking", (minutes, lacking) => {
    const days = sleeping([minutes]);
    expect(sleepDeficit(days, dateAt(0), 480)).toEqual({
      kind: "measured",
      value: lacking,
      n: 1,
      from: dateAt(0),
      to: dateAt(0),
    });
  });

  test("given no night, then there is no deficit rather than a whole night's", () => {
    expect(sleepDeficit(sleeping([420, null]), dateAt(1), 480)).toEqual({
      kind: "missing",
      reason: "not_enough_days",
      have: 0,
      need: 1,
    });
    expect(sleepDeficit([], dateAt(0), 480).kind).toBe("missing");
  });
});

describe("sleep debt", () => {
  test("given every night an hour short, then the debt is an hour", () => {
    const days = sleeping(Array(14).fill(420));
    expect(measured(sleepDebt(days, last(days), 480))).toBeCloseTo(60, 9);
  });

  test("given one bad night, then it weighs 15% the morning after and less each day", () => {
    // Weight 1 of sum(.85^i, i = 0..13) = (1 − .85^14)/.15 = 5.981526…: 480 − 120 = 360 of it.
    const sum = (1 - 0.85 ** 14) / 0.15;
    const days = sleeping([...Array(19).fill(480), 120]);
    expect(measured(sleepDebt(days, last(days), 480))).toBeCloseTo(360 / sum, 9);
    const later = sleeping([...Array(17).fill(480), 120, 480, 480]);
    expect(measured(sleepDebt(later, last(later), 480))).toBeCloseTo((360 * 0.85 ** 2) / sum, 9);
  });

  test("given nights longer than the need, then there is no debt and no credit", () => {
    const days = sleeping(Array(14).fill(560));
    expect(measured(sleepDebt(days, last(days), 480))).toBe(0);
  });

  test("given seven of fourteen nights, then the known ones speak, and with six none do", () => {
    const seven = sleeping([...Array(7).fill(420), ...Array(7).fill(null)]);
    expect(sleepDebt(seven, last(seven), 480)).toMatchObject({ n: 7, from: dateAt(0), to: dateAt(6) });
    expect(measured(sleepDebt(seven, last(seven), 480))).toBeCloseTo(60, 9);
    const six = sleeping([null, ...Array(6).fill(420), ...Array(7).fill(null)]);
    expect(sleepDebt(six, last(six), 480)).toEqual({
      kind: "missing",
      reason: "not_enough_days",
      have: 6,
      need: 7,
    });
  });

  test("given a bad night fifteen days ago, then it is out of sight", () => {
    const days = sleeping([100, ...Array(14).fill(480)]);
    expect(measured(sleepDebt(days, last(days), 480))).toBe(0);
  });
});

describe("a short night", () => {
  const usual = Array<number>(20).fill(450);

  test.each([
    [359, true],
    [360, true],
    [390, true],
    [391, false],
    [450, false],
  ])("given %i minutes where 450 are usual, then short is %o", (minutes, isShort) => {
    const days = sleeping([...usual, minutes]);
    expect(measured(judgeNight(days, last(days), 480))).toEqual({
      sleepMinutes: minutes,
      usualMinutes: 450,
      needMinutes: 480,
      isShort,
    });
  });

  test("given someone who sleeps long, then seven and a half hours may be short for them", () => {
    const days = sleeping([...Array(20).fill(540), 450]);
    expect(measured(judgeNight(days, last(days), 480)).isShort).toBe(true);
  });

  test("given six earlier nights, then only six hours count, and no usual is told", () => {
    const days = sleeping([...Array(6).fill(540), 450]);
    expect(measured(judgeNight(days, last(days), 480))).toMatchObject({ usualMinutes: null, isShort: false });
    expect(judgeNight(sleeping([null]), dateAt(0), 480).kind).toBe("missing");
  });
});

describe("average spending of the last seven days", () => {
  test("given seven days, then days without spending count and days before do not", () => {
    const days = spending([99_999, 700, 0, 0, 1400, 0, 0, 0]);
    expect(averageSpend(days, last(days))).toEqual({
      kind: "measured",
      value: 300,
      n: 7,
      from: dateAt(1),
      to: dateAt(7),
    });
  });

  test("given four synced days, then they are the average, and three are none", () => {
    const four = spending([null, 400, 0, 0, 800, null, null]);
    expect(averageSpend(four, last(four))).toMatchObject({ value: 300, n: 4 });
    const three = spending([null, 400, null, 0, 800, null, null]);
    expect(averageSpend(three, last(three))).toEqual({
      kind: "missing",
      reason: "not_synced",
      have: 3,
      need: 4,
    });
  });
});

describe("the spending pace", () => {
  /** Five weeks of $70, then one of $140. */
  const faster = spending([...Array(35).fill(1000), ...Array(7).fill(2000)]);

  test("given twice the usual week, then the pace is (140 + 7)/(70 + 7)", () => {
    expect(spendingPace(faster, last(faster), ONE_SETTING)).toEqual({
      kind: "measured",
      value: { rho: 14_700 / 7700, spentMinor: 14_000, usualMinor: 7000, earlierWeeks: 5, budgetMinor: null },
      n: 42,
      from: dateAt(0),
      to: dateAt(41),
    });
  });

  test("given a small usual week, then five dollars keep the pace from running away", () => {
    const days = spending([...Array(35).fill(0), ...Array(7).fill(100)]);
    // (7 + 5)/(0 + 5)
    expect(measured(spendingPace(days, last(days), ONE_SETTING)).rho).toBeCloseTo(2.4, 12);
  });

  test("given one wild week among the earlier ones, then the usual is the median", () => {
    const weeks = [7000, 7000, 90_000, 7000, 8000];
    const days = spending([...weeks.flatMap((sum) => Array(7).fill(sum / 7)), ...Array(7).fill(1000)]);
    expect(measured(spendingPace(days, last(days), ONE_SETTING)).usualMinor).toBeCloseTo(7000, 6);
  });

  test("given ten weeks, then the eight before the last are the usual", () => {
    // Oldest first: a wild one, four of $140, four of $70, and the last. The median of the eight is $105.
    const weeks = [99_000, 2000, 2000, 2000, 2000, 1000, 1000, 1000, 1000, 1000];
    const days = spending(weeks.flatMap((minor) => Array(7).fill(minor)));
    expect(measured(spendingPace(days, last(days), ONE_SETTING))).toMatchObject({
      usualMinor: 10_500,
      earlierWeeks: 8,
    });
  });

  test("given a week with a gap, then it is no week", () => {
    const gap = withDay(faster, dateAt(3), { spentDiscretionaryMinor: null });
    expect(measured(spendingPace(gap, last(gap), ONE_SETTING))).toMatchObject({
      earlierWeeks: 4,
      usualMinor: 7000,
    });
    const two = withDay(gap, dateAt(10), { spentDiscretionaryMinor: null });
    expect(spendingPace(two, last(two), ONE_SETTING)).toEqual({
      kind: "missing",
      reason: "not_enough_days",
      have: 28,
      need: 35,
    });
  });

  test("given a budget, then one week is enough, and a budget that is none changes nothing", () => {
    const week = spending(Array(7).fill(1000));
    const pace = spendingPace(week, last(week), { ...ONE_SETTING, weeklyBudgetMinor: 14_000 });
    // (70 + 14)/(140 + 14)
    expect(measured(pace)).toMatchObject({ rho: 8400 / 15_400, usualMinor: null, budgetMinor: 14_000 });
    for (const weeklyBudgetMinor of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      const settings = { ...ONE_SETTING, weeklyBudgetMinor };
      expect(spendingPace(faster, last(faster), settings)).toEqual(
        spendingPace(faster, last(faster), ONE_SETTING),
      );
    }
  });

  test("given accounts that lag by three days, then there is no pace", () => {
    expect(spendingPace(faster, dateAt(43), ONE_SETTING)).toMatchObject({ to: dateAt(41) });
    expect(spendingPace(faster, dateAt(44), ONE_SETTING)).toMatchObject({
      kind: "missing",
      reason: "not_synced",
    });
  });
});

describe("the mood trend", () => {
  const feeling = (moods: readonly (number | null)[]): DayRecord[] =>
    daysOf(moods.length, (offset) => ({ mood: moods[offset] ?? null }));

  test("given answers three days apart, then the older counts half", () => {
    // (4 + .5·1 + .25·(−2))/(1 + .5 + .25) = 4/1.75
    const days = feeling([-2, null, null, 1, null, null, 4]);
    expect(measured(moodTrend(days, last(days)))).toBeCloseTo(4 / 1.75, 12);
    expect(moodTrend(days, last(days))).toMatchObject({ n: 3, from: dateAt(0), to: dateAt(6) });
  });

  test("given a constant mood, then the trend is that mood", () => {
    const days = feeling(Array(30).fill(-3));
    expect(measured(moodTrend(days, last(days)))).toBeCloseTo(-3, 12);
  });

  test("given two answers in the last seven days, then there is no trend, however many before", () => {
    const days = feeling([...Array(20).fill(2), null, null, null, null, null, 1, 1]);
    expect(moodTrend(days, last(days))).toEqual({
      kind: "missing",
      reason: "not_enough_days",
      have: 2,
      need: 3,
    });
    expect(moodTrend([], dateAt(0))).toMatchObject({ kind: "missing", have: 0 });
  });
});
