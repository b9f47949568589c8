import { describe, expect, test } from "vitest";
import { normalizeDays } from "../../../src/integrations/wearables/google-health/normalize.ts";
import { readPage } from "../../../src/integrations/wearables/google-health/types.ts";
import { nextToken } from "../../../src/integrations/wearables/page.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import {
  AUTHORED_FOLDER,
  AUTHORED_PAGES,
  authored,
  authoredPoints,
  civil,
  nightsOf,
  sleep,
  steps,
} from "../../support/google-health-points.ts";

describe.skipIf(!hasFixture(AUTHORED_FOLDER))("the authored answers", () => {
  const nothing = {
    source: "fitbit",
    sleepScore: null,
    sleepMinutes: null,
    restingHeartRateBpm: null,
    hrvMs: null,
    hrvKind: null,
    steps: null,
    activityKcal: null,
    stressLevel: null,
  };

  test("given all of them, then each day stands once, the nap is no night, and what is absent is null", () => {
    const { days, refused } = normalizeDays(authoredPoints());
    expect(days).toEqual([
      { ...nothing, date: "2026-11-08", restingHeartRateBpm: 59 },
      { ...nothing, date: "2026-11-09", sleepMinutes: 280, steps: 10_432 },
      {
        ...nothing,
        date: "2026-11-10",
        sleepMinutes: 398,
        restingHeartRateBpm: 57,
        hrvMs: 38.42,
        hrvKind: "rmssd",
        steps: 6120,
        activityKcal: 413,
      },
    ]);
    expect(refused).toEqual([]);
  });

  test("given points the other way round, and some twice, then the same comes out", () => {
    const turned = Object.fromEntries(
      Object.entries(authoredPoints()).map(([type, points]) => [type, [...points, ...points].reverse()]),
    );
    expect(normalizeDays(turned)).toEqual(normalizeDays(authoredPoints()));
  });

  test("given the summaries left out, then the stages tell the same minutes", () => {
    const points = authoredPoints().sleep as readonly { readonly sleep: object }[];
    const bare = points.map((point) => ({ ...point, sleep: { ...point.sleep, summary: undefined } }));
    expect(nightsOf(bare)).toEqual([
      ["2026-11-09", 280],
      ["2026-11-10", 398],
    ]);
  });

  test("given the first page of two, then it names the next, and one that goes round in circles ends", () => {
    const [first, last] = AUTHORED_PAGES.sleep.map((name) => readPage(authored(name)));
    expect(nextToken(first!, new Set())).toBe("CgwI8PD1");
    expect(nextToken(first!, new Set(["CgwI8PD1"]))).toBeNull();
    expect(nextToken(last!, new Set(["CgwI8PD1"]))).toBeNull();
  });

  test("given steps minute by minute, which are no day, then they are told and not taken", () => {
    const told = normalizeDays({ steps: readPage(authored("steps_reconcile")).records });
    expect(told).toEqual({ days: [], refused: [{ date: null, field: "steps.civilStartTime" }] });
  });
});

test.skipIf(!hasFixture("google-health/steps_rollup.json"))(
  "given the recorded roll-up, newest first, then the days are oldest first",
  () => {
    const { days } = normalizeDays({
      steps: readPage(readFixture("google-health/steps_rollup.json")).records,
    });
    expect(days.map((day) => [day.date, day.steps])).toEqual([
      ["2026-06-15", 10_000],
      ["2026-06-16", 8000],
    ]);
  },
);

describe("values", () => {
  test.each([
    ["59", "2026-11-10T07:00:00Z"],
    ["961", "2026-11-10T07:00:00Z"],
    ["-5", "2026-11-10T07:00:00Z"],
  ])("given %s minutes asleep, then the night is missing and told by field", (asleep, end) => {
    const point = sleep("a", { start: "2026-11-09T14:00:00Z", end }, Number(asleep));
    expect(normalizeDays({ sleep: [point] })).toEqual({
      days: [],
      refused: [{ date: "2026-11-10", field: "sleepMinutes" }],
    });
  });

  test.each([
    ["100001", "steps"],
    ["-1", "steps"],
    ["1.5", "steps.steps.countSum"],
    ["many", "steps.steps.countSum"],
    [Number.NaN, "steps.steps.countSum"],
    [{}, "steps.steps.countSum"],
  ])("given %s steps, then that day has none and the next has its own", (count, field) => {
    const { days, refused } = normalizeDays({
      steps: [steps(10, count), steps(11, "0")],
    });
    expect(days.map((day) => [day.date, day.steps])).toEqual([["2026-11-11", 0]]);
    expect(refused).toEqual([{ date: "2026-11-10", field }]);
  });

  test("given a window without a sum, then the day is unknown, not zero", () => {
    expect(normalizeDays({ steps: [steps(10, undefined)] })).toEqual({ days: [], refused: [] });
  });

  test.each([undefined, null])(
    "given a window whose end is %s, then it is the day it begins on",
    (civilEndTime) => {
      expect(normalizeDays({ steps: [steps(10, "9000", { civilEndTime })] })).toMatchObject({
        days: [{ date: "2026-11-10", steps: 9000 }],
        refused: [],
      });
      const { civilEndTime: _, ...without } = steps(10, "9000");
      expect(normalizeDays({ steps: [without] }).days).toMatchObject([{ date: "2026-11-10", steps: 9000 }]);
    },
  );

  test("given a window of more than a day, or one that begins at noon, then it is no day", () => {
    const long = steps(10, "9000", { civilEndTime: civil(2026, 11, 12) });
    const noon = steps(10, "9000", { civilStartTime: { ...civil(2026, 11, 10), time: { hours: 12 } } });
    const untilNoon = steps(10, "9000", { civilEndTime: { ...civil(2026, 11, 11), time: { hours: 12 } } });
    for (const point of [long, noon, untilNoon, steps(10, "9000", { civilEndTime: "secret" })]) {
      expect(normalizeDays({ steps: [point] })).toEqual({
        days: [],
        refused: [{ date: null, field: "steps.civilStartTime" }],
      });
    }
  });

  test("given two resting heart rates of one day, then the one found asleep speaks, never their mean", () => {
    const rate = (name: string, beatsPerMinute: string, calculationMethod: string) => ({
      name,
      dailyRestingHeartRate: {
        date: { year: 2026, month: 11, day: 10 },
        beatsPerMinute,
        dailyRestingHeartRateMetadata: { calculationMethod },
      },
    });
    const points = [rate("a", "70", "ONLY_WITH_AWAKE_DATA"), rate("b", "56", "WITH_SLEEP")];
    for (const dataPoints of [points, points.toReversed()]) {
      const { days } = normalizeDays({ "daily-resting-heart-rate": dataPoints });
      expect(days.map((day) => day.restingHeartRateBpm)).toEqual([56]);
    }
  });

  test("given HRV of deep sleep alone, then it does not stand in for that of the night", () => {
    const date = { year: 2026, month: 11, day: 10 };
    const dataPoints = [
      { dailyHeartRateVariability: { date, deepSleepRootMeanSquareOfSuccessiveDifferencesMilliseconds: 41 } },
    ];
    expect(normalizeDays({ "daily-heart-rate-variability": dataPoints }).days).toEqual([]);
  });

  test.each([
    { year: 2026, month: 2, day: 30 },
    { year: 2026, month: 11 },
    { year: 26, month: 11, day: 10 },
    {},
  ])("given the date %j, then it is no day", (date) => {
    const dataPoints = [{ dailyHeartRateVariability: { date, averageHeartRateVariabilityMilliseconds: 40 } }];
    const field = "daily-heart-rate-variability.dailyHeartRateVariability.date";
    expect(normalizeDays({ "daily-heart-rate-variability": dataPoints })).toEqual({
      days: [],
      refused: [{ date: null, field }],
    });
  });
});
