import { and, asc, eq } from "drizzle-orm";
import { type Budget, DISCRETIONARY, weeklyShare } from "../../coaching/budgets/budget.ts";
import { decimalFromMinor, isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import type { Database } from "../client.ts";
import { budgets } from "../schema/money-said.ts";
import { userSettings } from "../schema/people.ts";

/** A person's monthly budgets, in the order of their names. */
export async function loadBudgets(db: Database, userId: string): Promise<readonly Budget[]> {
  const found = await db
    .select({ id: budgets.category, amount: budgets.amount, currency: budgets.currency })
    .from(budgets)
    .where(eq(budgets.userId, userId))
    .orderBy(asc(budgets.category));
  return found
    .filter(({ currency }) => isCurrency(currency))
    .map(({ id, amount, currency }) => ({ id, currency, amountMinor: minorFromDecimal(amount, currency) }));
}

/** Sets a budget. @returns the one before, null without one */
export async function saveBudget(
  db: Database,
  userId: string,
  { id, amountMinor, currency }: Budget,
  now: Date,
): Promise<Budget | null> {
  const before = (await loadBudgets(db, userId)).find((budget) => budget.id === id) ?? null;
  const values = { amount: decimalFromMinor(amountMinor, currency), currency, setAt: now };
  await db
    .insert(budgets)
    .values({ userId, category: id, ...values })
    .onConflictDoUpdate({ target: [budgets.userId, budgets.category], set: values });
  if (id === DISCRETIONARY) await setWeekly(db, userId, weekOf({ amountMinor, currency }), now);
  return before;
}

/** Takes a budget away. @returns the one that was there, null without one */
export async function removeBudget(
  db: Database,
  userId: string,
  id: Budget["id"],
  now: Date,
): Promise<Budget | null> {
  const before = (await loadBudgets(db, userId)).find((budget) => budget.id === id) ?? null;
  await db.delete(budgets).where(and(eq(budgets.userId, userId), eq(budgets.category, id)));
  if (before !== null && id === DISCRETIONARY) await setWeekly(db, userId, null, now);
  return before;
}

/** The week's share of a person's budget for choices, where that is in this currency; null without one. */
export async function weeklyBudgetOf(db: Database, userId: string, currency: string): Promise<string | null> {
  const found = (await loadBudgets(db, userId)).find(({ id }) => id === DISCRETIONARY);
  return found?.currency === currency ? weekOf(found) : null;
}

const weekOf = ({ amountMinor, currency }: Pick<Budget, "amountMinor" | "currency">) =>
  decimalFromMinor(weeklyShare(amountMinor), currency);

/** The week that the financial score's pace is held against follows from the month's budget for choices, and goes with it. */
async function setWeekly(
  db: Database,
  userId: string,
  weeklyBudget: string | null,
  now: Date,
): Promise<void> {
  await db.update(userSettings).set({ weeklyBudget, updatedAt: now }).where(eq(userSettings.userId, userId));
}
