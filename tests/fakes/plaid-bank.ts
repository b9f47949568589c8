/** A transaction as Plaid tells it, with the fields that the tests look at. */
export type PlaidRow = {
  readonly transaction_id: string;
  readonly account_id: string;
  readonly amount: number;
  readonly date: string;
  readonly name: string;
  readonly pending: boolean;
  readonly pending_transaction_id: string | null;
  readonly iso_currency_code: string | null;
  readonly unofficial_currency_code: string | null;
  readonly [field: string]: unknown;
};

export type PlaidAccountRow = { readonly account_id: string; readonly [field: string]: unknown };

type Change = { readonly kind: "added" | "modified" | "removed"; readonly row: PlaidRow };

/** What Plaid answers instead of a page. */
type Refused = { readonly error_type: string; readonly error_code: string };

/** One Item at Plaid: its accounts, its rows, and the log of changes that cursors point into. */
export type FakeItem = {
  readonly itemId: string;
  readonly institution: string;
  /** As they stand at the bank now. */
  readonly rows: ReadonlyMap<string, PlaidRow>;
  /** Plaid has fetched the first month; before that there is nothing, and no cursor. */
  isReady: boolean;
  isHistoryComplete: boolean;
  /** What `/item/get` says is wrong. */
  error: object | null;
  webhook: string | null;
  lastUpdate: string | null;
  /** Happens once, right after the next page that has another after it. */
  afterPage: (() => void) | null;
  readonly accounts: ReadonlyMap<string, PlaidAccountRow>;
  addAccount(account: PlaidAccountRow): void;
  add(row: PlaidRow): void;
  change(id: string, change: Partial<PlaidRow>): void;
  /** A pending row gives way to a posted one of another id. */
  post(id: string, posted: Partial<PlaidRow> & { readonly transaction_id: string }): void;
  remove(id: string): void;
  /** `/transactions/sync`. @throws what is refused */
  sync(cursor: string | undefined, count: number): object;
};

/** A refusal of the fake's own. */
export class Refusal extends Error {
  readonly answer: Refused;
  constructor(answer: Refused) {
    super(answer.error_code);
    this.answer = answer;
  }
}

/**
 * An Item that is read as the real one is: changes since a cursor in pages, and no next page once something has changed
 * since the first.
 *
 * @param options.mostPerPage less than a request may ask for, so that few rows make many pages
 */
export function createItem(
  itemId: string,
  institution: string,
  { mostPerPage = 500 }: { readonly mostPerPage?: number } = {},
): FakeItem {
  const accounts = new Map<string, PlaidAccountRow>();
  const rows = new Map<string, PlaidRow>();
  const log: Change[] = [];

  function write(kind: Change["kind"], row: PlaidRow): void {
    log.push({ kind, row });
    if (kind === "removed") rows.delete(row.transaction_id);
    else rows.set(row.transaction_id, row);
  }
  function known(id: string): PlaidRow {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`no transaction ${id} at the fake bank`);
    return row;
  }

  return {
    itemId,
    institution,
    accounts,
    rows,
    isReady: true,
    isHistoryComplete: true,
    error: null,
    webhook: null,
    lastUpdate: "2026-11-12T06:00:00Z",
    afterPage: null,
    addAccount: (account) => void accounts.set(account.account_id, account),
    add: (row) => write("added", row),
    change: (id, change) => write("modified", { ...known(id), ...change }),
    post(id, posted) {
      const pending = known(id);
      write("added", { ...pending, pending: false, pending_transaction_id: id, ...posted });
      write("removed", pending);
    },
    remove: (id) => write("removed", known(id)),
    sync(cursor, count) {
      if (!this.isReady) return page([], "", false, "NOT_READY");
      // "position" between updates, "position/end" between the pages of one.
      const [from = 0, begun = log.length] = (cursor ?? "0").split("/").map(Number);
      if (!Number.isInteger(from) || from > log.length) {
        throw new Refusal({ error_type: "INVALID_INPUT", error_code: "INVALID_FIELD" });
      }
      if (begun !== log.length) {
        throw new Refusal({
          error_type: "TRANSACTIONS_ERROR",
          error_code: "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION",
        });
      }
      const to = Math.min(log.length, from + Math.min(count, mostPerPage));
      const hasMore = to < log.length;
      const next = hasMore ? `${to}/${log.length}` : String(to);
      const status = this.isHistoryComplete ? "HISTORICAL_UPDATE_COMPLETE" : "INITIAL_UPDATE_COMPLETE";
      const answer = page(log.slice(from, to), next, hasMore, status);
      if (hasMore) {
        const { afterPage } = this;
        this.afterPage = null;
        afterPage?.();
      }
      return answer;
    },
  };

  function page(changes: readonly Change[], next: string, hasMore: boolean, status: string): object {
    const of = (kind: Change["kind"]) =>
      changes.filter((change) => change.kind === kind).map(({ row }) => row);
    const touched = new Set(changes.map(({ row }) => row.account_id));
    return {
      transactions_update_status: status,
      // Only those with rows in this answer, as the real one.
      accounts: [...accounts.values()].filter(({ account_id: id }) => touched.has(id)),
      added: of("added"),
      modified: of("modified"),
      removed: of("removed").map(({ transaction_id, account_id }) => ({ transaction_id, account_id })),
      next_cursor: next,
      has_more: hasMore,
      request_id: "req",
    };
  }
}

/** A posted purchase in dollars on one account. */
export function plaidRow(about: Partial<PlaidRow> & { readonly transaction_id: string }): PlaidRow {
  return {
    account_id: "checking",
    amount: 12.5,
    date: "2026-11-09",
    name: "CORNER CAFE",
    pending: false,
    pending_transaction_id: null,
    iso_currency_code: "USD",
    unofficial_currency_code: null,
    ...about,
  };
}

export function plaidAccount(about: Partial<PlaidAccountRow> = {}): PlaidAccountRow {
  return {
    account_id: "checking",
    balances: { available: 100, current: 110.94, iso_currency_code: "USD", unofficial_currency_code: null },
    mask: "0000",
    name: "Plaid Checking",
    official_name: null,
    type: "depository",
    subtype: "checking",
    ...about,
  };
}
