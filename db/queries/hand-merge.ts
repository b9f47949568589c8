import { randomUUID } from "node:crypto";
import { aliasedTable, and, between, eq, inArray, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import { categoryOf } from "../../coaching/money/category.ts";
import { type Purchase, pairKey } from "../../coaching/money/hand-merge.ts";
import type { Database } from "../client.ts";
import { eventLog } from "../schema/coaching.ts";
import { transactions } from "../schema/money.ts";

/** Noted when a pair is offered, with the ids of both rows: so that it is offered once. */
const OFFERED = "hand_merge_offered";

/** A row as the person is told of it. */
export type MergeRow = Purchase & { readonly merchantName: string | null };

/** What was told by hand in some days, and what banks and files show of them. */
export async function loadMergeRows(
  db: Database,
  userId: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<{ readonly hand: readonly MergeRow[]; readonly bank: readonly MergeRow[] }> {
  const found = await selectRows(db, userId, between(transactions.localDate, from, to));
  return {
    hand: found.filter(({ source }) => source === "hand"),
    bank: found.filter(({ source }) => source === "bank" || source === "file"),
  };
}

/** Two rows by id, as far as they are still there. */
export async function findMergeRows(
  db: Database,
  userId: string,
  { handId, bankId }: MergePair,
): Promise<{ readonly hand: MergeRow | null; readonly bank: MergeRow | null }> {
  const found = await selectRows(db, userId, inArray(transactions.id, [handId, bankId]));
  return {
    hand: found.find(({ id, source }) => id === handId && source === "hand") ?? null,
    bank: found.find(({ id }) => id === bankId) ?? null,
  };
}

/** With the whole amount of each: what is left of a row and its parts. */
async function selectRows(db: Database, userId: string, wanted: ReturnType<typeof between>) {
  const part = aliasedTable(transactions, "part");
  const found = await db
    .select({
      id: transactions.id,
      source: transactions.source,
      date: transactions.localDate,
      currency: transactions.currency,
      amount: sql<string>`(${transactions.amount} + coalesce((
        select sum(${part.amount}) from transactions as part
        where ${part.userId} = ${transactions.userId} and ${part.splitOf} = ${transactions.id}), 0))::text`,
      merchantName: transactions.merchantName,
      rawName: transactions.rawName,
      category: transactions.category,
      subcategory: transactions.subcategory,
    })
    .from(transactions)
    .where(and(eq(transactions.userId, userId), wanted));
  return found
    .filter(({ currency }) => isCurrency(currency))
    .map(({ amount, rawName, ...row }) => ({
      ...row,
      amountMinor: minorFromDecimal(amount, row.currency),
      // What was told is the person's own line; a bank's line says less than the name made of it.
      words: row.source === "hand" ? (rawName ?? row.merchantName) : (row.merchantName ?? rawName),
      category: categoryOf(row),
    }));
}

export type MergePair = { readonly handId: string; readonly bankId: string };

/** Every pair that was ever offered, as `pairKey` names them. */
export async function loadOfferedPairs(db: Database, userId: string): Promise<ReadonlySet<string>> {
  const found = await db
    .select({ metadata: eventLog.metadata })
    .from(eventLog)
    .where(and(eq(eventLog.userId, userId), eq(eventLog.eventType, OFFERED)));
  return new Set(
    found.map(({ metadata }) => {
      const { handId, bankId } = pairOf(metadata);
      return pairKey(handId, bankId);
    }),
  );
}

/** @returns the offer's id, for its buttons */
export async function recordMergeOffer(
  db: Database,
  userId: string,
  { handId, bankId }: MergePair,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const metadata = { hand: handId, bank: bankId };
  await db.insert(eventLog).values({ id, userId, eventType: OFFERED, metadata, timestamp: now });
  return id;
}

export async function findMergeOffer(db: Database, userId: string, id: string): Promise<MergePair | null> {
  const [found] = await db
    .select({ metadata: eventLog.metadata })
    .from(eventLog)
    .where(and(eq(eventLog.userId, userId), eq(eventLog.id, id), eq(eventLog.eventType, OFFERED)));
  return found === undefined ? null : pairOf(found.metadata);
}

function pairOf(metadata: unknown): MergePair {
  const of = (name: string) => String(Reflect.get(Object(metadata), name));
  return { handId: of("hand"), bankId: of("bank") };
}
