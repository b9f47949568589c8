import { categoryFromWords } from "../../coaching/categories/words.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { categoryOf, isUnder } from "../../coaching/money/category.ts";
import { findMerchants } from "../../coaching/questions/names.ts";
import { readMessage } from "../../coaching/understanding/message.ts";
import {
  findCategoryPairs,
  findMerchantNames,
  findTransactions,
  type MoneyRow,
  type RowFilter,
} from "../../db/queries/transactions.ts";
import type { Turn } from "../turn.ts";

/** The transaction a sentence is about, several it may be, or none. */
export type Target =
  | { readonly kind: "one"; readonly row: MoneyRow }
  | { readonly kind: "several"; readonly rows: readonly MoneyRow[] }
  /** Nothing was spoken of that "that" could mean. */
  | { readonly kind: "nothing-spoken-of" }
  | { readonly kind: "none"; readonly near: readonly string[]; readonly often: readonly string[] };

/** As many are offered where several fit. */
const MOST_OFFERED = 6;
/** Who says "that uniqlo thing" means one of these days, if there is one. */
const RECENT_DAYS = 60;

/**
 * Finds the transaction a person means by a name, a day, an amount, or by "that".
 *
 * Of several that fit, one that was just spoken of is meant; else one of the last 60 days where it is the only one.
 *
 * @param named a merchant or kind of spending in their words; undefined for "that" and "it"
 * @param text the sentence, for the day and amount it may hold
 */
export async function findTarget(turn: Turn, named: string | undefined, text: string): Promise<Target> {
  const { db, context, memory } = turn;
  const { userId } = context.person;
  const search = (filter: RowFilter, limit: number) =>
    findTransactions(db, userId, filter, { limit, offset: 0 });
  const { periods, amounts } = readMessage(text, { ...context.person, today: context.today });
  const spoken =
    memory.spokenOf.length === 0 ? [] : (await search({ ids: memory.spokenOf }, MOST_OFFERED + 2)).rows;
  if (named === undefined) {
    const inOrder = memory.spokenOf.flatMap((id) => spoken.filter((row) => row.id === id));
    const [first, ...others] = inOrder;
    if (first === undefined) return { kind: "nothing-spoken-of" };
    return others.length === 0 ? { kind: "one", row: first } : several(inOrder);
  }
  const names = await findMerchantNames(db, userId);
  const found = await filterFor(turn, named, names);
  if (found.kind === "none") return found;
  const { period } = periods;
  const within = period === null ? found.filter : { ...found.filter, ...period };
  const amount = amounts.length === 1 ? amounts[0]?.value : undefined;
  const exact = amount === undefined ? within : { ...within, atLeast: amount, atMost: amount };
  for (const filter of amount === undefined ? [within, found.filter] : [exact, within, found.filter]) {
    const { rows } = await search(filter, MOST_OFFERED + 1);
    const chosen = choose(rows, spoken, addDays(context.today, -RECENT_DAYS));
    if (chosen !== null) return chosen;
  }
  return { kind: "none", near: [], often: names.slice(0, 3) };
}

function choose(rows: readonly MoneyRow[], spoken: readonly MoneyRow[], since: string): Target | null {
  const [first, ...others] = rows;
  if (first === undefined) return null;
  if (others.length === 0) return { kind: "one", row: first };
  const just = rows.filter(({ id }) => spoken.some((row) => row.id === id));
  const [only] = just;
  if (only !== undefined && just.length === 1) return { kind: "one", row: only };
  const recent = rows.filter(({ date }) => date >= since);
  const [lone] = recent;
  if (lone !== undefined && recent.length === 1) return { kind: "one", row: lone };
  return several(recent.length === 0 ? rows : recent);
}

function several(rows: readonly MoneyRow[]): Target {
  return { kind: "several", rows: rows.slice(0, MOST_OFFERED) };
}

type Found = { readonly kind: "filter"; readonly filter: RowFilter } | Extract<Target, { kind: "none" }>;

/** By merchant, else by kind of spending ("the pharmacy"), else by words of the bank's line. */
async function filterFor(turn: Turn, named: string, names: readonly string[]): Promise<Found> {
  // "The 89.90 one": its amount tells which.
  if (!/\p{L}{2}/u.test(named.replace(/\bone\b/u, ""))) return { kind: "filter", filter: {} };
  const { userId } = turn.context.person;
  const merchants = findMerchants(named, names);
  if (merchants.kind === "found") return { kind: "filter", filter: { merchants: merchants.names } };
  const category = categoryFromWords(named);
  if (category.kind === "found") {
    const pairs = (await findCategoryPairs(turn.db, userId)).filter((pair) =>
      category.any.some((prefix) => isUnder(categoryOf(pair), prefix)),
    );
    if (pairs.length > 0) return { kind: "filter", filter: { categories: pairs } };
  }
  const line = { line: named };
  const { total } = await findTransactions(turn.db, userId, line, { limit: 0, offset: 0 });
  if (named.length >= 3 && total > 0) return { kind: "filter", filter: line };
  return { kind: "none", near: merchants.near, often: names.slice(0, 3) };
}
