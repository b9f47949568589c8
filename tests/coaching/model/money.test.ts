import fc from "fast-check";
import { expect, test } from "vitest";
import {
  decimalFromMinor,
  formatMoney,
  isCurrency,
  minorDigits,
  minorFromDecimal,
} from "../../../coaching/model/money.ts";

test("given currencies, then their minor units have the digits of ISO 4217", () => {
  expect(["USD", "EUR", "JPY", "KWD", "CHF"].map(minorDigits)).toEqual([2, 2, 0, 3, 2]);
});

test.each([
  ["12.50", "USD", 1250],
  ["-3.99", "USD", -399],
  ["0.01", "USD", 1],
  ["1.15", "USD", 115],
  ["8.165", "KWD", 8165],
  ["1200", "JPY", 1200],
  [19.99, "EUR", 1999],
  ["90071992547409.91", "USD", Number.MAX_SAFE_INTEGER],
])("given %o %s, then it is %i minor units", (amount, currency, minor) => {
  expect(minorFromDecimal(amount, currency)).toBe(minor);
});

test.each(["twelve", "  ", "0x10", Number.NaN, Number.POSITIVE_INFINITY, "1e30", "12,50"])(
  "given %o as an amount, then it is refused without repeating it",
  (amount) => {
    expect(() => minorFromDecimal(amount, "USD")).toThrow(RangeError);
    expect(() => minorFromDecimal(amount, "USD")).not.toThrow(String(amount));
  },
);

test("given an empty amount, then it is no zero", () => {
  expect(() => minorFromDecimal("", "USD")).toThrow(RangeError);
  expect(minorFromDecimal("-0.001", "USD")).toBe(0);
});

test("given any amount a database may hold, then it comes back as it was", () => {
  const minor = fc.integer({ min: -1e13, max: 1e13 });
  fc.assert(
    fc.property(minor, fc.constantFrom("USD", "JPY", "KWD"), (amount, currency) => {
      expect(minorFromDecimal(decimalFromMinor(amount, currency), currency)).toBe(amount);
    }),
    { numRuns: 2000 },
  );
});

test("given minor units, then they are written with the currency's digits", () => {
  expect(decimalFromMinor(1250, "USD")).toBe("12.50");
  expect(decimalFromMinor(-5, "USD")).toBe("-0.05");
  expect(decimalFromMinor(1200, "JPY")).toBe("1200");
  expect(decimalFromMinor(8165, "KWD")).toBe("8.165");
});

test.each([
  [120_450, "USD", {}, "$1,204.50"],
  [6400, "EUR", {}, "€64"],
  [1200, "JPY", {}, "¥1,200"],
  [3149, "USD", { whole: true }, "$31"],
  [-399, "USD", {}, "-$3.99"],
  [0, "USD", {}, "$0"],
  [-30, "USD", { whole: true }, "$0"],
  [-170, "USD", { whole: true }, "-$2"],
])("given %i %s, then a person reads %s", (minor, currency, options, text) => {
  expect(formatMoney({ minor, currency }, options)).toBe(text);
});

test("given codes, then only currencies of today pass", () => {
  expect(["USD", "EUR", "JPY"].map(isCurrency)).toEqual([true, true, true]);
  expect(["usd", "XXXX", "", "DOLLARS"].map(isCurrency)).toEqual([false, false, false, false]);
});
