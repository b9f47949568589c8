import { type BudgetId, kindOfBudget } from "../budgets/budget.ts";
import { CATEGORY_IDS } from "../categories/taxonomy.ts";
import { type Category, isUnder } from "../money/category.ts";
import { discretionaryPrior } from "../money/discretionary.ts";
import { CHOICE_FROM } from "../questions/spending-ledger.ts";

/** What nothing unasked is ever said about: housing, health and groceries. */
const NEVER_SAID: readonly Category[] = [
  "RENT_AND_UTILITIES_RENT",
  "LOAN_PAYMENTS_MORTGAGE_PAYMENT",
  "MEDICAL",
  "FOOD_AND_DRINK_GROCERIES",
];

/** Whether a payment of this category may be named in a message that nobody asked for. */
export function mayBeNamed(category: Category | null): boolean {
  return !NEVER_SAID.some((prefix) => isUnder(category, prefix));
}

/** Whether everything that a budget counts is rather a choice than a need; food with its groceries is not. */
export function isChoiceByNature(id: BudgetId): boolean {
  const rule = kindOfBudget(id)?.rule;
  const any = rule === undefined ? [id] : rule.kind === "under" ? rule.any : [];
  const but = rule?.kind === "under" ? (rule.but ?? []) : [];
  const counted = CATEGORY_IDS.filter(
    (category) =>
      any.some((prefix) => isUnder(category, prefix)) && !but.some((prefix) => isUnder(category, prefix)),
  );
  return counted.length > 0 && counted.every((category) => discretionaryPrior(category) >= CHOICE_FROM);
}
