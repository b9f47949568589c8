import { expect, test } from "vitest";
import { daysOfPost } from "../../../src/integrations/wearables/health-auto-export/day.ts";
import { readPost } from "../../../src/integrations/wearables/health-auto-export/post.ts";
import { RefusedUploadError } from "../../../src/integrations/wearables/refused-upload.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { daysAfter } from "../../support/health-posts.ts";

function metric(name: string, units: string, ...data: readonly unknown[]) {
  return { data: { metrics: [{ name, units, data }] } };
}

function steps(...samples: readonly (readonly [time: string, qty: number])[]) {
  const data = samples.map(([time, qty]) => ({ date: `2026-11-10 ${time}:00 -0800`, qty }));
  return metric("step_count", "count", ...data);
}

const fixtures = test.skipIf(!hasFixture("health-auto-export"));

fixtures("given energy in kJ by the minute, then it is kcal of its day", () => {
  const rows = daysAfter(readFixture("health-auto-export/metrics_active_energy_kj.json"));
  // 1.146 kJ are 0.27 kcal.
  expect(rows).toMatchObject([
    { source: "health_auto_export", date: "2021-12-24", activityKcal: 0, steps: null },
  ]);
});

fixtures("given the current format, then the night is its total sleep, on the day it ended", () => {
  expect(daysAfter(readFixture("health-auto-export/post_v2_mixed.json"))).toEqual([
    {
      source: "health_auto_export",
      date: "2024-02-06",
      sleepScore: null,
      sleepMinutes: 450,
      restingHeartRateBpm: 58,
      hrvMs: null,
      hrvKind: null,
      steps: null,
      activityKcal: null,
      stressLevel: null,
    },
  ]);
});

fixtures(
  "given sums of older versions, without a date or with phases alone, then they are nights too",
  () => {
    expect(daysAfter(readFixture("health-auto-export/sleep_aggregated_old.json"))).toMatchObject([
      { date: "2021-12-18", sleepMinutes: 367 },
    ]);
    expect(daysAfter(readFixture("health-auto-export/sleep_aggregated_phases.json"))).toMatchObject([
      { date: "2023-01-31", sleepMinutes: Math.round((3.3 + 0.8583333 + 1.2583333) * 60) },
    ]);
  },
);

test("given stretches of sleep over two posts, then they are one night by one source", () => {
  const part = (from: string, to: string, value: string, source = "Watch") => ({
    startDate: `2026-11-${from}:00 -0800`,
    endDate: `2026-11-${to}:00 -0800`,
    qty: 1,
    value,
    source,
  });
  const evening = metric("sleep_analysis", "hr", part("09 22:00", "09 23:00", "Core"));
  const morning = metric(
    "sleep_analysis",
    "hr",
    part("09 22:00", "09 23:00", "Core"),
    part("09 23:00", "10 02:00", "Deep"),
    part("10 02:00", "10 02:30", "Awake"),
    part("10 02:30", "10 05:00", "REM"),
    part("09 22:00", "10 05:00", "In Bed"),
    part("10 01:00", "10 05:00", "Asleep", "Phone"),
  );
  for (const posts of [[morning], [evening, morning], [morning, evening], [morning, morning]]) {
    const rows = daysAfter(...posts);
    expect(rows.filter(({ sleepMinutes }) => sleepMinutes !== null)).toHaveLength(1);
    expect(rows.at(-1)).toMatchObject({ date: "2026-11-10", sleepMinutes: 390 });
  }
});

test("given a window sent again and again, then nothing counts twice and the last is right", () => {
  const first = steps(["08:00", 100], ["08:01", 50]);
  const next = steps(["08:01", 60], ["08:02", 40]);
  expect(daysAfter(first, next, next)).toMatchObject([{ steps: 200 }]);
  expect(daysAfter(steps(["00:00", 2000]), steps(["00:00", 5000]))).toMatchObject([{ steps: 5000 }]);
});

test("given sums by minute, then by hour, then by day, then they are never added up", () => {
  const minutes = steps(["08:01", 100], ["08:31", 100]);
  const byHour = steps(["08:00", 200], ["09:00", 300]);
  const day = steps(["00:00", 450]);
  expect(daysAfter(minutes, byHour)).toMatchObject([{ steps: 500 }]);
  expect(daysAfter(minutes, byHour, day)).toMatchObject([{ steps: 500 }]);
  expect(daysAfter(day, minutes)).toMatchObject([{ steps: 450 }]);
});

test("given somebody who dozes through a day, then the night before it keeps its morning", () => {
  const times = [
    ["08 23:00", "09 07:00"],
    ["09 09:30", "09 10:30"],
    ["09 13:00", "09 15:00"],
    ["09 17:30", "09 19:00"],
    ["09 21:30", "10 05:30"],
  ] as const;
  const data = times.map(([from, to]) => ({
    startDate: `2026-11-${from}:00 -0800`,
    endDate: `2026-11-${to}:00 -0800`,
    value: "Asleep",
  }));
  const expected = [
    { date: "2026-11-09", sleepMinutes: 540 },
    { date: "2026-11-10", sleepMinutes: 690 },
  ];
  expect(daysAfter(metric("sleep_analysis", "hr", ...data))).toMatchObject(expected);
  const posts = data.map((one) => metric("sleep_analysis", "hr", one));
  expect(daysAfter(...posts)).toMatchObject(expected);
  expect(daysAfter(...posts.toReversed())).toMatchObject(expected);
});

test("given a phone that tells a window again after a flight, then what it told stays on its day", () => {
  const hours = (day: number, offset: string, ...samples: readonly (readonly [string, number])[]) => {
    const data = samples.map(([time, qty]) => ({ date: `2026-11-${day} ${time}:00 ${offset}`, qty }));
    return metric("step_count", "count", ...data);
  };
  const before = hours(10, "-0800", ["13:00", 900], ["14:00", 100]);
  // Tokyo; the last of these hours had not been over.
  const after = hours(11, "+0900", ["06:00", 900], ["07:00", 250], ["08:00", 60]);
  for (const posts of [
    [before, after],
    [before, after, after],
    [before, after, before],
  ]) {
    expect(daysAfter(...posts)).toMatchObject([
      { date: "2026-11-10", steps: posts.at(-1) === before ? 1000 : 1150 },
      { date: "2026-11-11", steps: 60 },
    ]);
  }
  const sum = (date: string, sleepStart: string, sleepEnd: string) =>
    metric("sleep_analysis", "hr", { date, totalSleep: 7, sleepStart, sleepEnd });
  const night = sum("2026-11-10", "2026-11-10 00:00:00 -0800", "2026-11-10 07:00:00 -0800");
  const again = sum("2026-11-11", "2026-11-10 17:00:00 +0900", "2026-11-11 00:00:00 +0900");
  expect(daysAfter(night, again)).toMatchObject([{ date: "2026-11-10", sleepMinutes: 420 }]);
});

test("given a night as a sum, then a window that begins in its midst does not cut it, and a correction counts", () => {
  const sum = (totalSleep: number, start: string, end = "2026-11-10 06:30:00 -0800") =>
    metric("sleep_analysis", "hr", {
      date: "2026-11-10",
      totalSleep,
      sleepStart: `${start} -0800`,
      sleepEnd: end,
    });
  const whole = sum(7, "2026-11-09 23:00:00");
  const night = (...posts: readonly unknown[]) => daysAfter(...posts)[0]?.sleepMinutes;
  expect(night(whole, sum(6, "2026-11-10 00:00:00"))).toBe(420);
  expect(night(sum(6, "2026-11-10 00:00:00"), whole)).toBe(420);
  expect(night(whole, sum(6.5, "2026-11-09 23:00:00"))).toBe(390);
  expect(night(whole, sum(6.5, "2026-11-10 00:00:00", "2026-11-10 07:00:00 -0800"))).toBe(390);
});

test("given HRV around the clock, then the night's counts; given one value a day, then that", () => {
  const hrv = (...samples: readonly (readonly [string, number])[]) =>
    metric(
      "heart_rate_variability",
      "ms",
      ...samples.map(([time, qty]) => ({ date: `2026-11-${time}:00 -0800`, qty })),
    );
  expect(daysAfter(hrv(["10 03:00", 40], ["10 05:00", 60], ["10 14:00", 120]))).toMatchObject([
    { hrvMs: 50, hrvKind: "sdnn" },
  ]);
  expect(daysAfter(hrv(["10 14:00", 45]))).toMatchObject([{ hrvMs: 45 }]);
  const night = {
    date: "2026-11-10",
    totalSleep: 7,
    sleepStart: "2026-11-09 22:00:00 -0800",
    sleepEnd: "2026-11-10 06:00:00 -0800",
  };
  const rows = daysAfter(hrv(["09 23:00", 30], ["10 03:00", 50]), metric("sleep_analysis", "hr", night));
  expect(rows.find(({ date }) => date === "2026-11-10")).toMatchObject({ hrvMs: 40, sleepMinutes: 420 });
});

test("given a phone that counts to twelve, then afternoon is afternoon", () => {
  const at = (date: string) =>
    metric("resting_heart_rate", "bpm", { date, qty: 51 }, { date: "2026-11-10 11:00:00 AM -0800", qty: 60 });
  expect(daysAfter(at("2026-11-10 02:30:00\u202fPM -0800"))).toMatchObject([{ restingHeartRateBpm: 51 }]);
  expect(daysAfter(at("2026-11-10 12:30:00 AM -0800"))).toMatchObject([{ restingHeartRateBpm: 60 }]);
});

test("given a shortcut, then its day is taken as said, and said again is replaced", () => {
  const morning = { date: "2026-11-10", steps: 100, sleepMinutes: "412.4", hrv: 44, restingHeartRate: 52 };
  const evening = {
    date: "2026-11-10T22:00:00-08:00",
    steps: "9000",
    activeEnergy: 320.6,
    sleepMinutes: null,
  };
  expect(daysAfter(morning, [evening])).toMatchObject([
    {
      source: "shortcuts",
      date: "2026-11-10",
      steps: 9000,
      sleepMinutes: 412,
      hrvMs: 44,
      hrvKind: "sdnn",
      restingHeartRateBpm: 52,
      activityKcal: 321,
    },
  ]);
  const date = "2026-11-10";
  expect(readPost({ date: "2026-13-10", steps: 5 }).refused).toEqual([{ date: null, field: "date" }]);
  expect(readPost({ date, steps: "many" }).refused).toEqual([{ date, field: "steps" }]);
});

test("given samples that make no sense, then they are told by field and the rest is read", () => {
  const date = "2026-11-10 08:00:00 -0800";
  const post = readPost(
    metric(
      "step_count",
      "count",
      { date, qty: 5 },
      { date, qty: -1 },
      { date: "soon", qty: 1 },
      { date },
      null,
      7,
    ),
  );
  expect(post.refused).toEqual([
    { date: null, field: "step_count.date" },
    { date: null, field: "step_count.record" },
    { date: "2026-11-10", field: "step_count.qty" },
  ]);
  expect([...post.samples.keys()]).toEqual(["2026-11-10"]);
  expect(readPost(metric("active_energy", "miles", { date, qty: 5 })).refused).toEqual([
    { date: "2026-11-10", field: "active_energy.units" },
  ]);
  const long = { startDate: "2026-11-08 22:00:00 -0800", endDate: date, value: "Core" };
  expect(readPost(metric("sleep_analysis", "hr", long)).refused).toEqual([
    { date: "2026-11-10", field: "sleep_analysis.endDate" },
  ]);
});

test("given phases of a night of which one cannot be read, then no shorter night is made of the rest", () => {
  const night = { date: "2026-11-10", totalSleep: 0, core: 4, deep: "secret", rem: 1 };
  const { days, refused } = daysOfPost(readPost(metric("sleep_analysis", "hr", night)), new Map());
  expect({ days, refused }).toEqual({
    days: [],
    refused: [{ date: "2026-11-10", field: "sleep_analysis.record" }],
  });
  const known = metric("sleep_analysis", "hr", { ...night, totalSleep: 7 });
  expect(daysAfter(known)).toMatchObject([{ sleepMinutes: 420 }]);
});

test("given values no body can have, then they are null and told by field", () => {
  const post = readPost({ date: "2026-11-10", steps: 5, restingHeartRate: 255, sleepMinutes: 20, hrv: "x" });
  const { days, refused } = daysOfPost(post, new Map());
  expect(days).toMatchObject([{ steps: 5, restingHeartRateBpm: null, sleepMinutes: null }]);
  expect(refused.map(({ field }) => field)).toEqual(["hrv", "restingHeartRateBpm", "sleepMinutes"]);
});

test("given a night of more hours than minutes can be counted, then it is no night, told by field, and the post is read", () => {
  const endless = metric("sleep_analysis", "hr", { date: "2026-11-10", totalSleep: 1e308 });
  const { days, refused } = daysOfPost(readPost(endless), new Map());
  expect(days).toEqual([]);
  expect(refused).toEqual([{ date: "2026-11-10", field: "sleep_analysis.totalSleep" }]);
  expect(daysAfter(endless, steps(["08:00", 12]))).toMatchObject([{ steps: 12, sleepMinutes: null }]);
});

test("given a body that is no post, then it is refused without a word of it", () => {
  for (const body of [null, 7, "x", [], {}, { data: [] }, { data: { metrics: "no" } }, { date: 5 }]) {
    expect(() => readPost(body)).toThrow(RefusedUploadError);
  }
  const data = Array.from({ length: 200_001 }, () => 1);
  const many = { data: { metrics: [{ name: "step_count", units: "count", data }] } };
  expect(() => readPost(many)).toThrow("upload cannot be read: not-a-post");
});

test("given fifty thousand stretches, each by a recorder of its own, then every night is the longest of them, and soon", () => {
  const data = Array.from({ length: 50_000 }, (_, index) => {
    const minute = 60 * 8 + (index % 240);
    const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
    const date = `2026-11-${String(1 + Math.floor(index / 5000)).padStart(2, "0")}`;
    const startDate = `${date} 00:30:00 +0000`;
    return { startDate, endDate: `${date} ${clock}:00 +0000`, value: "Core", source: `recorder ${index}` };
  });
  const rows = daysAfter(metric("sleep_analysis", "hr", ...data));
  expect(rows.map(({ sleepMinutes }) => sleepMinutes)).toEqual(Array(10).fill(450 + 239));
});
