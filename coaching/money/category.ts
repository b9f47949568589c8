import type { TransactionRow } from "../model/rows.ts";

/** A category written as Plaid writes them, `FOOD_AND_DRINK_COFFEE`; null when none is known. */
export type Category = string;

/**
 * Upper case with single underscores, so that `food and drink` and `FOOD_AND_DRINK` are one category.
 *
 * Text without a letter or digit says nothing and is null.
 */
export function normalizeCategory(text: string | null): Category | null {
  if (text === null) return null;
  const words = text
    .normalize("NFKC")
    .toUpperCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words === null ? null : words.join("_");
}

/** The most detailed category of a row: the subcategory where it says more than the category. */
export function categoryOf({
  category,
  subcategory,
}: Pick<TransactionRow, "category" | "subcategory">): Category | null {
  const known = details.get(category)?.get(subcategory);
  if (known !== undefined) return known;
  const found = mostDetailed(normalizeCategory(category), normalizeCategory(subcategory));
  if (detailCount >= MOST_DETAILS) {
    details.clear();
    detailCount = 0;
  }
  detailCount += 1;
  const others = details.get(category) ?? new Map<string | null, Category | null>();
  details.set(category, others.set(subcategory, found));
  return found;
}

/** What pairs of category and subcategory came to: everybody's payments share some hundred, each asked for often. */
const details = new Map<string | null, Map<string | null, Category | null>>();
const MOST_DETAILS = 5000;
let detailCount = 0;

function mostDetailed(primary: Category | null, detailed: Category | null): Category | null {
  if (detailed === null) return primary;
  // Some sources give the detail alone ("COFFEE"), which means nothing without its primary category.
  if (primary === null || isUnder(detailed, primary)) return detailed;
  return `${primary}_${detailed}`;
}

/** Whether a category is `prefix` or one of its details; whole words only, `INCOME` never holds `INCOMES`. */
export function isUnder(category: Category | null, prefix: Category): boolean {
  if (category === null || !category.startsWith(prefix)) return false;
  return category.length === prefix.length || category.charAt(prefix.length) === "_";
}

/** A merchant's name for comparing: case, width and spaces do not matter. Null when there is none. */
export function merchantKey(name: string | null): string | null {
  if (name === null) return null;
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = readKey(name);
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(name, key);
  return key;
}

/** Keys of names seen lately: each is asked for several times, and most merchants by many people. */
const keys = new Map<string, string | null>();
const MOST_KEYS = 10_000;

function readKey(name: string): string | null {
  const key = name.normalize("NFKC").toUpperCase().replace(/\s+/gu, " ").trim();
  return key === "" ? null : key;
}
