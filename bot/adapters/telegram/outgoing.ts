import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { autoRetry } from "@grammyjs/auto-retry";
import { Api, InputFile } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import { ChatError } from "../../adapter.ts";
import type { OutboundMessage, RichText } from "../../message.ts";
import { type Pictures, pictureBytes, pictureName } from "../../pictures/pictures.ts";
import { isUnchanged, toChatError } from "./failure.ts";
import { keyboardOf } from "./keyboard.ts";
import { LONGEST_CAPTION, LONGEST_MESSAGE, lengthOf, sendable, splitText, toHtml } from "./markup.ts";

/** A send settles within this, whatever Telegram does. */
export const SEND_MS = 25_000;
/** A shorter silence than this is waited out here, once; a longer one is the sender's affair. */
const LONGEST_WAIT_SECONDS = 3;
/** Messages of several parts that were begun and not finished, as remembered for the next attempt. */
const MOST_BEGUN = 1000;

/** Telegram's methods, for everything but the long poll. */
export type TelegramApi = Api;

/** The library names a signal type of its own, and takes the platform's. */
type ApiSignal = NonNullable<Parameters<Api["getMe"]>[0]>;

/** Ends a call to Telegram after so long. */
export function callDeadline(milliseconds: number): ApiSignal {
  return AbortSignal.timeout(milliseconds) as unknown as ApiSignal;
}

/**
 * The calls to Telegram. A short "too many requests" is waited out; nothing else is tried again, as it may have arrived.
 */
export function createApi(token: string, apiRoot: string, sendMs: number): TelegramApi {
  const api = new Api(token, { apiRoot, timeoutSeconds: sendMs / 1000 });
  api.config.use(
    autoRetry({
      maxDelaySeconds: LONGEST_WAIT_SECONDS,
      maxRetryAttempts: 1,
      rethrowInternalServerErrors: true,
      rethrowHttpErrors: true,
    }),
  );
  return api;
}

/** One call's worth of a message. */
type Piece = { readonly kind: "text"; readonly text: RichText } | Attached;
type Attached = {
  readonly kind: "photo" | "document";
  readonly file: InputFile;
  readonly caption: RichText;
};

export type Outgoing = {
  send(chat: string, message: OutboundMessage): Promise<string>;
  edit(chat: string, platformMessageId: string, message: OutboundMessage): Promise<void>;
};

/** Messages as Telegram takes them. */
export function createOutgoing(api: TelegramApi, pictures: Pictures, sendMs: number): Outgoing {
  /** How many parts of a message arrived before it failed, so that the next attempt does not repeat them. */
  const begun = new Map<string, number>();

  return {
    async send(chat, message) {
      const pieces = await piecesOf(message, await photoOf(pictures, message));
      const key = keyOf(chat, message, pieces);
      const deadline = callDeadline(sendMs);
      let done = begun.get(key) ?? 0;
      begun.delete(key);
      try {
        for (; ; done += 1) {
          const piece = pieces[done];
          if (piece === undefined) throw new ChatError("refused");
          const isLast = done === pieces.length - 1;
          const id = await sendPiece(chat, piece, isLast ? keyboardOf(message) : undefined, deadline);
          if (isLast) return String(id);
        }
      } catch (error) {
        const failure = toChatError(error);
        if (done > 0 && failure.code !== "refused") remember(key, done);
        throw failure;
      }
    },
    async edit(chat, platformMessageId, message) {
      const messageId = readMessageId(platformMessageId);
      const longest = message.picture === undefined ? LONGEST_MESSAGE : LONGEST_CAPTION;
      if (lengthOf(message.text) > longest || message.file !== undefined) throw new ChatError("refused");
      const signal = callDeadline(sendMs);
      const markup = markupOf(keyboardOf(message));
      const html = toHtml(message.text);
      try {
        if (message.picture === undefined) {
          await api.editMessageText(chat, messageId, html, { ...AS_HTML, ...NO_PREVIEW, ...markup }, signal);
        } else {
          const media = await photoOf(pictures, message);
          if (media === null) throw new ChatError("refused");
          const photo = { type: "photo", media, caption: html, ...AS_HTML } as const;
          await api.editMessageMedia(chat, messageId, photo, markup, signal);
        }
      } catch (error) {
        if (!isUnchanged(error)) throw toChatError(error);
      }
    },
  };

  async function sendPiece(
    chat: string,
    piece: Piece,
    keyboard: InlineKeyboardMarkup | undefined,
    signal: ApiSignal,
  ): Promise<number> {
    const markup = markupOf(keyboard);
    if (piece.kind === "text") {
      const other = { ...AS_HTML, ...NO_PREVIEW, ...markup };
      return (await api.sendMessage(chat, toHtml(piece.text), other, signal)).message_id;
    }
    const { kind, file, caption } = piece;
    const other = { ...(caption.length === 0 ? {} : { caption: toHtml(caption), ...AS_HTML }), ...markup };
    if (kind === "document") return (await api.sendDocument(chat, file, other, signal)).message_id;
    try {
      return (await api.sendPhoto(chat, file, other, signal)).message_id;
    } catch (error) {
      // A picture that Telegram does not take leaves its words, which say the same.
      if (caption.length === 0 || toChatError(error).code !== "refused") throw error;
      return sendPiece(chat, asText(caption), keyboard, signal);
    }
  }

  function remember(key: string, done: number): void {
    const [oldest] = begun.keys();
    if (begun.size >= MOST_BEGUN && oldest !== undefined) begun.delete(oldest);
    begun.set(key, done);
  }
}

const AS_HTML = { parse_mode: "HTML" } as const;
const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;

function markupOf(keyboard: InlineKeyboardMarkup | undefined) {
  return keyboard === undefined ? {} : { reply_markup: keyboard };
}

/** A picture or file carries the words as far as a caption goes; what is left follows as messages. */
export async function piecesOf(
  { text, file }: OutboundMessage,
  photo: InputFile | null,
): Promise<readonly Piece[]> {
  const attached: Attached[] = [];
  // Without its picture a message still says everything; without its file it would say what is not so.
  if (photo !== null) attached.push({ kind: "photo", file: photo, caption: [] });
  if (file !== undefined) {
    const document = await fileOf(file.path, file.name);
    if (document === null) throw new ChatError("refused");
    attached.push({ kind: "document", file: document, caption: [] });
  }
  const last = attached.pop();
  if (last === undefined) return splitText(text, [LONGEST_MESSAGE]).map(asText);
  const [caption = [], ...rest] = splitText(text, [LONGEST_CAPTION, LONGEST_MESSAGE]);
  return [...attached, { ...last, caption }, ...rest.map(asText)];
}

const asText = (text: RichText): Piece => ({ kind: "text", text });

async function photoOf(pictures: Pictures, { picture }: OutboundMessage): Promise<InputFile | null> {
  if (picture === undefined) return null;
  const bytes = await pictureBytes(pictures, { picture });
  return bytes === null ? null : new InputFile(bytes, pictureName(picture.chart));
}

/** Null when it is not there. */
async function fileOf(path: string, name: string): Promise<InputFile | null> {
  try {
    return new InputFile(await readFile(path), sendable(name).replace(/[\r\n"]/g, " "));
  } catch {
    return null;
  }
}

function readMessageId(id: string): number {
  if (!/^\d{1,15}$/.test(id)) throw new ChatError("refused");
  return Number(id);
}

/** An attempt whose picture could not be drawn is cut into other pieces than one with it. */
function keyOf(chat: string, message: OutboundMessage, pieces: readonly Piece[]): string {
  const kinds = pieces.map(({ kind }) => kind);
  return createHash("sha256")
    .update(`${chat}\n${kinds.join(" ")}\n${JSON.stringify(message)}`)
    .digest("base64");
}
