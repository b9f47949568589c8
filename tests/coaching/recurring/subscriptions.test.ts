import { expect, test } from "vitest";
import { RECURRING_CONFIG } from "../../../coaching/recurring/config.ts";
import { findRecurring, type RecurringStream } from "../../../coaching/recurring/streams.ts";
import { isSubscription } from "../../../coaching/recurring/subscriptions.ts";
import { payments } from "./payments-help.ts";

const WEEKS = ["2025-01-03", "2025-01-10", "2025-01-17", "2025-01-24", "2025-01-31", "2025-02-07"] as const;
const coffee = payments(
  "Blue Cup",
  "FOOD_AND_DRINK_COFFEE",
  WEEKS.map((date) => [date, 5.25] as const),
);

function only(streams: readonly RecurringStream[]): RecurringStream {
  const [stream, ...others] = streams;
  if (stream === undefined || others.length > 0)
    throw new Error(`expected one stream, not ${streams.length}`);
  return stream;
}

test("given a coffee every Friday at one price, then it comes back and is no subscription", () => {
  const stream = only(findRecurring(coffee, { asOf: "2025-02-10" }));
  expect(stream).toMatchObject({ cadence: "weekly", isSaid: false });
  expect(isSubscription(stream)).toBe(false);
});

test("given the person's word that it is one, then it is", () => {
  const { key, currency } = only(findRecurring(coffee, { asOf: "2025-02-10" }));
  const word = { key, currency, cadence: "weekly", fromMinor: 500, toMinor: 550, isRecurring: true } as const;
  const stream = only(findRecurring(coffee, { asOf: "2025-02-10", words: [word] }));
  expect(stream.isSaid).toBe(true);
  expect(isSubscription(stream)).toBe(true);
  expect(isSubscription({ ...stream, category: "RENT_AND_UTILITIES_RENT" })).toBe(false);
});

test.each<[string, Partial<RecurringStream>, boolean]>([
  ["coffee every two weeks", { cadence: "biweekly" }, false],
  ["a box of food every month", { cadence: "monthly" }, true],
  ["a paper every week", { category: "GENERAL_SERVICES_OTHER_GENERAL_SERVICES" }, true],
  ["music every week", { category: "ENTERTAINMENT_MUSIC_AND_AUDIO" }, true],
  ["something of no known category every week", { category: null }, false],
  ["something of no known category every month", { category: null, cadence: "monthly" }, true],
  ["electricity", { category: "RENT_AND_UTILITIES_GAS_AND_ELECTRICITY", cadence: "monthly" }, false],
  ["what costs another amount each time", { cadence: "monthly", isVariable: true }, false],
])("given %s, then it is told from a subscription", (_, changes, expected) => {
  const stream = only(findRecurring(coffee, { asOf: "2025-02-10" }));
  expect(isSubscription({ ...stream, ...changes })).toBe(expected);
});

test("given any category of habits, then its weekly payments are no subscription and its monthly ones may be", () => {
  const stream = only(findRecurring(coffee, { asOf: "2025-02-10" }));
  const bills = ["MEDICAL"];
  for (const category of RECURRING_CONFIG.habits) {
    expect(isSubscription({ ...stream, category })).toBe(false);
    expect(isSubscription({ ...stream, category, cadence: "monthly" })).toBe(!bills.includes(category));
  }
});
