import { expect, test } from "vitest";
import type { Payment } from "../../../coaching/recurring/event.ts";
import { wordAbout } from "../../../coaching/recurring/said-word.ts";
import { findRecurring } from "../../../coaching/recurring/streams.ts";

const asOf = "2026-11-23";

function payment(id: string, date: string, amountMinor: number, merchantName = "Blue Gym"): Payment {
  return {
    id,
    date,
    merchantName,
    amountMinor,
    currency: "EUR",
    category: "PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS",
    subcategory: null,
    pending: false,
    rawDescriptor: null,
  };
}

const MONTHLY = ["2026-08-03", "2026-09-03", "2026-10-03", "2026-11-03"].map((date, index) =>
  payment(`m${index}`, date, 2990),
);

test("given a payment of a stream, then the word is about all of its payments and a price near theirs", () => {
  const { word, transactionIds } = wordAbout([...MONTHLY, payment("x", "2026-10-20", 450)], "m3", {
    isRecurring: false,
    asOf,
  });
  expect(word).toEqual({ cadence: "monthly", fromMinor: 2392, toMinor: 3738, isRecurring: false });
  expect(transactionIds).toEqual(["m0", "m1", "m2", "m3"]);
});

test("given a word that it isn't, then the engine no longer finds the stream; given that it is, then surely", () => {
  for (const isRecurring of [false, true]) {
    const { word } = wordAbout(MONTHLY, "m0", { isRecurring, asOf });
    const found = findRecurring(MONTHLY, { asOf, words: [{ ...word, key: "BLUEGYM", currency: "EUR" }] });
    expect(found.map(({ probability }) => probability)).toEqual(isRecurring ? [1] : []);
  }
});

test("given two payments too few to show a stream, then the rhythm in which they fit is taken", () => {
  const two = [payment("a", "2026-09-14", 1200), payment("b", "2026-10-14", 1300)];
  expect(findRecurring(two, { asOf }).filter(({ probability }) => probability > 0.99)).toEqual([]);
  const { word, transactionIds } = wordAbout(two, "b", { isRecurring: true, asOf });
  expect(word.cadence).toBe("monthly");
  expect(transactionIds).toEqual(["a", "b"]);
});

test("given a payment alone, then it counts as monthly", () => {
  const { word, transactionIds } = wordAbout([payment("a", "2026-11-14", 1000)], "a", {
    isRecurring: true,
    asOf,
  });
  expect(word).toEqual({ cadence: "monthly", fromMinor: 800, toMinor: 1250, isRecurring: true });
  expect(transactionIds).toEqual(["a"]);
});
