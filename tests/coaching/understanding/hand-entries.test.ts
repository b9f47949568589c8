import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isAbsurdAmount,
  isAhead,
  readFixedAmount,
  readHandEntries,
} from "../../../coaching/understanding/hand-entries.ts";

const CONTEXT = { today: "2026-11-26", timezone: "America/New_York", currency: "USD" };
const read = (text: string) => readHandEntries(text, CONTEXT);
const entry = (
  amount: number,
  what: string | null,
  date: string | null = null,
  currency: string | null = null,
) => ({
  amount,
  currency,
  what,
  date,
});

test.each([
  ["12 coffee", [entry(12, "coffee")]],
  ["lunch 14.50 yesterday", [entry(14.5, "lunch", "2026-11-25")]],
  ["spent 20€ on gas", [entry(20, "gas", null, "EUR")]],
  ["got 50 from mum", [entry(-50, "mum")]],
  ["refund 30 uniqlo", [entry(-30, "uniqlo")]],
  ["spent 20", [entry(20, null)]],
  ["12 coffee and 8 bagel", [entry(12, "coffee"), entry(8, "bagel")]],
  ["coffee 4.50, bagel 3", [entry(4.5, "coffee"), entry(3, "bagel")]],
  [
    "spent 40 at uniqlo and 12 on coffee yesterday",
    [entry(40, "uniqlo", "2026-11-25"), entry(12, "coffee", "2026-11-25")],
  ],
  ["12 fish and chips", [entry(12, "fish and chips")]],
  ["1,200 rent", [entry(1200, "rent")]],
])("given %j, then its payments are read", (text, entries) => {
  expect(read(text)).toEqual({ entries, leftOut: false });
});

test("given an amount more that cannot be told apart, then the first is read and the rest is named as left out", () => {
  expect(read("12 coffee and 8")).toEqual({ entries: [entry(12, "coffee")], leftOut: true });
});

describe("amounts no purchase has", () => {
  test.each(["0 coffee", "0.00 coffee", "spent 0 on lunch", "99999999999 coffee", "$0 coffee"])(
    "given %j, then it is one",
    (text) => expect(isAbsurdAmount(text)).toBe(true),
  );
  test.each(["12 coffee", "0.50 gum", "1,200 rent", "coffee", "999999999 yacht", "NaN coffee"])(
    "given %j, then it is none",
    (text) => expect(isAbsurdAmount(text)).toBe(false),
  );
});

test.each([
  ["no, 13", 13],
  ["no 13.50", 13.5],
  ["sorry, $13", 13],
  ["make it 13", 13],
  ["i meant 14", 14],
  ["no", null],
  ["13", null],
  ["no, 13 coffees please", null],
  ["no, 13 or 14", null],
])("given %j after a payment, then the amount that takes its place is %s", (text, amount) => {
  expect(readFixedAmount(text, CONTEXT)).toBe(amount);
});

test("given a day that is still to come, then it is told apart", () => {
  expect(["lunch 14 tomorrow", "rent 900 next week", "lunch 14 yesterday"].map(isAhead)).toEqual([
    true,
    true,
    false,
  ]);
});

test("given any text, then what is read has real amounts, at most ten of them", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 80 }),
        fc
          .array(fc.constantFrom("12", "coffee", "and", ",", "spent", "€", "0", "yesterday", "1e9", "-3"), {
            maxLength: 14,
          })
          .map((words) => words.join(" ")),
      ),
      (text) => {
        const { entries } = read(text);
        expect(entries.length).toBeLessThanOrEqual(10);
        for (const { amount } of entries) {
          expect(Number.isFinite(amount) && amount !== 0 && Math.abs(amount) < 1e9).toBe(true);
        }
        readFixedAmount(text, CONTEXT);
        isAbsurdAmount(text);
      },
    ),
    { numRuns: 500 },
  );
});
