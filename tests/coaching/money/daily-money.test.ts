import { expect, test } from "vitest";
import type { TransactionRow } from "../../../coaching/model/rows.ts";
import { sumDailyMoney } from "../../../coaching/money/daily-money.ts";
import { row, rowAt } from "./row-help.ts";

const TO = "2026-06-30";
const sum = (rows: readonly TransactionRow[], to = TO) =>
  sumDailyMoney(rows, { currency: "USD", zone: "UTC", to });
const on = (rows: readonly TransactionRow[], date: string, to = TO) => sum(rows, to).byDay.get(date);
const SALARY = { category: "INCOME", subcategory: "INCOME_SALARY", merchantName: "Employer" };

test("given purchases of a day, then each counts by its probability of being discretionary", () => {
  const rows = [
    row("2026-06-01", { amountMinor: 1001 }),
    row("2026-06-01", { amountMinor: 5000, subcategory: "FOOD_AND_DRINK_GROCERIES" }),
    row("2026-06-01", { amountMinor: 700, isDiscretionary: true }),
    row("2026-06-01", { amountMinor: 300, isDiscretionary: false }),
  ];
  // .9·1001 + .12·5000 + 700 = 2200.9
  expect(on(rows, "2026-06-01")).toEqual({
    spentDiscretionaryMinor: 2201,
    spentTotalMinor: 7001,
    incomeMinor: 0,
    impulseCount: 0,
  });
});

test("given transfers and a card payment, then they count nowhere", () => {
  const rows = ["TRANSFER_OUT_SAVINGS", "TRANSFER_IN_SAVINGS", "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT"].map(
    (category, index) =>
      row("2026-06-01", { category, subcategory: null, amountMinor: index === 1 ? -9000 : 9000 }),
  );
  expect(on(rows, "2026-06-01")).toBeUndefined();
});

test("given a refund of the same amount, then it takes back its purchase on the purchase's day", () => {
  const rows = [
    row("2026-06-01", { amountMinor: 8000, merchantName: "Uniqlo" }),
    row("2026-06-01", { amountMinor: 1000 }),
    row("2026-06-15", { amountMinor: -8001, merchantName: "UNIQLO" }),
  ];
  // .9·1000 − .9·1 = 899.1
  expect(on(rows, "2026-06-01")).toMatchObject({ spentDiscretionaryMinor: 899, spentTotalMinor: 999 });
  expect(on(rows, "2026-06-15")).toBeUndefined();
});

test("given a refund seen only later, then until that day the purchase stands", () => {
  const rows = [
    row("2026-06-01", { amountMinor: 8000, merchantName: "Uniqlo" }),
    row("2026-06-15", { amountMinor: -8000, merchantName: "Uniqlo" }),
  ];
  expect(on(rows, "2026-06-01", "2026-06-14")).toMatchObject({ spentTotalMinor: 8000 });
  expect(on(rows, "2026-06-01", "2026-06-15")).toMatchObject({ spentTotalMinor: 0 });
});

test.each([
  ["of another amount", { amountMinor: -7990 }],
  ["of another merchant", { merchantName: "Zara" }],
  ["without a merchant", { merchantName: null }],
])("given a refund %s, then it lowers its own day, not under 0", (_, change) => {
  const rows = [
    row("2026-06-01", { amountMinor: 8000, merchantName: "Uniqlo" }),
    row("2026-06-15", { amountMinor: -8000, merchantName: "Uniqlo", ...change }),
    row("2026-06-15", { amountMinor: 9000, subcategory: "FOOD_AND_DRINK_GROCERIES" }),
  ];
  expect(on(rows, "2026-06-01")).toMatchObject({ spentTotalMinor: 8000 });
  // .12·9000 − .9·8000 is under 0
  const left = 9000 + ("amountMinor" in change ? change.amountMinor : -8000);
  expect(on(rows, "2026-06-15")).toMatchObject({ spentDiscretionaryMinor: 0, spentTotalMinor: left });
});

test("given purchases 60 and 61 days before a refund, then the first is matched and the second is too old", () => {
  const bought = (date: string) => row(date, { amountMinor: 8000, merchantName: "Uniqlo" });
  const back = row("2026-06-30", { amountMinor: -8000, merchantName: "Uniqlo" });
  expect(on([bought("2026-05-01"), back], "2026-05-01")).toMatchObject({ spentTotalMinor: 0 });
  expect(on([bought("2026-04-30"), back], "2026-04-30")).toMatchObject({ spentTotalMinor: 8000 });
});

test("given two equal purchases and two refunds, then each takes back one, the latest first", () => {
  const bought = ["2026-06-01", "2026-06-03"].map((date) => row(date, { amountMinor: 8000 }));
  const back = ["2026-06-05", "2026-06-06"].map((date) => row(date, { amountMinor: -8000 }));
  const once = [...bought, ...back.slice(0, 1)];
  expect(on(once, "2026-06-03")).toMatchObject({ spentTotalMinor: 0 });
  expect(on(once, "2026-06-01")).toMatchObject({ spentTotalMinor: 8000 });
  expect(on([...bought, ...back], "2026-06-01")).toMatchObject({ spentTotalMinor: 0 });
});

test("given money that came in without a category, then it is income unless something was bought there", () => {
  const unknown = { category: null, subcategory: null };
  const pay = row("2026-06-10", { ...unknown, amountMinor: -250_000, merchantName: "Employer" });
  expect(on([pay], "2026-06-10")).toMatchObject({ incomeMinor: 250_000, spentTotalMinor: 0 });
  const bought = row("2026-06-08", { ...unknown, amountMinor: 5000, merchantName: "Shop" });
  const part = row("2026-06-10", { ...unknown, amountMinor: -2000, merchantName: "Shop" });
  const lunch = row("2026-06-10", { amountMinor: 3000 });
  expect(on([bought, part, lunch], "2026-06-10")).toMatchObject({ incomeMinor: 0, spentTotalMinor: 1000 });
});

test("given salary and its correction, then income is what remains", () => {
  const rows = [
    row("2026-06-10", { ...SALARY, amountMinor: -250_000 }),
    row("2026-06-10", { ...SALARY, amountMinor: 50_000 }),
  ];
  expect(on(rows, "2026-06-10")).toMatchObject({ incomeMinor: 200_000, spentTotalMinor: 0 });
});

test("given amounts in another currency, then they are counted and never summed", () => {
  const rows = [
    row("2026-06-01"),
    row("2026-06-01", { currency: "EUR" }),
    row("2026-06-02", { currency: "JPY" }),
  ];
  expect(sum(rows).otherCurrency).toBe(2);
  expect(on(rows, "2026-06-01")).toMatchObject({ spentTotalMinor: 1000 });
  expect(on(rows, "2026-06-02")).toBeUndefined();
});

test("given amounts that are no number, then they are counted and left out", () => {
  const rows = [row("2026-06-01"), row("2026-06-01", { amountMinor: Number.NaN })];
  expect(sum([...rows, row("2026-06-01", { amountMinor: Number.POSITIVE_INFINITY })]).unusable).toBe(2);
  expect(on(rows, "2026-06-01")).toMatchObject({ spentTotalMinor: 1000 });
});

test("given one id pending and posted, then only the posted one counts, in either order", () => {
  const pending = row("2026-06-01", { id: "same", pending: true, amountMinor: 900 });
  const posted = row("2026-06-02", { id: "same", amountMinor: 1100 });
  for (const rows of [
    [pending, posted],
    [posted, pending],
  ]) {
    expect(on(rows, "2026-06-01")).toBeUndefined();
    expect(on(rows, "2026-06-02")).toMatchObject({ spentTotalMinor: 1100 });
  }
});

test("given a pending purchase alone, then it counts", () => {
  expect(on([row("2026-06-01", { pending: true })], "2026-06-01")).toMatchObject({ spentTotalMinor: 1000 });
});

test("given a late purchase of clothes at a new shop, then the day has a possible impulse", () => {
  // −2.2 + 1.0 + .8 + .5 = .1, just over even odds
  const coat = rowAt("2026-06-01", "23:10", {
    merchantName: "New Shop",
    category: "GENERAL_MERCHANDISE",
    subcategory: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
  });
  expect(on([coat], "2026-06-01")).toMatchObject({ impulseCount: 1 });
  expect(on([{ ...coat, timeKnown: false }], "2026-06-01")).toMatchObject({ impulseCount: 0 });
});

test("given no rows, then there is no day and nothing was left out", () => {
  expect(sum([])).toEqual({
    byDay: new Map(),
    beforeRefunds: [],
    firstDay: null,
    otherCurrency: 0,
    unusable: 0,
  });
});
