import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { pgArray } from "../results.ts";
import { transactions } from "../schema/money.ts";
import { moneyChanges, type SplitPart, transactionCorrections } from "../schema/money-said.ts";

/** How a person's word finds its transaction, whatever becomes of the row: by the source's own id. */
export type CorrectionKey = { readonly accountId: string; readonly externalId: string };

/** What a person said of one transaction; null: they have not. */
export type Said = {
  readonly merchantName: string | null;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly isDiscretionary: boolean | null;
  readonly isImpulse: boolean | null;
  readonly notes: string | null;
  readonly splits: readonly SplitPart[];
};

const NOTHING_SAID: Said = {
  merchantName: null,
  category: null,
  subcategory: null,
  isDiscretionary: null,
  isImpulse: null,
  notes: null,
  splits: [],
};

export async function loadSaid(db: Database, userId: string, key: CorrectionKey): Promise<Said> {
  const [found] = await db
    .select({
      merchantName: transactionCorrections.merchantName,
      category: transactionCorrections.category,
      subcategory: transactionCorrections.subcategory,
      isDiscretionary: transactionCorrections.isDiscretionary,
      isImpulse: transactionCorrections.isImpulse,
      notes: transactionCorrections.notes,
      splits: transactionCorrections.splits,
    })
    .from(transactionCorrections)
    .where(isFor(userId, key));
  return found ?? NOTHING_SAID;
}

/** Keeps what a person said; nothing at all leaves no row. */
export async function saveSaid(
  db: Database,
  userId: string,
  key: CorrectionKey,
  said: Said,
  now: Date,
): Promise<void> {
  const isNothing = said.splits.length === 0 && Object.values({ ...said, splits: null }).every(isNothingSaid);
  if (isNothing) {
    await db.delete(transactionCorrections).where(isFor(userId, key));
    return;
  }
  await db
    .insert(transactionCorrections)
    .values({ userId, ...key, ...said, saidAt: now })
    .onConflictDoUpdate({
      target: [
        transactionCorrections.userId,
        transactionCorrections.accountId,
        transactionCorrections.externalId,
      ],
      set: { ...said, saidAt: now },
    });
}

const isNothingSaid = (value: unknown) => value === null;

const isFor = (userId: string, { accountId, externalId }: CorrectionKey) =>
  and(
    eq(transactionCorrections.userId, userId),
    eq(transactionCorrections.accountId, accountId),
    eq(transactionCorrections.externalId, externalId),
  );

/** Joins rows with what was said of them. */
export const isSaidOfRow = and(
  eq(transactionCorrections.userId, transactions.userId),
  eq(transactionCorrections.accountId, transactions.accountId),
  eq(transactionCorrections.externalId, transactions.externalId),
);

/** What a row shows and a person's word may change. */
export type RowChange = Partial<
  Pick<
    typeof transactions.$inferInsert,
    | "merchantName"
    | "amount"
    | "category"
    | "subcategory"
    | "isDiscretionary"
    | "discretionaryProbability"
    | "discretionaryReason"
    | "impulseProbability"
    | "impulseReasons"
    | "isRecurring"
    | "recurringProbability"
    | "notes"
  >
>;

export async function changeRows(
  db: Database,
  userId: string,
  ids: readonly string[],
  change: RowChange,
  now: Date,
): Promise<void> {
  if (ids.length === 0 || Object.keys(change).length === 0) return;
  await db
    .update(transactions)
    .set({ ...change, updatedAt: now })
    .where(
      and(eq(transactions.userId, userId), sql`${transactions.id} = any(${pgArray(ids)}::text::uuid[])`),
    );
}

/** A part as it is stored beside the row that it was split off. */
export type PartRow = Pick<SplitPart, "id" | "amount" | "category" | "notes"> & {
  readonly subcategory: string | null;
};

/** Stores a part as a row of its own: like its whole, but for what it is said to be. */
export async function addPart(
  db: Database,
  userId: string,
  wholeId: string,
  part: PartRow,
  now: Date,
): Promise<void> {
  const [whole] = await db
    .select()
    .from(transactions)
    .where(and(eq(transactions.userId, userId), eq(transactions.id, wholeId)));
  if (whole === undefined) return;
  const isOther = part.category !== null;
  await db.insert(transactions).values({
    userId,
    id: randomUUID(),
    accountId: whole.accountId,
    externalId: `split:${part.id}`,
    timestamp: whole.timestamp,
    localDate: whole.localDate,
    timeKnown: whole.timeKnown,
    source: "split",
    splitOf: wholeId,
    merchantName: whole.merchantName,
    rawName: whole.rawName,
    sourceMerchant: whole.sourceMerchant,
    amount: part.amount,
    currency: whole.currency,
    pending: whole.pending,
    category: isOther ? part.category : whole.category,
    subcategory: isOther ? part.subcategory : whole.subcategory,
    // Whether the whole was a choice says nothing of a part that is something else.
    ...(isOther
      ? {}
      : {
          isDiscretionary: whole.isDiscretionary,
          discretionaryProbability: whole.discretionaryProbability,
          discretionaryReason: whole.discretionaryReason,
        }),
    notes: part.notes,
    createdAt: now,
    updatedAt: now,
  });
}

/** @returns whether there was one */
export async function removePart(
  db: Database,
  userId: string,
  wholeId: string,
  partId: string,
): Promise<boolean> {
  const removed = await db
    .delete(transactions)
    .where(
      and(
        eq(transactions.userId, userId),
        eq(transactions.splitOf, wholeId),
        eq(transactions.externalId, `split:${partId}`),
      ),
    )
    .returning({ id: transactions.id });
  return removed.length > 0;
}

/** The changes of a subject that stand, in no order that matters. */
export async function standingChanges(db: Database, userId: string, subject: string) {
  return db
    .select({
      id: moneyChanges.id,
      kind: moneyChanges.kind,
      before: moneyChanges.before,
      after: moneyChanges.after,
    })
    .from(moneyChanges)
    .where(
      and(
        eq(moneyChanges.userId, userId),
        isNull(moneyChanges.undoneAt),
        sql`${moneyChanges.after} ->> 'subject' = ${subject}`,
      ),
    );
}

/** Writes anew what a change is taken back to. */
export async function rewriteChange(
  db: Database,
  userId: string,
  id: string,
  before: unknown,
): Promise<void> {
  await db
    .update(moneyChanges)
    .set({ before })
    .where(and(eq(moneyChanges.userId, userId), eq(moneyChanges.id, id)));
}

/** The days of some rows. */
export async function daysOf(
  db: Database,
  userId: string,
  ids: readonly string[],
): Promise<readonly LocalDate[]> {
  if (ids.length === 0) return [];
  const found = await db
    .selectDistinct({ date: transactions.localDate })
    .from(transactions)
    .where(and(eq(transactions.userId, userId), inArray(transactions.id, [...ids])));
  return found.map(({ date }) => date);
}
