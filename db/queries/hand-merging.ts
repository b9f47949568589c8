import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { isUnder } from "../../coaching/money/category.ts";
import type { Database } from "../client.ts";
import { transactions } from "../schema/money.ts";
import { changeRows, loadSaid, type Said } from "./corrections.ts";
import { markDirty } from "./dirty-days.ts";
import { handAccount, type Owner, removeHandEntries } from "./hand.ts";
import type { MergePair } from "./hand-merge.ts";
import { layOver, wholeAmount } from "./lay-over.ts";
import { saidPart, saidWords } from "./said-shape.ts";

type Row = typeof transactions.$inferSelect;

const said = saidWords.extend({ splits: z.array(saidPart) });

/** Everything that a merge took away or changed, as it was. */
export const mergeSnapshot = z.object({
  hand: z.object({
    id: z.uuid(),
    externalId: z.string(),
    timestamp: z.iso.datetime(),
    localDate: z.iso.date(),
    timeKnown: z.boolean(),
    merchantName: z.string().nullable(),
    rawName: z.string().nullable(),
    /** All of it, before its parts. */
    amount: z.string(),
    currency: z.string(),
    category: z.string().nullable(),
    subcategory: z.string().nullable(),
    isDiscretionary: z.boolean().nullable(),
    notes: z.string().nullable(),
    createdAt: z.iso.datetime(),
  }),
  handSaid: said,
  bank: saidWords.omit({ isImpulse: true }).extend({ id: z.uuid() }),
  bankSaid: said,
});
export type MergeSnapshot = z.infer<typeof mergeSnapshot>;

/**
 * Makes one purchase of two rows: the bank's stays and takes what the person said about the other, which goes.
 *
 * What they said about the bank's row itself wins; the words they told the payment by become its note where it has none.
 *
 * @returns what is needed to take it back; null when either row is gone
 */
export async function mergeHandRow(
  db: Database,
  userId: string,
  { handId, bankId }: MergePair,
  now: Date,
): Promise<MergeSnapshot | null> {
  const [hand, bank] = [await lockRow(db, userId, handId), await lockRow(db, userId, bankId)];
  if (hand === null || hand.source !== "hand" || bank === null) return null;
  const [handSaid, bankSaid] = [await loadSaid(db, userId, hand), await loadSaid(db, userId, bank)];
  const amount = await wholeAmount(db, userId, hand);
  await removeHandEntries(db, userId, [handId], now);
  await layOver(db, userId, bank, joined({ hand, handSaid, bank, bankSaid }), now);
  await markDirty(db, userId, [bank.localDate], now);
  // Only what is named there is kept, and laid back.
  return mergeSnapshot.parse({
    hand: {
      ...hand,
      amount,
      timestamp: hand.timestamp.toISOString(),
      createdAt: hand.createdAt.toISOString(),
    },
    handSaid,
    bank,
    bankSaid,
  });
}

/** Two purchases again. @returns false when the hand-told one is there already */
export async function unmergeHandRow(
  db: Database,
  owner: Owner,
  accountName: string,
  { hand, handSaid, bank: before, bankSaid }: MergeSnapshot,
  now: Date,
): Promise<boolean> {
  const { userId } = owner;
  if ((await lockRow(db, userId, hand.id)) !== null) return false;
  const accountId = await handAccount(db, owner, accountName);
  const { timestamp, createdAt, ...columns } = hand;
  await db.insert(transactions).values({
    ...columns,
    userId,
    accountId,
    source: "hand",
    timestamp: new Date(timestamp),
    createdAt: new Date(createdAt),
    updatedAt: now,
  });
  const again = await lockRow(db, userId, hand.id);
  if (again !== null) await layOver(db, userId, again, handSaid, now);
  const bank = await lockRow(db, userId, before.id);
  if (bank !== null) {
    // What was understood meanwhile went by what was said; it is understood anew from here.
    const { id, ...shown } = before;
    await changeRows(db, userId, [id], shown, now);
    await layOver(db, userId, { ...bank, ...shown }, bankSaid, now);
  }
  await markDirty(db, userId, [hand.localDate, ...(bank === null ? [] : [bank.localDate])], now);
  return true;
}

/** What is said about the purchase that the two rows are. */
function joined(rows: {
  readonly hand: Row;
  readonly handSaid: Said;
  readonly bank: Row;
  readonly bankSaid: Said;
}): Said {
  const { hand, handSaid, bank, bankSaid } = rows;
  const own = bankSaid.category !== null ? bankSaid : handSaid;
  const isUnsorted = bank.category === null || isUnder(bank.category, "OTHER");
  const sorted = own.category === null && isUnsorted ? hand : own;
  return {
    merchantName: bankSaid.merchantName ?? handSaid.merchantName,
    category: sorted.category,
    subcategory: sorted.subcategory,
    isDiscretionary: bankSaid.isDiscretionary ?? handSaid.isDiscretionary,
    isImpulse: bankSaid.isImpulse ?? handSaid.isImpulse,
    notes: bankSaid.notes ?? handSaid.notes ?? hand.notes ?? bank.notes ?? ownWords(hand, bank),
    splits: bankSaid.splits.length > 0 ? bankSaid.splits : handSaid.splits,
  };
}

/** The words a payment was told by, where the bank's name does not hold them anyway. */
function ownWords({ rawName }: Row, { merchantName }: Row): string | null {
  if (rawName === null) return null;
  return (merchantName ?? "").toLowerCase().includes(rawName.toLowerCase()) ? null : rawName;
}

async function lockRow(db: Database, userId: string, id: string): Promise<Row | null> {
  const [row] = await db
    .select()
    .from(transactions)
    .where(and(eq(transactions.userId, userId), eq(transactions.id, id)))
    .for("update");
  return row ?? null;
}
