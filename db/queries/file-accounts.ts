import { and, asc, eq, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { FILE_PROVIDER } from "../../coaching/money/file-account.ts";
import type { Database } from "../client.ts";
import { accounts } from "../schema/money.ts";

/** An account that files feed. */
export type FileAccount = {
  readonly id: string;
  /** How files name it, or what it was made from. */
  readonly key: string;
  readonly name: string;
  readonly currency: string;
};

const columns = {
  id: accounts.id,
  key: accounts.externalAccountId,
  name: accounts.accountName,
  currency: accounts.currency,
};

/** A person's accounts that files feed, the oldest first. */
export async function findFileAccounts(db: Database, userId: string): Promise<readonly FileAccount[]> {
  return db
    .select(columns)
    .from(accounts)
    .where(and(eq(accounts.userId, userId), eq(accounts.provider, FILE_PROVIDER)))
    .orderBy(asc(accounts.createdAt), asc(accounts.id));
}

/** The account of a key, made if there is none. @returns its id */
export async function keepFileAccount(
  db: Database,
  userId: string,
  account: Omit<FileAccount, "id"> & { readonly mask: string | null },
  now: Date,
): Promise<string> {
  const { key, name, currency, mask } = account;
  const [kept] = await db
    .insert(accounts)
    .values({
      userId,
      provider: FILE_PROVIDER,
      externalAccountId: key,
      accountName: name,
      // A file does not say; most people's files are of the account they pay from.
      accountType: "checking",
      currency,
      mask,
      createdAt: now,
    })
    // Changes nothing, so that the row there is comes back.
    .onConflictDoUpdate({
      target: [accounts.userId, accounts.provider, accounts.externalAccountId],
      set: { provider: FILE_PROVIDER },
    })
    .returning({ id: accounts.id });
  if (kept === undefined) throw new Error("the account was neither made nor found");
  return kept.id;
}

/** Notes through which day a file tells all of an account; an older file takes nothing back. */
export async function moveKnownThrough(
  db: Database,
  userId: string,
  accountId: string,
  through: LocalDate,
  now: Date,
): Promise<void> {
  await db
    .update(accounts)
    .set({ syncedThrough: sql`greatest(${accounts.syncedThrough}, ${through}::date)`, syncedAt: now })
    .where(and(eq(accounts.userId, userId), eq(accounts.id, accountId)));
}
