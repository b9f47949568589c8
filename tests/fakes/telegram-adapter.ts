import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChatAdapter } from "../../bot/adapter.ts";
import { createTelegram, type TelegramOptions } from "../../bot/adapters/telegram/adapter.ts";
import type { Pictures } from "../../bot/pictures/pictures.ts";
import { poll } from "../contracts/platform-engine.ts";
import { noPictures } from "./pictures.ts";
import { type FakeTelegram, startTelegram, TOKEN } from "./telegram-server.ts";

export const SECRET = "a-secret-for-tests-only";

/** The adapter with Telegram's other end, and the one HTTP server of the process where it takes webhooks. */
export type TelegramUnderTest = {
  readonly adapter: ChatAdapter;
  readonly telegram: FakeTelegram;
  /** Where the webhook is served; null when polling. */
  readonly address: string | null;
  /** Waits until Telegram was told where the webhook is, so that a delivery finds somebody. */
  listens(): Promise<void>;
  end(): Promise<void>;
};

/** @param by how updates come */
export async function telegramUnderTest(
  by: "polling" | "webhook",
  {
    secret = SECRET,
    pictures = noPictures,
    ...others
  }: Omit<TelegramOptions, "token" | "apiRoot" | "webhook" | "pictures"> & {
    readonly secret?: string;
    readonly pictures?: Pictures;
  },
): Promise<TelegramUnderTest> {
  const telegram = await startTelegram();
  const http = by === "webhook" ? await serve(() => adapter) : null;
  const publicUrl = http === null ? null : `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const adapter: ChatAdapter = createTelegram({
    token: TOKEN,
    apiRoot: telegram.apiRoot,
    webhook: publicUrl === null ? null : { publicUrl, secret },
    patience: { firstMs: 10, longestMs: 50 },
    pictures,
    ...others,
  });
  return {
    adapter,
    telegram,
    address: publicUrl,
    listens: () => poll(() => telegram.requests.some(({ method }) => method === "setWebhook")).toBe(true),
    async end() {
      await telegram.stop();
      if (http === null) return;
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Serves an adapter's routes at exactly their paths. */
async function serve(adapter: () => ChatAdapter): Promise<Server> {
  const server = createServer((request, response) => {
    const route = adapter().routes?.find(
      ({ method, path }) => method === request.method && path === request.url,
    );
    if (route === undefined) response.writeHead(404).end();
    else route.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
