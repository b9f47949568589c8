import { createServer, request as httpRequest, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { routed } from "../../../src/http/server.ts";
import { WEBHOOK_PATH } from "../../../src/integrations/banks/plaid/webhook.ts";
import type { ProviderEvent } from "../../../src/integrations/provider.ts";
import { plaidAt } from "../../fakes/plaid-provider.ts";
import { type FakePlaid, refused, startPlaid } from "../../fakes/plaid-server.ts";
import { createSigningKey, signatureOf } from "../../fakes/plaid-signature.ts";

const SYNC = { webhook_type: "TRANSACTIONS", webhook_code: "SYNC_UPDATES_AVAILABLE", item_id: "item-1" };
const CHANGED: ProviderEvent = { kind: "changed", externalId: "item-1" };

let now = new Date("2026-11-12T12:00:00Z");
const clock = () => now;
let fake: FakePlaid;
let server: Server;
let heard: ProviderEvent[];
let store: (event: ProviderEvent) => Promise<void>;

beforeEach(async () => {
  now = new Date("2026-11-12T12:00:00Z");
  heard = [];
  store = async (event) => void heard.push(event);
  fake = await startPlaid({ clock });
  const provider = plaidAt(fake.baseUrl, { clock, publicUrl: "https://coach.example.org" });
  const routes = provider.routes((event) => store(event));
  server = createServer(routed(routes, (_request, response) => void response.writeHead(404).end()));
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await fake.stop();
});

const lookups = () => fake.requests.filter(({ path }) => path === "/webhook_verification_key/get").length;

function post({ body, headers }: { readonly body: string; readonly headers: Record<string, string> }) {
  return new Promise<number>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const sent = httpRequest({ host: "127.0.0.1", port, path: WEBHOOK_PATH, method: "POST", headers });
    sent.on("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const send = (body: object) => post({ ...fake.webhook(body), headers: { ...fake.webhook(body).headers } });

test("given a webhook that Plaid signed, then it is stored before Plaid hears that it was taken", async () => {
  let stored = false;
  store = async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    stored = true;
  };
  expect(await send(SYNC)).toBe(200);
  expect(stored).toBe(true);
});

test("given it cannot be stored, then Plaid is told to send it again", async () => {
  store = async () => {
    throw new Error("the database is away");
  };
  expect(await send(SYNC)).toBe(500);
  store = async (event) => void heard.push(event);
  expect(await send(SYNC)).toBe(200);
  expect(heard).toEqual([CHANGED]);
});

test("given what nobody signed, then it is not even read", async () => {
  expect(await post({ body: JSON.stringify(SYNC), headers: {} })).toBe(401);
  expect(heard).toEqual([]);
  expect(lookups()).toBe(0);
});

test("given a body that is too large, then it is refused, said or not", async () => {
  const { headers } = fake.webhook(SYNC);
  const large = "x".repeat(1024 * 1024 + 1);
  expect(await post({ body: "", headers: { ...headers, "content-length": String(large.length) } })).toBe(413);
  const { port } = server.address() as AddressInfo;
  const status = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(
        `POST ${WEBHOOK_PATH} HTTP/1.1\r\nhost: a\r\nplaid-verification: ${headers["plaid-verification"]}\r\ntransfer-encoding: chunked\r\n\r\n`,
      );
      for (let sent = 0; sent < large.length; sent += 65_536)
        socket.write(`10000\r\n${"x".repeat(65_536)}\r\n`);
    });
    socket.once("data", (data) => {
      resolve(data.toString("latin1").slice(9, 12));
      socket.destroy();
    });
    socket.on("error", reject);
  });
  expect(status).toBe("413");
});

test("given a connection that ends in the middle, then nothing is heard and the next webhook is", async () => {
  const { body, headers } = fake.webhook(SYNC);
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      const head = `POST ${WEBHOOK_PATH} HTTP/1.1\r\nhost: a\r\nplaid-verification: ${headers["plaid-verification"]}\r\ncontent-length: ${body.length}\r\n\r\n`;
      socket.write(head + body.slice(0, 10), () => socket.destroy());
    });
    socket.on("close", () => resolve());
    socket.on("error", () => {});
  });
  expect(await send(SYNC)).toBe(200);
  expect(heard).toEqual([CHANGED]);
});

test("given many webhooks at once, then Plaid is asked for the key once, and again after an hour", async () => {
  expect(await Promise.all(Array.from({ length: 10 }, () => send(SYNC)))).toEqual(Array(10).fill(200));
  expect(lookups()).toBe(1);
  now = new Date(now.getTime() + 61 * 60_000);
  expect(await send(SYNC)).toBe(200);
  expect(lookups()).toBe(2);
});

test("given a key that Plaid gave up, then what it signs is refused; given one that it gives up later, then from then on", async () => {
  const at = (minutes: number) => now.getTime() / 1000 + minutes * 60;
  const old = createSigningKey("old", { expiredAt: at(-1) });
  const leaving = createSigningKey("leaving", { expiredAt: at(10) });
  for (const key of [old, leaving]) fake.addKey(key);
  const by = (key: typeof old) => {
    const body = JSON.stringify(SYNC);
    return post({ body, headers: { "plaid-verification": signatureOf(body, key, { now }) } });
  };
  expect(await by(old)).toBe(401);
  expect(await by(leaving)).toBe(200);
  now = new Date(now.getTime() + 11 * 60_000);
  expect(await by(leaving)).toBe(401);
});

test("given names of keys that Plaid does not have, then few are asked for, and Plaid's own webhooks still come in", async () => {
  expect(await send(SYNC)).toBe(200);
  const before = lookups();
  const stranger = createSigningKey("stranger");
  const body = JSON.stringify(SYNC);
  const by = (kid: string) =>
    post({ body, headers: { "plaid-verification": signatureOf(body, { ...stranger, kid }, { now }) } });
  const statuses = [];
  for (let n = 0; n < 60; n += 1) statuses.push(await by(`stranger-${n}`));
  expect(statuses.slice(0, 19)).toEqual(Array(19).fill(401));
  // It cannot be told whether one of these is a new key of Plaid's, so it may come again.
  expect(new Set(statuses.slice(20))).toEqual(new Set([503]));
  expect(lookups() - before).toBeLessThanOrEqual(20);
  expect(await send(SYNC)).toBe(200);
  now = new Date(now.getTime() + 60_000);
  expect(await by("stranger-0")).toBe(401);
  expect(lookups() - before).toBeLessThanOrEqual(20);
  expect(await by("stranger-99")).toBe(401);
});

test("given Plaid cannot be asked for its key, then the webhook may come again, and is taken then", async () => {
  fake.refuse("/webhook_verification_key/get", refused("API_ERROR", "INTERNAL_SERVER_ERROR"), "cut");
  expect(await send(SYNC)).toBe(503);
  expect(await send(SYNC)).toBe(503);
  expect(await send(SYNC)).toBe(200);
  expect(heard).toEqual([CHANGED]);
});

test("given a key of another name, or none that can be used, in the answer, then nothing is believed", async () => {
  const { signingKey: key } = fake;
  fake.refuse("/webhook_verification_key/get", { status: 200, body: { key: { ...key.jwk, kid: "other" } } });
  expect(await send(SYNC)).toBe(401);
  now = new Date(now.getTime() + 6 * 60_000);
  fake.refuse("/webhook_verification_key/get", { status: 200, body: { key: { ...key.jwk, alg: "RS256" } } });
  expect(await send(SYNC)).toBe(503);
  expect(heard).toEqual([]);
});

test("given a signed body that is no webhook, or one of no use, then it is taken and nothing follows", async () => {
  for (const body of [
    {},
    [],
    { webhook_type: "TRANSACTIONS", webhook_code: "SYNC_UPDATES_AVAILABLE" },
    { ...SYNC, item_id: 5 },
    { ...SYNC, webhook_code: "DEFAULT_UPDATE" },
    { webhook_type: "SOMETHING_NEW", webhook_code: "SOMETHING_NEW", item_id: "item-1" },
  ]) {
    expect(await send(body)).toBe(200);
  }
  const text = "not json";
  const headers = { "plaid-verification": signatureOf(text, fake.signingKey, { now }) };
  expect(await post({ body: text, headers })).toBe(200);
  expect(heard).toEqual([]);
});
