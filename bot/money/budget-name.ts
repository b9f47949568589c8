import { type BudgetId, DISCRETIONARY, kindOfBudget, TOTAL } from "../../coaching/budgets/budget.ts";
import { toCategory } from "../../coaching/categories/taxonomy.ts";
import { inline } from "../reply.ts";
import { categoryName } from "./category-name.ts";

/** What people call a budget: "groceries", "eating out", "choices", "all spending". */
export function budgetName(id: BudgetId): string {
  if (id === TOTAL) return inline("budget/name-total");
  if (id === DISCRETIONARY) return inline("budget/name-choices");
  const [word] = kindOfBudget(id)?.words ?? [];
  return word ?? categoryName(toCategory(id)) ?? id;
}
