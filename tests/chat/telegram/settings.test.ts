import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { telegram } from "../../../bot/adapters/telegram.ts";
import type { AdapterParts } from "../../../bot/define-adapter.ts";
import { collectLog } from "../../fakes/chat.ts";
import { startTelegram, TOKEN } from "../../fakes/telegram-server.ts";

const at = (publicUrl: string | null) => ({
  publicUrl,
  hasSealer: false,
  canBeCalled: true,
  isEmbedded: false,
});

function problems(given: Readonly<Record<string, string>>, publicUrl: string | null = null) {
  const read = telegram.read(given, at(publicUrl));
  return "problems" in read ? read.problems.join("\n") : "";
}

test("a token is all that is needed", () => {
  expect(problems({ TELEGRAM_BOT_TOKEN: TOKEN })).toBe("");
  expect(problems({})).toMatch(/^TELEGRAM_BOT_TOKEN: expected the token that @BotFather gave/);
});

test.each([
  [{ TELEGRAM_BOT_TOKEN: "my-secret" }, /^TELEGRAM_BOT_TOKEN: /],
  [
    { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: "my secret" },
    /^TELEGRAM_WEBHOOK_SECRET: expected 16 to 256/,
  ],
  [
    { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_URL: "ftp://my-secret" },
    /^TELEGRAM_API_URL: expected the http or https/,
  ],
])("what does not fit is named, never with its value", (given, line) => {
  expect(problems(given)).toMatch(line);
  expect(problems(given)).not.toMatch(/my.secret/);
});

test("a port that Telegram does not call is named, unless a server of one's own calls it", () => {
  const given = { TELEGRAM_BOT_TOKEN: TOKEN };
  for (const fine of ["https://coach.example", "https://coach.example:8443"])
    expect(problems(given, fine)).toBe("");
  expect(problems(given, "https://coach.example:3000")).toMatch(/^PUBLIC_URL: .*8443/);
  const own = { ...given, TELEGRAM_API_URL: "http://127.0.0.1:8081" };
  expect(problems(own, "https://coach.example:3000")).toBe("");
});

/** The secret that an adapter tells Telegram, and whether it lets somebody in with it. */
async function secretOf(given: Readonly<Record<string, string>>): Promise<string> {
  const server = await startTelegram();
  const read = telegram.read(
    { ...given, TELEGRAM_API_URL: `${server.apiRoot}/` },
    at("https://coach.example"),
  );
  if ("problems" in read) throw new Error(read.problems.join());
  const parts = {
    log: collectLog([]),
    clock: () => new Date(),
    ...at("https://coach.example"),
    sealer: null,
  };
  const adapter = await read.create(parts as unknown as AdapterParts);
  const running = adapter.run(async () => {});
  const told = () => server.requests.find(({ method }) => method === "setWebhook")?.body;
  await expect.poll(told, { timeout: 4000 }).toMatchObject({ url: "https://coach.example/telegram/webhook" });
  const secret = String(told()?.secret_token);
  const http = createServer((request, response) => adapter.routes?.[0]?.answer(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const headers = { "x-telegram-bot-api-secret-token": secret };
  expect((await fetch(address, { method: "POST", headers, body: `{"update_id":1}` })).status).toBe(200);
  expect((await fetch(address, { method: "POST", body: `{"update_id":1}` })).status).toBe(401);
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  await adapter.stop();
  await running;
  await server.stop();
  return secret;
}

test("a webhook's secret is the one that is set, else one that only the token's owner can tell", async () => {
  const set = "an-operators-own-secret";
  expect(await secretOf({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: set })).toBe(set);
  const made = await secretOf({ TELEGRAM_BOT_TOKEN: TOKEN });
  expect(made).toMatch(/^[\w-]{32,256}$/);
  expect(made).not.toContain(TOKEN.split(":")[1]);
  expect(await secretOf({ TELEGRAM_BOT_TOKEN: TOKEN })).toBe(made);
});
