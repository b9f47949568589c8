import { expect, test } from "vitest";
import { chooseWorth, type WorthCandidate } from "../../../coaching/money/worth.ts";

const of = (id: string, probability: number, amountMinor = 2000, currency = "EUR"): WorthCandidate => ({
  id,
  probability,
  amountMinor,
  currency,
});
const usual = new Map([["EUR", [2000, 1500, 4000]]]);

test("given several purchases, then the one the classifier is least sure of is asked about", () => {
  expect(chooseWorth([of("sure", 0.78), of("even", 0.52), of("leans", 0.4)], usual)?.id).toBe("even");
});

test("given equal doubt, then the larger one is asked about", () => {
  expect(chooseWorth([of("small", 0.48), of("large", 0.52, 9000)], usual)?.id).toBe("large");
});

test("given what is all but certain or tiny, then nothing is asked", () => {
  expect(chooseWorth([of("sure", 0.9), of("need", 0.12), of("tiny", 0.5, 450)], usual)).toBeNull();
  expect(chooseWorth([], usual)).toBeNull();
});

test("given a currency without any history, then no amount is too small", () => {
  expect(chooseWorth([of("yen", 0.5, 300, "JPY")], usual)?.id).toBe("yen");
});
