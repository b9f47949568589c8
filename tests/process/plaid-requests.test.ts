import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request as httpRequest, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { done } from "../../src/integrations/banks/plaid/answers.ts";
import { createClient } from "../../src/integrations/banks/plaid/client.ts";
import { connectionBy, linkRequest, plaidAt } from "../fakes/plaid-provider.ts";
import { KEYS } from "../fakes/plaid-server.ts";
import { createSigningKey, signatureOf } from "../fakes/plaid-signature.ts";
import { fixturePath, hasFixture } from "../support/fixtures.ts";
import { freePort } from "../support/free-port.ts";

const DESCRIPTION = "plaid/openapi-2020-09-14.yml";
const NOW = new Date("2026-11-12T12:00:00Z");
const clock = () => NOW;
const require = createRequire(import.meta.url);

type Call = { readonly path: string; readonly status: number; readonly answer: string };

/** Plaid's own description of its API, which refuses with 422 what does not fit it, and somebody who writes down all calls. */
let prism: ChildProcess | undefined;
let recorder: Server | undefined;
let baseUrl = "";
let calls: Call[] = [];

beforeAll(async () => {
  if (!hasFixture(DESCRIPTION)) return;
  const port = await freePort();
  const program = require.resolve("@stoplight/prism-cli");
  prism = spawn(
    process.execPath,
    [program, "mock", "-h", "127.0.0.1", "-p", String(port), fixturePath(DESCRIPTION)],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  await new Promise<void>((resolve, reject) => {
    prism?.once("exit", (code) => reject(new Error(`prism ended with ${code}`)));
    if (prism?.stdout) {
      createInterface({ input: prism.stdout }).on("line", (line) => {
        if (line.includes("is listening")) resolve();
      });
    }
  });
  recorder = createServer((request, response) => {
    const { host: _host, ...headers } = request.headers;
    const passed = httpRequest({
      host: "127.0.0.1",
      port,
      path: request.url,
      method: request.method,
      headers,
    });
    passed.on("response", async (answered) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answered) chunks.push(chunk);
      const answer = Buffer.concat(chunks).toString("utf8");
      calls.push({ path: request.url ?? "", status: answered.statusCode ?? 0, answer });
      response.writeHead(answered.statusCode ?? 500, { "content-type": "application/json" }).end(answer);
    });
    request.pipe(passed);
  });
  recorder.listen(0, "127.0.0.1");
  await once(recorder, "listening");
  baseUrl = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}`;
}, 120_000);

afterAll(async () => {
  recorder?.close();
  if (prism?.exitCode === null) {
    const ended = once(prism, "exit");
    prism.kill();
    await ended;
  }
});

test.skipIf(!hasFixture(DESCRIPTION))(
  "given Plaid's own description of its API, then it accepts every request that the provider makes",
  async () => {
    calls = [];
    const provider = plaidAt(baseUrl, {
      clock,
      countryCodes: ["US", "CA"],
      publicUrl: "https://coach.example.org",
    });
    const connection = connectionBy("access-sandbox-1", "a-cursor");
    // The description's example of an answer has no address in it.
    for (const mends of [null, connection]) {
      await expect(provider.beginLink(linkRequest({ now: NOW, mends }))).rejects.toMatchObject({
        providerCode: "NO_HOSTED_LINK",
      });
    }
    const linked = await provider.readLink("link-sandbox-1", linkRequest({ now: NOW }));
    expect(linked).toMatchObject({
      kind: "linked",
      connections: [{ displayName: "Bank of America" }, { displayName: "Citizens Bank" }],
    });
    for (const cursor of [null, "a-cursor"]) {
      const update = await provider.sync(
        { ...connection, cursor },
        { now: NOW, timezone: "America/New_York" },
      );
      expect(update.upserts.length + update.removed.length).toBeGreaterThan(0);
    }
    await provider.disconnect(connection);
    await hearWebhook(provider);

    expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
    expect([...new Set(calls.map(({ path }) => path))].sort()).toEqual([
      "/accounts/get",
      "/item/get",
      "/item/public_token/exchange",
      "/item/remove",
      "/item/webhook/update",
      "/link/token/create",
      "/link/token/get",
      "/transactions/sync",
      "/webhook_verification_key/get",
    ]);
  },
);

test.skipIf(!hasFixture(DESCRIPTION))(
  "given a request that does not fit the description, then it is refused",
  async () => {
    calls = [];
    const client = createClient({ baseUrl, ...KEYS });
    const wrong = client.ask(
      (api, options) =>
        api.transactionsSync({ access_token: "a", count: "many" as unknown as number }, options),
      done,
    );
    await expect(wrong).rejects.toMatchObject({ code: "refused" });
    expect(calls).toMatchObject([{ path: "/transactions/sync", status: 422 }]);
  },
);

/** A webhook by a key that has to be asked for. */
async function hearWebhook(provider: ReturnType<typeof plaidAt>): Promise<void> {
  const [route] = provider.routes(async () => {});
  const server = createServer((request, response) => route?.answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const body = "{}";
  const signature = signatureOf(body, createSigningKey("some-key"), { now: NOW });
  await fetch(`http://127.0.0.1:${port}/`, {
    method: "POST",
    body,
    headers: { "plaid-verification": signature },
  });
  server.closeAllConnections();
  server.close();
}
