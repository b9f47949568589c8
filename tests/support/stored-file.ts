import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { Database, OpenDatabase } from "../../db/client.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import type { AccountChoice } from "../../src/imports/accounts.ts";
import { type Stored, type StoreRequest, storeFile } from "../../src/imports/store.ts";
import { fileOf } from "./bank-file.ts";

/** Stores a file for a person in Berlin who counts in euros. */
export function storeText(
  database: OpenDatabase,
  userId: string,
  content: string | Uint8Array,
  options: Partial<StoreRequest> & { readonly account?: AccountChoice } = {},
): Promise<Stored> {
  return storeFile(
    database,
    fileOf(content),
    {
      userId,
      importId: randomUUID(),
      fileName: "bank.csv",
      home: { timezone: "Europe/Berlin", currency: "EUR" },
      answers: {},
      account: null,
      now: new Date("2026-11-23T08:00:00Z"),
      ...options,
    },
    async () => {},
  );
}

/** A person's transactions by what they say, in an order of their own. */
export async function tableOf(db: Database, userId: string) {
  const found = await db
    .select({
      account: accounts.accountName,
      id: transactions.externalId,
      date: transactions.localDate,
      amount: transactions.amount,
      currency: transactions.currency,
      name: transactions.rawName,
      memo: transactions.memo,
    })
    .from(transactions)
    .innerJoin(accounts, eq(accounts.id, transactions.accountId))
    .where(eq(transactions.userId, userId))
    .orderBy(asc(accounts.accountName), asc(transactions.externalId));
  return found;
}

/** The table without ids, so that tables made of other layouts compare: `Giro 2024-03-14 12.50 EUR`. */
export async function movementsOf(db: Database, userId: string): Promise<readonly string[]> {
  const found = await tableOf(db, userId);
  return found
    .map(({ account, date, amount, currency }) => `${account} ${date} ${amount} ${currency}`)
    .sort();
}
