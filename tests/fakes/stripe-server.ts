import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type StripeRow = {
  readonly id: string;
  account: string;
  amount: number;
  currency: string;
  description: string;
  status: "pending" | "posted" | "void";
  transacted_at: number;
  /** The running number of the refresh that it came or changed with. */
  refresh: number;
};

export type StripeAccount = {
  readonly id: string;
  customer: string;
  display_name: string | null;
  subcategory: string;
  last4: string | null;
  current: Readonly<Record<string, number>> | null;
  status: "active" | "inactive" | "disconnected";
  /** Running number of the newest refresh; 0: there was none. */
  refresh: number;
  refreshStatus: "pending" | "succeeded" | "failed";
  /** Null while one runs. */
  nextRefreshAt: number | null;
  subscribed: boolean;
};

type Asked = { readonly method: string; readonly path: string; readonly form: URLSearchParams };
type Reply = readonly [status: number, body: unknown];

export type StripeServer = Awaited<ReturnType<typeof startStripe>>;

const REFRESHED_AT = new Date("2026-11-20T06:00:00Z");
const REFRESH_SECONDS = 6 * 3600;

/**
 * Stripe's Financial Connections on this machine: customers, sessions that a person finishes, accounts with their refreshes,
 * and movements told by the refresh that they came with.
 *
 * @param clock when it last heard from the banks
 */
export async function startStripe(secretKey: string, clock: () => Date = () => REFRESHED_AT) {
  const refreshedAt = () => Math.floor(clock().getTime() / 1000);
  const customers = new Map<string, { readonly id: string; readonly metadata: Record<string, string> }>();
  const sessions = new Map<
    string,
    { readonly id: string; customer: string; accounts: string[]; form: URLSearchParams }
  >();
  const accounts = new Map<string, StripeAccount>();
  const rows: StripeRow[] = [];
  const requests: Asked[] = [];
  const answered = new Map<string, Reply>();
  const state = {
    failure: null as {
      readonly status: number;
      readonly code?: string;
      readonly headers?: Record<string, string>;
    } | null,
    /** Customers are found by a search only some time after they were made. */
    searchLags: false,
    canSubscribe: true,
  };
  let made = 0;
  const next = (prefix: string) => {
    made += 1;
    return `${prefix}_test${made}`;
  };

  const server = createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const form = request.method === "POST" ? new URLSearchParams(body) : searchParams;
    const asked = { method: request.method ?? "", path: pathname, form };
    requests.push(asked);
    const send = ([status, content]: Reply, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(content));
    const { failure } = state;
    if (failure !== null) send(problem(failure.status, failure.code), failure.headers);
    else if (request.headers.authorization !== `Bearer ${secretKey}`) send(problem(401));
    else {
      const key = request.headers["idempotency-key"];
      // Stripe keeps what it answered to a key; keys that the library makes up are new each time.
      const known = typeof key === "string" ? answered.get(key) : undefined;
      const reply = known ?? route(asked);
      if (typeof key === "string" && request.method === "POST") answered.set(key, reply);
      send(reply);
    }
  }

  function route({ method, path, form }: Asked): Reply {
    const [, , kind = "", id = "", verb = ""] = path
      .split("/")
      .slice(path.includes("financial_connections") ? 1 : 0);
    if (path === "/v1/customers/search") {
      const name = /"(\w+)"$/.exec(form.get("query") ?? "")?.[1];
      const found = [...customers.values()].filter(({ metadata }) => metadata.coach_person === name);
      return [200, { object: "search_result", data: state.searchLags ? [] : found, has_more: false }];
    }
    if (path === "/v1/customers") {
      const metadata = Object.fromEntries(
        [...form].flatMap(([key, value]) =>
          /^metadata\[(\w+)\]$/.exec(key)?.[1] ? [[key.slice(9, -1), value]] : [],
        ),
      );
      const customer = { id: next("cus"), object: "customer", metadata };
      customers.set(customer.id, customer);
      return [200, customer];
    }
    if (kind === "sessions" && method === "POST") {
      const customer = form.get("account_holder[customer]") ?? "";
      if (!customers.has(customer)) return problem(404, "resource_missing");
      const session = { id: next("fcsess"), customer, accounts: [], form };
      sessions.set(session.id, session);
      return [200, toldSession(session.id)];
    }
    if (kind === "sessions")
      return sessions.has(id) ? [200, toldSession(id)] : problem(404, "resource_missing");
    if (kind === "accounts") return accountReply(id, verb);
    if (kind === "transactions") {
      const after = form.get("transaction_refresh[after]");
      const isKnown = after === null || after.startsWith(`fctxnref_${form.get("account")}_`);
      return isKnown ? [200, toldRows(form)] : problem(404, "resource_missing");
    }
    return problem(404);
  }

  function accountReply(id: string, verb: string): Reply {
    const account = accounts.get(id);
    if (account === undefined) return problem(404, "resource_missing");
    if (verb === "disconnect") {
      if (account.status === "disconnected") return problem(400, "account_disconnected");
      account.status = "disconnected";
    }
    if (verb === "subscribe") {
      if (!state.canSubscribe) return problem(400, "not_allowed");
      account.subscribed = true;
    }
    if (verb === "refresh") {
      if (account.refreshStatus === "pending" && account.refresh > 0) return problem(400, "refresh_running");
      account.refresh += 1;
      account.refreshStatus = "pending";
      account.nextRefreshAt = null;
    }
    return [200, toldAccount(account)];
  }

  function toldSession(id: string) {
    const session = sessions.get(id);
    return {
      id,
      object: "financial_connections.session",
      client_secret: `${id}_secret_shown`,
      livemode: false,
      accounts: {
        object: "list",
        has_more: false,
        url: "/v1/financial_connections/accounts",
        data: (session?.accounts ?? []).flatMap((one) => {
          const account = accounts.get(one);
          return account === undefined ? [] : [toldAccount(account)];
        }),
      },
    };
  }

  function toldAccount(account: StripeAccount) {
    const isCredit = account.subcategory === "credit_card";
    return {
      id: account.id,
      object: "financial_connections.account",
      account_holder: { type: "customer", customer: account.customer },
      institution_name: "StripeBank",
      display_name: account.display_name,
      category: isCredit ? "credit" : "cash",
      subcategory: account.subcategory,
      last4: account.last4,
      balance:
        account.current === null
          ? null
          : { as_of: refreshedAt(), type: isCredit ? "credit" : "cash", current: account.current },
      status: account.status,
      subscriptions: account.subscribed ? ["transactions"] : [],
      permissions: ["transactions", "balances"],
      transaction_refresh:
        account.refresh === 0
          ? null
          : {
              id: refreshId(account.id, account.refresh),
              last_attempted_at: refreshedAt(),
              next_refresh_available_at: account.nextRefreshAt,
              status: account.refreshStatus,
            },
    };
  }

  const refreshId = (account: string, number: number) => `fctxnref_${account}_${number}`;

  /** The newest first, as Stripe lists; a refresh that is still running shows nothing of itself. */
  function toldRows(form: URLSearchParams) {
    const account = form.get("account") ?? "";
    const after = Number(/_(\d+)$/.exec(form.get("transaction_refresh[after]") ?? "_0")?.[1]);
    const all = rows
      .filter((row) => row.account === account && row.refresh > after)
      .sort((one, other) => other.transacted_at - one.transacted_at || (one.id < other.id ? 1 : -1));
    const from = form.get("starting_after");
    const start = from === null ? 0 : all.findIndex(({ id }) => id === from) + 1;
    const page = all.slice(start, start + Number(form.get("limit") ?? 10));
    return {
      object: "list",
      url: "/v1/financial_connections/transactions",
      has_more: start + page.length < all.length,
      data: page.map(({ refresh, ...row }) => ({
        ...row,
        object: "financial_connections.transaction",
        livemode: false,
        status_transitions: {
          posted_at: row.status === "posted" ? row.transacted_at : null,
          void_at: row.status === "void" ? row.transacted_at : null,
        },
        transaction_refresh: refreshId(account, refresh),
        updated: row.transacted_at,
      })),
    };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    customers,
    sessions,
    accounts,
    rows,
    requests,
    state,
    /** An account at the bank, which a session may lead to; Stripe has refreshed it once. */
    addAccount(about: Partial<StripeAccount> = {}): StripeAccount {
      const account: StripeAccount = {
        id: next("fca"),
        customer: "",
        display_name: "Sample Checking Account",
        subcategory: "checking",
        last4: "6789",
        current: { usd: 112_694 },
        status: "active",
        refresh: 1,
        refreshStatus: "succeeded",
        nextRefreshAt: refreshedAt() + REFRESH_SECONDS,
        subscribed: false,
        ...about,
      };
      accounts.set(account.id, account);
      return account;
    },
    /** The person finishes a session in Stripe's window. */
    finish(sessionId: string, chosen: readonly string[]): void {
      const session = sessions.get(sessionId);
      if (session === undefined) throw new Error("no such session");
      session.accounts = [...chosen];
      for (const id of chosen) {
        const account = accounts.get(id);
        if (account !== undefined) account.customer = session.customer;
      }
    },
    /** A movement, told with a new refresh. */
    addRow(row: Omit<StripeRow, "id" | "refresh" | "currency"> & { readonly currency?: string }): StripeRow {
      const stored = { currency: "usd", ...row, id: next("fctxn"), refresh: refreshed(row.account) };
      rows.push(stored);
      return stored;
    },
    /** A movement changes, as when it posts, and is told again with a new refresh. */
    changeRow(id: string, change: Partial<Omit<StripeRow, "id" | "refresh">>): void {
      const row = rows.find((one) => one.id === id);
      if (row === undefined) throw new Error("no such movement");
      Object.assign(row, change, { refresh: refreshed(row.account) });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function refreshed(id: string): number {
    const account = accounts.get(id);
    if (account === undefined) throw new Error("no such account");
    account.refresh += 1;
    account.refreshStatus = "succeeded";
    return account.refresh;
  }
}

function problem(status: number, code?: string): Reply {
  const type = status >= 500 ? "api_error" : "invalid_request_error";
  return [
    status,
    { error: { type, message: "as the fake was told", ...(code === undefined ? {} : { code }) } },
  ];
}
