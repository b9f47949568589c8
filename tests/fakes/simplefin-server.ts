import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const MOST_SECONDS = 90 * 86_400;

/** A movement as the fake tells it; times in seconds since 1970. */
export type SimplefinRow = {
  readonly id: string;
  readonly posted: number;
  readonly amount: string;
  readonly description: string;
  readonly payee?: string;
  readonly memo?: string;
  readonly transacted_at?: number;
  readonly pending?: boolean;
};

export type SimplefinAccount = {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly balance: string;
  readonly "balance-date": number;
  readonly conn_id?: string;
  readonly org?: { readonly name: string };
  transactions: SimplefinRow[];
};

/** What the fake does instead of answering. */
export type SimplefinFailure = {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type SimplefinServer = Awaited<ReturnType<typeof startSimplefin>>;

/**
 * A SimpleFIN bridge of one person on this machine: setup tokens that are claimed once, access by name and password, and
 * accounts whose movements are told by the window that is asked for.
 */
export async function startSimplefin() {
  const accounts: SimplefinAccount[] = [];
  const claimable = new Set<string>();
  const access = new Set<string>();
  const requests: { readonly method: string; readonly path: string; readonly query: URLSearchParams }[] = [];
  const state = {
    failure: null as SimplefinFailure | null,
    /** Beside the accounts in an answer. */
    besides: {} as Readonly<Record<string, unknown>>,
    /** The whole answer to a claim, in place of access. */
    claimAnswer: null as string | null,
  };
  let made = 0;

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
    requests.push({ method: request.method ?? "", path: pathname, query: searchParams });
    const { failure } = state;
    const claimed = /^\/simplefin\/claim\/(.+)$/.exec(pathname)?.[1];
    if (failure !== null) end(response, failure.status, failure.body ?? "", failure.headers);
    else if (claimed !== undefined) claim(request, response, claimed);
    else if (pathname === "/simplefin/accounts") answerAccounts(request, response, searchParams);
    else end(response, 404, "");
  });

  function claim(request: IncomingMessage, response: ServerResponse, name: string): void {
    const isClaim = request.method === "POST" && request.headers["content-length"] === "0";
    if (!isClaim) end(response, 400, "");
    else if (!claimable.delete(name)) end(response, 403, "Forbidden");
    else {
      access.add(`user-${name}:secret-${name}`);
      end(response, 200, state.claimAnswer ?? accessUrl(name));
    }
  }

  function answerAccounts(request: IncomingMessage, response: ServerResponse, asked: URLSearchParams): void {
    const [, encoded = ""] = /^Basic (.+)$/.exec(request.headers.authorization ?? "") ?? [];
    const from = Number(asked.get("start-date") ?? 0);
    const until = Number(asked.get("end-date") ?? Number.POSITIVE_INFINITY);
    const isAsked = (row: SimplefinRow) =>
      row.posted === 0 ? asked.get("pending") === "1" : row.posted >= from && row.posted < until;
    const told = accounts.map((account) => ({
      ...account,
      transactions: account.transactions.filter(isAsked),
    }));
    if (!access.has(Buffer.from(encoded, "base64").toString("utf8"))) end(response, 403, "");
    else if (until - from > MOST_SECONDS) end(response, 400, "");
    else end(response, 200, JSON.stringify({ errors: [], accounts: told, ...state.besides }));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const accessUrl = (name: string) => `http://user-${name}:secret-${name}@127.0.0.1:${port}/simplefin`;

  return {
    origin,
    accounts,
    requests,
    state,
    /** A new setup token, as a person would copy it. */
    newToken(): string {
      made += 1;
      const name = `t${made}`;
      claimable.add(name);
      return Buffer.from(`${origin}/simplefin/claim/${name}`).toString("base64");
    },
    /** The person disables every app. */
    withdraw: () => access.clear(),
    /** Every password that was given out. */
    secrets: () => [...access].flatMap((pair) => pair.split(":").slice(1)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function end(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, headers).end(body);
}
