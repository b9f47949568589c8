import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leftAfterExpected, type MonthMoney, safeToSpend } from "../../../coaching/budgets/safe-to-spend.ts";

/** $1,000 for the month, $400 spent before today, 10 days left with today, a bill of $100 to come. */
const MONEY: MonthMoney = {
  budgetMinor: 100_000,
  spentBeforeMinor: 40_000,
  spentTodayMinor: 0,
  recurringTodayMinor: 0,
  expectedMinor: 10_000,
  daysLeft: 10,
};
const safe = (changes: Partial<MonthMoney>) => safeToSpend({ ...MONEY, ...changes });

describe("safe to spend today", () => {
  test.each<[string, Partial<MonthMoney>, number]>([
    ["nothing spent today", {}, 5_000],
    ["a coffee today", { spentTodayMinor: 1_200 }, 3_800],
    ["more than the day's share today", { spentTodayMinor: 9_000 }, 0],
    [
      "the bill paid today",
      { spentTodayMinor: 10_000, recurringTodayMinor: 10_000, expectedMinor: 0 },
      5_000,
    ],
    ["the last day", { daysLeft: 1 }, 50_000],
    ["a budget that is spent", { spentBeforeMinor: 95_000 }, 0],
    ["a refund today, net of nothing else", { spentTodayMinor: -2_000 }, 5_000],
    ["a share that is no whole cent", { daysLeft: 7 }, 7_142],
  ])("given %s, then it is what is left this morning by the days left, less today", (_, changes, minor) => {
    expect(safe(changes)).toBe(minor);
  });

  test("given what is left, then the expected bill is taken off it", () => {
    expect(leftAfterExpected({ ...MONEY, spentTodayMinor: 1_200 })).toBe(48_800);
  });

  const anyMoney = fc
    .record({
      budgetMinor: fc.integer({ min: 1, max: 1e9 }),
      spentBeforeMinor: fc.integer({ min: -1e6, max: 1e9 }),
      spentTodayMinor: fc.integer({ min: 0, max: 1e7 }),
      expectedMinor: fc.integer({ min: 0, max: 1e8 }),
      daysLeft: fc.integer({ min: 1, max: 31 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ share, ...money }) => ({
      ...money,
      recurringTodayMinor: Math.floor(share * money.spentTodayMinor),
    }));

  test("given any month, then it is a whole amount from nothing to what is left", () => {
    fc.assert(
      fc.property(anyMoney, (money) => {
        const minor = safeToSpend(money);
        expect(Number.isSafeInteger(minor)).toBe(true);
        expect(minor).toBeGreaterThanOrEqual(0);
        expect(minor).toBeLessThanOrEqual(Math.max(0, leftAfterExpected(money)));
      }),
      { numRuns: 500 },
    );
  });

  test("given any month, when more is spent or expected, or the budget is less, then it never grows", () => {
    fc.assert(
      fc.property(anyMoney, fc.integer({ min: 0, max: 1e6 }), (money, more) => {
        const before = safeToSpend(money);
        const not = (changes: Partial<MonthMoney>) =>
          expect(safeToSpend({ ...money, ...changes })).toBeLessThanOrEqual(before);
        not({ spentBeforeMinor: money.spentBeforeMinor + more });
        not({ spentTodayMinor: money.spentTodayMinor + more });
        not({ expectedMinor: money.expectedMinor + more });
        not({ budgetMinor: Math.max(1, money.budgetMinor - more) });
        not({
          spentTodayMinor: money.spentTodayMinor + more,
          recurringTodayMinor: money.recurringTodayMinor + more,
        });
      }),
      { numRuns: 500 },
    );
  });
});
