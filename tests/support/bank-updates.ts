import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { applyUpdate, type BankUpdate, type RowSaid } from "../../db/queries/bank-sync.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { accounts, connections, transactions } from "../../db/schema/money.ts";
import { transactionCorrections } from "../../db/schema/money-said.ts";

/** One person's link to a bank. */
export type BankConnection = { readonly userId: string; readonly id: string };

/** When a connection is asked unless a test says otherwise: 10:00 in Berlin. */
export const SYNCED_AT = new Date("2026-03-10T09:00:00Z");

/** A pending purchase of 12.50 at a coffee shop in "checking", changed by what a test is about. */
export function bankRow(externalId: string, change: Partial<RowSaid> = {}): RowSaid {
  return {
    externalId,
    accountExternalId: "checking",
    pendingExternalId: null,
    date: "2026-03-02",
    at: null,
    amount: "12.50",
    currency: "EUR",
    name: "BLUE CUP 123",
    merchantName: null,
    memo: null,
    category: null,
    pending: false,
    raw: { id: externalId },
    ...change,
  };
}

export function bankAccount(
  externalId = "checking",
  change: Partial<BankUpdate["accounts"][number]> = {},
): BankUpdate["accounts"][number] {
  return {
    externalId,
    name: "Everyday",
    type: "checking",
    currency: "EUR",
    balance: "100.00",
    balanceAt: null,
    mask: "1234",
    ...change,
  };
}

/** An update of the account "checking" with these rows and nothing else. */
export function bankUpdate(change: Partial<BankUpdate> = {}): BankUpdate {
  return {
    accounts: [bankAccount()],
    upserts: [],
    removed: [],
    isPendingComplete: false,
    cursor: null,
    isHistoryComplete: false,
    freshAt: null,
    ...change,
  };
}

/** What stores an update as a sync does, that began from a cursor. */
export function updatesOn(db: Database) {
  return (connection: BankConnection, update: BankUpdate, begun: string | null, now: Date = SYNCED_AT) =>
    db.transaction((tx) => applyUpdate(tx, connection, update, begun, now));
}

/** A person with a chat and one connection. */
export async function storeConnected(
  db: Database,
  {
    provider = "plaid",
    externalId = "item-1",
    timezone = "Europe/Berlin",
  }: { readonly provider?: string; readonly externalId?: string; readonly timezone?: string } = {},
): Promise<BankConnection> {
  const userId = await createPerson(db, { timezone, currency: "EUR" });
  const sender = `somebody-${randomUUID()}`;
  await createIdentity(db, userId, { platform: "telegram", sender, chat: sender });
  return { userId, id: await storeConnection(db, userId, { provider, externalId }) };
}

export async function storeConnection(
  db: Database,
  userId: string,
  about: { readonly provider?: string; readonly externalId: string },
): Promise<string> {
  const id = randomUUID();
  await db.insert(connections).values({ id, userId, kind: "bank", provider: "plaid", ...about });
  return id;
}

/** The person's rows as they stand, in the order of their ids, amounts as texts. */
export async function storedRows(db: Database, userId: string) {
  return db
    .select()
    .from(transactions)
    .where(eq(transactions.userId, userId))
    .orderBy(transactions.externalId);
}

/** The first of these, which is there. */
export async function firstRow(db: Database, userId: string) {
  const [row] = await storedRows(db, userId);
  if (row === undefined) throw new Error("no row");
  return row;
}

export async function storedAccounts(db: Database, userId: string) {
  return db.select().from(accounts).where(eq(accounts.userId, userId)).orderBy(accounts.externalAccountId);
}

/** Says something about a row as the chat does: in the correction, and nothing on the row yet. */
export async function storeCorrection(
  db: Database,
  userId: string,
  row: { readonly accountId: string; readonly externalId: string },
  said: Partial<typeof transactionCorrections.$inferInsert>,
): Promise<void> {
  const { accountId, externalId } = row;
  const values = { saidAt: new Date("2026-03-03T10:00:00Z"), ...said };
  await db
    .insert(transactionCorrections)
    .values({ userId, accountId, externalId, ...values })
    .onConflictDoUpdate({
      target: [
        transactionCorrections.userId,
        transactionCorrections.accountId,
        transactionCorrections.externalId,
      ],
      set: values,
    });
}

export async function storedCorrection(db: Database, userId: string, externalId: string) {
  const [found] = await db
    .select()
    .from(transactionCorrections)
    .where(and(eq(transactionCorrections.userId, userId), eq(transactionCorrections.externalId, externalId)));
  return found ?? null;
}
