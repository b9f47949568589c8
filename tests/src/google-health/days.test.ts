import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PLAUSIBLE } from "../../../coaching/model/body-signals.ts";
import type { Answers } from "../../../src/integrations/wearables/google-health/normalize.ts";
import { normalizeDays } from "../../../src/integrations/wearables/google-health/normalize.ts";
import { nextPage, readPage } from "../../../src/integrations/wearables/google-health/pages.ts";
import type { WearableDay } from "../../../src/integrations/wearables/wearable-day.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const FOLDER = "google-health/authored";
const authored = (name: string) => readFixture(`${FOLDER}/${name}.json`);

type Interval = { readonly start: string; readonly end: string; readonly offset?: string };

/** A sleep as the API tells it; the civil end is left out, so that the offset decides. */
function sleep(
  name: string,
  { start, end, offset = "0s" }: Interval,
  asleep: number | null,
  change: Record<string, unknown> = {},
) {
  return {
    name: `users/me/dataTypes/sleep/dataPoints/${name}`,
    sleep: {
      interval: { startTime: start, endTime: end, startUtcOffset: offset, endUtcOffset: offset },
      type: "CLASSIC",
      ...(asleep === null ? {} : { summary: { minutesAsleep: String(asleep) } }),
      ...change,
    },
  };
}
const sleeps = (...dataPoints: unknown[]): Answers => ({ sleep: [{ dataPoints }] });
const nightsOf = (answers: Answers) =>
  normalizeDays(answers).days.map((day) => [day.date, day.sleepMinutes] as const);
const civil = (year: number, month: number, day: number) => ({ date: { year, month, day }, time: {} });
const steps = (day: number, countSum: unknown, change: Record<string, unknown> = {}) => ({
  civilStartTime: civil(2026, 11, day),
  civilEndTime: civil(2026, 11, day + 1),
  steps: { countSum },
  ...change,
});

describe.skipIf(!hasFixture(FOLDER))("the authored answers", () => {
  const answers = (): Answers => ({
    sleep: [authored("sleep_list_page1"), authored("sleep_list_page2")],
    "daily-resting-heart-rate": [authored("daily_resting_heart_rate")],
    "daily-heart-rate-variability": [authored("daily_heart_rate_variability")],
    steps: [authored("steps_dailyRollUp")],
    "active-energy-burned": [authored("active_energy_burned_dailyRollUp")],
  });
  const nothing = {
    source: "fitbit",
    sleepScore: null,
    sleepMinutes: null,
    restingHeartRateBpm: null,
    hrvMs: null,
    hrvKind: null,
    steps: null,
    activityKcal: null,
    stressLevel: null,
  };

  test("given all of them, then each day stands once, the nap is no night, and what is absent is null", () => {
    const { days, nights, refused } = normalizeDays(answers());
    expect(days).toEqual([
      { ...nothing, date: "2026-11-08", restingHeartRateBpm: 59 },
      { ...nothing, date: "2026-11-09", sleepMinutes: 280, steps: 10_432 },
      {
        ...nothing,
        date: "2026-11-10",
        sleepMinutes: 398,
        restingHeartRateBpm: 57,
        hrvMs: 38.42,
        hrvKind: "rmssd",
        steps: 6120,
        activityKcal: 413,
      },
    ]);
    expect(nights).toMatchObject([
      { date: "2026-11-09", asleepMinutes: 280, awakeMinutes: 12, deepMinutes: null, remMinutes: null },
      { date: "2026-11-10", asleepMinutes: 398, awakeMinutes: 37, deepMinutes: 80, remMinutes: 80 },
    ]);
    expect(refused).toEqual([]);
  });

  test("given pages and points the other way round, and some twice, then the same comes out", () => {
    const turned = Object.fromEntries(
      Object.entries(answers()).map(([type, pages]) => [
        type,
        [...pages, ...pages].reverse().map((answer) => {
          const { points } = readPage(answer) ?? { points: [] };
          return { dataPoints: [...points].reverse() };
        }),
      ]),
    );
    expect(normalizeDays(turned)).toEqual(normalizeDays(answers()));
  });

  test("given the summaries left out, then the stages tell the same minutes", () => {
    const bare = answers().sleep?.map((answer) => {
      const points = (readPage(answer)?.points ?? []) as { sleep: { summary?: unknown } }[];
      return {
        dataPoints: points.map(({ sleep, ...point }) => ({
          ...point,
          sleep: { ...sleep, summary: undefined },
        })),
      };
    });
    expect(nightsOf({ sleep: bare ?? [] })).toEqual([
      ["2026-11-09", 280],
      ["2026-11-10", 398],
    ]);
  });

  test("given the first page of two, then it names the next, and one that goes round in circles ends", () => {
    const first = readPage(authored("sleep_list_page1"));
    const last = readPage(authored("sleep_list_page2"));
    if (first === null || last === null) return expect.fail("no page was read");
    expect(nextPage(first, new Set())).toBe("CgwI8PD1");
    expect(nextPage(first, new Set(["CgwI8PD1"]))).toBeNull();
    expect(nextPage(last, new Set(["CgwI8PD1"]))).toBeNull();
  });

  test("given steps minute by minute, which are no day, then they are told and not taken", () => {
    const told = normalizeDays({ steps: [authored("steps_reconcile")] });
    expect(told).toEqual({ days: [], nights: [], refused: [{ date: null, field: "steps" }] });
  });
});

test.skipIf(!hasFixture("google-health/steps_rollup.json"))(
  "given the recorded roll-up, newest first, then the days are oldest first",
  () => {
    const { days } = normalizeDays({ steps: [readFixture("google-health/steps_rollup.json")] });
    expect(days.map((day) => [day.date, day.steps])).toEqual([
      ["2026-06-15", 10_000],
      ["2026-06-16", 8000],
    ]);
  },
);

describe("the day of a night", () => {
  test.each([
    ["-28800s", "2026-11-10T07:59:00Z", "2026-11-09"],
    ["-28800s", "2026-11-10T08:00:00Z", "2026-11-10"],
    ["50400s", "2026-11-10T10:00:00Z", "2026-11-11"],
    ["20700s", "2026-11-10T18:14:59Z", "2026-11-10"],
    ["20700s", "2026-11-10T18:15:00Z", "2026-11-11"],
  ])("given only an offset of %s and an end at %s, then it is %s", (offset, end, date) => {
    const start = new Date(Date.parse(end) - 7 * 3_600_000).toISOString();
    expect(nightsOf(sleeps(sleep("a", { start, end, offset }, 400)))).toEqual([[date, 400]]);
  });

  test("given a civil end, then it decides before the offset, as for a traveller", () => {
    const point = sleep(
      "a",
      { start: "2026-11-10T00:00:00Z", end: "2026-11-10T07:00:00Z", offset: "0s" },
      400,
    );
    const interval = { ...point.sleep.interval, civilEndTime: civil(2026, 11, 9) };
    expect(nightsOf(sleeps({ ...point, sleep: { ...point.sleep, interval } }))).toEqual([
      ["2026-11-09", 400],
    ]);
  });

  test.each([
    ["autumn", "2026-11-01T03:30:00Z", "2026-11-01T12:00:00Z", "-18000s", "2026-11-01"],
    ["spring", "2026-03-08T04:30:00Z", "2026-03-08T11:00:00Z", "-14400s", "2026-03-08"],
  ])(
    "given the night of the change in %s, then it is one night on its morning",
    (_, start, end, offset, date) => {
      expect(nightsOf(sleeps(sleep("a", { start, end, offset }, 380)))).toEqual([[date, 380]]);
    },
  );

  test.each([undefined, "abc", "-99999s", "28800"])(
    "given neither a civil end nor a sound offset (%s), then no day is guessed",
    (offset) => {
      const point = sleep("a", { start: "2026-11-10T00:00:00Z", end: "2026-11-10T07:00:00Z" }, 400);
      const interval = { ...point.sleep.interval, endUtcOffset: offset };
      expect(normalizeDays(sleeps({ ...point, sleep: { ...point.sleep, interval } }))).toEqual({
        days: [],
        nights: [],
        refused: [{ date: null, field: "sleep" }],
      });
    },
  );
});

describe("a night among several sleeps", () => {
  const at = (from: string, to: string) => ({ start: `2026-11-10T${from}:00Z`, end: `2026-11-10T${to}:00Z` });
  const nap = { metadata: { nap: true } };
  const main = { metadata: { mainSleep: true } };
  const total = (...points: unknown[]) => nightsOf(sleeps(...points)).map(([, minutes]) => minutes);

  test("given a night in two parts two hours apart, then both count", () => {
    expect(total(sleep("a", at("00:00", "03:00"), 170), sleep("b", at("05:00", "07:00"), 110))).toEqual([
      280,
    ]);
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
    ["it ends before it starts", at("07:00", "00:00"), 400],
    ["it says neither minutes nor stages", at("00:00", "07:00"), null],
    ["it lasts more than a day", { start: "2026-11-08T00:00:00Z", end: "2026-11-10T07:00:00Z" }, 400],
  ])("given a sleep of which %s, then it is refused by day and field", (_, interval, asleep) => {
    const { days, refused } = normalizeDays(sleeps(sleep("a", interval, asleep)));
    expect(days).toEqual([]);
    expect(refused).toEqual([{ date: interval.end.slice(0, 10), field: "sleep" }]);
  });
});

describe("values", () => {
  test.each([
    ["59", "2026-11-10T07:00:00Z"],
    ["961", "2026-11-10T07:00:00Z"],
    ["-5", "2026-11-10T07:00:00Z"],
  ])("given %s minutes asleep, then the night is missing and told by field", (asleep, end) => {
    const point = sleep("a", { start: "2026-11-09T14:00:00Z", end }, Number(asleep));
    const { days, nights, refused } = normalizeDays(sleeps(point));
    expect({ days, nights, refused }).toEqual({
      days: [],
      nights: [],
      refused: [{ date: "2026-11-10", field: "sleepMinutes" }],
    });
  });

  test.each([["100001"], ["-1"], ["1.5"], ["many"], [Number.NaN], [{}]])(
    "given %s steps, then that day has none and the next has its own",
    (count) => {
      const { days, refused } = normalizeDays({
        steps: [{ rollupDataPoints: [steps(10, count), steps(11, "0")] }],
      });
      expect(days.map((day) => [day.date, day.steps])).toEqual([["2026-11-11", 0]]);
      expect(refused).toEqual([{ date: "2026-11-10", field: "steps" }]);
    },
  );

  test("given a window without a sum, then the day is unknown, not zero", () => {
    expect(normalizeDays({ steps: [{ rollupDataPoints: [steps(10, undefined)] }] })).toEqual({
      days: [],
      nights: [],
      refused: [],
    });
  });

  test("given a window of more than a day, or one that begins at noon, then it is no day", () => {
    const long = steps(10, "9000", { civilEndTime: civil(2026, 11, 12) });
    const noon = steps(10, "9000", { civilStartTime: { ...civil(2026, 11, 10), time: { hours: 12 } } });
    for (const point of [long, noon]) {
      const { days, refused } = normalizeDays({ steps: [{ rollupDataPoints: [point] }] });
      expect({ days, refused }).toEqual({ days: [], refused: [{ date: null, field: "steps" }] });
    }
  });

  test("given two resting heart rates of one day, then the one found asleep speaks, never their mean", () => {
    const rate = (name: string, beatsPerMinute: string, calculationMethod: string) => ({
      name,
      dailyRestingHeartRate: {
        date: { year: 2026, month: 11, day: 10 },
        beatsPerMinute,
        dailyRestingHeartRateMetadata: { calculationMethod },
      },
    });
    const points = [rate("a", "70", "ONLY_WITH_AWAKE_DATA"), rate("b", "56", "WITH_SLEEP")];
    for (const dataPoints of [points, points.toReversed()]) {
      const { days } = normalizeDays({ "daily-resting-heart-rate": [{ dataPoints }] });
      expect(days.map((day) => day.restingHeartRateBpm)).toEqual([56]);
    }
  });

  test("given HRV of deep sleep alone, then it does not stand in for that of the night", () => {
    const date = { year: 2026, month: 11, day: 10 };
    const dataPoints = [
      { dailyHeartRateVariability: { date, deepSleepRootMeanSquareOfSuccessiveDifferencesMilliseconds: 41 } },
    ];
    expect(normalizeDays({ "daily-heart-rate-variability": [{ dataPoints }] }).days).toEqual([]);
  });

  test.each([
    { year: 2026, month: 2, day: 30 },
    { year: 2026, month: 11 },
    { year: 26, month: 11, day: 10 },
    {},
  ])("given the date %j, then it is no day", (date) => {
    const dataPoints = [{ dailyHeartRateVariability: { date, averageHeartRateVariabilityMilliseconds: 40 } }];
    const { days, refused } = normalizeDays({ "daily-heart-rate-variability": [{ dataPoints }] });
    expect({ days, refused }).toEqual({ days: [], refused: [{ date: null, field: "hrvMs" }] });
  });
});

test("given any JSON as any answer, then nothing breaks and no value is outside its limits", () => {
  const near = fc.oneof(
    fc.jsonValue(),
    fc.record({ dataPoints: fc.jsonValue() }),
    fc.record({ dataPoints: fc.array(fc.record({ sleep: fc.jsonValue(), steps: fc.jsonValue() })) }),
    fc.record({
      dataPoints: fc.array(
        fc.record({
          sleep: fc.record({
            interval: fc.record({
              startTime: fc.constantFrom("2026-11-09T22:00:00Z", "x", "2026-11-10T02:00:00.5+02:00"),
              endTime: fc.constantFrom("2026-11-10T06:00:00Z", "2026-13-10T06:00:00Z"),
              endUtcOffset: fc.constantFrom("0s", "-28800s", "7s7", ""),
            }),
            summary: fc.oneof(
              fc.jsonValue(),
              fc.record({ minutesAsleep: fc.oneof(fc.jsonValue(), fc.constant("400")) }),
            ),
            metadata: fc.jsonValue(),
            stages: fc.jsonValue(),
          }),
        }),
      ),
    }),
    fc.record({
      rollupDataPoints: fc.array(
        fc.record({
          civilStartTime: fc.record({
            date: fc.record({ year: fc.integer(), month: fc.integer(), day: fc.integer() }),
          }),
          steps: fc.record({ countSum: fc.oneof(fc.jsonValue(), fc.integer().map(String)) }),
        }),
      ),
    }),
  );
  const pages = fc.array(near, { maxLength: 3 });
  const answers = fc.record({
    sleep: pages,
    "daily-resting-heart-rate": pages,
    "daily-heart-rate-variability": pages,
    steps: pages,
    "active-energy-burned": pages,
  });
  const signals = Object.keys(PLAUSIBLE) as (keyof typeof PLAUSIBLE & keyof WearableDay)[];
  fc.assert(
    fc.property(answers, (drawn) => {
      const { days } = normalizeDays(drawn);
      for (const day of days) {
        expect(day.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        for (const signal of signals) {
          const value = day[signal];
          if (value === null) continue;
          const [low, high] = PLAUSIBLE[signal];
          expect(value >= low && value <= high).toBe(true);
          if (signal !== "hrvMs") expect(Number.isInteger(value)).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});
