import { and, eq, inArray, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { FILE_PROVIDER } from "../../coaching/money/file-account.ts";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import { accounts, transactions } from "../schema/money.ts";
import { imports } from "../schema/money-in.ts";
import { markDirty } from "./dirty-days.ts";
import { changeImport } from "./imports.ts";

/** How many rows of an import are there, and how many of them carry something that the person has said about them since. */
export async function countImported(
  db: Database,
  userId: string,
  importId: string,
): Promise<{ readonly added: number; readonly corrected: number }> {
  const [{ added = 0, corrected = 0 } = {}] = rows(
    await db.execute(sql`
      select count(*)::int as added, count(said.user_id)::int as corrected from transactions row
      left join transaction_corrections said on said.user_id = row.user_id and said.account_id = row.account_id
        and said.external_id = row.external_id
      where row.user_id = ${userId}::uuid and row.import_id = ${importId}::uuid`),
  );
  return { added: Number(added), corrected: Number(corrected) };
}

/** Takes back an import that is stored; its days are scored anew. @returns how many rows went; null when it is none */
export async function takeBackImport(
  db: Database,
  userId: string,
  importId: string,
  now: Date,
): Promise<number | null> {
  if (!(await changeImport(db, userId, importId, ["stored"], { state: "dropped" }, now))) return null;
  const { removed, days } = await removeImported(db, userId, importId);
  await markDirty(db, userId, days, now);
  return removed;
}

/**
 * Removes exactly the rows that an import added, with their parts and what was said about them. Accounts that are left
 * with nothing go too.
 */
async function removeImported(
  db: Database,
  userId: string,
  importId: string,
): Promise<{ readonly removed: number; readonly days: readonly LocalDate[] }> {
  const own = and(eq(transactions.userId, userId), eq(transactions.importId, importId));
  await db.execute(sql`
    delete from transaction_corrections said using transactions row
    where row.user_id = ${userId}::uuid and row.import_id = ${importId}::uuid
      and said.user_id = row.user_id and said.account_id = row.account_id and said.external_id = row.external_id`);
  await db.execute(sql`
    delete from transactions part using transactions row
    where row.user_id = ${userId}::uuid and row.import_id = ${importId}::uuid
      and part.user_id = row.user_id and part.split_of = row.id`);
  const gone = await db
    .delete(transactions)
    .where(own)
    .returning({ accountId: transactions.accountId, day: transactions.localDate });
  const touched = [...new Set(gone.map(({ accountId }) => accountId))];
  await settleAccounts(db, userId, touched);
  return { removed: gone.length, days: [...new Set(gone.map(({ day }) => day))] };
}

/** Accounts that lost rows are known through their last day; those that lost all of them were made by the file. */
async function settleAccounts(db: Database, userId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const left = await db
    .select({ accountId: transactions.accountId, last: sql<string>`max(${transactions.localDate})::text` })
    .from(transactions)
    .where(and(eq(transactions.userId, userId), inArray(transactions.accountId, [...ids])))
    .groupBy(transactions.accountId);
  for (const { accountId, last } of left) {
    await db
      .update(accounts)
      .set({ syncedThrough: sql`least(${accounts.syncedThrough}, ${last}::date)` })
      .where(and(eq(accounts.userId, userId), eq(accounts.id, accountId)));
  }
  const kept = new Set(left.map(({ accountId }) => accountId));
  const empty = ids.filter((id) => !kept.has(id));
  if (empty.length === 0) return;
  // The record of an import outlives its account.
  await db
    .update(imports)
    .set({ accountId: null })
    .where(and(eq(imports.userId, userId), inArray(imports.accountId, empty)));
  await db
    .delete(accounts)
    .where(
      and(eq(accounts.userId, userId), eq(accounts.provider, FILE_PROVIDER), inArray(accounts.id, empty)),
    );
}
