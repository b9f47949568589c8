import { describe, expect, test } from "vitest";
import { rules } from "../../../coaching/rules/index.ts";
import type { DayOutcomes } from "../../../coaching/selection/tried.ts";
import { isTried, triedDaysOf } from "../../../coaching/selection/tried.ts";

const days = new Map<string, DayOutcomes>([
  ["2026-03-02", { mood: 2, spending: null }],
  ["2026-03-06", { mood: -3, spending: 0 }],
  ["2026-03-10", { mood: null, spending: 4200 }],
]);
const chosen = [
  { date: "2026-03-01", isWithheld: false },
  { date: "2026-03-05", isWithheld: true },
  { date: "2026-03-09", isWithheld: false },
  // Its day after has not ended.
  { date: "2026-03-10", isWithheld: true },
];

test("given days said and left out, then the day after each is told apart, and what is not known is no zero", () => {
  expect(triedDaysOf(chosen, days, "mood")).toEqual({ isMoreBetter: true, said: [2], withheld: [-3] });
  expect(triedDaysOf(chosen, days, "spending")).toEqual({ isMoreBetter: false, said: [4200], withheld: [0] });
});

describe("given the rules there are", () => {
  const tried = rules.filter(isTried).map(({ id }) => id);

  test("then only low-risk nudges are left out at random", () => {
    expect(tried).toEqual([
      "activity-helps-mood",
      "low-sleep",
      "spending-spike",
      "impulse-evening",
      "payday-splurge",
    ]);
  });
});
