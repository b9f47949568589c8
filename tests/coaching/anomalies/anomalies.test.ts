import fc from "fast-check";
import { expect, test } from "vitest";
import { anomaliesOn } from "../../../coaching/anomalies/anomalies.ts";
import { ANOMALY_CONFIG } from "../../../coaching/anomalies/config.ts";
import { judge, type KnownDays, lookBack } from "../../../coaching/anomalies/judged-signal.ts";
import { indexDays } from "../../../coaching/model/day-index.ts";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { dayNumber } from "../../../coaching/model/local-date.ts";
import { arbitraryDays, dateAt, daysOf, withDay } from "../model/day-help.ts";

/** The day looked at: 1 April 2026, a Wednesday. */
const LAST = 90;
const TODAY = dateAt(LAST);
/** A number between −1 and 1 for each day, without any pattern. */
const noise = (day: number) => (((day * 7919) % 101) - 50) / 50;

const even = daysOf(LAST + 1, (day) => ({
  sleepMinutes: 430 + 30 * noise(day),
  sleepScore: 78 + 6 * noise(day + 1),
  hrvMs: 46 + 5 * noise(day + 2),
  restingHeartRateBpm: 58 + 2 * noise(day + 3),
  steps: 8000 + 2000 * noise(day + 4),
  stressLevel: 40 + 10 * noise(day + 5),
  mood: 1 + noise(day + 6),
  energySelf: 60 + 10 * noise(day + 7),
  spentDiscretionaryMinor: Math.round(2500 + 1500 * noise(day + 8)),
}));
const known = (days: readonly DayRecord[], choices: KnownDays["choices"] = []): KnownDays => ({
  index: indexDays(days),
  currency: "USD",
  choices,
});
const found = (days: readonly DayRecord[], date = TODAY, isOver = true) =>
  anomaliesOn(known(days), date, { isOver });
const on = (change: Partial<DayRecord>) => withDay(even, TODAY, change);

test("given days as they usually are, then nothing is outside", () => {
  for (let day = 60; day <= LAST; day++) expect(found(even, dateAt(day))).toEqual([]);
});

test("given a high pulse, then it is told with the range in beats and the days behind it", () => {
  const [told, ...others] = found(on({ restingHeartRateBpm: 74 }));
  expect(others).toEqual([]);
  expect(told).toMatchObject({
    signal: "resting_heart_rate",
    date: TODAY,
    value: 74,
    n: 84,
    from: dateAt(LAST - 84),
    configVersion: "anomalies/1",
  });
  // The ends are where z would be 3.3 either way.
  expect(judged("restingHeartRateBpm", told?.usualHigh)).toBeCloseTo(3.3, 9);
  expect(judged("restingHeartRateBpm", told?.usualLow)).toBeCloseTo(-3.3, 9);
});

function judged(field: "restingHeartRateBpm", value: number | null | undefined): number | undefined {
  const signal = ANOMALY_CONFIG.signals.find((one) => one.field === field);
  if (signal === undefined || value == null) return undefined;
  const days = known(withDay(even, TODAY, { [field]: value }));
  const past = lookBack(days, signal, dayNumber(TODAY), ANOMALY_CONFIG);
  return past === null ? undefined : judge(past, signal, ANOMALY_CONFIG).z;
}

test("given several signals on one day, then they are told together in one order", () => {
  const ids = found(on({ mood: -5, sleepMinutes: 200, hrvMs: 20 })).map(({ signal }) => signal);
  expect(ids).toEqual(["sleep_minutes", "hrv", "mood"]);
});

test("given a low of any signal, then it is told, but for money, which is told upward alone", () => {
  const low = {
    sleepMinutes: 150,
    sleepScore: 30,
    hrvMs: 12,
    restingHeartRateBpm: 44,
    steps: 0,
    stressLevel: 0,
  };
  const days = on({ ...low, mood: -5, energySelf: 0, spentDiscretionaryMinor: 0 });
  const ids = found(days).map(({ signal }) => signal);
  expect(ids).not.toContain("spend_discretionary");
  expect(ids).toEqual(
    expect.arrayContaining(["sleep_minutes", "hrv", "resting_heart_rate", "mood", "energy_self"]),
  );
});

test("given a dear day, then it is told with an upper end alone, in cents", () => {
  const [told] = found(on({ spentDiscretionaryMinor: 90_000 }));
  expect(told).toMatchObject({ signal: "spend_discretionary", value: 90_000, usualLow: null });
  expect(told?.usualHigh).toBeGreaterThan(4000);
  expect(told?.usualHigh).toBeLessThan(90_000);
});

test("given the same amounts in a currency without decimals, then the same days are outside", () => {
  const dollars = found(on({ spentDiscretionaryMinor: 90_000 }));
  const yen = on({ spentDiscretionaryMinor: 90_000 }).map((day) => ({
    ...day,
    spentDiscretionaryMinor: (day.spentDiscretionaryMinor ?? 0) / 100,
  }));
  const [told] = anomaliesOn({ ...known(yen), currency: "JPY" }, TODAY, { isOver: true });
  expect(told?.z).toBeCloseTo(dollars[0]?.z ?? 0, 9);
});

test("given a day that goes on, then steps, stress and money wait for its end", () => {
  const days = on({ steps: 60_000, stressLevel: 100, spentDiscretionaryMinor: 90_000, hrvMs: 15 });
  expect(found(days).map(({ signal }) => signal)).toEqual(["hrv", "steps", "stress", "spend_discretionary"]);
  expect(found(days, TODAY, false).map(({ signal }) => signal)).toEqual(["hrv"]);
});

test.each(["vacation", "travel", "sick", "ill"])(
  "given a day tagged %s, then nothing of it is told",
  (tag) => {
    expect(found(on({ hrvMs: 15, tags: [tag] }))).toEqual([]);
    expect(found(on({ hrvMs: 15, tags: ["deadline"] }))).toHaveLength(1);
  },
);

test("given days on end that lie outside, then the first is told and none within two days of another one", () => {
  const days = even.map((day) => (day.date >= dateAt(80) ? { ...day, hrvMs: 12 } : day));
  const told = [80, 81, 82, 83].map((day) => found(days, dateAt(day)).length);
  expect(told).toEqual([1, 0, 0, 0]);
  const apart = [80, 83].reduce((all, day) => withDay(all, dateAt(day), { hrvMs: 12 }), even);
  expect([80, 83].map((day) => found(apart, dateAt(day)).length)).toEqual([1, 1]);
});

test("given a new device, then its own days alone make the range, and nothing is told before there are twenty-one of them", () => {
  const changed = (sinceDays: number) =>
    even.map((day, at) => {
      const isNew = at >= LAST - sinceDays;
      const hrvMs = (day.hrvMs ?? 0) + (isNew ? 30 : 0);
      return at === LAST - sinceDays
        ? { ...day, hrvMs, baselineReset: true, resetSignals: ["hrvMs"] as const }
        : { ...day, hrvMs };
    });
  for (const since of [0, 1, 5, 20, 40]) expect(found(changed(since))).toEqual([]);
  expect(found(withDay(changed(20), TODAY, { hrvMs: 20 }))).toEqual([]);
  expect(found(withDay(changed(21), TODAY, { hrvMs: 20 }))).toMatchObject([{ signal: "hrv", n: 21 }]);
});

test("given another source of sleep, then its nights alone make the range", () => {
  const days = even.map((day, at) => ({
    ...day,
    sleepMinutes: (day.sleepMinutes ?? 0) + (at > 60 ? 120 : 0),
  }));
  const choice = { signal: "sleepMinutes", hrvKind: null } as const;
  const choices = [
    { ...choice, source: "ring", from: dateAt(0) },
    { ...choice, source: "watch", from: dateAt(61) },
  ];
  const change = dateAt(61);
  expect(anomaliesOn(known(days), change, { isOver: true })).toHaveLength(1);
  expect(anomaliesOn(known(days, choices), change, { isOver: true })).toEqual([]);
  const short = withDay(days, TODAY, { sleepMinutes: 430 });
  expect(anomaliesOn(known(short, choices), TODAY, { isOver: true })).toMatchObject([{ n: 29 }]);
});

test("given a usual that is not the person's own, as after weeks without the device, then nothing is told", () => {
  // Thirty values long ago, thirteen of the last sixty days: one short of fourteen.
  const worn = (lately: number) =>
    even.map((day, at) => (at < 30 || at >= LAST - lately ? day : { ...day, hrvMs: null }));
  expect(found(withDay(worn(13), TODAY, { hrvMs: 12 }))).toEqual([]);
  expect(found(withDay(worn(14), TODAY, { hrvMs: 12 }))).toMatchObject([{ signal: "hrv" }]);
});

test("given weekdays of their own, then what is usual for a Saturday is none and the same on a Tuesday is told with the weekday", () => {
  // 1 January 2026 is a Thursday, so that day 2 is a Saturday.
  const days = even.map((day, at) => ({
    ...day,
    steps: at % 7 === 2 ? 21_000 + 900 * noise(at) : 6000 + 900 * noise(at),
  }));
  const saturday = dateAt(86);
  expect(found(days, saturday)).toEqual([]);
  expect(found(withDay(days, TODAY, { steps: 21_000 }))).toMatchObject([{ signal: "steps" }]);
  const quiet = found(withDay(days, saturday, { steps: 6000 }), saturday);
  expect(quiet).toMatchObject([{ signal: "steps", isOfWeekday: true }]);
  expect(quiet[0]?.usualLow).toBeGreaterThan(12_000);
});

test("given a series that never moves, then nothing is outside, whatever comes", () => {
  const constant = daysOf(LAST + 1, () => ({ mood: 2, restingHeartRateBpm: 60 }));
  expect(found(constant)).toEqual([]);
  expect(found(withDay(constant, TODAY, { mood: -5, restingHeartRateBpm: 140 }))).toEqual([]);
});

test("given what two of the same weekdays brought already, then it is usual for that weekday", () => {
  const before = (count: number) =>
    [7, 21].slice(0, count).reduce((days, back) => withDay(days, dateAt(LAST - back), { hrvMs: 12 }), even);
  expect(found(withDay(before(1), TODAY, { hrvMs: 13 }))).toHaveLength(1);
  expect(found(withDay(before(2), TODAY, { hrvMs: 13 }))).toEqual([]);
});

test("given any days, then further out is never less outside, later days change nothing, and every number is finite", () => {
  const field = fc.constantFrom(
    "sleepMinutes",
    "hrvMs",
    "restingHeartRateBpm",
    "mood",
    "spentDiscretionaryMinor",
  );
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const ends = {
    sleepMinutes: [60, 960],
    hrvMs: [3, 300],
    restingHeartRateBpm: [25, 150],
    mood: [-5, 5],
    spentDiscretionaryMinor: [0, 1e7],
  } as const;
  fc.assert(
    fc.property(arbitraryDays(40, 90), field, share, share, (days, name, one, other) => {
      const [low, high] = ends[name];
      const date = days.at(-4)?.date ?? "";
      const signal = ANOMALY_CONFIG.signals.find((watched) => watched.field === name);
      const told = (value: number) =>
        found(withDay(days, date, { [name]: value }), date).find(({ signal: id }) => id === signal?.id);
      const [near = 0, far = 0] = [low + one * (high - low), low + other * (high - low)];
      const [first, second] = [told(near), told(far)];
      // On one side of what was expected, the further out is told where the nearer is.
      const isFurther = first !== undefined && (first.z > 0 ? far >= near : far <= near);
      if (isFurther) expect(Math.abs(second?.z ?? 0)).toBeGreaterThanOrEqual(Math.abs(first.z));
      const cut = days.filter((day) => day.date <= date);
      expect(found(cut, date)).toEqual(found(days, date));
      for (const { z, usualHigh, usualLow } of found(days, date)) {
        expect([z, usualHigh, usualLow ?? 0].every(Number.isFinite)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
