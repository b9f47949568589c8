import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A Bot API that takes everything, fast enough not to be what is measured. */
export type BarePlatform = {
  readonly apiRoot: string;
  /** What was shown in chats, in order; `isEdit` in place of an earlier message. */
  onShown(listener: (chat: string, isEdit: boolean) => void): void;
  /** Where the bot wants its updates, once it has said so. */
  readonly webhook: Promise<{ readonly url: string; readonly secret: string }>;
  close(): Promise<void>;
};

const BOT = { id: 1, is_bot: true, first_name: "Coach", username: "coach_bench_bot" };
const SHOWS: ReadonlySet<string> = new Set(["sendMessage", "editMessageText"]);

export async function startBarePlatform(): Promise<BarePlatform> {
  let listener: (chat: string, isEdit: boolean) => void = () => {};
  let messageId = 0;
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
      messageId += 1;
      const id = body.message_id ?? messageId;
      result = { message_id: id, date: 0, chat: { id: body.chat_id, type: "private" }, text: body.text };
    }
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ok: true, result }));
    if (SHOWS.has(method)) listener(String(body.chat_id), method !== "sendMessage");
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onShown(given) {
      listener = given;
    },
    webhook: webhook.promise,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
