import { categoryFromWords } from "../../coaching/categories/words.ts";
import { DISCRETIONARY_CONFIG } from "../../coaching/discretionary/config.ts";
import { formatMoney, minorFromDecimal } from "../../coaching/model/money.ts";
import { categoryOf, isUnder } from "../../coaching/money/category.ts";
import { MONEY_CONFIG } from "../../coaching/money/config.ts";
import { discretionaryPrior } from "../../coaching/money/discretionary.ts";
import { flowOf } from "../../coaching/money/flow.ts";
import { findCategory, findMerchants } from "../../coaching/questions/names.ts";
import { CHOICE_FROM } from "../../coaching/questions/spending-ledger.ts";
import {
  type AskedTransactions,
  readTransactionFilter,
} from "../../coaching/questions/transaction-filter.ts";
import { readAmounts } from "../../coaching/understanding/amounts.ts";
import type { UnderstandingContext } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import {
  type CategoryPair,
  findCategoryPairs,
  findMerchantNames,
  findTransactions,
  type RowFilter,
} from "../../db/queries/transactions.ts";
import { listed, periodName, sentenceCase, shorten } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { LONGEST_MERCHANT } from "./transaction-words.ts";

/** Which rows are meant and how that is said, or what is said of words that nothing fits. */
export type FilterReading =
  | { readonly kind: "read"; readonly filter: RowFilter; readonly what: string }
  | { readonly kind: "unknown"; readonly part: Part };

/** Fewest letters that are looked for in the banks' own lines. */
const LEAST_LETTERS = 3;

/**
 * What the words behind `/transactions` mean for this person's rows: a kind of spending, a merchant, or words in a bank's
 * line; with days, amounts and the like.
 */
export async function readRowFilter(
  db: Database,
  userId: string,
  said: string,
  context: UnderstandingContext,
): Promise<FilterReading> {
  // A shop may be called by a number or a month.
  const whole = said === "" ? null : findMerchants(said, await findMerchantNames(db, userId));
  if (whole?.kind === "found" && whole.isExact) {
    return { kind: "read", filter: { merchants: whole.names }, what: merchantList(whole.names) };
  }
  const asked = readTransactionFilter(said, context);
  const named = asked.words === null ? ALL : await readWords(db, userId, asked.words, context.currency);
  if (named.kind === "unknown") return named;
  const { period, atLeast, atMost, currency, only } = asked;
  const filter: RowFilter = {
    ...named.filter,
    ...(period === null ? {} : period),
    ...(atLeast === null ? {} : { atLeast }),
    ...(atMost === null ? {} : { atMost }),
    ...(currency === null ? {} : { currency }),
    ...(only === "pending" ? { isPending: true } : {}),
    ...(only === "transfers" && named.filter.categories === undefined
      ? { categories: (await findCategoryPairs(db, userId)).filter(isTransfer) }
      : {}),
    ...(only === "refunds" ? { isIn: true } : {}),
    ...(only === "refunds" && named.filter.categories === undefined
      ? { categories: (await findCategoryPairs(db, userId)).filter(isSpending) }
      : {}),
    ...(only === "subscriptions" ? { isRecurring: true } : {}),
    ...(only === "unclear"
      ? { isUnclear: { from: DISCRETIONARY_CONFIG.unsureFrom, to: DISCRETIONARY_CONFIG.unsureTo } }
      : {}),
  };
  const words = [
    ...(named.what === null ? [] : [named.what]),
    ...(only === null ? [] : [inline(`transactions/only-${only}`)]),
    ...amountsOf(asked, context.currency),
    ...(period === null ? [] : [periodName(period, context.today)]),
  ];
  const what = words.length === 0 ? inline("transactions/all") : words.join(", ");
  return { kind: "read", filter, what: sentenceCase(what) };
}

type Named =
  | { readonly kind: "read"; readonly filter: RowFilter; readonly what: string | null }
  | { readonly kind: "unknown"; readonly part: Part };

const ALL: Named = { kind: "read", filter: {}, what: null };

/** A word that is both a kind of spending and a part of a shop's name means the kind, a shop's whole name the shop. */
async function readWords(db: Database, userId: string, words: string, own: string): Promise<Named> {
  const merchants = findMerchants(words, await findMerchantNames(db, userId));
  if (merchants.kind === "found" && merchants.isExact) return ofMerchants(merchants.names);
  const pairs = await findCategoryPairs(db, userId);
  const kind = findCategory(words);
  if (kind.kind === "found" && kind.category.rule.kind !== "under") {
    const { kind: judged } = kind.category.rule;
    return { kind: "read", filter: judgedFilter(judged, pairs), what: kind.word };
  }
  const category = categoryFromWords(words);
  if (category.kind === "found") {
    const { any, but } = category;
    const fits = (pair: CategoryPair) =>
      any.some((prefix) => isUnder(categoryOf(pair), prefix)) &&
      !but.some((prefix) => isUnder(categoryOf(pair), prefix));
    const what = kind.kind === "found" ? kind.word : words;
    const isIn = any.every((prefix) => isUnder(prefix, "INCOME"));
    return { kind: "read", filter: { categories: pairs.filter(fits), ...(isIn ? { isIn } : {}) }, what };
  }
  if (merchants.kind === "found") return ofMerchants(merchants.names);
  const currency = currencyIn(words, own);
  if (currency !== null) {
    return { kind: "read", filter: { currency }, what: inline("transactions/in-currency", { currency }) };
  }
  if ((words.match(/\p{L}/gu) ?? []).length >= LEAST_LETTERS) {
    const { total } = await findTransactions(db, userId, { line: words }, { limit: 0, offset: 0 });
    if (total > 0) {
      return {
        kind: "read",
        filter: { line: words },
        what: inline("transactions/line", { words: shorten(words) }),
      };
    }
  }
  const near = [
    ...merchants.near,
    ...(category.kind === "unknown" || category.kind === "untellable" ? category.near : []),
  ];
  const said = shorten(words);
  const part =
    near.length === 0
      ? say("transactions/unknown", { said })
      : say("transactions/unknown-near", { said, near: listed(near.slice(0, 3)) });
  return { kind: "unknown", part };
}

/** "USD", "euros": a currency and nothing else; null for other words. */
function currencyIn(words: string, own: string): string | null {
  const one = `1 ${words.toLowerCase()}`;
  const [amount] = readAmounts(one, own);
  return amount?.start === 0 && amount.end === one.length ? amount.currency : null;
}

function isSpending(pair: CategoryPair): boolean {
  return flowOf({ ...pair, amountMinor: 1 }) === "spending";
}

function isTransfer(pair: CategoryPair): boolean {
  return flowOf({ ...pair, amountMinor: 1 }) === "transfer";
}

function ofMerchants(names: readonly string[]): Named {
  return { kind: "read", filter: { merchants: names }, what: merchantList(names) };
}

function merchantList(names: readonly string[]): string {
  return listed(names.slice(0, 3).map((name) => shorten(name, LONGEST_MERCHANT)));
}

/** Choices, needs and possible impulses among what is spending. */
function judgedFilter(kind: "choices" | "needs" | "impulses", pairs: readonly CategoryPair[]): RowFilter {
  const spending = pairs.filter(isSpending);
  if (kind === "impulses") return { categories: spending, impulseFrom: MONEY_CONFIG.impulse.threshold };
  const isChoice = kind === "choices";
  const unsaid = spending.filter((pair) => discretionaryPrior(categoryOf(pair)) >= CHOICE_FROM === isChoice);
  return { categories: spending, choice: { isChoice, unsaid } };
}

function amountsOf({ atLeast, atMost, currency }: AskedTransactions, own: string): readonly string[] {
  const code = currency ?? own;
  const money = (amount: number) => formatMoney({ minor: minorFromDecimal(amount, code), currency: code });
  if (atLeast !== null && atLeast === atMost) return [money(atLeast)];
  return [
    ...(atLeast === null ? [] : [inline("transactions/from-amount", { amount: money(atLeast) })]),
    ...(atMost === null ? [] : [inline("transactions/up-to-amount", { amount: money(atMost) })]),
  ];
}
