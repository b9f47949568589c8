import { type Budget, isInBudget } from "../budgets/budget.ts";
import { type LocalDate, monthStartOf } from "../model/local-date.ts";
import type { DayRange } from "../questions/asked-period.ts";
import type { SpendingItem } from "../questions/spending-ledger.ts";

export type BudgetPassed = { readonly budget: Budget; readonly date: LocalDate };

/**
 * The budget whose month went beyond it within some days, the latest first; of several on a day the largest.
 *
 * A purchase that was taken back costs nothing on its day, so that a line it alone had passed is not passed.
 *
 * @param items in the budgets' currency, oldest first, from the start of the first day's month on
 */
export function budgetPassed(
  budgets: readonly Budget[],
  items: readonly SpendingItem[],
  { from, to }: DayRange,
): BudgetPassed | null {
  const passed = budgets.flatMap((budget): readonly BudgetPassed[] => {
    const months = new Map<LocalDate, { sum: number; date: LocalDate | null }>();
    for (const item of items) {
      if (item.date > to || !isInBudget(item, budget.id)) continue;
      const month = monthStartOf(item.date);
      const { sum, date } = months.get(month) ?? { sum: 0, date: null };
      const after = sum + item.netMinor;
      // What came back later may have brought it under its line again.
      const passedOn = after <= budget.amountMinor ? null : (date ?? item.date);
      months.set(month, { sum: after, date: passedOn });
    }
    return [...months.values()].flatMap(({ date }) =>
      date === null || date < from ? [] : [{ budget, date }],
    );
  });
  return (
    passed.toSorted(
      (one, other) =>
        (one.date < other.date ? 1 : one.date > other.date ? -1 : 0) ||
        other.budget.amountMinor - one.budget.amountMinor,
    )[0] ?? null
  );
}
