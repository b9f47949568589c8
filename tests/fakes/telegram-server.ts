import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { TelegramServer } from "telegram-test-api/lib/telegramServer.js";
import {
  type Key,
  keysOf,
  readHtml,
  readRequest,
  refusalOf,
  type TelegramRequest,
} from "./telegram-request.ts";

export const TOKEN = "123456789:not-a-real-token-of-any-bot";
const BOT = { id: 123456789, is_bot: true, first_name: "Coach", username: "coach_test_bot" } as const;

/** An update as it is delivered; what is in it is the test's affair. */
export type RawUpdate = { readonly update_id: number; readonly [field: string]: unknown };

/** What Telegram answers instead of doing what it was asked; `ok` does it, `hang` never answers, `cut` ends the connection. */
export type Refusal = Failed | "ok" | "hang" | "cut";
type Failed = { readonly error_code: number; readonly description: string; readonly parameters?: object };
type Answer = Failed | { readonly result: unknown };

/** A message from the bot as it stands in a chat. */
export type Shown = {
  readonly id: number;
  readonly chat: string;
  readonly text: string;
  readonly keys: readonly Key[];
  readonly markup: unknown;
  readonly attachments: readonly string[];
};

export type FakeTelegram = {
  /** The Bot API's address. */
  readonly apiRoot: string;
  /** Every call that was understood, oldest first, those refused too. */
  readonly requests: readonly TelegramRequest[];
  /** The bot's messages in a chat as they stand now. */
  shown(chat: string): readonly Shown[];
  /** Delivers an update: to the webhook if one is set, else at the next poll. @returns the webhook's status */
  deliver(update: Omit<RawUpdate, "update_id">): Promise<number | null>;
  /** The same update once more, with the same id. */
  deliverAgain(): Promise<number | null>;
  /** The next calls of a method (of any that shows something: `show`) are answered with these, one each. */
  refuse(method: string, ...refusals: Refusal[]): void;
  /** A file that a person has sent. @returns its id */
  keepFile(bytes: Uint8Array, options?: { readonly path?: string }): string;
  /** What the bot uploaded under a name. */
  uploaded(name: string): Buffer | undefined;
  stop(): Promise<void>;
};

/** The parts of telegram-test-api that its types hide. */
type Insides = {
  webServer: RequestListener & { readonly settings: object };
  server: { address(): AddressInfo; closeAllConnections(): void };
  updateId: number;
  config: { port: number; apiURL: string };
};

const SHOWS: ReadonlySet<string> = new Set(["sendMessage", "sendPhoto", "sendDocument"]);
const GOES_WELL: ReadonlySet<string> = new Set([
  "setMyCommands",
  "setMyDescription",
  "setMyShortDescription",
  "sendChatAction",
  "answerCallbackQuery",
]);

/**
 * telegram-test-api with what it lacks: long polls with offsets, pictures, files, webhooks with their secret, the answers of
 * a server that refuses, and the checks that the real one makes.
 */
export async function startTelegram({
  onShown = () => {},
}: {
  /** Hears the chat and the text of each message that was shown or changed. */
  readonly onShown?: (chat: string, text: string) => void;
} = {}): Promise<FakeTelegram> {
  const library = new TelegramServer({ host: "127.0.0.1" });
  const insides = library as unknown as Insides;
  const requests: TelegramRequest[] = [];
  const refusals = new Map<string, Refusal[]>();
  const uploads = new Map<string, Buffer>();
  const attachments = new Map<number, readonly string[]>();
  const kept = new Map<string, { readonly path: string; readonly bytes: Uint8Array }>();
  const pending: RawUpdate[] = [];
  let webhook: { readonly url: string; readonly secret: string } | null = null;
  let latest: RawUpdate | null = null;
  let poll: ((answered?: Answer) => void) | null = null;

  const theirs = insides.webServer;
  const ours: RequestListener = (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "", "http://fake").pathname);
    const file = [...kept.values()].find((one) => path === `/file/bot${TOKEN}/${one.path}`);
    if (file !== undefined) return void response.end(file.bytes);
    const method = /^\/bot([^/]+)\/(\w+)$/.exec(path);
    if (method?.[1] !== TOKEN) return reply(response, { error_code: 401, description: "Unauthorized" });
    void answer(method[2] ?? "", request, response);
  };
  insides.webServer = Object.assign(ours, { settings: theirs.settings });

  async function answer(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readRequest(request, method);
    requests.push(call);
    const refusal =
      refusals.get(method)?.shift() ?? (SHOWS.has(method) ? refusals.get("show")?.shift() : undefined);
    if (refusal === "hang") return;
    if (refusal === "cut") return void request.socket.destroy();
    if (SHOWS.has(method) || method.startsWith("editMessage")) {
      response.once("finish", () => onShown(String(call.body.chat_id), String(call.body.text ?? "")));
    }
    const failed = refusal === "ok" ? undefined : refusal;
    const answered = failed ?? refusalOf(call.body) ?? (await act(call, response));
    if (answered !== null) return reply(response, answered);
    // The rest is the library's; it is handed the body that was read already.
    theirs(Object.assign(request, { body: { ...call.body }, _body: true }), response);
  }

  function act(call: TelegramRequest, response: ServerResponse): Answer | null | Promise<Answer> {
    const { method, body } = call;
    if (GOES_WELL.has(method)) return { result: true };
    switch (method) {
      case "getUpdates":
        return answerPoll(call, response);
      case "getMe":
        return { result: BOT };
      case "setWebhook":
        webhook = { url: String(body.url), secret: String(body.secret_token) };
        return { result: true };
      case "deleteWebhook":
        webhook = null;
        return null;
      case "sendPhoto":
      case "sendDocument":
        return show(call);
      case "editMessageText":
      case "editMessageReplyMarkup":
      case "editMessageMedia":
        return edit(call);
      case "getFile": {
        const file = kept.get(String(body.file_id));
        if (file === undefined) return bad("wrong file_id or the file is temporarily unavailable");
        return { result: { file_id: body.file_id, file_unique_id: "u", file_path: file.path } };
      }
      default:
        return null;
    }
  }

  function show({ method, body, files }: TelegramRequest): Answer {
    const field = method === "sendPhoto" ? "photo" : "document";
    const file = files.get(String(body[field]).replace("attach://", ""));
    if (file === undefined) return bad("there is no file in the request");
    uploads.set(file.name, file.bytes);
    const message = library.addBotMessage({ ...body, text: body.caption ?? "" } as never, TOKEN);
    attachments.set(message.message_id, [`${field} ${file.name}`]);
    return { result: message };
  }

  function edit({ method, body, files }: TelegramRequest): Answer {
    const stored = library.storage.botMessages.find(
      ({ messageId, message }) =>
        messageId === Number(body.message_id) && `${message.chat_id}` === `${body.chat_id}`,
    );
    if (stored === undefined) return bad("message to edit not found");
    const isPicture = attachments.has(stored.messageId);
    if (method === "editMessageText" && isPicture) return bad("there is no text in the message to edit");
    const media = body.media as { readonly caption?: string } | undefined;
    const words =
      method === "editMessageReplyMarkup" ? stored.message.text : (body.text ?? media?.caption ?? "");
    const { reply_markup: markup } = body;
    const before = JSON.stringify([stored.message.text, stored.message.reply_markup]);
    const isSame = media === undefined && JSON.stringify([words, markup]) === before;
    if (isSame) return bad("message is not modified: specified new message content is exactly the same");
    for (const { name, bytes } of files.values()) uploads.set(name, bytes);
    stored.message = { ...stored.message, text: words, reply_markup: markup } as typeof stored.message;
    return { result: { message_id: stored.messageId, date: 0, chat: { id: Number(body.chat_id) } } };
  }

  function answerPoll({ body }: TelegramRequest, response: ServerResponse): Promise<Answer> {
    const offset = Number(body.offset ?? 0);
    while (pending[0] !== undefined && pending[0].update_id < offset) pending.shift();
    poll?.({ error_code: 409, description: "Conflict: terminated by other getUpdates request" });
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const page = () => ({ result: pending.slice(0, Number(body.limit ?? 100)) });
    const end = (answered: Answer = page()) => {
      clearTimeout(timer);
      if (poll === end) poll = null;
      resolve(answered);
    };
    const timer = setTimeout(() => end(), pending.length > 0 ? 0 : Number(body.timeout ?? 0) * 1000);
    poll = end;
    response.once("close", () => end());
    return promise;
  }

  async function hand(update: RawUpdate): Promise<number | null> {
    latest = update;
    if (webhook === null) {
      if (!pending.includes(update)) pending.push(update);
      poll?.();
      return null;
    }
    const { url, secret } = webhook;
    const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
    const delivered = await fetch(url, { method: "POST", headers, body: JSON.stringify(update) });
    return delivered.status;
  }

  // It takes 0 for its usual port.
  insides.config.port = 0;
  await library.start();
  const { port } = insides.server.address();
  const apiRoot = `http://127.0.0.1:${port}`;

  return {
    apiRoot,
    requests,
    shown: (chat) =>
      library.storage.botMessages
        .filter(({ message }) => String(message.chat_id) === chat)
        .map(({ messageId, message }) => ({
          id: messageId,
          chat,
          text: message.parse_mode === "HTML" ? (readHtml(message.text) ?? "") : message.text,
          keys: keysOf(message.reply_markup),
          markup: message.reply_markup,
          attachments: attachments.get(messageId) ?? [],
        })),
    deliver: (update) => hand({ ...update, update_id: insides.updateId++ }),
    deliverAgain: async () => (latest === null ? null : hand(latest)),
    refuse(method, ...more) {
      refusals.set(method, [...(refusals.get(method) ?? []), ...more]);
    },
    keepFile(bytes, { path = `documents/file_${kept.size}.csv` } = {}) {
      const id = `file-${kept.size}`;
      kept.set(id, { path, bytes });
      return id;
    },
    uploaded: (name) => uploads.get(name),
    async stop() {
      poll?.();
      const stopped = library.stop();
      // It would wait for calls that are never answered.
      insides.server.closeAllConnections();
      await stopped;
    },
  };
}

function bad(why: string): Answer {
  return { error_code: 400, description: `Bad Request: ${why}` };
}

function reply(response: ServerResponse, answered: Answer): void {
  const isGood = "result" in answered;
  response
    .writeHead(isGood ? 200 : answered.error_code, { "content-type": "application/json" })
    .end(JSON.stringify({ ok: isGood, ...answered }));
}
