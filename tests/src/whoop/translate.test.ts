import { describe, expect, test } from "vitest";
import { UnreadableAnswerError } from "../../../src/integrations/wearables/page.ts";
import { readPage } from "../../../src/integrations/wearables/whoop/records.ts";
import { whoopDays } from "../../../src/integrations/wearables/whoop/translate.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { HOUR_MS, recovery, whoopSleep } from "../../support/whoop-records.ts";

test("given a sleep and its recovery, then the row is of the local day on which the sleep ended", () => {
  expect(whoopDays({ sleep: [whoopSleep()], recovery: [recovery()] })).toEqual({
    days: [
      {
        source: "whoop",
        date: "2026-11-10",
        sleepScore: 88,
        sleepMinutes: 420,
        restingHeartRateBpm: 52,
        hrvMs: 61.25,
        hrvKind: "rmssd",
        steps: null,
        activityKcal: null,
        stressLevel: null,
      },
    ],
    refused: [],
  });
});

test("given other offsets, then the same sleep may end on another day", () => {
  const endOf = (timezone_offset: string) =>
    whoopDays({
      sleep: [whoopSleep({ end: "2026-11-10T11:00:00Z", timezone_offset })],
      recovery: [],
    }).days.map(({ date }) => date);
  expect(endOf("Z")).toEqual(["2026-11-10"]);
  expect(endOf("+13:00")).toEqual(["2026-11-11"]);
  expect(endOf("-1130")).toEqual(["2026-11-09"]);
  expect(endOf("+05:30")).toEqual(["2026-11-10"]);
});

test("given what is not scored, or cannot be, then it is not measured, though numbers stand there", () => {
  for (const score_state of ["PENDING_SCORE", "UNSCORABLE", "SOMETHING_NEW"]) {
    expect(
      whoopDays({ sleep: [whoopSleep({ score_state })], recovery: [recovery({ score_state })] }),
    ).toEqual({
      days: [],
      refused: [],
    });
  }
  const pending = whoopSleep({ score_state: "PENDING_SCORE", score: undefined });
  expect(whoopDays({ sleep: [pending], recovery: [recovery()] }).days).toMatchObject([
    { date: "2026-11-10", sleepMinutes: null, sleepScore: null, restingHeartRateBpm: 52 },
  ]);
});

test("given a stage that is not told, then the night's length is unknown and no shorter one is said", () => {
  const parts = whoopSleep({}, { total_rem_sleep_time_milli: null });
  expect(whoopDays({ sleep: [parts], recovery: [recovery()] }).days).toMatchObject([
    { sleepMinutes: null, hrvMs: 61.25 },
  ]);
});

test("given a nap, then it is no night; given a second part of the night, then it is one with it", () => {
  const nap = whoopSleep({
    id: "nap",
    nap: true,
    start: "2026-11-10T12:00:00Z",
    end: "2026-11-10T13:30:00Z",
  });
  const brief = {
    total_light_sleep_time_milli: HOUR_MS,
    total_slow_wave_sleep_time_milli: 0,
    total_rem_sleep_time_milli: 0,
  };
  const short = { ...nap, score: { ...nap.score, stage_summary: brief } };
  expect(whoopDays({ sleep: [short], recovery: [] }).days).toEqual([]);
  expect(whoopDays({ sleep: [short, whoopSleep()], recovery: [] }).days).toMatchObject([
    { sleepMinutes: 420 },
  ]);
  const part = { ...short, id: "part", nap: false };
  expect(whoopDays({ sleep: [part, whoopSleep()], recovery: [] }).days).toMatchObject([
    { sleepMinutes: 480 },
  ]);
  const far = { ...part, start: "2026-11-10T16:00:00Z", end: "2026-11-10T17:30:00Z" };
  expect(whoopDays({ sleep: [far, whoopSleep()], recovery: [] }).days).toMatchObject([{ sleepMinutes: 420 }]);
});

test("given a recovery whose sleep is not there, then no day is guessed for it", () => {
  expect(whoopDays({ sleep: [], recovery: [recovery()] })).toEqual({
    days: [],
    refused: [{ date: null, field: "recovery.sleep_id" }],
  });
  const byCycle = recovery({ sleep_id: undefined });
  expect(whoopDays({ sleep: [whoopSleep()], recovery: [byCycle] }).days).toMatchObject([
    { date: "2026-11-10", restingHeartRateBpm: 52 },
  ]);
});

test("given a field deep within that is of another kind, then it alone is left out and named", () => {
  const odd = whoopSleep({}, { total_light_sleep_time_milli: "secret" });
  const { days, refused } = whoopDays({
    sleep: [odd, whoopSleep({ id: "sleep-2", timezone_offset: "secret" })],
    recovery: [
      recovery({ score: { resting_heart_rate: "secret", hrv_rmssd_milli: 999 } }),
      recovery({ cycle_id: null }),
    ],
  });
  expect(days).toMatchObject([
    { sleepScore: 88, sleepMinutes: null, restingHeartRateBpm: null, hrvMs: null },
  ]);
  expect(refused.map(({ field }) => field).sort()).toEqual([
    "hrvMs",
    "recovery.cycle_id",
    "recovery.score.resting_heart_rate",
    "sleep.score.stage_summary.total_light_sleep_time_milli",
    "sleep.timezone_offset",
  ]);
});

describe.skipIf(!hasFixture("whoop"))("the examples of the description", () => {
  test("given a sleep, its recovery and its cycle, then the night is of the day on which it ended", () => {
    const records = (name: string) =>
      readPage((readFixture(`whoop/whoop-${name}-example.json`) as { response: unknown }).response).records;
    expect(whoopDays({ sleep: records("sleep"), recovery: records("recovery") })).toMatchObject({
      days: [
        {
          date: "2022-04-24",
          sleepScore: 98,
          sleepMinutes: 270,
          restingHeartRateBpm: 64,
          hrvMs: 31.813562,
          activityKcal: null,
        },
      ],
      refused: [],
    });
  });

  test("given a list of sleeps, then each is read", () => {
    const { response } = readFixture("whoop/whoop-list-sleep-example.json") as {
      response: { body: unknown };
    };
    expect(whoopDays({ sleep: readPage(response.body).records, recovery: [] }).days).toMatchObject([
      { date: "2026-05-25", sleepScore: 94, sleepMinutes: 430 },
    ]);
    expect(() => readPage(response)).toThrow(UnreadableAnswerError);
  });
});
