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
  /** @returns the platform's id of the message, for later edits */
  send(chat: string, message: OutboundMessage): Promise<string>;
  edit?(chat: string, platformMessageId: string, message: OutboundMessage): Promise<void>;
  /** One line when nothing can be stored and so nothing can be queued. Must not throw. */
  sayPlainly(chat: string, text: string): Promise<void>;
  stop(): Promise<void>;
};
