import { expect, test } from "vitest";
import {
  type AskedTransactions,
  readTransactionFilter,
} from "../../../coaching/questions/transaction-filter.ts";

const context = { today: "2026-11-23", timezone: "Europe/London", currency: "GBP" };
const NOTHING: AskedTransactions = {
  words: null,
  period: null,
  atLeast: null,
  atMost: null,
  currency: null,
  only: null,
};
const october = { from: "2026-10-01", to: "2026-10-31" };

test.each<readonly [string, Partial<AskedTransactions>]>([
  ["", {}],
  ["uniqlo", { words: "uniqlo" }],
  ["Trader Joe's", { words: "Trader Joe's" }],
  ["groceries last month", { words: "groceries", period: october }],
  ["over 50", { atLeast: 50 }],
  ["over €50", { atLeast: 50, currency: "EUR" }],
  ["under 10 at Starbucks", { atMost: 10, words: "Starbucks" }],
  ["between 20 and 50", { atLeast: 20, atMost: 50 }],
  ["14.50", { atLeast: 14.5, atMost: 14.5 }],
  ["subscriptions", { only: "subscriptions" }],
  ["unclear", { only: "unclear" }],
  ["pending", { only: "pending" }],
  ["refunds from Uniqlo", { only: "refunds", words: "Uniqlo" }],
  ["my pending transactions over 20", { only: "pending", atLeast: 20 }],
  ["my payments at Aldi last month", { words: "Aldi", period: october }],
  ["list of all transactions in category restaurants", { words: "restaurants" }],
  ["which transactions were over 100", { atLeast: 100 }],
  ["all purchases over the last 3 days", { period: { from: "2026-11-21", to: "2026-11-23" } }],
  ["eating out in october over 30", { words: "eating out", period: october, atLeast: 30 }],
])('given "%s", then just that is wanted', (said, wanted) => {
  expect(readTransactionFilter(said, context)).toEqual({ ...NOTHING, ...wanted });
});
