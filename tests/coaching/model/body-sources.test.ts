import fc from "fast-check";
import { expect, test } from "vitest";
import { type BodySignal, chooseBodySignals } from "../../../coaching/model/body-signals.ts";
import type { HrvKind, SourceOrder } from "../../../coaching/model/body-sources.ts";
import { addDays, dayNumber } from "../../../coaching/model/local-date.ts";
import type { Reading } from "../../../coaching/model/rows.ts";
import { buildSeries } from "../../../coaching/model/series.ts";
import { FROM, NOTHING, reading, run } from "./series-help.ts";

const LENGTH = 60;
const TO = addDays(FROM, LENGTH - 1);

const valuesOf = (readings: readonly Reading[], signal: BodySignal, order?: SourceOrder) => {
  const { byDay } = chooseBodySignals(readings, TO, order);
  return (date: string) => byDay.get(dayNumber(date))?.[signal] ?? null;
};

test("given a person who put one source first, then it speaks though another has more days", () => {
  const readings = [...run("band", FROM, 40, { hrvMs: 90 }), ...run("ring", "2026-05-20", 10, { hrvMs: 50 })];
  const told = valuesOf(readings, "hrvMs", { hrvMs: ["ring"] });
  expect([told("2026-05-19"), told("2026-05-20"), told("2026-05-29")]).toEqual([90, 50, 50]);
  // Silent for a week, it gives way to the next.
  expect([told("2026-06-04"), told("2026-06-05")]).toEqual([null, 90]);
  const { choices, byDay } = chooseBodySignals(readings, TO, { hrvMs: ["ring"] });
  expect(choices).toEqual([
    { signal: "hrvMs", source: "band", hrvKind: null, from: FROM },
    { signal: "hrvMs", source: "ring", hrvKind: null, from: "2026-05-20" },
    { signal: "hrvMs", source: "band", hrvKind: null, from: "2026-06-05" },
  ]);
  const resets = [...byDay].filter(([, day]) => day.resetSignals.length > 0).map(([day]) => day);
  expect(resets).toEqual(["2026-05-20", "2026-06-05"].map(dayNumber));
});

test("given an order for one signal, then the others are chosen by their days", () => {
  const readings = [
    ...run("band", FROM, 30, { hrvMs: 90, steps: 9000 }),
    ...run("ring", "2026-05-10", 21, { hrvMs: 50, steps: 5000 }),
  ];
  const order = { hrvMs: ["ring", "band"] };
  expect(valuesOf(readings, "hrvMs", order)("2026-05-25")).toBe(50);
  expect(valuesOf(readings, "steps", order)("2026-05-25")).toBe(9000);
});

test("given one source whose HRV becomes of another kind, then its baseline starts again and they never mix", () => {
  const readings = [
    ...run("file", FROM, 20, { hrvMs: 40, hrvKind: "rmssd", restingHeartRateBpm: 60 }),
    ...run("file", "2026-05-21", 20, { hrvMs: 70, hrvKind: "sdnn", restingHeartRateBpm: 60 }),
  ];
  const { days, sources } = buildSeries({ ...NOTHING, to: TO, readings });
  const at = (date: string) => days.find((day) => day.date === date);
  expect([at("2026-05-20")?.hrvMs, at("2026-05-26")?.hrvMs, at("2026-05-27")?.hrvMs]).toEqual([40, null, 70]);
  expect(days.filter((day) => day.baselineReset).map((day) => [day.date, day.resetSignals])).toEqual([
    ["2026-05-27", ["hrvMs"]],
  ]);
  expect(sources.filter(({ signal }) => signal === "hrvMs")).toEqual([
    { signal: "hrvMs", source: "file", hrvKind: "rmssd", from: FROM },
    { signal: "hrvMs", source: "file", hrvKind: "sdnn", from: "2026-05-27" },
  ]);
});

test("given one day with HRV of both kinds from one source, then one of them speaks, not the larger of both", () => {
  const readings = [
    ...run("file", FROM, 20, { hrvMs: 40, hrvKind: "rmssd" }),
    reading("2026-05-15", { source: "file", hrvMs: 80, hrvKind: "sdnn" }),
  ];
  expect(valuesOf(readings, "hrvMs")("2026-05-15")).toBe(40);
});

const SOURCES = ["band", "phone", "ring"];
const kinds = fc.constantFrom<(HrvKind | null)[]>("rmssd", "sdnn", null);
const drawnReadings = fc
  .array(
    fc.record({
      source: fc.constantFrom(...SOURCES),
      offset: fc.integer({ min: 0, max: LENGTH - 1 }),
      hrvMs: fc.option(fc.integer({ min: 2, max: 310 }), { nil: null, freq: 5 }),
      hrvKind: kinds,
      sleepMinutes: fc.option(fc.integer({ min: 50, max: 1000 }), { nil: null, freq: 5 }),
      steps: fc.option(fc.integer({ min: 0, max: 100_100 }), { nil: null, freq: 5 }),
    }),
    { minLength: 0, maxLength: 150, size: "max" },
  )
  .map((rows) => rows.map(({ offset, ...values }) => reading(addDays(FROM, offset), values)));
const drawnOrder: fc.Arbitrary<SourceOrder> = fc.record(
  { hrvMs: fc.shuffledSubarray(SOURCES), sleepMinutes: fc.shuffledSubarray(SOURCES) },
  { requiredKeys: [] },
);
const RUNS = { numRuns: 500 };
const SIGNALS = ["hrvMs", "sleepMinutes", "steps"] as const;

test("given any readings, then each value is what the chosen source said that day, never anything between", () => {
  fc.assert(
    fc.property(drawnReadings, drawnOrder, (readings, order) => {
      const { byDay, choices } = chooseBodySignals(readings, TO, order);
      for (const signal of SIGNALS) {
        const made = choices.filter((choice) => choice.signal === signal);
        for (const [day, record] of byDay) {
          const value = record[signal];
          if (value === null) continue;
          const speaks = made.findLast(({ from }) => dayNumber(from) <= day);
          const said = readings.filter(
            (one) =>
              dayNumber(one.date) === day &&
              one.source === speaks?.source &&
              (signal !== "hrvMs" || (one.hrvKind ?? null) === speaks.hrvKind),
          );
          expect(said.map((one) => one[signal])).toContain(value);
        }
      }
    }),
    RUNS,
  );
});

test("given any readings, then a baseline starts again exactly where another voice begins to speak", () => {
  fc.assert(
    fc.property(drawnReadings, drawnOrder, (readings, order) => {
      const { byDay, choices } = chooseBodySignals(readings, TO, order);
      for (const signal of ["hrvMs", "steps"] as const) {
        const later = choices.filter((choice) => choice.signal === signal).slice(1);
        const resets = [...byDay].filter(([, day]) => day.resetSignals.includes(signal)).map(([day]) => day);
        expect(resets).toEqual(later.map(({ from }) => dayNumber(from)));
      }
    }),
    RUNS,
  );
});

test("given any readings, then a source that the person put first speaks whenever it was heard that week", () => {
  fc.assert(
    fc.property(drawnReadings, fc.constantFrom(...SOURCES), (readings, first) => {
      const { choices, byDay } = chooseBodySignals(readings, TO, { sleepMinutes: [first] });
      const made = choices.filter(({ signal }) => signal === "sleepMinutes");
      const heard = readings
        .filter(
          ({ source, sleepMinutes: value }) =>
            source === first && value !== null && value >= 60 && value <= 960,
        )
        .map(({ date }) => dayNumber(date));
      for (const day of byDay.keys()) {
        if (!heard.some((one) => day - one >= 0 && day - one < 7)) continue;
        expect(made.findLast(({ from }) => dayNumber(from) <= day)?.source).toBe(first);
      }
    }),
    RUNS,
  );
});

test("given the rows in any order, or more rows after a day, then that day stays what it was", () => {
  fc.assert(
    fc.property(
      drawnReadings,
      drawnOrder,
      fc.integer({ min: 0, max: LENGTH - 1 }),
      (readings, order, offset) => {
        const whole = chooseBodySignals(readings, TO, order);
        expect(chooseBodySignals(readings.toReversed(), TO, order)).toEqual(whole);
        const until = addDays(FROM, offset);
        const early = chooseBodySignals(
          readings.filter(({ date }) => date <= until),
          until,
          order,
        );
        for (const [day, record] of early.byDay) expect(whole.byDay.get(day)).toEqual(record);
        expect(whole.choices.filter(({ from }) => from <= until)).toEqual(early.choices);
      },
    ),
    RUNS,
  );
});
