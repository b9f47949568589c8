import type { IncomingMessage, ServerResponse } from "node:http";
import type { HomePage } from "./home.ts";
import type { InboundEvent, InboundFile } from "./inbound-event.ts";
import type { OutboundMessage } from "./message.ts";

export { type InboundEvent, type InboundFile, UNREADABLE, type Unreadable } from "./inbound-event.ts";
export type PlatformId = InboundEvent["platform"];

/**
 * Settles once the event cannot get lost any more; its answer may come later.
 *
 * Rejects when it could not be stored: a platform that delivers again is then to be told so.
 */
export type HandleEvent = (event: InboundEvent) => Promise<void>;

/** What a platform bears, in calls a second. */
export type SendLimits = {
  readonly perSecond: number;
  readonly perChatPerSecond: number;
  /** The part of `perSecond` that is kept for replies: what is said unasked never uses it. */
  readonly repliesReserve: number;
};

/**
 * Why a platform did not take a message.
 *
 * - `rate-limited`: certainly not sent; it wants silence for `retryAfterSeconds`.
 * - `unreachable`: the person blocked the coach or deleted the chat, as Telegram's 403.
 * - `unavailable`: certainly not sent: not connected, or a failure that the platform itself answered (5xx).
 * - `unknown`: the request was written and no answer came: the message may have arrived.
 * - `refused`: this message is not one that the platform takes (400); the next one may be.
 */
export type ChatErrorCode = "rate-limited" | "unreachable" | "unavailable" | "unknown" | "refused";

/** A send or an edit that failed. Callers decide by `code`, never by the text. */
export class ChatError extends Error {
  readonly code: ChatErrorCode;
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ChatErrorCode,
    { retryAfterSeconds, cause }: { readonly retryAfterSeconds?: number; readonly cause?: unknown } = {},
  ) {
    super(`not taken by the chat platform: ${code}`, { cause });
    this.name = "ChatError";
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }
}

/** One path at which a platform calls the coach: exactly that path, the body unread. */
export type Route = {
  readonly method: "GET" | "POST";
  /** To the letter; with an asterisk at its end, all paths that begin so. */
  readonly path: string;
  /** What is sent there may take longer than five minutes, and is watched over by the route itself. */
  readonly takesLong?: true;
  /** Answers by itself, whatever comes. Must not throw. */
  answer(request: IncomingMessage, response: ServerResponse): void;
};

/**
 * One chat platform. An adapter only translates: events in, messages out.
 *
 * Everything but `run`, `send` and `stop` is optional and has a fallback in the core: without `edit` a change
 * of an earlier message is sent as a new one.
 */
export type ChatAdapter = {
  readonly platform: PlatformId;
  /**
   * Delivers events, those of one sender in order; settles when the platform ends, as a terminal does on end of input, or
   * after `stop`.
   */
  run(handle: HandleEvent): Promise<void>;
  /** Where the platform calls us, when it does; answered with 503 until `run` has begun. */
  readonly routes?: readonly Route[];
  /** Without limits everything is sent at once. */
  readonly limits?: SendLimits;
  /**
   * Settles within half a minute, by a time-out of its own.
   *
   * @returns the platform's id of the message, for later edits
   * @throws ChatError; anything else counts as `unknown`
   */
  send(chat: string, message: OutboundMessage): Promise<string>;
  /**
   * Like `send`; an edit that changes nothing succeeds.
   *
   * @throws ChatError; `refused` where that message cannot be edited, which is then sent as a new one
   */
  edit?(chat: string, platformMessageId: string, message: OutboundMessage): Promise<void>;
  /** One line when nothing can be stored and so nothing can be queued. Must not throw. */
  sayPlainly(chat: string, text: string): Promise<void>;
  /**
   * Fetches a file that a person sent.
   *
   * @throws ChatError; `refused` where it is gone or too large
   */
  fetchFile?(file: InboundFile): Promise<Uint8Array>;
  /**
   * Shows an account's home page, on a platform that has one, in place of what it showed.
   *
   * @throws ChatError
   */
  showHome?(sender: string, page: HomePage): Promise<void>;
  stop(): Promise<void>;
};
