import { expect, test } from "vitest";
import { namesEarlierDay } from "../../coaching/understanding/earlier-day.ts";

/** A Friday. */
const TODAY = "2026-11-27";

test.each([
  "2 days ago was 4/7 energy 30",
  "two days ago 4/7",
  "the day before yesterday was 3/7",
  "Monday was 3/7",
  "on Wednesday evening: 3/7, tired",
  "last Friday 4/7",
  "4/7 on Monday",
  "mood 3/7 three days ago",
])("%j is told for a day that is past", (text) => {
  expect(namesEarlierDay(text, TODAY)).toBe(true);
});

test.each([
  "5/7, tired after work, energy 40",
  "yesterday was 3/7",
  "Friday 5/7",
  "Friday: 5/7, energy 40",
  "4/7, slept badly since Monday",
  "3/7, Monday's meeting went badly, tired",
  "tired, big deadline on Monday, 4/7",
  "Monday's meeting weighs on me, 3/7",
  "Monday deadline, 4/7 stressed",
  "2 days ago I broke up, 3/7",
  "3/7, worse than two days ago",
  "4/7, argued with my brother on Monday",
])("%j is not", (text) => {
  expect(namesEarlierDay(text, TODAY)).toBe(false);
});
