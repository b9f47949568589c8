import { describe, expect, test } from "vitest";
import { readPage } from "../../../src/integrations/wearables/oura/documents.ts";
import { ouraDays } from "../../../src/integrations/wearables/oura/translate.ts";
import { sleep, stress } from "../../support/oura-documents.ts";
import { thrownBy } from "../../support/thrown.ts";

describe("the night", () => {
  test("given a long sleep, then minutes, lowest heart rate and HRV of RMSSD are of its day", () => {
    const score = { day: "2026-11-10", score: 81 };
    expect(ouraDays({ sleep: [sleep()], daily_sleep: [score] })).toEqual({
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
    const { days, refused } = ouraDays({ sleep: [sleep({ lowest_heart_rate: 255, average_hrv: null })] });
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
    expect(ouraDays({ sleep: [nap, sleep()] }).days).toMatchObject([
      { date: "2026-11-10", sleepMinutes: 420, restingHeartRateBpm: 54 },
    ]);
  });

  test("given a day with a nap only, then its night is unknown", () => {
    expect(ouraDays({ sleep: [sleep({ type: "sleep", total_sleep_duration: 7000 })] }).days).toEqual([]);
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
    expect(ouraDays({ sleep: [second, ...others, sleep()] }).days).toMatchObject([{ sleepMinutes: 500 }]);
  });

  test("given two long sleeps that overlap, then the longer one is the night", () => {
    const inner = sleep({ total_sleep_duration: 14_400, bedtime_start: "2026-11-10T02:00:00+01:00" });
    expect(ouraDays({ sleep: [inner, sleep()] }).days).toMatchObject([{ sleepMinutes: 420 }]);
  });

  test("given the night clocks went back, then it is of the day on which it ended", () => {
    const night = sleep({
      day: "2026-10-25",
      bedtime_start: "2026-10-24T23:00:00+02:00",
      bedtime_end: "2026-10-25T07:00:00+01:00",
    });
    expect(ouraDays({ sleep: [night] }).days).toMatchObject([{ date: "2026-10-25", sleepMinutes: 420 }]);
  });

  test("given a sleep whose length Oura does not know, then what else it says is kept, and no stress is worked out", () => {
    const untold = sleep({ total_sleep_duration: null });
    expect(ouraDays({ sleep: [untold], daily_stress: [stress()] }).days).toMatchObject([
      { sleepMinutes: null, restingHeartRateBpm: 54, hrvMs: 42, stressLevel: null },
    ]);
  });

  test("given one document on two pages, then it counts once, as told last", () => {
    const one = sleep();
    expect(ouraDays({ sleep: [one, { ...one, total_sleep_duration: 24_000 }] }).days).toMatchObject([
      { sleepMinutes: 400 },
    ]);
  });
});

describe("the day", () => {
  test("given readiness alone, then there is no row: a contributor is no heart rate", () => {
    const readiness = { day: "2026-11-10", score: 67, contributors: { resting_heart_rate: 88 } };
    expect(ouraDays({ daily_readiness: [readiness] })).toEqual({ days: [], refused: [] });
  });

  test("given activity that begins at 04:00, then it is of the day Oura names", () => {
    const activity = {
      day: "2026-11-10",
      timestamp: "2026-11-11T00:30:00-04:00",
      steps: 8123,
      active_calories: 412,
      non_wear_time: 60,
    };
    expect(ouraDays({ daily_activity: [activity] }).days).toMatchObject([
      { date: "2026-11-10", steps: 8123, activityKcal: 412, sleepMinutes: null },
    ]);
  });

  test("given a ring that lay in a drawer, then no steps were counted, which is not nought", () => {
    const activity = { day: "2026-11-10", steps: 0, active_calories: 0, non_wear_time: 86_400 };
    expect(ouraDays({ daily_activity: [activity] }).days).toEqual([]);
  });

  test("given high stress for a tenth of the time awake, then the level is 10", () => {
    expect(ouraDays({ sleep: [sleep()], daily_stress: [stress()] }).days).toMatchObject([
      { stressLevel: 10 },
    ]);
  });

  test("given no summary, no seconds or no night, then no level is made up", () => {
    const unsaid = [
      stress({ day_summary: null, stress_high: 0, recovery_high: 0 }),
      stress({ stress_high: null }),
      stress({ day_summary: undefined, stress_high: 0, recovery_high: 0 }),
    ];
    for (const one of unsaid) {
      expect(ouraDays({ sleep: [sleep()], daily_stress: [one] }).days).toMatchObject([{ stressLevel: null }]);
    }
    expect(ouraDays({ daily_stress: [stress()] }).days).toEqual([]);
    const calm = stress({ stress_high: 0, day_summary: "restored" });
    expect(ouraDays({ sleep: [sleep()], daily_stress: [calm] }).days).toMatchObject([{ stressLevel: 0 }]);
  });
});

describe("what cannot be", () => {
  test("given values outside all reason, then they are named, never quoted, and the rest is kept", () => {
    const { days, refused } = ouraDays({
      sleep: [sleep({ average_hrv: 987_654, lowest_heart_rate: 7 })],
      daily_sleep: [{ day: "2026-11-10", score: 181 }],
    });
    expect(days).toMatchObject([
      { sleepMinutes: 420, sleepScore: null, hrvMs: null, hrvKind: null, restingHeartRateBpm: null },
    ]);
    const date = "2026-11-10";
    expect(refused).toEqual([
      { date, field: "hrvMs" },
      { date, field: "restingHeartRateBpm" },
      { date, field: "sleepScore" },
    ]);
  });

  test("given a field of another kind, then it alone is left out; without a day, the document", () => {
    const { days, refused } = ouraDays({
      sleep: [sleep({ average_hrv: "secret" }), sleep({ day: "2026-02-30" }), "secret"],
    });
    expect(days).toMatchObject([{ date: "2026-11-10", sleepMinutes: 420, hrvMs: null }]);
    expect(refused).toEqual([
      { date: null, field: "sleep.day" },
      { date: null, field: "sleep.record" },
      { date: "2026-11-10", field: "sleep.average_hrv" },
    ]);
    expect(JSON.stringify(refused)).not.toContain("secret");
  });

  test("given an error's body in place of a page, then it is refused by the name of what is missing", () => {
    expect(readPage({ data: [1], next_token: "more" })).toEqual({ records: [1], nextToken: "more" });
    expect(readPage({ data: [], next_token: null }).nextToken).toBeNull();
    expect(thrownBy(() => readPage({ detail: "Document not found." }))).toMatchObject({
      name: "UnreadableAnswerError",
      code: "unavailable",
      providerCode: "unreadable",
      fields: ["data"],
    });
  });
});
