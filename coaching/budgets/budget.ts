import { categoryFromWords } from "../categories/words.ts";
import { isUnder } from "../money/category.ts";
import { flowOf } from "../money/flow.ts";
import { findCategory, foldName } from "../questions/names.ts";
import {
  isOfCategory,
  SPENDING_CATEGORIES,
  type SpendingCategory,
} from "../questions/spending-categories.ts";
import type { SpendingItem } from "../questions/spending-ledger.ts";

/**
 * What a budget is for: all spending, what is a choice, or a category.
 *
 * A category stands by its id where people's word for it is one ("groceries"), else by the name of the kind of spending
 * that takes in several (`EATING_OUT`): so that a budget counts what a question about the same word counts.
 */
export type BudgetId = string;
export const TOTAL: BudgetId = "TOTAL";
export const DISCRETIONARY: BudgetId = "DISCRETIONARY";

/** A monthly limit in minor units of its currency. */
export type Budget = { readonly id: BudgetId; readonly amountMinor: number; readonly currency: string };

const TOTAL_WORDS =
  /^(?:(?:in )?total|all|everything|overall|altogether|(?:all )?(?:my )?spending|(?:a |per )?month(?:ly)?|budget)?$/;
const CHOICE_WORDS = /^(?:choices?|(?:spending )?by choice|fun|wants?)$/;

export type BudgetFinding =
  | { readonly kind: "found"; readonly id: BudgetId }
  /** Words that come near, if any. */
  | { readonly kind: "unknown"; readonly near: readonly string[] };

/** What a person's words for a budget mean; no words at all are all spending. */
export function budgetFromWords(said: string): BudgetFinding {
  const words = foldName(said)
    .replace(/^(?:my|the|for|on) /, "")
    .replace(/ (?:budget|spending)$/, "");
  if (TOTAL_WORDS.test(words)) return { kind: "found", id: TOTAL };
  if (CHOICE_WORDS.test(words)) return { kind: "found", id: DISCRETIONARY };
  const found = findCategory(words);
  if (found.kind === "untellable") return { kind: "unknown", near: found.near };
  const rule = found.kind === "found" ? found.category.rule.kind : null;
  if (rule === "choices") return { kind: "found", id: DISCRETIONARY };
  if (found.kind === "found" && rule === "under") return { kind: "found", id: idOf(found.category) };
  const named = categoryFromWords(words);
  if (named.kind === "found" && flowOf({ ...named.pair, amountMinor: 1 }) === "spending") {
    return { kind: "found", id: named.any[0] ?? named.pair.category };
  }
  return { kind: "unknown", near: found.kind === "unknown" ? found.near : [] };
}

function idOf({ id, rule }: SpendingCategory): BudgetId {
  const [only, ...others] = rule.kind === "under" && rule.but === undefined ? rule.any : [];
  return only !== undefined && others.length === 0 ? only : id.toUpperCase().replaceAll("-", "_");
}

/** Kinds of spending that several categories make up, by a budget's id. */
const KINDS: ReadonlyMap<BudgetId, SpendingCategory> = new Map(
  SPENDING_CATEGORIES.filter(({ rule }) => rule.kind === "under")
    .map((kind) => [idOf(kind), kind] as const)
    .filter(([id, { rule }]) => rule.kind === "under" && !(rule.any.length === 1 && rule.any[0] === id)),
);

/** The kind of spending that a budget's id names; null for all, for choices, and for a category's own id. */
export function kindOfBudget(id: BudgetId): SpendingCategory | null {
  return KINDS.get(id) ?? null;
}

/** Whether a payment counts towards a budget. */
export function isInBudget(item: SpendingItem, id: BudgetId): boolean {
  if (id === TOTAL) return true;
  if (id === DISCRETIONARY) return item.isChoice;
  const kind = KINDS.get(id);
  return kind === undefined ? isUnder(item.category, id) : isOfCategory(item, kind);
}

/**
 * The week's share of a month's budget for choices, which the financial score's pace is held against: twelve months are
 * fifty-two weeks.
 */
export function weeklyShare(monthlyMinor: number): number {
  return Math.max(1, Math.round((monthlyMinor * 12) / 52));
}
