import { PersonalFinanceCategoryVersion } from "plaid";
import { type OpenConnection, ProviderError } from "../../provider.ts";
import type { SyncUpdate } from "../bank-provider.ts";
import { type PlaidAccount, type PlaidTransaction, type SyncPage, syncPage } from "./answers.ts";
import type { PlaidClient } from "./client.ts";
import type { ItemState } from "./item.ts";
import { DAYS_REQUESTED } from "./link.ts";
import { accountsOf, transactionOf } from "./translate.ts";

const PAGE_ROWS = 500;
/** More rows than any bank hands out for two years: an answer that never ends is none. */
const MOST_PAGES = 2000;
/** Waited before each beginning: the first at once, the others after pages had to be thrown away. */
const RESTART_AFTER_MS = [0, 500, 1000, 2000, 4000] as const;
const HISTORY_COMPLETE = "HISTORICAL_UPDATE_COMPLETE";
const MUTATION = "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION";

/** Every page of an update, folded: what is said last of a transaction is what counts. */
type Collected = {
  readonly accounts: ReadonlyMap<string, PlaidAccount>;
  readonly upserts: ReadonlyMap<string, PlaidTransaction>;
  readonly removed: ReadonlySet<string>;
  readonly cursor: string;
  readonly isHistoryComplete: boolean;
};

/**
 * All that has changed since the connection's cursor.
 *
 * Pages belong together: when the data changes while they are read, or one of them fails, those that came are thrown away
 * and reading begins again where the update began.
 *
 * @param sleep waits so many milliseconds
 * @throws ProviderError `not-ready` as long as Plaid has nothing yet, as in the first minutes
 */
export async function collect(
  client: PlaidClient,
  connection: Pick<OpenConnection, "credentials" | "cursor">,
  sleep: (ms: number) => Promise<unknown>,
): Promise<Collected> {
  for (const waitMs of RESTART_AFTER_MS) {
    if (waitMs > 0) await sleep(waitMs);
    const collected = await readPages(client, connection);
    if (collected !== null) return collected;
  }
  throw new ProviderError("unavailable", { providerCode: MUTATION });
}

/** @returns null when the pages that came are worth nothing, and reading should begin again */
async function readPages(
  client: PlaidClient,
  { credentials, cursor: begun }: Pick<OpenConnection, "credentials" | "cursor">,
): Promise<Collected | null> {
  const accounts = new Map<string, PlaidAccount>();
  const upserts = new Map<string, PlaidTransaction>();
  const removed = new Set<string>();
  let cursor = begun;
  for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
    let page: SyncPage;
    try {
      page = await askPage(client, credentials, cursor);
    } catch (error) {
      if (error instanceof ProviderError && error.providerCode === MUTATION) return null;
      // A first page that fails is the whole update's failure; later ones have something to lose.
      if (error instanceof ProviderError && error.code === "unavailable" && pages > 1) return null;
      throw error;
    }
    // Not even a place to begin from: Plaid is still fetching.
    if (page.next_cursor === "") throw new ProviderError("not-ready", { providerCode: "NOT_READY" });
    for (const account of page.accounts ?? []) accounts.set(account.account_id, account);
    for (const row of [...page.added, ...page.modified]) {
      upserts.set(row.transaction_id, row);
      removed.delete(row.transaction_id);
    }
    for (const { transaction_id: id } of page.removed) {
      upserts.delete(id);
      removed.add(id);
    }
    if (!page.has_more) {
      const isHistoryComplete = page.transactions_update_status === HISTORY_COMPLETE;
      return { accounts, upserts, removed, cursor: page.next_cursor, isHistoryComplete };
    }
    if (page.next_cursor === cursor) break;
    cursor = page.next_cursor;
  }
  throw new ProviderError("unavailable", { providerCode: "ENDLESS_PAGES" });
}

/**
 * @param item what Plaid says of the connection itself; null where that is not known
 * @param all the accounts of the connection, beside those that the update names
 */
export function updateOf(
  { accounts, upserts, removed, cursor, isHistoryComplete }: Collected,
  item: ItemState | null,
  all: readonly PlaidAccount[],
): SyncUpdate {
  const rows = [...upserts.values()];
  const freshAt = item?.freshAt ?? null;
  const told = new Map([...all.map((one) => [one.account_id, one] as const), ...accounts]);
  const ours = accountsOf([...told.values()], rows, freshAt);
  return {
    accounts: ours,
    upserts: rows.map((row) => transactionOf(row, ours)),
    removed: [...removed],
    // Only changes are told: a pending row that is not among them is still pending.
    isPendingComplete: false,
    cursor,
    isHistoryComplete,
    freshAt,
    problem: lasting(item?.problem ?? null),
    notices: item?.problem?.shown ? [item.problem.shown] : [],
  };
}

/** What stays wrong until somebody does something about it; a bank that is away comes back by itself. */
export function lasting(problem: ProviderError | null): ProviderError | null {
  return problem?.code === "needs-login" || problem?.code === "revoked" ? problem : null;
}

function askPage(client: PlaidClient, accessToken: string, cursor: string | null): Promise<SyncPage> {
  return client.ask(
    (api, options) =>
      api.transactionsSync(
        {
          access_token: accessToken,
          count: PAGE_ROWS,
          ...(cursor === null ? {} : { cursor }),
          options: {
            include_original_description: true,
            personal_finance_category_version: PersonalFinanceCategoryVersion.V2,
            // For Items that were linked without it; fixed with the first request.
            days_requested: DAYS_REQUESTED,
          },
        },
        options,
      ),
    syncPage,
  );
}
