import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { startTelegram, TOKEN } from "../fakes/telegram-server.ts";

/** The other end of a bot: what it is told, and what it shows. */
export type BenchPlatform = {
  readonly apiRoot: string;
  /** Hears the chat and the text of each message that is shown or changed. */
  onShown(listener: (chat: string, text: string) => void): void;
  /** Delivers an update until it is taken. */
  deliver(update: object): Promise<void>;
  close(): Promise<void>;
};

/** The Telegram of the tests, telegram-test-api. */
export async function startTestPlatform(): Promise<BenchPlatform> {
  let listener: (chat: string, text: string) => void = () => {};
  const telegram = await startTelegram({ onShown: (chat, text) => listener(chat, text) });
  return {
    apiRoot: telegram.apiRoot,
    onShown: (given) => {
      listener = given;
    },
    async deliver(update) {
      while (!telegram.requests.some(({ method }) => method === "setWebhook")) await pause(20);
      await untilTaken(() => telegram.deliver(update as never));
    },
    close: () => telegram.stop(),
  };
}

const BOT = { id: 1, is_bot: true, first_name: "Coach", username: "coach_bench_bot" };
const SHOWS: ReadonlySet<string> = new Set(["sendMessage", "editMessageText"]);

/** A server that takes everything and keeps nothing, so that little but the bot is measured. */
export async function startBarePlatform(): Promise<BenchPlatform> {
  let listener: (chat: string, text: string) => void = () => {};
  let messages = 0;
  let updates = 0;
  const webhook = Promise.withResolvers<{ url: string; secret: string }>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = parts.length === 0 ? {} : JSON.parse(Buffer.concat(parts).toString("utf8"));
    const method = request.url?.split("/").at(-1) ?? "";
    let result: unknown = true;
    if (method === "getMe") result = BOT;
    if (method === "setWebhook") webhook.resolve({ url: body.url, secret: body.secret_token });
    if (SHOWS.has(method)) {
      messages += 1;
      const chat = { id: body.chat_id, type: "private" };
      result = { message_id: body.message_id ?? messages, date: 0, chat, text: body.text };
    }
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ok: true, result }));
    if (SHOWS.has(method)) listener(String(body.chat_id), String(body.text));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onShown(given) {
      listener = given;
    },
    async deliver(update) {
      const { url, secret } = await webhook.promise;
      const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
      const body = JSON.stringify({ ...update, update_id: ++updates });
      await untilTaken(async () => (await fetch(url, { method: "POST", headers, body })).status);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** As Telegram does: what is not taken is delivered again. */
async function untilTaken(deliver: () => Promise<number | null>): Promise<void> {
  for (;;) {
    const status = await deliver().catch(() => null);
    if (status === 200) return;
    if (status !== null && status !== 503) throw new Error(`expected 200, found ${status}`);
    await pause(20);
  }
}

export { TOKEN };
