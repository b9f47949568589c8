import { and, eq } from "drizzle-orm";
import { sumOfDecimals } from "../../coaching/model/decimal.ts";
import { applySaid } from "../../coaching/money/said.ts";
import type { Database } from "../client.ts";
import { transactions } from "../schema/money.ts";
import { addPart, changeRows, type Said, saveSaid } from "./corrections.ts";

type Row = typeof transactions.$inferSelect;

/** Keeps what is said about a row and lays it over the row and its parts; the sum of them stays as it is. */
export async function layOver(db: Database, userId: string, row: Row, over: Said, now: Date): Promise<void> {
  await saveSaid(db, userId, row, over, now);
  const amount = await wholeAmount(db, userId, row);
  const { parts, ...shown } = applySaid({ ...row, amount }, over);
  const { merchantName, category, subcategory, isDiscretionary, notes } = shown;
  await db.delete(transactions).where(and(eq(transactions.userId, userId), eq(transactions.splitOf, row.id)));
  const change = { merchantName, category, subcategory, isDiscretionary, notes, amount: shown.amount };
  await changeRows(db, userId, [row.id], change, now);
  for (const one of parts) await addPart(db, userId, row.id, one, now);
}

/** All of a purchase, its parts added again. */
export async function wholeAmount(db: Database, userId: string, { id, amount }: Row): Promise<string> {
  const parts = await db
    .select({ amount: transactions.amount })
    .from(transactions)
    .where(and(eq(transactions.userId, userId), eq(transactions.splitOf, id)));
  return sumOfDecimals([amount, ...parts.map((one) => one.amount)]);
}
