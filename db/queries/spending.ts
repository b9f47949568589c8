import { and, eq, min } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { TransactionRow } from "../../coaching/model/rows.ts";
import { isLinked } from "../../coaching/money/hand-account.ts";
import type { Database } from "../client.ts";
import { accounts, transactions } from "../schema/money.ts";
import { type AccountRow, loadAccounts, loadTransactions } from "./days.ts";

/** One person's money as a question about spending needs it. */
export type MoneyHistory = {
  readonly accounts: readonly AccountRow[];
  /** From the day asked for on, oldest first. */
  readonly rows: readonly TransactionRow[];
  /** First local day with any transaction, also before the day asked for; null without any. */
  readonly firstDate: LocalDate | null;
  /** The same of linked accounts alone: what was told by hand does not say that a bank's history had begun. */
  readonly linkedFrom: LocalDate | null;
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
  const linked = await loadAccounts(db, owner);
  const { firstDate, linkedFrom } = await firstTransactionDates(db, owner.userId);
  const start = from === null || (firstDate !== null && firstDate > from) ? firstDate : from;
  const rows = start === null ? [] : await loadTransactions(db, owner, start, to);
  return { accounts: linked, rows, firstDate, linkedFrom };
}

async function firstTransactionDates(db: Database, userId: string) {
  const found = await db
    .select({ provider: accounts.provider, first: min(transactions.localDate) })
    .from(transactions)
    .innerJoin(
      accounts,
      and(eq(accounts.userId, transactions.userId), eq(accounts.id, transactions.accountId)),
    )
    .where(eq(transactions.userId, userId))
    .groupBy(accounts.provider);
  const earliest = (kept: typeof found) => kept.flatMap(({ first }) => first ?? []).sort()[0] ?? null;
  return { firstDate: earliest(found), linkedFrom: earliest(found.filter(isLinked)) };
}
