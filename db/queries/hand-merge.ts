import { randomUUID } from "node:crypto";
import { and, between, eq, gte, inArray, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import { categoryOf } from "../../coaching/money/category.ts";
import { type Purchase, pairKey } from "../../coaching/money/hand-merge.ts";
import type { Database } from "../client.ts";
import { eventLog } from "../schema/coaching.ts";
import { transactions } from "../schema/money.ts";
import { logEvent } from "./events.ts";

/** Noted when a pair is offered, and when it is said to be two, with the ids of both rows: so that it is offered once. */
const OFFERED = "hand_merge_offered";
const APART = "hand_merge_apart";

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
  const found = await db
    .select({
      id: transactions.id,
      source: transactions.source,
      date: transactions.localDate,
      currency: transactions.currency,
      amount: sql<string>`(${transactions.amount} + coalesce((
        select sum(part.amount) from transactions as part
        where part.user_id = "transactions".user_id and part.split_of = "transactions".id), 0))::text`,
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

/** What was offered before: no pair is offered twice, and a row in an offer that is open is in no other. */
export type PastOffers = {
  /** As `pairKey` names them. */
  readonly pairs: ReadonlySet<string>;
  readonly openRows: ReadonlySet<string>;
};

export async function loadPastOffers(db: Database, userId: string): Promise<PastOffers> {
  const found = await db
    .select({ type: eventLog.eventType, metadata: eventLog.metadata })
    .from(eventLog)
    .where(and(eq(eventLog.userId, userId), inArray(eventLog.eventType, [OFFERED, APART])));
  const pairs = found.map(({ type, metadata }) => ({ type, ...pairOf(metadata) }));
  const keysOf = (wanted: string) =>
    new Set(pairs.filter(({ type }) => type === wanted).map((pair) => pairKey(pair.handId, pair.bankId)));
  const apart = keysOf(APART);
  const open = pairs.filter((pair) => !apart.has(pairKey(pair.handId, pair.bankId)));
  return {
    pairs: keysOf(OFFERED),
    openRows: new Set(open.flatMap(({ handId, bankId }) => [handId, bankId])),
  };
}

/** Keeps that a pair is two purchases. */
export async function keepApart(
  db: Database,
  userId: string,
  { handId, bankId }: MergePair,
  now: Date,
): Promise<void> {
  await logEvent(db, userId, APART, { hand: handId, bank: bankId }, now);
}

/** Whether anything was told by hand since a day: without it there is nothing to match. */
export async function hasHandEntries(db: Database, userId: string, since: LocalDate): Promise<boolean> {
  const found = await db
    .select({ id: transactions.id })
    .from(transactions)
    .where(
      and(
        eq(transactions.userId, userId),
        gte(transactions.localDate, since),
        eq(transactions.source, "hand"),
      ),
    )
    .limit(1);
  return found.length > 0;
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
