import { z } from "zod";
import { toCategory } from "../../coaching/categories/taxonomy.ts";
import { categoryOf, isUnder } from "../../coaching/money/category.ts";
import { loadMerchantRule } from "../../db/queries/merchant-words.ts";
import { findMoneyChange } from "../../db/queries/money-changes.ts";
import {
  findCategoryPairs,
  findTransaction,
  findTransactions,
  type MoneyRow,
} from "../../db/queries/transactions.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { type Part, say as part, type Reply, tell } from "../reply.ts";
import { say, speakOf, type Turn, takeAnswer } from "../turn.ts";
import { categoryName } from "./category-name.ts";
import { askSplit, correct, recur, settlePick } from "./correct.ts";
import { merchantOf, ruleMerchant } from "./merchant-change.ts";
import { categoryOfToken, categoryToken, showPurchase } from "./purchase.ts";
import { keepAlone, purchaseKey } from "./purchase-change.ts";
import { merchantWords, purchaseWords } from "./transaction-words.ts";
import { turnPage } from "./transactions.ts";

const MOST_CATEGORIES = 6;
const UUID = z.uuid();

/** Buttons under lists of transactions, under one of them, and under what was changed: `tx:<what>:<id>:…`. */
export async function tapPurchase(turn: Turn, action: string): Promise<void> {
  const [, what = "", first = "", second = ""] = action.split(":");
  if (what === "page") return turnPage(turn, first, second);
  if (what === "open") return UUID.safeParse(first).success ? showPurchase(turn, first) : gone(turn);
  if (isResting(turn.chat, turn.context.now)) return takeAnswer(turn, restingAnswer(turn.context));
  if (what === "pick") return say(turn, await settlePick(turn, first, second));
  if (!UUID.safeParse(first).success) return gone(turn);
  if (what === "only" || what === "always") return say(turn, await settleScope(turn, what, first));
  const row = await findTransaction(turn.db, turn.context.person.userId, first);
  const replies = row === null ? null : await changeByTap(turn, row, what, second);
  return replies === null ? gone(turn) : say(turn, replies);
}

function gone(turn: Turn): void {
  say(turn, [tell("errors/button-gone")]);
}

/** @returns null for a button that there is not */
async function changeByTap(
  turn: Turn,
  row: MoneyRow,
  what: string,
  detail: string,
): Promise<readonly Reply[] | null> {
  const purchase = purchaseWords(row, turn.context.today);
  speakOf(turn, [row.id]);
  switch (what) {
    case "need":
      return correct(turn, row, { isDiscretionary: false });
    case "choice":
      return correct(turn, row, { isDiscretionary: true });
    case "repeats":
      return recur(turn, row, true);
    case "once":
      return recur(turn, row, false);
    case "note":
      return [tell("correct/ask-note", { purchase })];
    case "split":
      return [askSplit(turn, row)];
    case "category":
      return [await askCategory(turn, row)];
    case "cat": {
      const category = categoryOfToken(detail);
      return category === null ? null : correct(turn, row, category);
    }
    default:
      return null;
  }
}

/** Categories that this merchant's other payments have, then those the person has most. */
async function askCategory(turn: Turn, row: MoneyRow): Promise<Reply> {
  const { db, context } = turn;
  const { userId } = context.person;
  const merchants = row.merchantName === null ? [] : [row.merchantName];
  const same = await findTransactions(db, userId, { merchants }, { limit: 200, offset: 0 });
  const pairs = [...same.rows, ...(await findCategoryPairs(db, userId))];
  const ids = pairs.flatMap((pair) => {
    const id = categoryOf(pair);
    if (id === null || NOT_OFFERED.some((prefix) => isUnder(id, prefix))) return [];
    const { category, subcategory } = toCategory(id);
    return [subcategory ?? category];
  });
  const own = categoryOf(row);
  const offered = [...new Set(ids)].filter((id) => id !== own).slice(0, MOST_CATEGORIES);
  return {
    parts: [part("correct/ask-category", { purchase: purchaseWords(row, context.today) })],
    choices: offered.map((id) => ({
      id: `tx:cat:${row.id}:${categoryToken(id)}`,
      label: "category",
      facts: { category: categoryName({ category: id, subcategory: null }) ?? id },
      standing: true,
    })),
  };
}

/** What came in or only moved is said in words, as it is seldom meant. */
const NOT_OFFERED = ["INCOME", "TRANSFER_IN", "TRANSFER_OUT", "LOAN_DISBURSEMENTS", "OTHER"];

const change = z.object({
  purchase: purchaseKey,
  said: z.object({
    category: z.string().nullable().optional(),
    subcategory: z.string().nullable().optional(),
    isDiscretionary: z.boolean().nullable().optional(),
  }),
});

/** "For this purchase only?": what was said of one becomes a rule for its merchant, or stays with the one. */
async function settleScope(turn: Turn, what: "only" | "always", changeId: string): Promise<readonly Reply[]> {
  const { db, context } = turn;
  const { userId } = context.person;
  const found = await findMoneyChange(db, userId, changeId);
  const parsed = change.safeParse(found?.after);
  if (found === null || !parsed.success) return [tell("errors/button-gone")];
  if (found.undoneAt !== null) return [tell("undo/money-before")];
  const { purchase, said } = parsed.data;
  const row = await findTransaction(db, userId, purchase.id);
  if (what === "only") {
    if (row !== null) await keepAlone(turn, row);
    return [tell("correct/only")];
  }
  const merchant = row === null ? null : await merchantOf(turn, row.id);
  if (row === null || merchant === null) return [tell("errors/button-gone")];
  const name = merchantWords(row);
  const { category, subcategory = null, isDiscretionary } = said;
  const rule = {
    ...(typeof category === "string" ? { category, subcategory } : {}),
    ...(typeof isDiscretionary === "boolean" ? { isDiscretionary } : {}),
  };
  const before = await loadMerchantRule(db, userId, merchant.key);
  const isNew = Object.entries(rule).some(([field, value]) => before[field as keyof typeof rule] !== value);
  if (!isNew) return [tell("correct/always-already", { merchant: name })];
  const ruleId = await ruleMerchant(turn, merchant, rule, name);
  const line =
    typeof category === "string"
      ? part("correct/always-category", {
          merchant: name,
          category: categoryName({ category, subcategory }) ?? "",
        })
      : part(isDiscretionary === true ? "correct/always-choice" : "correct/always-need", { merchant: name });
  return [
    {
      parts: [line, ...othersParts(merchant.rows.length - 1), part("correct/undo-alone")],
      choices: [{ id: `money-undo:${ruleId}`, label: "undo", standing: true }],
    },
  ];
}

/** What a rule teaches beside the one it was said of; nothing where there is nothing else. */
function othersParts(others: number): readonly Part[] {
  if (others === 0) return [];
  return [others === 1 ? part("correct/always-one-other") : part("correct/always-others", { others })];
}
