import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createItem, type FakeItem, Refusal } from "./plaid-bank.ts";
import { createSigningKey, type SigningKey, signatureOf } from "./plaid-signature.ts";

export const KEYS = { clientId: "client-id-of-a-test", secret: "secret-of-a-test" } as const;

/** What comes instead of an answer; `hang` never answers, `cut` ends the connection. */
export type Failure =
  | { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | "hang"
  | "cut";

export type PlaidRequest = { readonly path: string; readonly body: Readonly<Record<string, unknown>> };

type Session = { finished_at: string | null; [field: string]: unknown };
type LinkToken = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly expiration: string;
  readonly sessions: Session[];
};

/** One answer of a script: what is asked with this cursor is answered so. */
export type ScriptedCall = {
  readonly cursor: string | null;
  readonly reply: { readonly status: number; readonly body: unknown };
};

export type FakePlaid = {
  readonly baseUrl: string;
  /** Every request with the right keys, oldest first. */
  readonly requests: readonly PlaidRequest[];
  /** Items by their access tokens; those that were removed are gone. */
  readonly items: ReadonlyMap<string, FakeItem>;
  /** An Item as if it had been linked long ago. */
  addItem(options?: { readonly institution?: string; readonly mostPerPage?: number }): {
    readonly accessToken: string;
    readonly item: FakeItem;
  };
  /** The person opens the address of a link. */
  openLink(linkToken: string): void;
  /** The person signs in with these banks, one by default. @returns the Items, whose tokens are still to be exchanged */
  finishLink(linkToken: string, banks?: readonly (string | FakeItem)[]): readonly FakeItem[];
  /** The person closes it. */
  exitLink(linkToken: string): void;
  /** The session ends without saying how. */
  endLink(linkToken: string): void;
  /** The next requests to a path are answered with these, one each. */
  refuse(path: string, ...failures: Failure[]): void;
  /** All requests about an Item fail so, until null. */
  refuseItems(failure: Failure | null): void;
  /** `/transactions/sync` answers by this script, in order, and by nothing else. @returns the calls that are left */
  script(calls: readonly ScriptedCall[]): { left(): number };
  /** Bodies and headers of a webhook that Plaid sends now. */
  webhook(body: object): { readonly body: string; readonly headers: Readonly<Record<string, string>> };
  readonly signingKey: SigningKey;
  addKey(key: SigningKey): void;
  stop(): Promise<void>;
};

/** Plaid on this machine, with the state that its own answers follow from. */
export async function startPlaid({ clock }: { readonly clock: () => Date }): Promise<FakePlaid> {
  const requests: PlaidRequest[] = [];
  const items = new Map<string, FakeItem>();
  const links = new Map<string, LinkToken>();
  const publicTokens = new Map<string, FakeItem>();
  const refusals = new Map<string, Failure[]>();
  const signingKey = createSigningKey("key-of-a-test");
  const keys = new Map<string, SigningKey>([[signingKey.kid, signingKey]]);
  let itemsFail: Failure | null = null;
  let script: ScriptedCall[] | null = null;
  let made = 0;
  const name = (kind: string) => {
    made += 1;
    return `${kind}-sandbox-${made}`;
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { headers } = request;
    if (headers["plaid-client-id"] !== KEYS.clientId || headers["plaid-secret"] !== KEYS.secret) {
      return reply(response, refused("INVALID_INPUT", "INVALID_API_KEYS"));
    }
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    requests.push({ path, body });
    const failure = refusals.get(path)?.shift() ?? (body.access_token === undefined ? null : itemsFail);
    if (failure === "hang") return;
    if (failure === "cut") return void request.socket.destroy();
    if (failure) return reply(response, failure);
    try {
      reply(response, { status: 200, body: { request_id: "req", ...act(path, body) } });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      reply(response, refused(error.answer.error_type, error.answer.error_code, body));
    }
  }

  function act(path: string, body: Readonly<Record<string, unknown>>): object {
    switch (path) {
      case "/link/token/create": {
        if (body.access_token !== undefined) itemOf(body);
        const seconds = (body.hosted_link as { url_lifetime_seconds: number }).url_lifetime_seconds;
        const token = name("link");
        const expiration = new Date(clock().getTime() + seconds * 1000).toISOString();
        links.set(token, { body, expiration, sessions: [] });
        return { link_token: token, expiration, hosted_link_url: `https://secure.plaid.com/hl/${token}` };
      }
      case "/link/token/get": {
        const { expiration, sessions } = linkOf(String(body.link_token));
        return { link_token: body.link_token, expiration, link_sessions: sessions };
      }
      case "/item/public_token/exchange": {
        const item = publicTokens.get(String(body.public_token));
        if (item === undefined) throw refusal("INVALID_INPUT", "INVALID_PUBLIC_TOKEN");
        publicTokens.delete(String(body.public_token));
        const accessToken = name("access");
        items.set(accessToken, item);
        return { access_token: accessToken, item_id: item.itemId };
      }
      case "/transactions/sync":
        if (script !== null) return scripted(body, script);
        return itemOf(body).sync(body.cursor as string | undefined, Number(body.count ?? 100));
      case "/item/get": {
        const { itemId, webhook, error, lastUpdate, institution } = itemOf(body);
        return {
          item: { item_id: itemId, webhook, error, institution_name: institution },
          status: { transactions: { last_successful_update: lastUpdate } },
        };
      }
      case "/accounts/get":
        return { accounts: [...itemOf(body).accounts.values()] };
      case "/item/webhook/update":
        itemOf(body).webhook = String(body.webhook);
        return {};
      case "/item/remove":
        itemOf(body);
        items.delete(String(body.access_token));
        return {};
      case "/webhook_verification_key/get": {
        const key = keys.get(String(body.key_id));
        if (key === undefined) throw refusal("INVALID_INPUT", "INVALID_WEBHOOK_VERIFICATION_KEY_ID");
        return { key: key.jwk };
      }
      default:
        throw refusal("INVALID_REQUEST", "NOT_FOUND");
    }
  }

  function scripted(body: Readonly<Record<string, unknown>>, calls: ScriptedCall[]): object {
    const call = calls.shift();
    if (call === undefined || call.cursor !== (body.cursor ?? null)) {
      throw refusal("INVALID_INPUT", "OUT_OF_SCRIPT");
    }
    if (call.reply.status !== 200) throw new Refusal(call.reply.body as Refusal["answer"]);
    return call.reply.body as object;
  }

  function itemOf({ access_token: token }: Readonly<Record<string, unknown>>): FakeItem {
    const item = items.get(String(token));
    if (item === undefined) throw refusal("INVALID_INPUT", "INVALID_ACCESS_TOKEN");
    return item;
  }

  function linkOf(token: string): LinkToken {
    const link = links.get(token);
    if (link === undefined) throw refusal("INVALID_INPUT", "INVALID_LINK_TOKEN");
    return link;
  }

  /** The session that is under way, or a new one. */
  function sessionOf(token: string): Session {
    const { sessions } = linkOf(token);
    let session = sessions.find(({ finished_at }) => finished_at === null);
    if (session === undefined) {
      session = { link_session_id: name("session"), finished_at: null };
      sessions.push(session);
    }
    return session;
  }

  function end(token: string, how: object): void {
    Object.assign(sessionOf(token), { finished_at: clock().toISOString(), ...how });
  }

  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    items,
    signingKey,
    addItem({ institution = "First Platypus Bank", ...options } = {}) {
      const accessToken = name("access");
      const item = createItem(name("item"), institution, options);
      items.set(accessToken, item);
      return { accessToken, item };
    },
    openLink: (token) => void sessionOf(token),
    finishLink(token, banks = ["First Platypus Bank"]) {
      const mended = linkOf(token).body.access_token;
      if (mended !== undefined) {
        Object.assign(itemOf({ access_token: mended }), { error: null });
        end(token, { on_success: { public_token: null, metadata: null } });
        return [];
      }
      const added = banks.map((bank) => {
        const item = typeof bank === "string" ? createItem(name("item"), bank) : bank;
        item.webhook = (linkOf(token).body.webhook as string | undefined) ?? null;
        const publicToken = name("public");
        publicTokens.set(publicToken, item);
        return { item, publicToken };
      });
      const results = added.map(({ item, publicToken }) => ({
        public_token: publicToken,
        institution: { institution_id: "ins_1", name: item.institution },
        accounts: [],
      }));
      end(token, { results: { item_add_results: results } });
      return added.map(({ item }) => item);
    },
    exitLink: (token) => end(token, { exit: { error: null, metadata: null }, results: null }),
    endLink: (token) => end(token, {}),
    refuse: (path, ...failures) => void refusals.set(path, [...(refusals.get(path) ?? []), ...failures]),
    refuseItems(failure) {
      itemsFail = failure;
    },
    script(calls) {
      const left = [...calls];
      script = left;
      return { left: () => left.length };
    },
    webhook(body) {
      // As Plaid writes it: what is signed has its white space.
      const text = JSON.stringify(body, null, 2);
      const signature = signatureOf(text, signingKey, { now: clock() });
      return { body: text, headers: { "content-type": "application/json", "plaid-verification": signature } };
    },
    addKey: (key) => void keys.set(key.kid, key),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An error as Plaid answers it; its message repeats what was sent, so that a leak of it shows. */
export function refused(type: string, code: string, sent: object = {}): Exclude<Failure, string> {
  return {
    status: type === "RATE_LIMIT_EXCEEDED" ? 429 : type === "API_ERROR" ? 500 : 400,
    body: {
      error_type: type,
      error_code: code,
      error_message: `not done: ${JSON.stringify(sent)}`,
      display_message: null,
      request_id: "req",
    },
  };
}

function refusal(error_type: string, error_code: string): Refusal {
  return new Refusal({ error_type, error_code });
}

function reply(response: ServerResponse, { status, body, headers = {} }: Exclude<Failure, string>): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
