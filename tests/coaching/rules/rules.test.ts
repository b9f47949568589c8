import { expect, test } from "vitest";
import { type DayRecord, emptyDay } from "../../../coaching/model/days.ts";
import { addDays, weekdayOf } from "../../../coaching/model/local-date.ts";
import { chooseFinding } from "../../../coaching/rules/index.ts";
import { lowMoodRun } from "../../../coaching/rules/low-mood-run.ts";
import type { Evidence } from "../../../coaching/rules/rule.ts";
import { shortNightSpendingDay } from "../../../coaching/rules/short-night-spending-day.ts";
import { spendingAhead } from "../../../coaching/rules/spending-ahead.ts";

/** A Monday. */
const today = "2026-11-23";

/** Days up to today, 84 of them, each made by its distance from today and its weekday. */
function history(make: (ago: number, weekday: number) => Partial<DayRecord>): Evidence {
  const days = Array.from({ length: 85 }, (_, index): DayRecord => {
    const date = addDays(today, index - 84);
    return { ...emptyDay(date), ...make(84 - index, weekdayOf(date)) };
  });
  return { today, days, currency: "USD", needMinutes: 480 };
}

const spent = (minor: number) => ({
  spentDiscretionaryMinor: minor,
  spentTotalMinor: minor,
  impulseCount: 0,
  incomeMinor: 0,
});

test("given three low days up to today, then the run is named with its days", () => {
  const evidence = history((ago) => ({ mood: ago < 3 ? -2 : 2 }));
  expect(lowMoodRun.evaluate(evidence)).toMatchObject({
    facts: { lowDays: 3 },
    basis: { from: "2026-11-21", to: "2026-11-23", days: 3 },
  });
});

test("given three low days and no check-in today, then the run ended yesterday still counts", () => {
  const evidence = history((ago) => ({ mood: ago === 0 ? null : ago < 4 ? -5 : 2 }));
  expect(lowMoodRun.evaluate(evidence)).toMatchObject({
    basis: { from: "2026-11-20", to: "2026-11-22", days: 3 },
  });
});

test.each([
  ["two low days", (ago: number) => ({ mood: ago < 2 ? -4 : 1 })],
  ["a day without a check-in between", (ago: number) => ({ mood: ago === 1 ? null : ago < 4 ? -4 : 1 })],
  ["a better day today", (ago: number) => ({ mood: ago === 0 ? 0 : -4 })],
  ["moods just above low", () => ({ mood: -1.9 })],
  ["no check-in at all", () => ({})],
])("given %s, then nothing is said about a run", (_, make) => {
  expect(lowMoodRun.evaluate(history(make))).toBeNull();
});

/** Mondays 60.00, other days 20.00, every night 7 h, last night 5 h. */
const shortMonday = history((ago, weekday) => ({
  sleepMinutes: ago === 0 ? 300 : 420,
  ...(ago === 0 ? {} : spent(weekday === 0 ? 6000 : 2000)),
}));

test("given a short night before a usual spending day, then both are told with their numbers", () => {
  expect(shortNightSpendingDay.evaluate(shortMonday)).toMatchObject({
    ruleId: "short-night-spending-day",
    facts: {
      sleepMinutes: 300,
      usualMinutes: 420,
      shortByMinutes: 120,
      weekday: 0,
      weekdays: 8,
      usualSpendMinor: 6000,
      anyDaySpendMinor: 2000,
    },
    basis: { from: "2026-09-28", to: today, days: 8 },
  });
});

test.each([
  [
    "a usual night",
    (ago: number, weekday: number) => ({
      sleepMinutes: 420,
      ...(ago === 0 ? {} : spent(weekday === 0 ? 6000 : 2000)),
    }),
  ],
  [
    "a day like any other",
    (ago: number) => ({ sleepMinutes: ago === 0 ? 300 : 420, ...(ago === 0 ? {} : spent(2000)) }),
  ],
  [
    "no night today",
    (ago: number, weekday: number) => ({
      sleepMinutes: ago === 0 ? null : 420,
      ...spent(weekday === 0 ? 6000 : 2000),
    }),
  ],
  [
    "six nights in all",
    (ago: number, weekday: number) => ({
      sleepMinutes: ago === 0 ? 300 : ago < 7 ? 420 : null,
      ...spent(weekday === 0 ? 6000 : 2000),
    }),
  ],
  ["spending not known", (ago: number) => ({ sleepMinutes: ago === 0 ? 300 : 420 })],
  [
    "nights that are all under six hours",
    (ago: number, weekday: number) => ({
      sleepMinutes: ago === 0 ? 330 : 320,
      ...spent(weekday === 0 ? 6000 : 2000),
    }),
  ],
])("given %s, then the night is not put beside the spending", (_, make) => {
  expect(shortNightSpendingDay.evaluate(history(make))).toBeNull();
});

test("given a week at twice the usual, then the pace is told with both sums", () => {
  // 7 x 40.00 = 280.00 against eight weeks of 7 x 20.00 = 140.00; offset max(5.00, 14.00): 294 / 154 = 1.909.
  const evidence = history((ago) => (ago === 0 ? {} : spent(ago <= 7 ? 4000 : 2000)));
  expect(spendingAhead.evaluate(evidence)).toMatchObject({
    facts: { spentMinor: 28_000, usualWeekMinor: 14_000, weeks: 8, lastDay: "2026-11-22" },
  });
  expect(spendingAhead.evaluate(evidence)?.strength).toBeCloseTo(294 / 154 - 1, 9);
});

test.each([
  ["a week as usual", (ago: number) => (ago === 0 ? {} : spent(2000))],
  ["a week 25% up", (ago: number) => (ago === 0 ? {} : spent(ago <= 7 ? 2500 : 2000))],
  ["three earlier weeks", (ago: number) => (ago === 0 || ago > 28 ? {} : spent(ago <= 7 ? 9000 : 2000))],
  ["a gap in the week", (ago: number) => (ago === 0 || ago === 3 ? {} : spent(ago <= 7 ? 9000 : 2000))],
])("given %s, then nothing is said about the pace", (_, make) => {
  expect(spendingAhead.evaluate(history(make))).toBeNull();
});

test("given a low run and a spending week, then only the run is spoken of", () => {
  const evidence = history((ago) => ({ mood: -4, ...(ago === 0 ? {} : spent(ago <= 7 ? 9000 : 2000)) }));
  expect(chooseFinding(evidence, new Set())?.rule.id).toBe("low-mood-run");
  expect(chooseFinding(evidence, new Set(["low-mood-run"]))?.rule.id).toBe("spending-ahead");
  expect(chooseFinding(evidence, new Set(["low-mood-run", "spending-ahead"]))).toBeNull();
});

test("given nothing known at all, then no rule speaks", () => {
  expect(
    chooseFinding(
      history(() => ({})),
      new Set(),
    ),
  ).toBeNull();
  expect(chooseFinding({ today, days: [], currency: "JPY", needMinutes: 480 }, new Set())).toBeNull();
});
