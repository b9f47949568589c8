import type Stripe from "stripe";
import { ProviderError } from "../../provider.ts";
import type { BankTransaction, SyncUpdate } from "../bank-provider.ts";
import { asking } from "./client.ts";
import { toAccount, toTransaction } from "./translate.ts";

const PAGE = 100;
const SECOND_MS = 1000;
/** What is asked for anew. */
const REFRESHED = ["transactions", "balance"];

/**
 * Everything since a refresh of Stripe's, by its id; without one, all it has, which is some 180 days.
 *
 * The new cursor is read before the rows, so a refresh that ends in between is told twice, and never missed.
 *
 * @throws ProviderError
 */
export async function syncAccount(
  stripe: Stripe,
  accountId: string,
  cursor: string | null,
  { now, timezone }: { readonly now: Date; readonly timezone: string },
): Promise<SyncUpdate> {
  const account = await asking(() => stripe.financialConnections.accounts.retrieve(accountId));
  const refresh = await currentRefresh(stripe, account, now);
  const upserts: BankTransaction[] = [];
  const removed: string[] = [];
  if (refresh.id !== cursor) {
    for (const row of await rowsSince(stripe, accountId, cursor)) {
      if (row.status === "void") removed.push(row.id);
      else upserts.push(toTransaction(row, timezone));
    }
  }
  return {
    accounts: [toAccount(account)],
    upserts,
    removed,
    // Only what has changed is told.
    isPendingComplete: false,
    cursor: refresh.id,
    isHistoryComplete: true,
    freshAt: new Date(refresh.last_attempted_at * SECOND_MS),
    problem: null,
    notices: [],
  };
}

/**
 * The rows since a refresh. One that Stripe does not know any more has all of them told again, which doubles nothing.
 *
 * @throws ProviderError
 */
async function rowsSince(
  stripe: Stripe,
  accountId: string,
  cursor: string | null,
): Promise<readonly Stripe.FinancialConnections.Transaction[]> {
  try {
    return await asking(async () => {
      const rows: Stripe.FinancialConnections.Transaction[] = [];
      const pages = stripe.financialConnections.transactions.list({
        account: accountId,
        limit: PAGE,
        ...(cursor === null ? {} : { transaction_refresh: { after: cursor } }),
      });
      for await (const row of pages) rows.push(row);
      return rows;
    });
  } catch (error) {
    // The account itself has just been told, so it is not what is missing.
    const isForgotten = error instanceof ProviderError && ["revoked", "refused"].includes(error.code);
    if (cursor === null || !isForgotten) throw error;
    return rowsSince(stripe, accountId, null);
  }
}

/**
 * The refresh that the account's rows are of, where it has succeeded; where Stripe does not refresh by itself, it is asked to.
 *
 * @throws ProviderError where there is none that has
 */
async function currentRefresh(
  stripe: Stripe,
  account: Stripe.FinancialConnections.Account,
  now: Date,
): Promise<Stripe.FinancialConnections.Account.TransactionRefresh> {
  if (account.status === "disconnected") throw new ProviderError("revoked", { providerCode: "disconnected" });
  if (account.status !== "active") throw new ProviderError("needs-login", { providerCode: account.status });
  const refresh = account.transaction_refresh;
  const isDue =
    refresh === null ||
    (refresh.next_refresh_available_at !== null &&
      refresh.next_refresh_available_at * SECOND_MS <= now.getTime());
  const isSubscribed = account.subscriptions?.includes("transactions") ?? false;
  if (isDue && (!isSubscribed || refresh?.status !== "succeeded")) {
    await asking(() => stripe.financialConnections.accounts.refresh(account.id, { features: REFRESHED }));
  }
  switch (refresh?.status) {
    case "succeeded":
      return refresh;
    case "failed":
      throw new ProviderError("unavailable", { providerCode: "refresh-failed" });
    default:
      throw new ProviderError("not-ready", { providerCode: "refresh-pending" });
  }
}
