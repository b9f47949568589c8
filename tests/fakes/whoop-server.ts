import { createHmac, randomInt, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WhoopKind } from "../../src/integrations/wearables/whoop/translate.ts";
import { type OAuthServer, startOAuth } from "./oauth-server.ts";
import type { WhoopDay, WhoopRecovery, WhoopSleep } from "./whoop-person.ts";

const MOST_PER_PAGE = 25;
const PATHS: Readonly<Record<string, WhoopKind>> = {
  "/developer/v2/activity/sleep": "sleep",
  "/developer/v2/recovery": "recovery",
};

/** What comes in place of an answer. */
export type WhoopFailure =
  | "hangs"
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

type Asked = { readonly method: string; readonly path: string; readonly query: URLSearchParams };
type Answer = { readonly status: number; readonly body: unknown };

export type FakeWhoop = Awaited<ReturnType<typeof startWhoop>>;

/**
 * WHOOP on this machine, with one person: their sleeps and recoveries in pages, the newest first and by moments; a sign-in whose
 * refresh tokens serve once and tell of no more than was asked with them; and signed webhooks.
 */
export async function startWhoop({ clock }: { readonly clock: () => Date }) {
  const oauth: OAuthServer = await startOAuth({ id: "whoop" });
  oauth.state.narrowsScopes = true;
  const userId = randomInt(10_000, 1_000_000_000);
  const days = new Map<string, { sleep: WhoopSleep; recovery: WhoopRecovery | null }>();
  const asked: Asked[] = [];
  const client = { id: oauth.facts().clientId, secret: oauth.facts().clientSecret };
  const state = {
    /** Requests about the person fail so. */
    failure: null as WhoopFailure | null,
    /** What is not handed over though the sign-in is taken. */
    withheld: new Set<WhoopKind | "profile">(),
    perPage: MOST_PER_PAGE,
    /** Tokens of pages lead back to the first one. */
    goesRound: false,
  };

  function recordsOf(kind: WhoopKind, from: Date, to: Date): readonly object[] {
    return [...days.values()]
      .filter(({ sleep }) => new Date(sleep.end) > from && new Date(sleep.start) < to)
      .sort((one, other) => Date.parse(other.sleep.start) - Date.parse(one.sleep.start))
      .map(({ sleep, recovery }) => (kind === "sleep" ? sleep : recovery))
      .flatMap((record) => (record === null ? [] : [{ ...record, user_id: userId }]));
  }

  function collection(kind: WhoopKind, query: URLSearchParams): Answer {
    const [start = "", end = "", limit = ""] = ["start", "end", "limit"].map((name) => query.get(name) ?? "");
    const [from, to, most] = [new Date(start), new Date(end), Number(limit)];
    const isSound = from < to && Number.isInteger(most) && most >= 1 && most <= MOST_PER_PAGE;
    if (!isSound) return { status: 400, body: { message: "Client error constructing the request" } };
    const found = recordsOf(kind, from, to);
    const begin = Number(query.get("nextToken")?.split("-").at(-1) ?? 0);
    const next = begin + Math.min(most, state.perPage);
    const more = { next_token: `page-${state.goesRound ? 0 : next}` };
    // On the last page there is none at all.
    return { status: 200, body: { records: found.slice(begin, next), ...(next < found.length ? more : {}) } };
  }

  function answerTo(path: string, { method, headers }: IncomingMessage, query: URLSearchParams): Answer {
    const bearer = (headers.authorization ?? "").replace(/^Bearer /, "");
    if (!oauth.takes(bearer)) return { status: 401, body: "Authorization was not valid" };
    if (method === "DELETE" && path === "/developer/v2/user/access") {
      oauth.withdraw();
      return { status: 204, body: null };
    }
    const kind = PATHS[path] ?? "profile";
    if (method !== "GET") return { status: 404, body: {} };
    if (state.withheld.has(kind)) return { status: 403, body: { error: "deactivated_user" } };
    if (kind !== "profile") return collection(kind, query);
    if (path !== "/developer/v2/user/profile/basic") return { status: 404, body: {} };
    const names = { email: "somebody@example.org", first_name: "Some", last_name: "Body" };
    return { status: 200, body: { user_id: userId, ...names } };
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://fake");
    asked.push({ method: request.method ?? "", path, query });
    const { failure } = state;
    if (failure === "hangs") return;
    // What it says at length holds what was sent to it.
    const said = { message: `not done: ${request.headers.authorization}` };
    const { status, body, headers } =
      failure === null ? { ...answerTo(path, request, query), headers: {} } : { body: said, ...failure };
    end(response, status, body, headers);
  }

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  /** A webhook as WHOOP signs it. */
  function webhook(about: object, secret = client.secret) {
    const signedAt = String(clock().getTime());
    const told = { user_id: userId, id: randomUUID(), type: "sleep.updated", trace_id: randomUUID() };
    const body = JSON.stringify({ ...told, ...about });
    const signature = createHmac("sha256", secret).update(signedAt).update(body).digest("base64");
    const headers = {
      "content-type": "application/json",
      "x-whoop-signature-timestamp": signedAt,
      "x-whoop-signature": signature,
    };
    return { body, headers };
  }

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    oauth,
    userId,
    client,
    state,
    asked,
    /** All that it knows of that day from now on. */
    put(date: string, day: WhoopDay | null): void {
      if (day === null) days.delete(date);
      else days.set(date, { ...day });
    },
    webhook,
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await oauth.close();
    },
  };
}

function end(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body === null ? undefined : JSON.stringify(body));
}
