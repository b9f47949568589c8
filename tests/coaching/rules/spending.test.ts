import { describe, expect, test } from "vitest";
import type { BudgetStanding } from "../../../coaching/budgets/standing.ts";
import { addDays } from "../../../coaching/model/local-date.ts";
import { impulseEvening } from "../../../coaching/rules/impulse-evening.ts";
import { paceOverBudget } from "../../../coaching/rules/pace-over-budget.ts";
import { paydaySplurge } from "../../../coaching/rules/payday-splurge.ts";
import { spendingAhead } from "../../../coaching/rules/spending-ahead.ts";
import { spendingSpike } from "../../../coaching/rules/spending-spike.ts";
import { factsOf, history, purchase, spent, TODAY } from "../../support/rule-evidence.ts";

/** Every day's spending by choice; today's is not over. */
const spending = (make: (ago: number) => number | null) =>
  history((ago) => {
    const minor = ago === 0 ? null : make(ago);
    return minor === null ? {} : spent(minor);
  });

describe("spending-ahead", () => {
  test("given a week at twice the usual, then the pace is told with both sums", () => {
    // 7 x 40.00 = 280.00 against eight weeks of 7 x 20.00 = 140.00; offset max(5.00, 14.00): 294 / 154 = 1.909.
    const [found] = spendingAhead.evaluate(spending((ago) => (ago <= 7 ? 4000 : 2000)));
    expect(found?.facts).toEqual({
      spentMinor: 28_000,
      usualWeekMinor: 14_000,
      weeks: 8,
      lastDay: "2026-11-22",
    });
    expect(found?.strength).toBeCloseTo(294 / 154 - 1, 9);
  });

  test.each([
    ["a week as usual", spending(() => 2000)],
    ["a week 25% up", spending((ago) => (ago <= 7 ? 2500 : 2000))],
    ["three earlier weeks", spending((ago) => (ago > 28 ? null : ago <= 7 ? 9000 : 2000))],
    ["a gap in the week", spending((ago) => (ago === 3 ? null : ago <= 7 ? 9000 : 2000))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(spendingAhead.evaluate(evidence)).toEqual([]);
  });
});

describe("spending-spike", () => {
  test("given a day above all four weeks before and twice the usual, then it is told with its day", () => {
    // (45.00 + 5.00) / (20.00 + 5.00) = 2.
    expect(
      factsOf(
        spendingSpike,
        spending((ago) => (ago === 1 ? 4500 : 2000)),
      ),
    ).toEqual({
      spentMinor: 4500,
      usualDayMinor: 2000,
      comparedDays: 28,
      spikeDay: "2026-11-22",
    });
  });

  test("given yesterday is not known yet, then the day before may be told", () => {
    const evidence = spending((ago) => (ago === 1 ? null : ago === 2 ? 9000 : 2000));
    expect(factsOf(spendingSpike, evidence)).toMatchObject({ spikeDay: "2026-11-21" });
  });

  test.each([
    ["just under twice the usual", spending((ago) => (ago === 1 ? 4499 : 2000))],
    ["a day like another one", spending((ago) => (ago === 1 || ago === 20 ? 9000 : 2000))],
    ["twenty known days before", spending((ago) => (ago > 21 ? null : ago === 1 ? 9000 : 2000))],
    ["nothing known for three days", spending((ago) => (ago < 3 ? null : ago === 3 ? 9000 : 2000))],
    ["a coffee after weeks without spending", spending((ago) => (ago === 1 ? 450 : 0))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(spendingSpike.evaluate(evidence)).toEqual([]);
  });
});

function standing(id: string, spentMinor: number, more: Partial<BudgetStanding> = {}): BudgetStanding {
  return {
    budget: { id, amountMinor: 20_000, currency: "USD" },
    spentMinor,
    payments: 9,
    leftMinor: 20_000 - spentMinor,
    daysLeft: 8,
    pace: { word: "ahead", expectedMinor: 10_000, n: 3 },
    expected: [],
    expectedMinor: 0,
    freeMinor: 20_000 - spentMinor,
    safeTodayMinor: 0,
    forecast: null,
    ...more,
  };
}

const withBudgets = (...budgets: readonly BudgetStanding[]) => history(() => ({}), { budgets });

describe("pace-over-budget", () => {
  test("given spending at 1.3 times the usual pace, then the budget is told with both", () => {
    // Offset max(5.00, 10% of 100.00) = 10.00: (133.00 + 10.00) / (100.00 + 10.00) = 1.3.
    expect(paceOverBudget.evaluate(withBudgets(standing("EATING_OUT", 13_300)))).toMatchObject([
      {
        subject: "EATING_OUT",
        facts: {
          budget: "EATING_OUT",
          spentMinor: 13_300,
          limitMinor: 20_000,
          expectedMinor: 10_000,
          months: 3,
          daysLeft: 8,
        },
        basis: { from: "2026-11-01", to: TODAY, days: 23 },
      },
    ]);
  });

  test("given two budgets ahead, then each is a finding of its own", () => {
    const found = paceOverBudget.evaluate(
      withBudgets(standing("DISCRETIONARY", 15_000), standing("FOOD_AND_DRINK_COFFEE", 19_000)),
    );
    expect(found.map(({ subject }) => subject)).toEqual(["DISCRETIONARY", "FOOD_AND_DRINK_COFFEE"]);
  });

  test.each([
    ["a pace just under 1.3", standing("EATING_OUT", 13_299)],
    ["a budget for groceries", standing("FOOD_AND_DRINK_GROCERIES", 19_000)],
    ["a budget for food, groceries among it", standing("FOOD_AND_DRINK", 19_000)],
    ["a budget for rent", standing("RENT_AND_UTILITIES_RENT", 19_000)],
    ["a budget for health", standing("MEDICAL", 19_000)],
    ["a budget for everything together", standing("TOTAL", 19_000)],
    ["no pace", standing("EATING_OUT", 19_000, { pace: null })],
    [
      "no month of their own",
      standing("EATING_OUT", 19_000, { pace: { word: "ahead", expectedMinor: 9000, n: 0 } }),
    ],
  ])("given %s, then nothing is said", (_, one) => {
    expect(paceOverBudget.evaluate(withBudgets(one))).toEqual([]);
  });

  test("given the fourth of a month, then nothing is said yet; on the fifth it is", () => {
    const on = (today: string) =>
      paceOverBudget.evaluate({ ...withBudgets(standing("EATING_OUT", 19_000)), today }).length;
    expect([on("2026-11-04"), on("2026-11-05")]).toEqual([0, 1]);
  });
});

/** Possible impulses on each of the last days, one every other week before. */
const impulses = (lately: number, before = 14) =>
  history((ago) => {
    if (ago === 0) return {};
    const isOne = ago <= 7 ? ago <= lately : ago % before === 0;
    return spent(2000, { impulseCount: isOne ? 1 : 0 });
  });

describe("impulse-evening", () => {
  test("given the third possible impulse in seven days, then it stands beside the usual week", () => {
    expect(factsOf(impulseEvening, impulses(3))).toEqual({
      impulses: 3,
      usualImpulses: 1,
      weeks: 8,
      lastDay: "2026-11-22",
    });
  });

  const at = (hour: number) =>
    Array.from({ length: 6 }, (_, index) => {
      const date = addDays(TODAY, -2 - index);
      const hours = String(hour + 5).padStart(2, "0");
      return purchase(date, 4000, { at: new Date(`${date}T${hours}:00:00Z`), impulseProbability: 0.8 });
    });

  test("given impulses that are known to happen at noon, then an evening is no time for it; at 18:00 it is", () => {
    expect(impulseEvening.evaluate({ ...impulses(3), payments: at(12) })).toEqual([]);
    expect(impulseEvening.evaluate({ ...impulses(3), payments: at(18) })).toHaveLength(1);
  });

  test("given a bank that tells days alone, then hours are not held against it", () => {
    const payments = at(12).map((row) => ({ ...row, timeKnown: false }));
    expect(impulseEvening.evaluate({ ...impulses(3), payments })).toHaveLength(1);
  });

  test.each([
    ["two in the week", impulses(2)],
    ["three in every week", impulses(3, 2)],
    ["nothing synced", history(() => ({}))],
    [
      "three weeks before",
      history((ago) => (ago === 0 || ago > 28 ? {} : spent(2000, { impulseCount: ago <= 4 ? 1 : 0 }))),
    ],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(impulseEvening.evaluate(evidence)).toEqual([]);
  });

  test("it is said of an evening only", () => {
    expect(impulseEvening.slots).toEqual(["evening"]);
  });
});

/** Paid every 28 days, the last time yesterday; so much on the three days from each payday, and on others. */
const paid = (after: number, other: number, ago0 = 1) =>
  history((ago) => {
    if (ago === 0) return {};
    const since = (120 + ago0 - ago) % 28;
    const back = (ago - ago0) % 28;
    const isPayday = ago >= ago0 && back === 0;
    const isAfter = ago >= ago0 ? back === 0 || back >= 26 : since < 0;
    return spent(isAfter ? after : other, { incomeMinor: isPayday ? 300_000 : 0 });
  });

describe("payday-splurge", () => {
  test("given income yesterday, then three days after paydays stand beside three other days", () => {
    // Offset 5.00: (3 x 40.00 + 5.00) / (3 x 20.00 + 5.00) = 1.92.
    expect(factsOf(paydaySplurge, paid(4000, 2000))).toEqual({
      afterPaydayMinor: 12_000,
      otherDaysMinor: 6000,
      paydays: 4,
      incomeDay: "2026-11-22",
    });
  });

  test.each([
    ["days after paydays like any others", paid(2000, 2000)],
    ["a fifth more after paydays", paid(2400, 2000)],
    ["income four days ago", paid(4000, 2000, 4)],
    ["no income", spending(() => 2000)],
    ["income every day", history((ago) => (ago === 0 ? {} : spent(2000, { incomeMinor: 5000 })))],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(paydaySplurge.evaluate(evidence)).toEqual([]);
  });

  test("given two paydays before this one, then nothing is said", () => {
    const evidence = paid(4000, 2000);
    expect(paydaySplurge.evaluate({ ...evidence, days: evidence.days.slice(-70) })).toEqual([]);
  });
});
