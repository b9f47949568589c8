import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { dayNumber } from "../../../coaching/model/local-date.ts";
import { readPage } from "../../../src/integrations/wearables/oura/documents.ts";
import { type OuraDocuments, ouraDays } from "../../../src/integrations/wearables/oura/translate.ts";
import { UnreadableAnswerError } from "../../../src/integrations/wearables/read-record.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const NOTHING: OuraDocuments = {
  sleep: [],
  daily_sleep: [],
  daily_readiness: [],
  daily_activity: [],
  daily_stress: [],
};
const ask = (documents: Partial<OuraDocuments>) => ouraDays({ ...NOTHING, ...documents });

let number = 0;
function sleep(over: Record<string, unknown> = {}) {
  return {
    id: `sleep-${++number}`,
    day: "2026-11-10",
    type: "long_sleep",
    bedtime_start: "2026-11-09T23:00:00+01:00",
    bedtime_end: "2026-11-10T06:30:00+01:00",
    total_sleep_duration: 25_200,
    lowest_heart_rate: 54,
    average_hrv: 42,
    ...over,
  };
}

const stress = (over: Record<string, unknown> = {}) => ({
  id: "stress",
  day: "2026-11-10",
  stress_high: 6120,
  recovery_high: 900,
  day_summary: "normal",
  ...over,
});

describe("the night", () => {
  test("given a long sleep, then minutes, lowest heart rate and HRV of RMSSD are of its day", () => {
    const score = { day: "2026-11-10", score: 81 };
    expect(ask({ sleep: [sleep()], daily_sleep: [score] })).toEqual({
      days: [
        {
          source: "oura",
          date: "2026-11-10",
          sleepScore: 81,
          sleepMinutes: 420,
          restingHeartRateBpm: 54,
          hrvMs: 42,
          hrvKind: "rmssd",
          steps: null,
          activityKcal: null,
          stressLevel: null,
        },
      ],
      refused: [],
    });
  });

  test("given 255 for a heart rate and no HRV, then neither was measured, and nothing was refused", () => {
    const { days, refused } = ask({ sleep: [sleep({ lowest_heart_rate: 255, average_hrv: null })] });
    expect(days).toMatchObject([
      { sleepMinutes: 420, restingHeartRateBpm: null, hrvMs: null, hrvKind: null },
    ]);
    expect(refused).toEqual([]);
  });

  test("given a nap of the evening before, which Oura counts to the day, then it is no part of the night", () => {
    const nap = sleep({
      type: "late_nap",
      bedtime_start: "2026-11-09T20:30:00+01:00",
      bedtime_end: "2026-11-09T21:30:00+01:00",
      total_sleep_duration: 3000,
      lowest_heart_rate: 49,
    });
    expect(ask({ sleep: [nap, sleep()] }).days).toMatchObject([
      { date: "2026-11-10", sleepMinutes: 420, restingHeartRateBpm: 54 },
    ]);
  });

  test("given a day with a nap only, then its night is unknown", () => {
    expect(ask({ sleep: [sleep({ type: "sleep", total_sleep_duration: 7000 })] }).days).toEqual([]);
  });

  test("given a night in two parts, then both count; a nap at noon, a rest and a deleted sleep do not", () => {
    const second = sleep({
      type: "sleep",
      bedtime_start: "2026-11-10T07:30:00+01:00",
      bedtime_end: "2026-11-10T09:00:00+01:00",
      total_sleep_duration: 4800,
    });
    const noon = sleep({
      type: "sleep",
      bedtime_start: "2026-11-10T13:00:00+01:00",
      bedtime_end: "2026-11-10T14:00:00+01:00",
      total_sleep_duration: 3000,
    });
    const near = {
      bedtime_start: "2026-11-10T09:30:00+01:00",
      bedtime_end: "2026-11-10T11:00:00+01:00",
    };
    const others = [
      noon,
      sleep({ ...near, type: "rest" }),
      sleep({ ...near, type: "deleted" }),
      sleep({ ...near, type: "late_nap" }),
    ];
    expect(ask({ sleep: [second, ...others, sleep()] }).days).toMatchObject([{ sleepMinutes: 500 }]);
  });

  test("given two long sleeps that overlap, then the longer one is the night", () => {
    const inner = sleep({ total_sleep_duration: 14_400, bedtime_start: "2026-11-10T02:00:00+01:00" });
    expect(ask({ sleep: [inner, sleep()] }).days).toMatchObject([{ sleepMinutes: 420 }]);
  });

  test("given the night clocks went back, then it is of the day on which it ended", () => {
    const night = sleep({
      day: "2026-10-25",
      bedtime_start: "2026-10-24T23:00:00+02:00",
      bedtime_end: "2026-10-25T07:00:00+01:00",
    });
    expect(ask({ sleep: [night] }).days).toMatchObject([{ date: "2026-10-25", sleepMinutes: 420 }]);
  });

  test("given one document on two pages, then it counts once, as told last", () => {
    const one = sleep();
    expect(ask({ sleep: [one, { ...one, total_sleep_duration: 24_000 }] }).days).toMatchObject([
      { sleepMinutes: 400 },
    ]);
  });
});

describe("the day", () => {
  test("given readiness alone, then there is no row: a contributor is no heart rate", () => {
    const readiness = { day: "2026-11-10", score: 67, contributors: { resting_heart_rate: 88 } };
    expect(ask({ daily_readiness: [readiness] })).toEqual({ days: [], refused: [] });
  });

  test("given activity that begins at 04:00, then it is of the day Oura names", () => {
    const activity = {
      day: "2026-11-10",
      timestamp: "2026-11-11T00:30:00-04:00",
      steps: 8123,
      active_calories: 412,
      non_wear_time: 60,
    };
    expect(ask({ daily_activity: [activity] }).days).toMatchObject([
      { date: "2026-11-10", steps: 8123, activityKcal: 412, sleepMinutes: null },
    ]);
  });

  test("given a ring that lay in a drawer, then no steps were counted, which is not nought", () => {
    const activity = { day: "2026-11-10", steps: 0, active_calories: 0, non_wear_time: 86_400 };
    expect(ask({ daily_activity: [activity] }).days).toEqual([]);
  });

  test("given high stress for a tenth of the time awake, then the level is 10", () => {
    expect(ask({ sleep: [sleep()], daily_stress: [stress()] }).days).toMatchObject([{ stressLevel: 10 }]);
  });

  test("given no summary, no seconds or no night, then no level is made up", () => {
    const unsaid = [
      stress({ day_summary: null, stress_high: 0, recovery_high: 0 }),
      stress({ stress_high: null }),
      stress({ day_summary: undefined, stress_high: 0, recovery_high: 0 }),
    ];
    for (const one of unsaid) {
      expect(ask({ sleep: [sleep()], daily_stress: [one] }).days).toMatchObject([{ stressLevel: null }]);
    }
    expect(ask({ daily_stress: [stress()] }).days).toEqual([]);
    const calm = stress({ stress_high: 0, day_summary: "restored" });
    expect(ask({ sleep: [sleep()], daily_stress: [calm] }).days).toMatchObject([{ stressLevel: 0 }]);
  });
});

describe("what cannot be", () => {
  test("given values outside all reason, then they are named, never quoted, and the rest is kept", () => {
    const { days, refused } = ask({
      sleep: [sleep({ average_hrv: 987_654, lowest_heart_rate: 7 })],
      daily_sleep: [{ day: "2026-11-10", score: 181 }],
    });
    expect(days).toMatchObject([
      { sleepMinutes: 420, sleepScore: null, hrvMs: null, hrvKind: null, restingHeartRateBpm: null },
    ]);
    const date = "2026-11-10";
    expect(refused).toEqual([
      { date, field: "sleepScore" },
      { date, field: "restingHeartRateBpm" },
      { date, field: "hrvMs" },
    ]);
  });

  test("given a field of another kind, then it alone is left out; without a day, the document", () => {
    const { days, refused } = ask({
      sleep: [sleep({ average_hrv: "secret" }), sleep({ day: "2026-02-30" }), "secret"],
    });
    expect(days).toMatchObject([{ date: "2026-11-10", sleepMinutes: 420, hrvMs: null }]);
    expect(refused).toEqual([
      { date: "2026-11-10", field: "sleep.average_hrv" },
      { date: null, field: "sleep.day" },
      { date: null, field: "sleep.record" },
    ]);
    expect(JSON.stringify(refused)).not.toContain("secret");
  });

  test("given an error's body in place of a page, then it is refused by the name of what is missing", () => {
    expect(readPage({ data: [1], next_token: "more" })).toEqual({ documents: [1], nextToken: "more" });
    expect(readPage({ data: [], next_token: null }).nextToken).toBeNull();
    expect(() => readPage({ detail: "Document not found." })).toThrow(
      new UnreadableAnswerError("oura", ["data"]),
    );
  });
});

/** Schemas of the description by the name of the model. */
function contract(model: string): z.ZodType {
  const { components } = JSON.parse(
    JSON.stringify(readFixture("oura/openapi-1.28.json")).replaceAll("#/components/schemas/", "#/$defs/"),
  ) as { components: { schemas: Record<string, unknown> } };
  return z.fromJSONSchema({ $ref: `#/$defs/${model}`, $defs: components.schemas } as never);
}

describe.skipIf(!hasFixture("oura"))("real answers", () => {
  const real = (name: string) => readPage(readFixture(`oura/real/${name}.json`)).documents;

  test("given two weeks of sleep, up to six a day, then there is a night a day, and nothing is refused", () => {
    const documents = real("sleep_2024-10-10_2024-10-22");
    const { days, refused } = ask({ sleep: documents });
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
    const { days, refused } = ask({
      daily_sleep: documents,
      daily_readiness: real("daily_readiness_2020-2022"),
    });
    expect(refused).toEqual([]);
    expect(days).toHaveLength(1048);
    expect(days[0]).toMatchObject({ date: "2020-01-01", sleepScore: 75, restingHeartRateBpm: null });
  });

  test("given days of stress and no nights, then no level is made up; with nights, one but for the null day", () => {
    const documents = real("daily_stress_2023-09_2024-03") as readonly { readonly day: string }[];
    expect(ask({ daily_stress: documents })).toEqual({ days: [], refused: [] });
    const nights = documents.map(({ day }) =>
      sleep({ day, bedtime_start: `${day}T00:00:00Z`, bedtime_end: `${day}T07:30:00Z` }),
    );
    const { days } = ask({ sleep: nights, daily_stress: documents });
    expect(days).toHaveLength(197);
    expect(days.filter(({ stressLevel }) => stressLevel === null).map(({ date }) => date)).toEqual([
      "2023-09-17",
    ]);
  });

  test("given a day of activity, then steps and active energy are of that day", () => {
    expect(ask({ daily_activity: real("multiple_daily_activity") }).days).toMatchObject([
      { date: "2024-11-11", steps: 15_185, activityKcal: 1153 },
    ]);
  });

  test("given the examples of the description, whose days are words, then they are refused by name", () => {
    const one = (name: string) => [readFixture(`oura/examples/public${name}.json`)];
    const { days, refused } = ask({
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

  test("given the description, then what these tests take for an answer is one", () => {
    const stressModel = contract("DailyStressModel");
    expect(stressModel.safeParse(stress()).success).toBe(true);
    expect(stressModel.safeParse(stress({ stress_high: "6120" })).success).toBe(false);
    const [whole] = real("sleep_2024-10-10_2024-10-22") as readonly object[];
    // Recorded before readiness had all that it has now.
    const told = { ...whole, readiness: null, ...sleep() };
    expect(contract("SleepModel").safeParse(told).success).toBe(true);
  });
});

test("given a sleep whose length Oura does not know, then what else it says is kept, and no stress is worked out", () => {
  const untold = sleep({ total_sleep_duration: null });
  expect(ask({ sleep: [untold], daily_stress: [stress()] }).days).toMatchObject([
    { sleepMinutes: null, restingHeartRateBpm: 54, hrvMs: 42, stressLevel: null },
  ]);
});

test("given anything in place of documents, then nothing breaks, and no value is beyond its bounds", () => {
  const odd = fc.oneof(
    fc.anything(),
    fc.constantFrom(255, -1, 1e308, Number.NaN, "2026-11-10", "", null, "٣", {}, []),
    fc.double(),
  );
  const document = fc
    .record({ field: fc.constantFrom(...Object.keys(sleep()), "score", "steps", "stress_high"), value: odd })
    .map(({ field, value }) => ({
      ...sleep(),
      ...stress(),
      score: 80,
      steps: 5000,
      active_calories: 300,
      [field]: value,
    }));
  const documents = fc.array(fc.oneof({ weight: 4, arbitrary: document }, odd), { maxLength: 6 });
  fc.assert(
    fc.property(documents, (some) => {
      const { days, refused } = ouraDays({
        sleep: some,
        daily_sleep: some,
        daily_readiness: some,
        daily_activity: some,
        daily_stress: some,
      });
      for (const day of days) {
        expect(() => dayNumber(day.date)).not.toThrow();
        const { sleepScore, sleepMinutes, hrvMs, steps, stressLevel } = day;
        for (const value of [sleepScore, sleepMinutes, steps, stressLevel]) {
          expect(value === null || (Number.isInteger(value) && value >= 0)).toBe(true);
        }
        expect(hrvMs === null).toBe(day.hrvKind === null);
      }
      for (const { field } of refused) expect(field).toMatch(/^[a-zA-Z_.]+$/);
    }),
    { numRuns: 500 },
  );
}, 30_000);
