import { describe, expect, test } from "vitest";
import { addMonths, expectedPayments } from "../../../coaching/budgets/expected.ts";
import { forecastFourWeeks } from "../../../coaching/budgets/forecast.ts";
import { findRecurring, type RecurringStream } from "../../../coaching/recurring/streams.ts";
import { monthlyMinor, yearlyMinor } from "../../../coaching/recurring/subscriptions.ts";

/** A stream of its own, with what differs from a TV subscription of $15.49 on the 12th. */
function stream(changes: Partial<RecurringStream> = {}): RecurringStream {
  const [found] = findRecurring(
    ["2026-08-12", "2026-09-12", "2026-10-12"].map((date, index) => ({
      id: `tv-${index}`,
      date,
      merchantName: "Streamhaus",
      rawDescriptor: null,
      amountMinor: 1549,
      currency: "USD",
      category: "ENTERTAINMENT_TV_AND_MOVIES",
      subcategory: null,
      pending: false,
    })),
    { asOf: "2026-11-01" },
  );
  if (found === undefined) throw new Error("expected a stream");
  return { ...found, ...changes };
}

const NOVEMBER = { today: "2026-11-10", to: "2026-11-30" };
const dates = (changes: Partial<RecurringStream>) =>
  expectedPayments([stream(changes)], NOVEMBER).map(({ date }) => date);

describe("payments still expected this month", () => {
  test.each<[string, Partial<RecurringStream>, readonly string[]]>([
    ["a monthly one", {}, ["2026-11-12"]],
    ["a weekly one", { cadence: "weekly" }, ["2026-11-12", "2026-11-19", "2026-11-26"]],
    ["one due next month", { nextDate: "2026-12-01" }, []],
    ["one due today", { nextDate: "2026-11-10" }, ["2026-11-10"]],
    ["one a little late", { nextDate: "2026-11-08" }, ["2026-11-10"]],
    ["one as late as it may be", { nextDate: "2026-11-05" }, ["2026-11-10"]],
    ["one later than it comes", { nextDate: "2026-11-04" }, []],
    ["a yearly one two weeks late", { cadence: "annual", nextDate: "2026-10-27" }, ["2026-11-10"]],
    ["a yearly one that was given up in summer", { cadence: "annual", nextDate: "2026-08-12" }, []],
    ["one that is missed", { nextDate: "2026-11-01", status: "missed" }, []],
    ["one that is over", { status: "ended" }, []],
    ["an unlikely one", { nextChance: 0.49 }, []],
    ["one on the last day", { nextDate: "2026-11-30" }, ["2026-11-30"]],
  ])("given %s, then it is expected on its days", (_, changes, expected) => {
    expect(dates(changes)).toEqual(expected);
  });

  test("given a month's end, then months are added by the calendar", () => {
    expect([addMonths("2026-01-31", 1), addMonths("2026-11-30", 3), addMonths("2027-12-15", 1)]).toEqual([
      "2026-02-28",
      "2027-02-28",
      "2028-01-15",
    ]);
  });
});

test.each<[RecurringStream["cadence"], number, number]>([
  ["weekly", 6735, 80_825],
  ["biweekly", 3368, 40_412],
  ["semimonthly", 3098, 37_176],
  ["monthly", 1549, 18_588],
  ["quarterly", 516, 6196],
  ["annual", 129, 1549],
])("given $15.49 %s, then it costs that much in a month and a year", (cadence, month, year) => {
  const one = stream({ cadence });
  expect(yearlyMinor(one)).toBe(year);
  expect(Math.abs(monthlyMinor(one) - month)).toBeLessThanOrEqual(1);
});

describe("a forecast of four weeks", () => {
  test("given seven weeks, then there is none", () => {
    expect(forecastFourWeeks([1, 2, 3, 4, 5, 6, 7])).toBeNull();
  });

  test("given eight equal weeks, then it is four of them", () => {
    expect(forecastFourWeeks(Array.from({ length: 8 }, () => 5_000))).toBe(20_000);
  });

  test("given every second week, then the three forecasts are averaged", () => {
    // The last eight 50 each, the last 26 (here 10) 50 each; sizes stay 100, the chance goes .5, .55, .495.
    const weeks = [0, 100, 0, 100, 0, 100, 0, 100, 100, 0];
    expect(forecastFourWeeks(weeks)).toBe(Math.round((4 * (50 + 50 + 49.5)) / 3));
  });

  test("given a kind of spending that stopped, then it falls below a fifth within eighteen weeks", () => {
    const weeks = [...Array.from({ length: 30 }, () => 10_000), ...Array.from({ length: 18 }, () => 0)];
    expect(forecastFourWeeks(weeks)).toBeLessThan(8_000);
  });

  test("given refunds, then it is never below nothing", () => {
    expect(forecastFourWeeks(Array.from({ length: 9 }, () => -500))).toBe(0);
  });
});
