import { describe, expect, test } from "vitest";
import { readPage } from "../../../src/integrations/wearables/oura/documents.ts";
import { ouraDays } from "../../../src/integrations/wearables/oura/translate.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { sleep } from "../../support/oura-documents.ts";

describe.skipIf(!hasFixture("oura"))("real answers", () => {
  const real = (name: string) => readPage(readFixture(`oura/real/${name}.json`)).records;

  test("given two weeks of sleep, up to six a day, then there is a night a day, and nothing is refused", () => {
    const documents = real("sleep_2024-10-10_2024-10-22");
    const { days, refused } = ouraDays({ sleep: documents });
    expect(refused).toEqual([]);
    const told = days.map((day) => [day.date, day.sleepMinutes, day.restingHeartRateBpm, day.hrvMs]);
    expect(told).toEqual([
      ["2024-10-10", 387, 60, 38],
      ["2024-10-11", 457, 55, 70],
      ["2024-10-12", 472, 70, 16],
      ["2024-10-13", 461, 71, 13],
      ["2024-10-14", 401, 55, 51],
      ["2024-10-15", 421, 60, 46],
      ["2024-10-16", 411, 63, 38],
      ["2024-10-17", 532, 54, 60],
      ["2024-10-18", 385, 54, 77],
      ["2024-10-19", 399, 71, 15],
      ["2024-10-20", 364, 72, 15],
      ["2024-10-21", 461, 57, 40],
      ["2024-10-22", 482, 54, 63],
    ]);
  });

  test("given three years of scores with gaps, then a missing day stays missing", () => {
    const documents = real("daily_sleep_2020-2022");
    const { days, refused } = ouraDays({
      daily_sleep: documents,
      daily_readiness: real("daily_readiness_2020-2022"),
    });
    expect(refused).toEqual([]);
    expect(days).toHaveLength(1048);
    expect(days[0]).toMatchObject({ date: "2020-01-01", sleepScore: 75, restingHeartRateBpm: null });
  });

  test("given days of stress and no nights, then no level is made up; with nights, one but for the null day", () => {
    const documents = real("daily_stress_2023-09_2024-03") as readonly { readonly day: string }[];
    expect(ouraDays({ daily_stress: documents })).toEqual({ days: [], refused: [] });
    const nights = documents.map(({ day }) =>
      sleep({ day, bedtime_start: `${day}T00:00:00Z`, bedtime_end: `${day}T07:30:00Z` }),
    );
    const { days } = ouraDays({ sleep: nights, daily_stress: documents });
    expect(days).toHaveLength(197);
    expect(days.filter(({ stressLevel }) => stressLevel === null).map(({ date }) => date)).toEqual([
      "2023-09-17",
    ]);
  });

  test("given a day of activity, then steps and active energy are of that day", () => {
    expect(ouraDays({ daily_activity: real("multiple_daily_activity") }).days).toMatchObject([
      { date: "2024-11-11", steps: 15_185, activityKcal: 1153 },
    ]);
  });

  test("given the examples of the description, whose days are words, then they are refused by name", () => {
    const one = (name: string) => [readFixture(`oura/examples/public${name}.json`)];
    const { days, refused } = ouraDays({
      daily_sleep: one("dailysleep"),
      daily_stress: one("dailystress"),
      daily_activity: one("dailyactivity"),
      daily_readiness: one("dailyreadiness"),
    });
    expect(days).toEqual([]);
    expect(refused.map(({ field }) => field).sort()).toEqual([
      "daily_activity.day",
      "daily_readiness.day",
      "daily_sleep.day",
      "daily_stress.day",
    ]);
  });
});
