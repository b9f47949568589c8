import type { OutboundMessage } from "./message.ts";

export type PlatformId = "telegram" | "slack" | "terminal";

type InboundBase = {
  readonly platform: PlatformId;
  /** The platform's own id of this event; a second delivery carries the same one. */
  readonly eventId: string;
  /** The platform's id of the account that wrote. */
  readonly sender: string;
  /** Where an answer goes. */
  readonly chat: string;
  /** IANA name where the platform or machine tells one. */
  readonly timezoneHint?: string;
};

/** One thing a person did, translated from a platform. Nothing that a bot wrote ever becomes one. */
export type InboundEvent =
  /** The chat was opened: greet, or go on where it stopped. */
  | (InboundBase & { readonly kind: "open" })
  | (InboundBase & { readonly kind: "text"; readonly text: string })
  | (InboundBase & { readonly kind: "tap"; readonly token: string });

/** Answers once the event is stored and its replies are on their way. */
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

/**
 * One chat platform. An adapter only translates: events in, messages out.
 *
 * Everything but `run`, `send` and `stop` is optional and has a fallback in the core: without `edit` a change
 * of an earlier message is sent as a new one.
 */
export type ChatAdapter = {
  readonly platform: PlatformId;
  /** Delivers events one after another per sender; settles when the platform ends, as a terminal does on end of input. */
  run(handle: HandleEvent): Promise<void>;
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
  stop(): Promise<void>;
};
