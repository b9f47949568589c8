import fc from "fast-check";
import { expect, test } from "vitest";
import {
  negatedDecimal,
  plainDecimal,
  signOfDecimal,
  sumOfDecimals,
} from "../../../coaching/model/decimal.ts";

test.each([
  [["0.1", "0.2"], "0.3"],
  [["12.50", "-2.5"], "10.00"],
  [["-0.01", "0.005"], "-0.005"],
  [["999999999999.999", "0.001"], "1000000000000.000"],
  [[], "0"],
] as const)("%j add up to %s, to the last digit", (texts, sum) => {
  expect(sumOfDecimals(texts)).toBe(sum);
});

test.each(["", ".", "1e3", "0x10", "1,5", "--1", "NaN", "Infinity"])("%j is no decimal number", (text) => {
  expect(() => sumOfDecimals([text])).toThrow(RangeError);
});

test("given a number, then its negative and it add up to nothing, and every way to write it is one", () => {
  const cents = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
  fc.assert(
    fc.property(cents, (units) => {
      const digits = String(units < 0n ? -units : units).padStart(3, "0");
      const text = `${units < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      expect(signOfDecimal(sumOfDecimals([text, negatedDecimal(text)]))).toBe(0);
      expect(plainDecimal(`${text}00`)).toBe(plainDecimal(text));
      expect(signOfDecimal(text)).toBe(units === 0n ? 0 : units < 0n ? -1 : 1);
    }),
  );
  expect(plainDecimal("-0.00")).toBe("0");
  expect(plainDecimal("100")).toBe("100");
});
