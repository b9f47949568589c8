import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { READ_KINDS, type ReadKind } from "../../src/integrations/wearables/oura/sync.ts";
import { type OAuthServer, startOAuth } from "./oauth-server.ts";
import type { OuraDay, OuraDocument } from "./oura-day.ts";

const DAY_MS = 86_400_000;
const LIFE_MS = 30 * DAY_MS;
const COLLECTION = "/v2/usercollection/";
const SUBSCRIPTIONS = "/v2/webhook/subscription";

/** What comes in place of an answer. */
export type OuraFailure =
  | "hangs"
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

export type OuraSubscription = {
  readonly id: string;
  callback_url: string;
  event_type: string;
  data_type: string;
  expiration_time: string;
};

type Asked = { readonly method: string; readonly path: string; readonly query: URLSearchParams };

export type FakeOura = Awaited<ReturnType<typeof startOura>>;

/**
 * Oura on this machine, with one person: their documents in pages, by days that Oura counts by clocks of its own; a sign-in whose
 * refresh tokens serve once; and subscriptions, which it makes once the address has proved to be ours.
 */
export async function startOura({ clock }: { readonly clock: () => Date }) {
  const oauth: OAuthServer = await startOAuth({ id: "oura" });
  const userId = `ring-of-${randomUUID()}`;
  const documents = new Map<ReadKind, Map<string, OuraDocument>>(READ_KINDS.map((kind) => [kind, new Map()]));
  const subscriptions = new Map<string, OuraSubscription>();
  const asked: Asked[] = [];
  const client = { id: oauth.facts().clientId, secret: oauth.facts().clientSecret };
  const state = {
    /** Requests about the person fail so. */
    failure: null as OuraFailure | null,
    /** The next ones about subscriptions do, one each. */
    subscriptionFailures: [] as OuraFailure[],
    /** What the person allows: else Oura answers as to a token that is over. */
    allows: new Set<string>(["personal_info", ...READ_KINDS]),
    perPage: 20,
    /** Tokens of pages lead back to the first one. */
    goesRound: false,
  };

  function put(day: OuraDay): void {
    for (const kind of READ_KINDS) {
      for (const document of day[kind] ?? []) documents.get(kind)?.set(document.id, document);
    }
  }

  /** A sleep by when it began and activity by when its day did, in Greenwich, and that without the last day; the others by their day. */
  function isAsked(kind: ReadKind, document: OuraDocument, from: string, to: string): boolean {
    const at =
      kind === "sleep" ? document.bedtime_start : kind === "daily_activity" ? document.timestamp : null;
    const day = typeof at === "string" ? new Date(at).toISOString().slice(0, 10) : document.day;
    return day >= from && (kind === "daily_activity" ? day < to : day <= to);
  }

  function collectionAnswer(kind: ReadKind, query: URLSearchParams): { status: number; body: unknown } {
    const [from = "", to = ""] = [query.get("start_date"), query.get("end_date")].map((one) => one ?? "");
    if (from > to) {
      const detail = [
        { type: "value_error", loc: ["query", "start_date"], msg: "Start date must be before end date" },
      ];
      return { status: 422, body: { detail } };
    }
    const found = [...(documents.get(kind)?.values() ?? [])]
      .filter((document) => isAsked(kind, document, from, to))
      .sort((one, other) => (one.day < other.day ? -1 : 1));
    const begin = Number(query.get("next_token")?.split("-").at(-1) ?? 0);
    const end = begin + state.perPage;
    const next = state.goesRound ? 0 : end;
    return {
      status: 200,
      body: { data: found.slice(begin, end), next_token: end < found.length ? `page-${next}` : null },
    };
  }

  function personAnswer(path: string, { headers }: IncomingMessage, query: URLSearchParams) {
    const kind = path.slice(COLLECTION.length);
    const bearer = (headers.authorization ?? "").replace(/^Bearer /, "");
    // Word for word the same for a token that is over, one that was made up and one that lacks a scope.
    if (!oauth.takes(bearer) || !state.allows.has(kind)) {
      return { status: 401, body: { status: 401, title: "Unauthorized", detail: "Token not authorized." } };
    }
    if (kind === "personal_info") {
      return { status: 200, body: { id: userId, age: 41, email: "somebody@example.org" } };
    }
    const known = READ_KINDS.find((one) => one === kind);
    if (known === undefined) return { status: 404, body: { detail: "Not Found" } };
    return collectionAnswer(known, query);
  }

  async function subscriptionAnswer(
    path: string,
    { method, headers }: IncomingMessage,
    body: Partial<OuraSubscription> & { readonly verification_token?: string },
  ): Promise<{ status: number; body: unknown }> {
    if (headers["x-client-id"] !== client.id || headers["x-client-secret"] !== client.secret) {
      return { status: 401, body: { detail: "Unauthorized" } };
    }
    const renewal = `${SUBSCRIPTIONS}/renew/`;
    const id = path.startsWith(renewal) ? path.slice(renewal.length) : path.slice(SUBSCRIPTIONS.length + 1);
    const known = subscriptions.get(id);
    if (method === "GET") return { status: 200, body: [...subscriptions.values()] };
    if (method === "PUT" && known === undefined) return { status: 403, body: { detail: "Forbidden" } };
    if (known !== undefined && path.startsWith(renewal)) {
      known.expiration_time = endOfLife();
      return { status: 200, body: known };
    }
    if (!(await isProved(body))) return { status: 422, body: { detail: "Webhook verification failed." } };
    const { callback_url = "", event_type = "", data_type = "" } = body;
    const given = { callback_url, event_type, data_type, expiration_time: endOfLife() };
    const stored = { ...given, id: known?.id ?? randomUUID() };
    subscriptions.set(stored.id, stored);
    return { status: known === undefined ? 201 : 200, body: stored };
  }

  async function isProved({
    callback_url = "",
    verification_token = "",
  }: Partial<OuraSubscription> & { readonly verification_token?: string }) {
    const challenge = randomUUID();
    const query = new URLSearchParams({ verification_token, challenge });
    const answer = await fetch(`${callback_url}?${query}`).catch(() => null);
    if (answer?.status !== 200) return false;
    const said = (await answer.json()) as { readonly challenge?: string };
    return said.challenge === challenge;
  }

  /** As Python writes it: no word of UTC. */
  const endOfLife = () => new Date(clock().getTime() + LIFE_MS).toISOString().replace("Z", "000");

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://fake");
    const body = await text(request);
    asked.push({ method: request.method ?? "", path, query });
    const isAboutPerson = path.startsWith(COLLECTION);
    const failure = isAboutPerson ? state.failure : (state.subscriptionFailures.shift() ?? null);
    if (failure === "hangs") return;
    if (failure !== null)
      return end(
        response,
        failure.status,
        failure.body ?? { detail: `not done: ${request.headers.authorization}` },
        failure.headers,
      );
    const given = isAboutPerson
      ? personAnswer(path, request, query)
      : path.startsWith(SUBSCRIPTIONS)
        ? await subscriptionAnswer(path, request, body === "" ? {} : JSON.parse(body))
        : { status: 404, body: { detail: "Not Found" } };
    end(response, given.status, given.body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  /** A webhook as Oura signs it. */
  function webhook(about: object, secret = client.secret) {
    const signedAt = String(Math.floor(clock().getTime() / 1000));
    const body = JSON.stringify({
      event_type: "create",
      data_type: "sleep",
      object_id: randomUUID(),
      event_time: clock().toISOString(),
      user_id: userId,
      ...about,
    });
    const signature = createHmac("sha256", secret).update(signedAt).update(body).digest("hex").toUpperCase();
    const headers = {
      "content-type": "application/json",
      "x-oura-timestamp": signedAt,
      "x-oura-signature": signature,
    };
    return { body, headers };
  }

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    oauth,
    userId,
    client,
    state,
    documents,
    subscriptions,
    asked,
    put,
    /** Forgets what it knows of a day. */
    forget(day: string): void {
      for (const those of documents.values()) {
        for (const [id, document] of those) if (document.day === day) those.delete(id);
      }
    },
    webhook,
    /** Tells everybody who subscribed, as Oura does after a ring has handed over. @returns what they answered */
    async tell(about: {
      readonly event_type?: string;
      readonly data_type?: string;
    }): Promise<readonly number[]> {
      const { event_type = "create", data_type = "sleep" } = about;
      const statuses: number[] = [];
      for (const one of subscriptions.values()) {
        const isOver = Date.parse(`${one.expiration_time}Z`) <= clock().getTime();
        if (one.event_type !== event_type || one.data_type !== data_type || isOver) continue;
        const { body, headers } = webhook({ event_type, data_type });
        const { status } = await fetch(one.callback_url, { method: "POST", body, headers });
        if (status === 410) subscriptions.delete(one.id);
        statuses.push(status);
      }
      return statuses;
    },
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
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
