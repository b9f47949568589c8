import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayNumber, type LocalDate } from "../../../coaching/model/local-date.ts";
import type { SpendingItem } from "../../../coaching/questions/spending-ledger.ts";
import { budgetPassed } from "../../../coaching/summaries/budget-passed.ts";
import { daysApart } from "../../../coaching/summaries/days-apart.ts";
import { meanIn, usualChange } from "../../../coaching/summaries/means.ts";
import { type StoredScores, WORTH_ORDER } from "../../../coaching/summaries/note.ts";
import { kindOfPeriod, periodBefore, periodToTell } from "../../../coaching/summaries/period.ts";
import { wholeParts } from "../../../coaching/summaries/whole-parts.ts";

describe("the week or month that is told", () => {
  test.each([
    ["week", "2026-11-23", "2026-11-16", "2026-11-22"],
    ["week", "2026-11-24", "2026-11-16", "2026-11-22"],
    ["week", "2026-11-25", "2026-11-23", "2026-11-29"],
    ["month", "2026-11-02", "2026-10-01", "2026-10-31"],
    ["month", "2026-11-03", "2026-11-01", "2026-11-30"],
    ["month", "2028-03-01", "2028-02-01", "2028-02-29"],
  ] as const)("given no words behind /%s on %s, then it is %s to %s", (kind, today, from, to) => {
    expect(periodToTell(kind, today)).toEqual({ from, to });
  });

  test.each([
    ["a whole week", "2026-11-16", "2026-11-22", "2026-11-09", "2026-11-15"],
    ["four days of one", "2026-11-16", "2026-11-19", "2026-11-09", "2026-11-15"],
    ["a whole month", "2026-11-01", "2026-11-30", "2026-10-01", "2026-10-31"],
    ["a month that goes on", "2026-03-01", "2026-03-12", "2026-02-01", "2026-02-28"],
    ["ten days", "2026-11-16", "2026-11-25", "2026-11-06", "2026-11-15"],
  ])("given %s, then it is held against the stretch before", (_, from, to, first, last) => {
    expect(periodBefore({ from, to })).toEqual({ from: first, to: last });
  });

  test.each([
    ["2026-11-16", "2026-11-22", "week"],
    ["2026-11-17", "2026-11-23", null],
    ["2026-11-01", "2026-11-30", "month"],
    ["2026-11-01", "2026-11-29", null],
  ])("given %s to %s, then it is a whole %s", (from, to, kind) => {
    expect(kindOfPeriod({ from, to })).toBe(kind);
  });
});

describe("parts in whole points", () => {
  test.each([
    ["rounding that fits", [1.2, -3.4, 0.1], [1, -3, 0]],
    // 0.4 three times is 1.2, so that one point is left: the first of equal ones takes it.
    ["what is lost by rounding", [0.4, 0.4, 0.4], [1, 0, 0]],
    // −2.6 in all is −3; rounded the parts are −1, −1 and 0, and −0.6 lost most.
    ["a total below none", [-1.4, -0.6, -0.6], [-1, -1, -1]],
    ["the example of docs/methods/summaries.md", [-3.6, -2.3, -0.4], [-4, -2, 0]],
    ["nothing", [], []],
    ["halves", [0.5, 0.5], [0, 1]],
  ])("given %s, then they add up", (_, parts, whole) => {
    expect(wholeParts(parts)).toEqual(whole);
  });

  test("given any, then they add up to the rounded total, none further than a point from its own", () => {
    const number = fc.double({ min: -60, max: 60, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { maxLength: 12 }), (parts) => {
        const whole = wholeParts(parts);
        expect(whole.reduce((sum, part) => sum + part, 0)).toBe(
          Math.round(parts.reduce((sum, part) => sum + part, 0)) + 0,
        );
        for (const [at, part] of whole.entries())
          expect(Math.abs(part - (parts[at] ?? 0))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});

describe("means, and the usual change of a week", () => {
  const monday = dayNumber("2026-11-16");
  /** Weeks before a Monday, the newest first, each with one value on so many of its days. */
  const weeks =
    (values: readonly (number | null)[], days = 7) =>
    (day: number) => {
      const back = Math.floor((monday - 1 - day) / 7);
      const value = day >= monday ? undefined : values[back];
      return value === undefined || (day - monday + 7 * (back + 1)) % 7 >= days ? null : value;
    };

  test("given weeks of 10, 13, 12, 18, 17, 20, 20 and 19, then the middle of the changes 3, 1, 6, 1, 3, 0, 1 is 1", () => {
    expect(usualChange(weeks([10, 13, 12, 18, 17, 20, 20, 19]), monday, 0)).toBe(1);
  });

  test("given a week of which nothing is known, then neither change with it counts; four are enough and three are not", () => {
    // Changes 3, 1, then a gap, then 2 and 2.
    expect(usualChange(weeks([10, 13, 12, null, 17, 19, 21]), monday, 0)).toBe(2);
    expect(usualChange(weeks([10, 13, 12, 14]), monday, 0)).toBe(null);
    expect(usualChange(weeks([10, 13, 12, 14, 15]), monday, 0)).toBe(1.5);
  });

  test("given four known days a week, then they count; three do not, nor weeks of another device, nor a ninth week", () => {
    expect(usualChange(weeks([10, 13, 12, 14, 15], 4), monday, 0)).toBe(1.5);
    expect(usualChange(weeks([10, 13, 12, 14, 15], 3), monday, 0)).toBe(null);
    expect(usualChange(weeks([10, 13, 12, 14, 15]), monday, monday - 28)).toBe(null);
    expect(usualChange(weeks([1, 2, 3, 4, 5, 6, 7, 8, 900]), monday, 0)).toBe(1);
  });

  test.each([
    ["four of seven days", "2026-11-16", "2026-11-22", 4, 5],
    ["three of seven", "2026-11-16", "2026-11-22", 3, null],
    ["18 of 30", "2026-11-01", "2026-11-30", 18, 5],
    ["17 of 30", "2026-11-01", "2026-11-30", 17, null],
    ["three of the three there are", "2026-11-16", "2026-11-18", 3, null],
  ])("given %s, then the mean is told or not", (_, from, to, known, mean) => {
    const first = dayNumber(from);
    expect(meanIn((day) => (day < first + known ? 5 : null), { from, to })).toBe(mean);
  });
});

describe("the best and the hardest day", () => {
  const WEEK = { from: "2026-11-16", to: "2026-11-22" };
  const day = (
    balance: number | null,
    energy: number | null = null,
    mood: number | null = null,
    financial: number | null = null,
  ) => ({ balance, energy, mood, financial }) satisfies StoredScores;
  const from = (days: readonly StoredScores[]) =>
    new Map(days.map((scores, at): [LocalDate, StoredScores] => [addDays(WEEK.from, at), scores]));

  test("given three days, then they are the highest and the lowest, each with the score that moved it most", () => {
    // Monday: energy 80 and mood 40 at 4 to 3: (4/7) · 20 = +11, (3/7) · −20 = −9. Wednesday: all three; 0.3 · −40 = −12.
    const scores = from([day(63, 80, 40), day(60, 60, 60), day(50, 65, 20, 68)]);
    expect(daysApart(scores, WEEK)).toEqual([
      { kind: "best_day", date: "2026-11-16", score: 63, part: "energy", points: 11 },
      { kind: "hardest_day", date: "2026-11-18", score: 50, part: "mood", points: -12 },
    ]);
  });

  test("given a best day below a usual one, then nothing moved it up", () => {
    const scores = from([day(50, 55, 43), day(40, 40, 40), day(45, 45, 45)]);
    expect(daysApart(scores, WEEK)[0]).toMatchObject({ date: "2026-11-16", part: null, points: 0 });
  });

  test("given equal days, then the later ones; given all equal, or two scored days, then none", () => {
    const scores = from([day(50, 50, 50), day(70, 70, 70), day(50, 50, 50), day(70, 70, 70)]);
    expect(daysApart(scores, WEEK)).toMatchObject([{ date: "2026-11-19" }, { date: "2026-11-18" }]);
    expect(daysApart(from([day(50), day(50), day(50)]), WEEK)).toEqual([]);
    expect(daysApart(from([day(50), day(null), day(70)]), WEEK)).toEqual([]);
    expect(daysApart(new Map(), WEEK)).toEqual([]);
  });
});

describe("a budget that was passed", () => {
  const RANGE = { from: "2026-11-16", to: "2026-11-22" };
  const item = (date: LocalDate, netMinor: number, isChoice = true): SpendingItem => ({
    id: date,
    date,
    minute: null,
    merchantName: null,
    category: null,
    chargedMinor: netMinor,
    refundedMinor: 0,
    netMinor,
    isChoice,
    isPossibleImpulse: false,
    pending: false,
  });
  const total = { id: "TOTAL", amountMinor: 10_000, currency: "USD" };
  const choices = { id: "DISCRETIONARY", amountMinor: 5000, currency: "USD" };

  test("given a month that goes past it in these days, then it is that day; on it there is nothing yet", () => {
    const items = [item("2026-11-03", 8000), item("2026-11-17", 2000), item("2026-11-18", 1)];
    expect(budgetPassed([total], items, RANGE)).toEqual({ budget: total, date: "2026-11-18" });
    expect(budgetPassed([total], items.slice(0, 2), RANGE)).toBe(null);
  });

  test("given one that was passed before these days, or after them, then it is no news", () => {
    expect(budgetPassed([total], [item("2026-11-15", 10_001), item("2026-11-18", 900)], RANGE)).toBe(null);
    expect(budgetPassed([total], [item("2026-11-23", 10_001)], RANGE)).toBe(null);
    expect(budgetPassed([total], [item("2026-10-30", 9000), item("2026-11-18", 9000)], RANGE)).toBe(null);
  });

  test("given what came back within them, then it counts; of several the latest, of one day the largest", () => {
    const back = [item("2026-11-16", 10_500), item("2026-11-17", -600)];
    expect(budgetPassed([total], back, RANGE)).toBe(null);
    const both = [item("2026-11-17", 6000), item("2026-11-19", 6000, false)];
    expect(budgetPassed([choices, total], both, RANGE)).toMatchObject({ budget: total, date: "2026-11-19" });
    expect(budgetPassed([choices, total], [item("2026-11-17", 12_000)], RANGE)?.budget).toBe(total);
  });
});

test("what is worth a look: what is rare and passes goes before what stays", () => {
  expect(WORTH_ORDER).toEqual(["anomaly", "budget", "price", "pattern", "check_ins"]);
});
