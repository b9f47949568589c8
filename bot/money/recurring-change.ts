import { randomUUID } from "node:crypto";
import { z } from "zod";
import { decimalFromMinor } from "../../coaching/model/money.ts";
import type { Payment } from "../../coaching/recurring/event.ts";
import { wordAbout } from "../../coaching/recurring/said-word.ts";
import { changeRows, daysOf } from "../../db/queries/corrections.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import { addRecurringWord, removeRecurringWord } from "../../db/queries/merchant-words.ts";
import type { MoneyChange } from "../../db/queries/money-changes.ts";
import { findTransactions, type MoneyRow } from "../../db/queries/transactions.ts";
import { type Reply, tell } from "../reply.ts";
import { speakOf, type Turn } from "../turn.ts";
import { keepForUndo } from "./keep-for-undo.ts";
import { type Layer, takeOff, topChange } from "./layers.ts";
import { merchantOf } from "./merchant-change.ts";
import { keyOf, purchaseKey, rowOf, understandAnew } from "./purchase-change.ts";
import { minorOf, purchaseWords } from "./transaction-words.ts";

/** Payments at one merchant that are looked at, the newest. */
const MOST_PAYMENTS = 2000;

const recurring = z.object({ subject: z.string(), purchase: purchaseKey, wordId: z.uuid() });
const flags = z.array(
  z.object({
    isRecurring: z.boolean().nullable(),
    recurringProbability: z.number().nullable(),
    ids: z.array(z.uuid()),
  }),
);

/** "That's a subscription", "it isn't": of the payment's stream, or of payments like it at its merchant. @returns the change's id, and how many payments it is about */
export async function sayRecurring(
  turn: Turn,
  row: MoneyRow,
  isRecurring: boolean,
): Promise<{ readonly changeId: string; readonly count: number }> {
  const { db, context } = turn;
  const { userId } = context.person;
  const merchant = await merchantOf(turn, row.id);
  const ids = merchant?.rows.map(({ id }) => id) ?? [row.id];
  const { rows } = await findTransactions(db, userId, { ids }, { limit: MOST_PAYMENTS, offset: 0 });
  const payments = rows.some(({ id }) => id === row.id) ? rows : [...rows, row];
  const { word, transactionIds } = wordAbout(payments.map(paymentOf), row.id, {
    isRecurring,
    asOf: context.today,
  });
  const wordId = randomUUID();
  const merchantKey = merchant?.key ?? row.id;
  const subject = `recurring:${merchantKey}:${row.currency}`;
  await addRecurringWord(
    db,
    userId,
    {
      id: wordId,
      merchantKey,
      currency: row.currency,
      cadence: word.cadence,
      fromAmount: decimalFromMinor(word.fromMinor, row.currency),
      toAmount: decimalFromMinor(word.toMinor, row.currency),
      isRecurring,
    },
    context.now,
  );
  const layer: Layer = {
    said: null,
    rows: flagsOf(payments.filter(({ id }) => transactionIds.includes(id))),
    prior: await topChange(db, userId, subject, "recurring"),
  };
  await changeRows(
    db,
    userId,
    transactionIds,
    { isRecurring, recurringProbability: isRecurring ? 1 : 0 },
    context.now,
  );
  await settle(turn, transactionIds, row.id);
  const changeId = await keepForUndo(turn, {
    kind: "recurring",
    before: { layers: { recurring: layer } },
    after: { subject, purchase: keyOf(row), wordId },
  });
  return { changeId, count: transactionIds.length };
}

export async function unsayRecurring(turn: Turn, change: MoneyChange): Promise<readonly Reply[]> {
  const { db, context } = turn;
  const { userId } = context.person;
  const { subject, purchase, wordId } = recurring.parse(change.after);
  const layers = await takeOff(db, userId, change, subject);
  await removeRecurringWord(db, userId, wordId);
  const groups = layers.recurring === undefined ? [] : flags.parse(layers.recurring.rows);
  for (const { ids, ...before } of groups) await changeRows(db, userId, ids, before, context.now);
  const row = await rowOf(turn, purchase);
  const ids = groups.flatMap((group) => group.ids);
  await settle(turn, ids, purchase.id);
  if (row === null) return [tell("correct/undone-gone")];
  return [tell("correct/undone", { purchase: purchaseWords(row, context.today) })];
}

/** Recurring payments are no impulse, so the scores of their days follow. */
async function settle(turn: Turn, ids: readonly string[], spokenOf: string): Promise<void> {
  const { userId } = turn.context.person;
  await markDirty(turn.db, userId, await daysOf(turn.db, userId, ids), turn.context.now);
  understandAnew(turn);
  speakOf(turn, [spokenOf]);
}

function paymentOf(row: MoneyRow): Payment {
  return { ...row, amountMinor: minorOf(row), rawDescriptor: row.rawName };
}

function flagsOf(rows: readonly MoneyRow[]): z.infer<typeof flags> {
  const groups = Map.groupBy(rows, (row) => `${row.isRecurring} ${row.recurringProbability}`);
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const { isRecurring, recurringProbability } = first;
    return [{ isRecurring, recurringProbability, ids: some.map(({ id }) => id) }];
  });
}
