import { describe, expect, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { buildSeries } from "../../../coaching/model/series.ts";
import { build, dayOf, FROM, NOTHING, reading, run } from "./series-help.ts";

describe("body signals", () => {
  test.each([
    ["sleepMinutes", 60, 960, 59, 961],
    ["hrvMs", 3, 300, 2.9, 301],
    ["restingHeartRateBpm", 25, 150, 24, 255],
    ["steps", 200, 100_000, -1, 100_001],
    ["activityKcal", 0, 8000, -1, 8001],
    ["stressLevel", 0, 100, -1, 101],
    ["sleepScore", 0, 100, -1, 101],
  ] as const)(
    "given %s, then %d and %d pass while %d and %d are missing and logged",
    (signal, low, high, under, over) => {
      const values = [low, high, under, over, Number.NaN, Number.POSITIVE_INFINITY];
      const readings = values.map((value, index) => reading(addDays(FROM, index), { [signal]: value }));
      const series = buildSeries({ ...NOTHING, readings });
      expect(series.days.slice(0, 6).map((day) => day[signal])).toEqual([low, high, null, null, null, null]);
      expect(series.implausible).toEqual(
        [2, 3, 4, 5].map((index) => ({ date: addDays(FROM, index), source: "ring", signal })),
      );
    },
  );

  test("given hardly a step and no sleep, then nobody wore the device and it measured nothing", () => {
    const readings = [
      reading("2026-05-01", { steps: 150, activityKcal: 12 }),
      reading("2026-05-02", { steps: 200, activityKcal: 12 }),
      reading("2026-05-03", { steps: 150, activityKcal: 12, sleepMinutes: 400 }),
      reading("2026-05-04", { activityKcal: 12 }),
    ];
    const told = build({ readings })
      .slice(0, 4)
      .map(({ steps, activityKcal }) => [steps, activityKcal]);
    expect(told).toEqual([
      [null, null],
      [200, 12],
      [150, 12],
      [null, 12],
    ]);
  });

  test("given a watch in a drawer and a phone in the pocket, then the phone counts", () => {
    const readings = [...run("watch", FROM, 10, { steps: 0 }), ...run("phone", FROM, 10, { steps: 5000 })];
    expect(
      build({ readings })
        .slice(0, 10)
        .map((day) => day.steps),
    ).toEqual(Array(10).fill(5000));
  });

  test("given two sources, then the one with more days of the last 28 speaks and they are never averaged", () => {
    const readings = [
      ...run("ring", FROM, 40, { hrvMs: 50 }).filter((known) => known.date !== addDays(FROM, 35)),
      ...run("band", addDays(FROM, 10), 30, { hrvMs: 90 }),
    ];
    // On day 36 both have 27 of the last 28 days; on day 37 the band has 28 and the ring, which missed day 35, 27.
    const days = build({ readings, to: addDays(FROM, 39) });
    const values = days.map((day) => day.hrvMs);
    expect(values).toEqual([...Array(35).fill(50), null, 50, 90, 90, 90]);
    expect(days.filter((day) => day.baselineReset).map((day) => day.date)).toEqual([addDays(FROM, 37)]);
  });

  test("given a tie, then the source used before goes on, and at first the first by name", () => {
    const readings = [...run("ring", FROM, 5, { hrvMs: 50 }), ...run("band", FROM, 5, { hrvMs: 90 })];
    expect(dayOf(build({ readings }), FROM).hrvMs).toBe(90);
    const older = [reading("2026-04-30", { hrvMs: 51 }), ...readings.slice(0, 5), ...readings.slice(6)];
    const days = build({ readings: older, from: "2026-04-30" });
    expect(days.slice(0, 6).map((day) => day.hrvMs)).toEqual([51, 50, 50, 50, 50, 50]);
  });

  test("given a source that misses a day, then that day stays missing though another knows it", () => {
    const readings = [
      ...run("ring", FROM, 20, { hrvMs: 50 }).filter((known) => known.date !== "2026-05-20"),
      ...run("band", "2026-05-15", 6, { hrvMs: 90 }),
    ];
    expect(dayOf(build({ readings }), "2026-05-20").hrvMs).toBeNull();
  });

  test("given a new device in place of the old one, then it speaks once the old one is silent for a week", () => {
    const readings = [
      ...run("ring", FROM, 20, { hrvMs: 50, sleepMinutes: 420 }),
      ...run("band", "2026-05-21", 20, { hrvMs: 90, sleepMinutes: 400 }),
    ];
    const days = build({ readings });
    // The ring's last day is 20 May, so on 26 May it still was heard within seven days.
    expect(dayOf(days, "2026-05-26").hrvMs).toBeNull();
    expect(dayOf(days, "2026-05-27").hrvMs).toBe(90);
    expect(days.filter((day) => day.baselineReset).map((day) => [day.date, day.resetSignals])).toEqual([
      ["2026-05-27", ["hrvMs"]],
    ]);
  });

  test("given one source that pauses for a month, then that is no new device", () => {
    const readings = [
      ...run("ring", FROM, 10, { hrvMs: 50 }),
      ...run("ring", "2026-06-20", 10, { hrvMs: 52 }),
    ];
    expect(build({ readings }).some((day) => day.baselineReset)).toBe(false);
  });

  test("given readings before the first day asked for, then they decide who speaks", () => {
    const readings = [
      ...run("ring", "2026-04-10", 30, { hrvMs: 50 }),
      ...run("band", "2026-04-30", 10, { hrvMs: 90 }),
    ];
    expect(dayOf(build({ readings }), FROM).hrvMs).toBe(50);
  });

  test("given one source and day twice, then the larger value counts, in either order", () => {
    const twice = [reading(FROM, { sleepMinutes: 90 }), reading(FROM, { sleepMinutes: 420, hrvMs: 40 })];
    for (const readings of [twice, twice.toReversed()]) {
      expect(dayOf(build({ readings }), FROM)).toMatchObject({ sleepMinutes: 420, hrvMs: 40 });
    }
  });
});
