import { eq, min } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { TransactionRow } from "../../coaching/model/rows.ts";
import type { Database } from "../client.ts";
import { transactions } from "../schema/money.ts";
import { type AccountRow, loadAccounts, loadTransactions } from "./days.ts";

/** One person's money as a question about spending needs it. */
export type MoneyHistory = {
  readonly accounts: readonly AccountRow[];
  /** From the day asked for on, oldest first. */
  readonly rows: readonly TransactionRow[];
  /** First local day with any transaction, also before the day asked for; null without any. */
  readonly firstDate: LocalDate | null;
};

type Owner = { readonly userId: string; readonly timezone: string; readonly currency: string };

/**
 * @param from first day that is wanted; null for all there is
 * @param to last day that is wanted
 */
export async function loadMoneyHistory(
  db: Database,
  owner: Owner,
  from: LocalDate | null,
  to: LocalDate,
): Promise<MoneyHistory> {
  const accounts = await loadAccounts(db, owner);
  const firstDate = await firstTransactionDate(db, owner.userId);
  const start = from === null || (firstDate !== null && firstDate > from) ? firstDate : from;
  const rows = start === null ? [] : await loadTransactions(db, owner, start, to);
  return { accounts, rows, firstDate };
}

async function firstTransactionDate(db: Database, userId: string): Promise<LocalDate | null> {
  const [row] = await db
    .select({ first: min(transactions.localDate) })
    .from(transactions)
    .where(eq(transactions.userId, userId));
  return row?.first ?? null;
}
