import { expect, test } from "vitest";
import { readAppleExport } from "../../../src/integrations/wearables/apple/read-export.ts";
import { asleep, exportOf, inPieces, record, step, zipOf } from "../../support/apple-export.ts";
import { hasFixture, readFixture, readFixtureBytes } from "../../support/fixtures.ts";

const ZONE = "America/Los_Angeles";

async function read(text: string | Buffer, zone = ZONE, sleepSource?: string) {
  return readAppleExport(inPieces(text), { zone, sleepSource });
}

test.skipIf(!hasFixture("apple-health"))(
  "given the authored export, as XML or as zip, then its one day comes out as expected",
  async () => {
    const expected = readFixture("apple-health/authored/expected.json") as Record<
      string,
      Record<string, number>
    >;
    const day = expected["2026-11-10"]!;
    for (const file of ["export.xml", "export.zip"]) {
      const { days, refused } = await read(readFixtureBytes(`apple-health/authored/${file}`));
      expect(days).toEqual([
        {
          source: "apple_health",
          date: "2026-11-10",
          sleepScore: null,
          sleepMinutes: day.sleep_duration_minutes,
          restingHeartRateBpm: day.resting_heart_rate,
          hrvMs: day.hrv_ms_sdnn_mean,
          hrvKind: "sdnn",
          steps: day.steps,
          activityKcal: day.activity_calories_kcal,
          stressLevel: null,
        },
      ]);
      expect(refused).toEqual([]);
    }
  },
);

test.skipIf(!hasFixture("apple-health"))(
  "given exports of other projects, then their steps, energy and sleep come out",
  async () => {
    const sample = await read(readFixtureBytes("apple-health/export6s3sample.xml"), "Europe/London");
    expect(sample.days).toMatchObject([
      {
        date: "2014-09-13",
        steps: 329 + 283 + 426 + 61 + 10 + 200 + 390 + 320 + 216 + 282,
        activityKcal: null,
      },
      { date: "2016-04-14", steps: null, activityKcal: 701 },
      { date: "2016-04-15", activityKcal: 57 },
    ]);
    const simon = await read(readFixtureBytes("apple-health/healthkit-to-sqlite-export.xml"));
    expect(simon.days.map(({ date, activityKcal }) => [date, activityKcal])).toEqual([
      ["2016-11-15", 590],
      ["2016-11-16", 324],
    ]);
    const tiny = await read(readFixtureBytes("apple-health/tagbug-example.xml"), "UTC");
    expect(tiny.days).toMatchObject([
      { date: "2024-01-02", steps: 3000, sleepMinutes: null },
      { date: "2024-01-03", steps: null, sleepMinutes: 440 },
    ]);
  },
);

test("given pieces of any size, then the same comes out", async () => {
  const text = exportOf(
    step("Sam’s\u00a0iPhone", "08:00", "08:10", 500),
    asleep("Ünïcode ⌚", "01:00", "06:00"),
  );
  const whole = await read(text);
  for (const bytes of [1, 2, 3, 7, 100]) {
    expect(await readAppleExport(inPieces(text, bytes), { zone: ZONE })).toEqual(whole);
    expect(await readAppleExport(inPieces(zipOf({ "a/export.xml": text }), bytes), { zone: ZONE })).toEqual(
      whole,
    );
  }
});

test("given phone and watch over the same time, then only what the watch did not cover is added", async () => {
  const { days } = await read(
    exportOf(
      step("Phone", "08:00", "08:10", 500),
      step("Watch", "08:05", "08:15", 300),
      step("Phone", "12:00", "12:10", 90),
      // The same record again, as a correlation or a second app would have it.
      step("Phone", "12:00", "12:10", 90),
    ),
  );
  expect(days).toMatchObject([{ steps: 250 + 300 + 90 }]);
});

test("given steps over midnight, then each day gets its share", async () => {
  const { days } = await read(
    exportOf(record("StepCount", "Phone", "2026-11-09 23:50:00", "2026-11-10 00:10:00", "100")),
  );
  expect(days.map(({ date, steps }) => [date, steps])).toEqual([
    ["2026-11-09", 50],
    ["2026-11-10", 50],
  ]);
});

test("given energy in kJ, Cal and kcal, then all of it is kcal", async () => {
  const energy = (hour: string, value: string, unit: string) =>
    record("ActiveEnergyBurned", "Watch", `2026-11-10 ${hour}:00:00`, `2026-11-10 ${hour}:10:00`, value, {
      unit,
    });
  const { days, refused } = await read(
    exportOf(
      energy("08", "418.4", "kJ"),
      energy("09", "20", "Cal"),
      energy("10", "3", "kcal"),
      energy("11", "9", "mi"),
    ),
  );
  expect(days).toMatchObject([{ activityKcal: 123 }]);
  expect(refused).toEqual([{ date: "2026-11-10", field: "ActiveEnergyBurned.unit" }]);
});

test("given two sources of sleep, then the one with the most nights speaks, or the chosen one, never both", async () => {
  const text = exportOf(
    asleep("App", "00:00", "07:00"),
    asleep("Watch", "00:10", "03:00", "AsleepCore"),
    asleep("Watch", "02:50", "06:00", "AsleepREM"),
    asleep("Watch", "00:00", "07:00", "InBed"),
    record(
      "SleepAnalysis",
      "Watch",
      "2026-11-11 01:00:00",
      "2026-11-11 07:00:00",
      "HKCategoryValueSleepAnalysisAsleep",
    ),
  );
  const usual = await read(text);
  expect(usual.days.map(({ sleepMinutes }) => sleepMinutes)).toEqual([350, 360]);
  expect(usual.sleepSources).toEqual([
    { name: "Watch", nights: 2 },
    { name: "App", nights: 1 },
  ]);
  const chosen = await read(text, ZONE, "App");
  expect(chosen.days.map(({ sleepMinutes }) => sleepMinutes)).toEqual([420, 360]);
});

test("given a nap in the afternoon, then the night is not longer for it", async () => {
  const { days } = await read(exportOf(asleep("Watch", "00:00", "06:00"), asleep("Watch", "15:00", "16:30")));
  expect(days).toMatchObject([{ sleepMinutes: 360 }]);
});

test("given a night in another zone, then it belongs to the day it ended on there", async () => {
  const night = record(
    "SleepAnalysis",
    "Watch",
    "2026-11-09 06:00:00",
    "2026-11-09 13:00:00",
    "HKCategoryValueSleepAnalysisAsleepCore",
    { zone: "Asia/Tokyo" },
  );
  expect((await read(exportOf(night))).days).toMatchObject([{ date: "2026-11-10", sleepMinutes: 420 }]);
  const nowhere = night.replace("Asia/Tokyo", "Atlantis/Deep");
  expect((await read(exportOf(nowhere))).days).toMatchObject([{ date: "2026-11-09" }]);
});

test("given a night in which clocks go back, then it has the hours that passed", async () => {
  const night = record(
    "SleepAnalysis",
    "Watch",
    // Both in the phone's present offset; the clock showed 23:00 and 07:00.
    "2026-10-31 22:00:00",
    "2026-11-01 07:00:00",
    "HKCategoryValueSleepAnalysisAsleepCore",
  );
  expect((await read(exportOf(night))).days).toMatchObject([{ date: "2026-11-01", sleepMinutes: 540 }]);
});

test("given HRV by day and by night, then only the night's counts", async () => {
  const hrv = (time: string, value: string) =>
    record("HeartRateVariabilitySDNN", "Watch", `2026-11-10 ${time}:00`, `2026-11-10 ${time}:00`, value);
  const samples = [hrv("02:00", "40"), hrv("04:00", "60"), hrv("15:00", "200"), hrv("06:30", "90")];
  const known = await read(exportOf(asleep("Watch", "00:00", "07:00"), ...samples));
  expect(known.days).toMatchObject([{ hrvMs: (40 + 60 + 90) / 3, hrvKind: "sdnn" }]);
  const unknown = await read(exportOf(...samples));
  expect(unknown.days).toMatchObject([{ hrvMs: 50, sleepMinutes: null }]);
});

test("given records inside a correlation, then they count once", async () => {
  const one = step("Phone", "08:00", "08:10", 500);
  const other = step("Phone", "09:00", "09:10", 40);
  const { days } = await read(
    exportOf(one, `<Correlation type="x" sourceName="y">${one}${other}</Correlation>`),
  );
  expect(days).toMatchObject([{ steps: 500 }]);
});

test("given values no body can have, then they are null, and they and what makes no sense are told by field", async () => {
  const at = ["2026-11-10 08:00:00", "2026-11-10 08:01:00"] as const;
  const { days, refused } = await read(
    exportOf(
      record("RestingHeartRate", "Watch", ...at, "255"),
      record("StepCount", "Watch", ...at, "12"),
      record("StepCount", "Watch", ...at, "many"),
      record("StepCount", "Watch", ...at, ""),
      record("StepCount", "Watch", ...at, "-5"),
      record("StepCount", "Watch", at[1], at[0], "5"),
      record("StepCount", "Watch", "2026-02-30 08:00:00", at[0], "5"),
      record("StepCount", "Watch", "1970-01-01 08:00:00", at[0], "5"),
      record("HeartRateVariabilitySDNN", "Watch", "2026-11-11 08:00:00", "2026-11-11 08:00:00", "secret"),
    ),
  );
  expect(days).toMatchObject([{ restingHeartRateBpm: null, steps: 12 }]);
  const date = "2026-11-10";
  expect(refused).toEqual([
    { date: null, field: "StepCount.startDate" },
    { date, field: "StepCount.endDate" },
    { date, field: "StepCount.value" },
    { date, field: "restingHeartRateBpm" },
    { date: "2026-11-11", field: "HeartRateVariabilitySDNN.value" },
  ]);
});
