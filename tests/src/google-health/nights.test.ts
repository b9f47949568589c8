import { describe, expect, test } from "vitest";
import { normalizeDays } from "../../../src/integrations/wearables/google-health/normalize.ts";
import { civil, nightsOf, sleep } from "../../support/google-health-points.ts";

describe("the day of a night", () => {
  test.each([
    ["-28800s", "2026-11-10T07:59:00Z", "2026-11-09"],
    ["-28800s", "2026-11-10T08:00:00Z", "2026-11-10"],
    ["50400s", "2026-11-10T10:00:00Z", "2026-11-11"],
    ["20700s", "2026-11-10T18:14:59Z", "2026-11-10"],
    ["20700s", "2026-11-10T18:15:00Z", "2026-11-11"],
  ])("given only an offset of %s and an end at %s, then it is %s", (offset, end, date) => {
    const start = new Date(Date.parse(end) - 7 * 3_600_000).toISOString();
    expect(nightsOf([sleep("a", { start, end, offset }, 400)])).toEqual([[date, 400]]);
  });

  test("given a civil end, then it decides before the offset, as for a traveller", () => {
    const point = sleep(
      "a",
      { start: "2026-11-10T00:00:00Z", end: "2026-11-10T07:00:00Z", offset: "0s" },
      400,
    );
    const interval = { ...point.sleep.interval, civilEndTime: civil(2026, 11, 9) };
    const civilNight = { ...point, sleep: { ...point.sleep, interval } };
    expect(nightsOf([civilNight])).toEqual([["2026-11-09", 400]]);
  });

  test.each([
    ["autumn", "2026-11-01T03:30:00Z", "2026-11-01T12:00:00Z", "-18000s", "2026-11-01"],
    ["spring", "2026-03-08T04:30:00Z", "2026-03-08T11:00:00Z", "-14400s", "2026-03-08"],
  ])(
    "given the night of the change in %s, then it is one night on its morning",
    (_, start, end, offset, date) => {
      expect(nightsOf([sleep("a", { start, end, offset }, 380)])).toEqual([[date, 380]]);
    },
  );

  test.each([
    [undefined, "civilEndTime"],
    ["abc", "endUtcOffset"],
    ["-99999s", "endUtcOffset"],
    ["28800", "endUtcOffset"],
  ])("given neither a civil end nor a sound offset (%s), then no day is guessed", (offset, field) => {
    const point = sleep("a", { start: "2026-11-10T00:00:00Z", end: "2026-11-10T07:00:00Z" }, 400);
    const interval = { ...point.sleep.interval, endUtcOffset: offset };
    expect(normalizeDays({ sleep: [{ ...point, sleep: { ...point.sleep, interval } }] })).toEqual({
      days: [],
      refused: [{ date: null, field: `sleep.sleep.interval.${field}` }],
    });
  });
});

describe("a night among several sleeps", () => {
  const at = (from: string, to: string) => ({ start: `2026-11-10T${from}:00Z`, end: `2026-11-10T${to}:00Z` });
  const nap = { metadata: { nap: true } };
  const main = { metadata: { mainSleep: true } };
  const total = (...points: unknown[]) => nightsOf(points).map(([, minutes]) => minutes);

  test("given a night in two parts two hours apart, then both count", () => {
    expect(total(sleep("a", at("00:00", "03:00"), 170), sleep("b", at("05:00", "07:00"), 110))).toEqual([
      280,
    ]);
  });

  test("given a part of ten minutes, then it counts: what Google calls no nap is night", () => {
    expect(total(sleep("a", at("00:00", "03:00"), 170), sleep("b", at("04:00", "04:12"), 10))).toEqual([180]);
  });

  test("given three parts, each near the next, then all count, however they come", () => {
    const parts = [
      sleep("a", at("00:00", "02:00"), 115),
      sleep("b", at("04:00", "06:00"), 118, main),
      sleep("c", at("08:00", "09:00"), 60),
    ];
    expect(total(...parts)).toEqual([293]);
    expect(total(...parts.toReversed())).toEqual([293]);
  });

  test("given a sleep three hours or more after the night, then it is none of it", () => {
    expect(total(sleep("a", at("00:00", "06:00"), 350), sleep("b", at("09:00", "10:30"), 80))).toEqual([350]);
  });

  test("given a nap right after the night, then it is kept apart", () => {
    expect(total(sleep("a", at("00:00", "06:00"), 350), sleep("b", at("07:00", "08:30"), 80, nap))).toEqual([
      350,
    ]);
  });

  test("given only a nap, then no night is known", () => {
    expect(total(sleep("b", at("13:00", "14:30"), 80, nap))).toEqual([]);
  });

  test("given a longer sleep than the one called the main one, then the longer is the night", () => {
    expect(total(sleep("a", at("00:00", "02:00"), 100, main), sleep("b", at("08:00", "14:00"), 340))).toEqual(
      [340],
    );
  });

  test("given the same night from a second device, then it is not slept twice", () => {
    expect(total(sleep("a", at("00:00", "07:00"), 400), sleep("b", at("00:10", "06:50"), 390))).toEqual([
      400,
    ]);
  });

  test("given one sleep told twice, then what was updated last counts, even when shorter", () => {
    const early = sleep("a", at("00:00", "07:00"), 400, { updateTime: "2026-11-10T07:00:00Z" });
    const late = sleep("a", at("00:30", "06:00"), 320, { updateTime: "2026-11-10T09:00:00Z" });
    expect(total(early, late)).toEqual([320]);
    expect(total(late, early)).toEqual([320]);
  });

  test.each([
    ["it ends before it starts", at("07:00", "00:00"), 400, "interval.endTime"],
    ["it says neither minutes nor stages", at("00:00", "07:00"), null, "summary"],
    [
      "it lasts more than a day",
      { start: "2026-11-08T00:00:00Z", end: "2026-11-10T07:00:00Z" },
      400,
      "interval.endTime",
    ],
  ])("given a sleep of which %s, then it is refused by day and field", (_, interval, asleep, field) => {
    const { days, refused } = normalizeDays({ sleep: [sleep("a", interval, asleep)] });
    expect(days).toEqual([]);
    expect(refused).toEqual([{ date: interval.end.slice(0, 10), field: `sleep.sleep.${field}` }]);
  });

  test("given one stage that cannot be read, then no part of the night stands for all of it", () => {
    const stage = (from: string, to: string) => ({
      startTime: `2026-11-10T${from}:00Z`,
      endTime: `2026-11-10T${to}:00Z`,
      type: "LIGHT",
    });
    const stages = [stage("00:00", "03:00"), stage("03:00", "secret")];
    const point = sleep("a", at("00:00", "07:00"), null, { stages });
    const { days, refused } = normalizeDays({ sleep: [point] });
    expect(days).toEqual([]);
    expect(refused.map(({ field }) => field)).toEqual(["sleep.sleep.stages", "sleep.sleep.summary"]);
  });
});
