import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOfSamples } from "../../../src/integrations/wearables/health-auto-export/day.ts";
import { RefusedPostError, readPost } from "../../../src/integrations/wearables/health-auto-export/post.ts";
import {
  type DaySamples,
  daySamples,
  joinSamples,
} from "../../../src/integrations/wearables/health-auto-export/samples.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

/** The days after posts in this order, each kept as JSON in between. */
function daysAfter(...posts: readonly unknown[]) {
  const kept = new Map<string, { source: string; samples: DaySamples }>();
  for (const { source, days } of posts.map(readPost)) {
    for (const [date, arrived] of days) {
      const before = kept.get(date);
      const samples = before === undefined ? arrived : joinSamples(before.samples, arrived);
      kept.set(date, { source, samples: daySamples.parse(JSON.parse(JSON.stringify(samples))) });
    }
  }
  return [...kept]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([date, { source, samples }]) => dayOfSamples(source, date, samples).row ?? []);
}

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
    { source: "health-auto-export", date: "2021-12-24", activityKcal: 0, steps: null },
  ]);
});

fixtures("given the current format, then the night is its total sleep, on the day it ended", () => {
  expect(daysAfter(readFixture("health-auto-export/post_v2_mixed.json"))).toEqual([
    {
      source: "health-auto-export",
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
  expect(readPost({ date: "2026-13-10", steps: 5 })).toMatchObject({ unreadable: 1 });
  expect(readPost({ date: "2026-11-10", steps: "many" })).toMatchObject({ unreadable: 1 });
});

test("given samples that make no sense, then they are counted and the rest is read", () => {
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
  expect(post.unreadable).toBe(5);
  expect([...post.days.keys()]).toEqual(["2026-11-10"]);
  expect(readPost(metric("active_energy", "miles", { date, qty: 5 })).unreadable).toBe(1);
});

test("given values no body can have, then they are null and told by field", () => {
  const post = readPost({ date: "2026-11-10", steps: 5, restingHeartRate: 255, sleepMinutes: 20 });
  const { row, refused } = dayOfSamples(post.source, "2026-11-10", post.days.get("2026-11-10")!);
  expect(row).toMatchObject({ steps: 5, restingHeartRateBpm: null, sleepMinutes: null });
  expect(refused.map(({ field }) => field)).toEqual(["sleepMinutes", "restingHeartRateBpm"]);
});

test("given a body that is no post, then it is refused without a word of it", () => {
  for (const body of [null, 7, "x", [], {}, { data: [] }, { data: { metrics: "no" } }, { date: 5 }]) {
    expect(() => readPost(body)).toThrow(RefusedPostError);
  }
  const data = Array.from({ length: 200_001 }, () => 1);
  const many = { data: { metrics: [{ name: "step_count", units: "count", data }] } };
  expect(() => readPost(many)).toThrow("post cannot be read: not-a-post");
});

test("given any post at all, then it is read or refused, and no row is outside what a body can do", () => {
  const sample = fc.oneof(
    fc.object(),
    fc.record(
      {
        date: fc.oneof(fc.string(), fc.constant("2026-11-10 08:00:00 -0800"), fc.constant("2026-11-10")),
        startDate: fc.constant("2026-11-10 01:00:00 -0800"),
        endDate: fc.constantFrom("2026-11-10 05:00:00 -0800", "2026-11-09 05:00:00 -0800", "?"),
        value: fc.constantFrom("Core", "Awake", "x"),
        qty: fc.oneof(fc.double(), fc.integer(), fc.string()),
        totalSleep: fc.double(),
        asleep: fc.oneof(fc.double(), fc.constant(null)),
      },
      { requiredKeys: [] },
    ),
  );
  const name = fc.constantFrom(
    "step_count",
    "active_energy",
    "resting_heart_rate",
    "heart_rate_variability",
    "sleep_analysis",
  );
  const post = fc.record({
    data: fc.record({
      metrics: fc.array(
        fc.record({ name, units: fc.constantFrom("kJ", "hr", "min", ""), data: fc.array(sample) }),
      ),
    }),
  });
  fc.assert(
    fc.property(fc.oneof(post, fc.anything()), (body) => {
      try {
        for (const row of daysAfter(body, body)) {
          expect(row.sleepMinutes ?? 60).toBeGreaterThanOrEqual(60);
          expect(row.sleepMinutes ?? 60).toBeLessThanOrEqual(960);
          expect(row.steps ?? 0).toBeLessThanOrEqual(100_000);
          expect(Number.isInteger(row.activityKcal ?? 0)).toBe(true);
          expect(row.hrvMs ?? 3).toBeLessThanOrEqual(300);
        }
      } catch (error) {
        if (!(error instanceof RefusedPostError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});
