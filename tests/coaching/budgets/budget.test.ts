import { describe, expect, test } from "vitest";
import {
  budgetFromWords,
  DISCRETIONARY,
  isInBudget,
  kindOfBudget,
  TOTAL,
  weeklyShare,
} from "../../../coaching/budgets/budget.ts";
import { CATEGORY_IDS } from "../../../coaching/categories/taxonomy.ts";
import { isOfCategory, SPENDING_CATEGORIES } from "../../../coaching/questions/spending-categories.ts";
import type { SpendingItem } from "../../../coaching/questions/spending-ledger.ts";

const ID = /^[A-Z][A-Z_]{1,99}$/;

function item(category: string | null, isChoice = false): SpendingItem {
  return {
    id: "one",
    date: "2026-11-24",
    minute: null,
    merchantName: null,
    category,
    chargedMinor: 1,
    refundedMinor: 0,
    netMinor: 1,
    isChoice,
    isPossibleImpulse: false,
    pending: false,
  };
}

describe("what a budget is for", () => {
  test.each([
    ["groceries", "FOOD_AND_DRINK_GROCERIES"],
    ["my grocery budget", "FOOD_AND_DRINK_GROCERIES"],
    ["eating out", "EATING_OUT"],
    ["travel", "TRAVEL"],
    ["choices", DISCRETIONARY],
    ["fun money", DISCRETIONARY],
    ["discretionary", DISCRETIONARY],
    ["total", TOTAL],
    ["everything", TOTAL],
    ["", TOTAL],
    ["car rental", "TRAVEL_RENTAL_CARS"],
  ])("given %j, then it is %s", (words, id) => {
    expect(budgetFromWords(words)).toEqual({ kind: "found", id });
  });

  test.each([
    ["salary", []],
    ["transfers to savings", []],
    ["blorp", []],
    ["candy", ["snacks", "groceries"]],
  ])("given %j, which is no spending that can be told, then it is not found", (words, near) => {
    expect(budgetFromWords(words)).toMatchObject({ kind: "unknown", near: expect.arrayContaining(near) });
  });

  test("given any of people's words for spending, then its budget counts what a question about it counts", () => {
    for (const kind of SPENDING_CATEGORIES.filter(({ rule }) => rule.kind === "under")) {
      const [word = ""] = kind.words;
      const found = budgetFromWords(word);
      const id = found.kind === "found" ? found.id : "";
      expect(id).toMatch(ID);
      for (const category of CATEGORY_IDS) {
        expect([word, category, isInBudget(item(category), id)]).toEqual([
          word,
          category,
          isOfCategory(item(category), kind),
        ]);
      }
    }
  });

  test("given a kind's name that is a category's id as well, then both mean the same payments", () => {
    const both = CATEGORY_IDS.filter((id) => kindOfBudget(id) !== null);
    expect(both).toEqual([]);
  });

  test("given choices, then only they count; given the total, then all do", () => {
    expect(isInBudget(item("TRAVEL", true), DISCRETIONARY)).toBe(true);
    expect(isInBudget(item("TRAVEL"), DISCRETIONARY)).toBe(false);
    expect(isInBudget(item(null), TOTAL)).toBe(true);
  });

  test("given a month's budget, then the week's is twelve fifty-seconds of it", () => {
    expect([weeklyShare(52_000), weeklyShare(30_000), weeklyShare(1)]).toEqual([12_000, 6_923, 1]);
  });
});
