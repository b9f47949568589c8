import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CategoryPair } from "../../coaching/categories/taxonomy.ts";
import { sumOfDecimals } from "../../coaching/model/decimal.ts";
import { decimalFromMinor, formatMoney, minorFromDecimal } from "../../coaching/model/money.ts";
import { restOf } from "../../coaching/money/said.ts";
import { addPart, changeRows, loadSaid, removePart, saveSaid } from "../../db/queries/corrections.ts";
import type { MoneyChange } from "../../db/queries/money-changes.ts";
import { findTransaction, type MoneyRow } from "../../db/queries/transactions.ts";
import type { SplitPart } from "../../db/schema/money-said.ts";
import { type Reply, say, tell } from "../reply.ts";
import type { Turn } from "../turn.ts";
import { categoryName } from "./category-name.ts";
import { keepForUndo } from "./keep-for-undo.ts";
import { keyOf, noteChanged, purchaseKey, rowOf, subjectOf } from "./purchase-change.ts";
import { amountWords, minorOf, purchaseWords } from "./transaction-words.ts";

/** As many parts as a purchase may be told apart into, beside the rest. */
const MOST_PARTS = 5;

/** A part as it is asked for. */
export type WantedPart = {
  /** Major units; half of what is left where none is said. */
  readonly amount: number | null;
  readonly category: CategoryPair | null;
};

const split = z.object({
  purchase: purchaseKey,
  part: z.object({
    id: z.uuid(),
    amount: z.string(),
    category: z.string().nullable(),
    notes: z.string().nullable(),
  }),
});

/** Tells a part of a purchase apart: the part and the rest come to the whole, exactly. */
export async function splitOff(turn: Turn, row: MoneyRow, wanted: WantedPart): Promise<readonly Reply[]> {
  const { db, context } = turn;
  const { userId } = context.person;
  const { today } = context;
  if (row.splitOf !== null) {
    const whole = await findTransaction(db, userId, row.splitOf);
    return [tell("correct/split-part", { purchase: purchaseWords(whole ?? row, today) })];
  }
  const said = await loadSaid(db, userId, row);
  if (said.splits.length >= MOST_PARTS) return [tell("correct/split-enough", { most: MOST_PARTS })];
  const left = minorOf(row);
  const sign = left < 0 ? -1 : 1;
  const minor =
    wanted.amount === null ? Math.trunc(left / 2) : sign * minorFromDecimal(wanted.amount, row.currency);
  const amount = decimalFromMinor(minor, row.currency);
  const rest = restOf(row.amount, [{ amount }]);
  if (rest === null) {
    return [tell("correct/split-too-much", { purchase: purchaseWords(row, today), left: amountWords(row) })];
  }
  const code = wanted.category === null ? null : (wanted.category.subcategory ?? wanted.category.category);
  const part: SplitPart = { id: randomUUID(), amount, category: code, notes: null };
  await saveSaid(db, userId, row, { ...said, splits: [...said.splits, part] }, context.now);
  await addPart(
    db,
    userId,
    row.id,
    {
      ...part,
      category: wanted.category?.category ?? null,
      subcategory: wanted.category?.subcategory ?? null,
    },
    context.now,
  );
  await changeRows(db, userId, [row.id], { amount: rest }, context.now);
  await noteChanged(turn, row);
  const changeId = await keepForUndo(turn, {
    kind: "split",
    before: {},
    after: { subject: subjectOf(row), purchase: keyOf(row), part },
  });
  const facts = {
    purchase: purchaseWords(row, today),
    part: formatMoney({ minor: Math.abs(minor), currency: row.currency }),
    rest: formatMoney({ minor: Math.abs(minorFromDecimal(rest, row.currency)), currency: row.currency }),
  };
  const category = wanted.category === null ? null : categoryName(wanted.category);
  const other = categoryName(row);
  const line =
    category === null
      ? say("correct/split-alike", facts)
      : other === null
        ? say("correct/split-named", { ...facts, category })
        : say("correct/split", { ...facts, category, other });
  return [
    {
      parts: [line, say("correct/undo-alone")],
      choices: [{ id: `money-undo:${changeId}`, label: "undo", standing: true }],
    },
  ];
}

/** Puts a part back into its whole. */
export async function unsplit(turn: Turn, change: MoneyChange): Promise<readonly Reply[]> {
  const { db, context } = turn;
  const { userId } = context.person;
  const { purchase, part } = split.parse(change.after);
  const row = await rowOf(turn, purchase);
  const key = row ?? purchase;
  const said = await loadSaid(db, userId, key);
  const isThere = said.splits.some(({ id }) => id === part.id);
  const splits = said.splits.filter(({ id }) => id !== part.id);
  await saveSaid(db, userId, key, { ...said, splits }, context.now);
  if (row === null || !isThere) return [tell("correct/undone-gone")];
  // A part that did not fit in any more, since the bank corrected the amount, has no row and took nothing out.
  if (await removePart(db, userId, row.id, part.id)) {
    await changeRows(db, userId, [row.id], { amount: sumOfDecimals([row.amount, part.amount]) }, context.now);
  }
  await noteChanged(turn, row);
  const whole = (await rowOf(turn, purchase)) ?? row;
  return [tell("correct/unsplit", { purchase: purchaseWords(whole, context.today) })];
}
