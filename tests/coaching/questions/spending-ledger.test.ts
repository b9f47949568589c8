import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TransactionRow } from "../../../coaching/model/rows.ts";
import { sumDailyMoney } from "../../../coaching/money/daily-money.ts";
import { buildLedger } from "../../../coaching/questions/spending-ledger.ts";
import {
  bySize,
  daysWithout,
  knownPart,
  sumByGroup,
  sumByMerchant,
  sumUp,
  usualOf,
  within,
} from "../../../coaching/questions/spending-sums.ts";

const OPTIONS = { currency: "USD", zone: "America/New_York" };
const CLOTHES = "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES";

let nextId = 0;
function row(
  date: string,
  merchantName: string | null,
  amountMinor: number,
  category: string | null,
  rest: Partial<TransactionRow> = {},
): TransactionRow {
  nextId++;
  return {
    id: `t${nextId}`,
    accountId: "a",
    at: new Date(Date.parse(`${date}T12:00:00Z`) + nextId),
    date,
    merchantName,
    amountMinor,
    currency: "USD",
    category,
    subcategory: null,
    isDiscretionary: null,
    isRecurring: null,
    pending: false,
    timeKnown: false,
    ...rest,
  };
}

describe("the ledger", () => {
  test("given a return within a cent, then the purchase costs nothing and no cent is gained", () => {
    const { items } = buildLedger(
      [row("2026-11-02", "Uniqlo", 8990, CLOTHES), row("2026-11-09", "UNIQLO", -8991, CLOTHES)],
      OPTIONS,
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ chargedMinor: 8990, refundedMinor: 8990, netMinor: 0 });
  });

  test("given a refund whose purchase is not known, then it stands alone and lowers the sum", () => {
    const { items } = buildLedger(
      [row("2026-11-02", "Basket", 5000, null), row("2026-11-03", "Uniqlo", -1000, CLOTHES)],
      OPTIONS,
    );
    expect(sumUp(items)).toEqual({
      netMinor: 4000,
      chargedMinor: 5000,
      refundedMinor: 1000,
      count: 1,
      refunds: 1,
      pending: 0,
    });
  });

  test("given transfers, card payments, income and rows of nothing, then none of them is spending", () => {
    const ledger = buildLedger(
      [
        row("2026-11-02", "Savings", 20_000, "TRANSFER_OUT_SAVINGS"),
        row("2026-11-02", "Card", 30_000, "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT"),
        row("2026-11-02", "Northwind", -160_000, "INCOME_SALARY"),
        row("2026-11-02", "Hold", 0, "TRAVEL_LODGING"),
        row("2026-11-02", "Broken", Number.NaN, null),
      ],
      OPTIONS,
    );
    expect(ledger.items).toEqual([]);
    expect(ledger.transfers).toHaveLength(2);
  });

  test("given two currencies, then they stand apart", () => {
    const { items, others } = buildLedger(
      [row("2026-11-02", "A", 100, null), row("2026-11-02", "B", 200, null, { currency: "EUR" })],
      OPTIONS,
    );
    expect(items.map(({ merchantName }) => merchantName)).toEqual(["A"]);
    expect(others.map(({ currency, items: [item] }) => [currency, item?.netMinor])).toEqual([["EUR", 200]]);
  });

  test("given labels and categories, then a choice is what is more likely a wish", () => {
    const { items } = buildLedger(
      [
        row("2026-11-02", "a", 1, "FOOD_AND_DRINK_RESTAURANT"),
        row("2026-11-02", "b", 1, "FOOD_AND_DRINK_GROCERIES"),
        row("2026-11-02", "c", 1, "FOOD_AND_DRINK_GROCERIES", { isDiscretionary: true }),
        row("2026-11-02", "d", 1, "FOOD_AND_DRINK_RESTAURANT", { isDiscretionary: false }),
        // Nothing is known of it: 0.48.
        row("2026-11-02", "e", 1, null),
      ],
      OPTIONS,
    );
    expect(items.map(({ isChoice }) => isChoice)).toEqual([true, false, true, false, false]);
  });

  test("given any rows on days of their own, then what is spent in all is what the daily series says", () => {
    const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-11-${String(date).padStart(2, "0")}`);
    const payment = fc.record({
      date: day,
      merchant: fc.constantFrom("A", "B", "C"),
      amount: fc.integer({ min: 1, max: 5 }).map((units) => units * 1000),
      category: fc.constantFrom(CLOTHES, "FOOD_AND_DRINK_GROCERIES", null, "TRANSFER_OUT_SAVINGS"),
      isReturned: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(payment, { maxLength: 30 }), (payments) => {
        // A return of what was bought is in both; refunds without a purchase are floored by day in the series only.
        const rows = payments.flatMap(({ date, merchant, amount, category, isReturned }) => [
          row(date, merchant, amount, category),
          ...(isReturned && category === CLOTHES ? [row("2026-11-29", merchant, -amount, category)] : []),
        ]);
        const daily = sumDailyMoney(rows, { ...OPTIONS, to: "2026-11-30" });
        const { items } = buildLedger(rows, OPTIONS);
        for (const [day, { spentTotalMinor }] of daily.byDay) {
          const of = items.filter(({ date }) => date === day);
          expect(sumUp(of).netMinor).toBe(spentTotalMinor);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("sums", () => {
  const { items } = buildLedger(
    [
      row("2026-11-02", "Basket", 5000, "FOOD_AND_DRINK_GROCERIES"),
      row("2026-11-03", "BASKET", 3000, "FOOD_AND_DRINK_GROCERIES"),
      row("2026-11-03", null, 700, "FOOD_AND_DRINK_COFFEE"),
      row("2026-11-05", "Elm", 90_000, "RENT_AND_UTILITIES_RENT"),
      row("2026-11-06", "Who", 100, "SOMETHING_NEW"),
    ],
    OPTIONS,
  );

  test("given groups, then each payment is in one and the largest comes first", () => {
    expect(sumByGroup(items).map(({ name, sum }) => [name, sum.netMinor])).toEqual([
      ["rent", 90_000],
      ["groceries", 8000],
      ["coffee", 700],
      ["unnamed", 100],
    ]);
  });

  test("given one merchant in two spellings, then it is one, under the later name", () => {
    expect(sumByMerchant(items).map(({ name, sum }) => [name, sum.netMinor, sum.count])).toEqual([
      ["Elm", 90_000, 1],
      ["BASKET", 8000, 2],
      ["Who", 100, 1],
    ]);
  });

  test("given days, then those without a payment are counted", () => {
    // 1, 4 and 7 November
    expect(daysWithout(items, { from: "2026-11-01", to: "2026-11-07" })).toBe(3);
  });

  test("given equal payments, then the later comes first", () => {
    const two = buildLedger(
      [row("2026-11-02", "a", 5, null), row("2026-11-03", "b", 5, null)],
      OPTIONS,
    ).items;
    expect(bySize(two).map(({ merchantName }) => merchantName)).toEqual(["b", "a"]);
  });

  test("given what is known, then a range is cut to it", () => {
    const known = { first: "2026-11-03", through: "2026-11-05" };
    expect(knownPart({ from: "2026-11-01", to: "2026-11-30" }, known)).toEqual({
      from: "2026-11-03",
      to: "2026-11-05",
    });
    expect(knownPart({ from: "2026-11-06", to: "2026-11-30" }, known)).toBeNull();
    expect(knownPart({ from: "2026-11-01", to: "2026-11-30" }, { ...known, through: null })).toBeNull();
  });
});

describe("the usual", () => {
  const WEEK = { from: "2026-11-16", to: "2026-11-22" };
  const weekly = (amounts: readonly number[]) =>
    buildLedger(
      amounts.map((amount, index) =>
        row(
          `${["2026-11-10", "2026-11-03", "2026-10-27", "2026-10-20", "2026-10-13"][index]}`,
          "A",
          amount,
          null,
        ),
      ),
      OPTIONS,
    ).items;

  test("given four earlier weeks known in full, then it is their middle", () => {
    const known = { first: "2026-10-19", through: "2026-11-22" };
    // 100, 200, 400 and 300: between 200 and 300
    expect(usualOf(weekly([100, 200, 400, 300]), WEEK, known)).toEqual({
      kind: "week",
      minor: 250,
      lowMinor: 100,
      highMinor: 400,
      n: 4,
      stretches: [
        { from: "2026-10-19", to: "2026-10-25", minor: 300 },
        { from: "2026-10-26", to: "2026-11-01", minor: 400 },
        { from: "2026-11-02", to: "2026-11-08", minor: 200 },
        { from: "2026-11-09", to: "2026-11-15", minor: 100 },
      ],
    });
  });

  test("given three, then there is none yet; a week known in part does not count", () => {
    expect(
      usualOf(weekly([100, 200, 400, 300]), WEEK, { first: "2026-10-20", through: "2026-11-22" }),
    ).toBeNull();
  });

  test("given weeks without spending, then they count as 0", () => {
    const usual = usualOf(weekly([100]), WEEK, { first: "2026-10-01", through: "2026-11-22" });
    expect(usual).toMatchObject({ minor: 0, n: 6 });
  });

  test("given a calendar month, then it stands against months of any length", () => {
    const months = ["2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30"];
    const items = buildLedger(
      months.map((date, index) => row(date, "A", (index + 1) * 100, null)),
      OPTIONS,
    ).items;
    const known = { first: "2026-06-01", through: "2026-11-22" };
    expect(usualOf(items, { from: "2026-11-01", to: "2026-11-30" }, known)).toMatchObject({
      kind: "month",
      minor: 300,
      n: 5,
    });
  });

  test("given some other stretch, then there is none", () => {
    const known = { first: "2026-01-01", through: "2026-11-22" };
    expect(usualOf(weekly([100]), { from: "2026-11-01", to: "2026-11-20" }, known)).toBeNull();
  });

  test("given payments of the stretch itself, then they do not move the usual", () => {
    const known = { first: "2026-09-01", through: "2026-11-22" };
    const before = weekly([100, 200, 400, 300]);
    const more = buildLedger([row("2026-11-18", "A", 99_999, null)], OPTIONS).items;
    expect(usualOf([...before, ...more], WEEK, known)).toEqual(usualOf(before, WEEK, known));
    expect(within(more, WEEK)).toHaveLength(1);
  });
});
