import { once } from "node:events";
import { createServer, IncomingMessage, Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Socket } from "node:net";
import { createEmulator } from "emulate";

/** One call of the coach to Slack, its arguments as Slack reads them. */
export type SlackCall = {
  readonly method: string;
  readonly body: Readonly<Record<string, string>>;
  readonly token: string;
};

/** How the next call of a method is answered in place of Slack: refused with a word, "not now", a status, or not at all. */
export type Fault =
  | { readonly refuses: string }
  | { readonly retryAfter: number }
  | { readonly status: number }
  /** Answered with this in place of what the emulator would say. */
  | { readonly answers: object }
  /** Done, and the answer is lost. */
  | { readonly loses: true };

export const TEAM = "T000000001";
/** The person of the emulator's workspace who is there from the start. */
export const PERSON = "U000000001";
const BOT = "UBOT00001";
export const BOT_TOKEN = "xoxb-test-bot";
const PERSON_TOKEN = "xoxp-test-person";
export const CLIENT = { id: "1.2", secret: "test-client-secret" };

/** A workspace that was not written here (`emulate`), with a door of our own before it: on 127.0.0.1 only. */
export type FakeSlack = {
  /** Where the methods are, as `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly url: string;
  readonly calls: readonly SlackCall[];
  /** The next call of this method fails. */
  fail(method: string, fault: Fault): void;
  /** Calls a method as the person or as the bot. */
  call(method: string, body: Readonly<Record<string, unknown>>, as?: "person" | "bot"): Promise<Answer>;
  /** The next moment at which a window may be opened, for an interaction of the person. */
  trigger(): Promise<string>;
  /** The coach's messages in the direct message as they stand, oldest first. */
  shown(): readonly ShownMessage[];
  /** The direct message between the person and the coach. */
  channel(): Promise<string>;
  end(): Promise<void>;
};

/** A message as Slack keeps it. */
export type ShownMessage = {
  readonly user: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly files?: readonly { readonly id: string; readonly name: string }[];
};
export type Block = {
  readonly type: string;
  readonly block_id?: string;
  readonly text?: { readonly text: string };
  readonly elements?: readonly BlockElement[];
};
export type BlockElement = {
  readonly type: string;
  readonly action_id: string;
  readonly value?: string;
  readonly text?: { readonly text: string };
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[];
};
export type Answer = { readonly ok: boolean; readonly error?: string; readonly [field: string]: unknown };

export async function startSlack(scopes: readonly string[], redirectUri = ""): Promise<FakeSlack> {
  const calls: SlackCall[] = [];
  const faults = new Map<string, Fault[]>();
  let shown: readonly ShownMessage[] = [];
  let directMessage = "";
  let looks = 0;
  let newest = 0;
  const door = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  const inner = await emulatorWithoutPort(url, scopes, redirectUri);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const method = /^\/api\/([\w.]+)/.exec(request.url ?? "")?.[1] ?? request.url ?? "";
    const token = (request.headers.authorization ?? "").replace("Bearer ", "");
    // Asked at every start, and about nobody.
    const isGreeting = method === "auth.test";
    if (token !== PERSON_TOKEN && !isGreeting && request.headers["x-test"] === undefined) {
      calls.push({ method, body: Object.fromEntries(new URLSearchParams(body.toString())), token });
    }
    const isOurs = request.headers["x-test"] !== undefined;
    const fault = isOurs ? undefined : faults.get(method)?.shift();
    if (fault === undefined) {
      if (!isOurs) holdBack(response, (whole) => response.end(whole));
      return passOn(request, body, response);
    }
    if ("retryAfter" in fault) response.writeHead(429, { "retry-after": String(fault.retryAfter) }).end();
    else if ("status" in fault) response.writeHead(fault.status).end("trouble");
    else if ("refuses" in fault || "answers" in fault) {
      const said = "answers" in fault ? { ok: true, ...fault.answers } : { ok: false, error: fault.refuses };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(said));
    } else {
      holdBack(response, () => response.destroy());
      passOn(request, body, response);
    }
  }

  /** Keeps an answer until what the person sees is up to date. */
  function holdBack(response: ServerResponse, release: (whole: Buffer) => void): void {
    const { end } = response;
    const chunks: Buffer[] = [];
    const keep = (chunk: unknown) => {
      if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    response.write = (chunk: unknown) => {
      keep(chunk);
      return true;
    };
    response.end = ((chunk?: unknown) => {
      keep(chunk);
      response.end = end;
      // A call that is still under way when a test ends is let go.
      void look()
        .catch(() => {})
        .then(() => release(Buffer.concat(chunks)));
      return response;
    }) as typeof end;
  }

  async function look(): Promise<void> {
    const id = await channel();
    const turn = ++looks;
    const { messages } = await call("conversations.history", { channel: id, limit: "1000" });
    // An earlier look may come back later.
    if (turn < newest) return;
    newest = turn;
    shown = (messages as ShownMessage[]).filter(({ user }) => user === BOT).reverse();
  }

  async function channel(): Promise<string> {
    if (directMessage === "") {
      const { channel: opened } = await call("conversations.open", { users: PERSON });
      directMessage = (opened as { readonly id: string }).id;
    }
    return directMessage;
  }

  function passOn(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const again = new IncomingMessage(new Socket());
    Object.assign(again, { method: request.method, url: request.url, headers: request.headers });
    again.push(body);
    again.push(null);
    inner.emit("request", again, response);
  }

  async function call(method: string, body: Readonly<Record<string, unknown>>, as: "person" | "bot" = "bot") {
    const fields = Object.entries(body).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const token = as === "person" ? PERSON_TOKEN : BOT_TOKEN;
    const response = await fetch(`${url}/api/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "x-test": "1" },
      body: new URLSearchParams(Object.fromEntries(fields)),
    });
    return (await response.json()) as Answer;
  }

  return {
    apiUrl: `${url}/api/`,
    url,
    calls,
    fail: (method, fault) => void faults.set(method, [...(faults.get(method) ?? []), fault]),
    call,
    async trigger() {
      return String((await call("views.generateTriggerId", { user_id: PERSON })).trigger_id);
    },
    channel,
    shown: () => shown,
    async end() {
      door.closeAllConnections();
      door.close();
      await once(door, "close");
    },
  };
}

/**
 * The emulator listens on every interface and cannot be told otherwise: it is kept from listening at all, and our own server
 * hands it the requests.
 */
async function emulatorWithoutPort(
  baseUrl: string,
  scopes: readonly string[],
  redirectUri: string,
): Promise<Server> {
  const { listen } = Server.prototype;
  let inner: Server | undefined;
  Server.prototype.listen = function keep(this: Server) {
    inner = this;
    return this;
  } as typeof listen;
  try {
    await createEmulator({ service: "slack", baseUrl, seed: { slack: workspace(scopes, redirectUri) } });
  } finally {
    Server.prototype.listen = listen;
  }
  if (inner === undefined) throw new Error("the emulator made no server");
  return inner;
}

function workspace(scopes: readonly string[], redirectUri: string) {
  const app = { app_id: "A000000001", bot_id: "B000000001", bot_user_id: BOT };
  return {
    strict_scopes: true,
    oauth_apps: [
      {
        ...app,
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        name: "Balance Coach",
        redirect_uris: [redirectUri],
        scopes: [...scopes],
      },
    ],
    tokens: [
      { ...app, token: BOT_TOKEN, type: "bot", user_id: app.bot_user_id, team_id: TEAM, scopes: [...scopes] },
      {
        token: PERSON_TOKEN,
        type: "user",
        user_id: PERSON,
        team_id: TEAM,
        scopes: ["files:write", "files:read"],
      },
    ],
  };
}
