import { merchantKey } from "../../coaching/money/category.ts";
import { findCategory, findMerchants } from "../../coaching/questions/names.ts";
import {
  isOfCategory,
  type PaymentNoun,
  SPENDING_CATEGORIES,
  type SpendingCategory,
} from "../../coaching/questions/spending-categories.ts";
import type { SpendingItem } from "../../coaching/questions/spending-ledger.ts";
import { merchantNames } from "../../coaching/questions/spending-sums.ts";
import type { AskSpendingSlots } from "../../coaching/understanding/frame.ts";
import { listed, shorten } from "../format.ts";
import { type Part, say } from "../reply.ts";

/** Which payments a question is about. */
export type SpendingFilter =
  | { readonly kind: "all" }
  | { readonly kind: "category"; readonly category: SpendingCategory; readonly word: string }
  | { readonly kind: "merchants"; readonly names: readonly string[] };

/** The filter, or what is said when a name is not known. */
export type FilterReading =
  | { readonly kind: "read"; readonly filter: SpendingFilter }
  | { readonly kind: "unknown"; readonly part: Part };

/** Merchants named when nothing comes near. */
const MOST_OFFERED = 3;

/**
 * What a sentence names: a merchant before a category, for "coffee at Starbucks" is about Starbucks. A name that
 * is unknown as the one is looked for as the other.
 *
 * @param items the person's payments, for the merchants they know
 */
export function readFilter(slots: AskSpendingSlots, items: readonly SpendingItem[]): FilterReading {
  const { category, merchant } = slots;
  const known = merchantNames(items);
  if (merchant !== undefined) {
    const found = findMerchants(merchant, known);
    if (found.kind === "found") return read({ kind: "merchants", names: found.names });
    const other = findCategory(merchant);
    if (other.kind === "found") {
      return read({ kind: "category", category: other.category, word: other.word });
    }
    const said = shorten(merchant);
    if (found.near.length > 0) return unknown("questions/spending/unknown-merchant", said, found.near);
    const often = known.slice(0, MOST_OFFERED);
    return often.length === 0
      ? { kind: "unknown", part: say("questions/spending/unknown-merchant-alone", { said }) }
      : unknown("questions/spending/unknown-merchant-often", said, often);
  }
  if (category === undefined) return read({ kind: "all" });
  const found = findCategory(category);
  if (found.kind === "found") return read({ kind: "category", category: found.category, word: found.word });
  const said = shorten(category);
  const other = findMerchants(category, known);
  if (other.kind === "found") return read({ kind: "merchants", names: other.names });
  if (found.kind === "untellable") return unknown("questions/spending/untellable", said, found.near);
  const near = found.near.length > 0 ? found.near : other.near;
  return near.length > 0
    ? unknown("questions/spending/unknown-category", said, near)
    : unknown("questions/spending/unknown-category-far", said, EXAMPLES);
}

/** Named where nothing comes near what was said. */
const EXAMPLES: readonly string[] = SPENDING_CATEGORIES.filter(({ id }) =>
  ["groceries", "takeout", "coffee", "clothes", "transport", "choices"].includes(id),
).flatMap(({ words }) => words.slice(0, 1));

function read(filter: SpendingFilter): FilterReading {
  return { kind: "read", filter };
}

function unknown(prompt: string, said: string, near: readonly string[]): FilterReading {
  return { kind: "unknown", part: say(prompt, { said, near: listed(near) }) };
}

export function isWanted(item: SpendingItem, filter: SpendingFilter): boolean {
  switch (filter.kind) {
    case "all":
      return true;
    case "category":
      return isOfCategory(item, filter.category);
    case "merchants": {
      const key = merchantKey(item.merchantName);
      return key !== null && filter.names.some((name) => merchantKey(name) === key);
    }
  }
}

export function nounOf(filter: SpendingFilter): PaymentNoun {
  return filter.kind === "category" ? filter.category.noun : "payment";
}
