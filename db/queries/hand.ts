import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { instantOfWallTime, type LocalDate } from "../../coaching/model/local-date.ts";
import { decimalFromMinor } from "../../coaching/model/money.ts";
import { HAND_PROVIDER } from "../../coaching/money/hand-account.ts";
import type { Database } from "../client.ts";
import { accounts, transactions } from "../schema/money.ts";
import { transactionCorrections } from "../schema/money-said.ts";
import { markDirty } from "./dirty-days.ts";

const NOON = 12 * 60;

export type Owner = { readonly userId: string; readonly timezone: string; readonly currency: string };

/** A payment told by hand, as it is stored. */
export type NewHandEntry = {
  readonly amountMinor: number;
  readonly currency: string;
  /** In the person's words. */
  readonly what: string;
  readonly merchantName: string;
  readonly date: LocalDate;
  /** It was told on its day, without naming one: its moment is now. */
  readonly isNow: boolean;
  readonly category: string | null;
  readonly subcategory: string | null;
};

/**
 * Stores payments in the account that the person keeps by hand, which is made when it is first needed.
 *
 * @param accountName shown to the person
 * @returns the rows' ids, in the order of the entries
 */
export async function storeHandEntries(
  db: Database,
  owner: Owner,
  accountName: string,
  entries: readonly NewHandEntry[],
  now: Date,
): Promise<readonly string[]> {
  const { userId, timezone } = owner;
  const accountId = await handAccount(db, owner, accountName);
  const rows = entries.map((entry) => {
    const id = randomUUID();
    return {
      id,
      userId,
      accountId,
      externalId: `hand:${id}`,
      timestamp: entry.isNow ? now : instantOfWallTime(timezone, entry.date, NOON),
      localDate: entry.date,
      timeKnown: entry.isNow,
      source: "hand" as const,
      rawName: entry.what,
      merchantName: entry.merchantName,
      amount: decimalFromMinor(entry.amountMinor, entry.currency),
      currency: entry.currency,
      category: entry.category,
      subcategory: entry.subcategory,
      createdAt: now,
      updatedAt: now,
    };
  });
  await db.insert(transactions).values(rows);
  const dates = entries.map(({ date }) => date);
  await markDirty(db, userId, dates, now);
  return rows.map(({ id }) => id);
}

/** The account kept by hand, made when it is first needed. */
export async function handAccount(
  db: Database,
  { userId, currency }: Owner,
  accountName: string,
): Promise<string> {
  const [account] = await db
    .insert(accounts)
    .values({
      userId,
      provider: HAND_PROVIDER,
      externalAccountId: HAND_PROVIDER,
      accountName,
      accountType: "cash",
      currency,
    })
    .onConflictDoUpdate({
      target: [accounts.userId, accounts.provider, accounts.externalAccountId],
      set: { externalAccountId: HAND_PROVIDER },
    })
    .returning({ id: accounts.id });
  if (account === undefined) throw new Error("expected the account that was just made");
  return account.id;
}

export type StoredHandEntry = {
  readonly id: string;
  readonly what: string | null;
  /** As stored: what is left of it after its splits. */
  readonly amount: string;
  readonly currency: string;
  readonly date: LocalDate;
  readonly hasParts: boolean;
};

/** Those of some entries that are still there, in the order asked for. */
export async function findHandEntries(
  db: Database,
  userId: string,
  ids: readonly string[],
): Promise<readonly StoredHandEntry[]> {
  if (ids.length === 0) return [];
  const { id, rawName, amount, currency, localDate } = transactions;
  const found = await db
    .select({ id, what: rawName, amount, currency, date: localDate })
    .from(transactions)
    .where(and(eq(transactions.userId, userId), inArray(id, [...ids]), eq(transactions.source, "hand")));
  const parts = await db
    .select({ of: transactions.splitOf })
    .from(transactions)
    .where(and(eq(transactions.userId, userId), inArray(transactions.splitOf, [...ids])));
  const split = new Set(parts.map(({ of }) => of));
  return ids.flatMap((wanted) =>
    found.filter((entry) => entry.id === wanted).map((entry) => ({ ...entry, hasParts: split.has(wanted) })),
  );
}

/** Takes entries away with their parts and what was said about them. @returns how many of them were still there */
export async function removeHandEntries(
  db: Database,
  userId: string,
  ids: readonly string[],
  now: Date,
): Promise<number> {
  if (ids.length === 0) return 0;
  const mine = eq(transactions.userId, userId);
  const removed = await db
    .delete(transactions)
    .where(and(mine, inArray(transactions.id, [...ids]), eq(transactions.source, "hand")))
    .returning({ id: transactions.id, accountId: transactions.accountId, date: transactions.localDate });
  if (removed.length === 0) return 0;
  const gone = removed.map(({ id }) => id);
  await db.delete(transactions).where(and(mine, inArray(transactions.splitOf, gone)));
  await db.delete(transactionCorrections).where(
    and(
      eq(transactionCorrections.userId, userId),
      inArray(
        transactionCorrections.accountId,
        removed.map(({ accountId }) => accountId),
      ),
      inArray(
        transactionCorrections.externalId,
        gone.map((id) => `hand:${id}`),
      ),
    ),
  );
  const dates = removed.map(({ date }) => date);
  await markDirty(db, userId, dates, now);
  return removed.length;
}

/** Gives an entry another amount. @returns false when it is gone, or has been split since */
export async function changeHandAmount(
  db: Database,
  userId: string,
  id: string,
  amount: string,
  now: Date,
): Promise<boolean> {
  const [entry] = await findHandEntries(db, userId, [id]);
  if (entry === undefined || entry.hasParts) return false;
  await db
    .update(transactions)
    .set({ amount: sql`${amount}::numeric`, updatedAt: now })
    .where(and(eq(transactions.userId, userId), eq(transactions.id, id)));
  await markDirty(db, userId, [entry.date], now);
  return true;
}
