import { expect, test } from "vitest";
import { understand } from "../../../coaching/understanding/understand.ts";

const context = { today: "2026-11-26", timezone: "Europe/London", currency: "USD" };
const LAST_WEEK = { from: "2026-11-16", to: "2026-11-22" };

test.each([
  ["how much did I spend on choices last week?", "choices"],
  ["how much did I spend by choice last week?", "choices"],
  ["spending by choice last week", "choices"],
  ["choices last week", "choices"],
  ["my choices last week", "choices"],
  ["how much did I spend on extras last week?", "extras"],
  ["extras last week", "extras"],
  ["how much discretionary spending did I have last week?", "discretionary"],
])("given '%s', then it asks for that alone", (text, category) => {
  expect(understand(text, context)).toMatchObject({
    intent: "ask_spending",
    slots: { measure: "total", category, period: LAST_WEEK },
  });
});

test.each([
  ["my choices were bad today", "check_in"],
  ["alone by choice, mood 5/7", "check_in"],
  ["feeling extra tired today", "check_in"],
  ["that was a choice", "correct_transaction"],
  ["that was an extra", "correct_transaction"],
])("given '%s', then the word means what it means there", (text, intent) => {
  expect(understand(text, context).intent).toBe(intent);
});
