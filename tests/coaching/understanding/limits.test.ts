import { expect, test } from "vitest";
import { adviceLimit, disclosure } from "../../../coaching/understanding/limits.ts";

test.each([
  ["should I take melatonin?", "medication"],
  ["Can I stop my sertraline", "medication"],
  ["is it ok to take ibuprofen every day", "medication"],
  ["do I have depression?", "medical"],
  ["is this burnout?", "medical"],
  ["could it be sleep apnoea", "medical"],
  ["does my low hrv mean I'm ill", "medical"],
  ["should i see a doctor?", "medical"],
  ["should I invest in bitcoin", "investment"],
  ["which ETF should I buy? is it worth it", "investment"],
  ["how do i invest my savings", "investment"],
  ["can I deduct my home office", "tax"],
  ["how do I file my tax return", "tax"],
  ["should I consolidate my cards", "debt"],
  ["should i take a payday loan", "debt"],
  ["what's the best way to pay off my credit cards", "debt"],
])('"%s" wants advice on %s', (text, limit) => {
  expect(adviceLimit(text)).toBe(limit);
  expect(adviceLimit(text.toUpperCase())).toBe(limit);
});

test.each([
  "how much did I spend on supplements",
  "how much did I spend on crypto last month",
  "how much tax did I pay",
  "i paid 40 for medication",
  "12 ibuprofen",
  "should I go to bed earlier",
  "can I spend 50 on dinner",
  "is my hrv normal",
  "am i spending too much",
  "does bad sleep make me spend more",
  "why was yesterday low",
  "5/7, doctor's appointment, energy 40",
  "can I add an account",
  "call it loan payment",
])('"%s" is no question for a doctor or an adviser', (text) => {
  expect(adviceLimit(text)).toBeNull();
});

test.each([
  ["I'm pregnant", "pregnancy"],
  ["we are finally pregnant!", "pregnancy"],
  ["i have an eating disorder", "eating"],
  ["I've been purging again", "eating"],
  ["my husband controls my money", "control"],
  ["my partner won't let me see the bank account", "control"],
])('"%s" discloses what nothing is made of: %s', (text, told) => {
  expect(disclosure(text)).toBe(told);
});

test.each([
  "my partner paid my card",
  "my husband took me out for dinner, spent 80 from the account",
  "bought a pregnancy test 12",
  "ate too much, felt sick",
])('"%s" discloses none of it', (text) => {
  expect(disclosure(text)).toBeNull();
});
