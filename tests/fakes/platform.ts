import { randomUUID } from "node:crypto";
import type { ChatAdapter } from "../../bot/adapter.ts";
import { type OutboundMessage, plainText } from "../../bot/message.ts";

export type FakePlatformOptions = {
  /** A platform that can edit: texts by message id, as they stand now. */
  readonly shown?: Map<string, string>;
  /** Fails a send when it returns true. */
  readonly failSend?: (message: OutboundMessage) => boolean;
};

/** A chat service in memory, and its adapter. */
export type FakePlatform = {
  readonly adapter: ChatAdapter;
  /** Everything sent or edited so far, oldest first. */
  readonly sent: OutboundMessage[];
  /** Lines said outside the outbox. */
  readonly plain: string[];
  /** Types lines, then ends the session. */
  type(lines: readonly string[]): void;
};

export function createFakePlatform({ shown, failSend }: FakePlatformOptions = {}): FakePlatform {
  const sent: OutboundMessage[] = [];
  const plain: string[] = [];
  const typed = Promise.withResolvers<readonly string[]>();
  const refuse = (message: OutboundMessage) => {
    if (failSend?.(message)) throw new Error("the platform is away");
  };
  const adapter: ChatAdapter = {
    platform: "telegram",
    async run(handle) {
      const address = () =>
        ({ platform: "telegram", sender: "someone", chat: "chat", eventId: randomUUID() }) as const;
      await handle({ ...address(), kind: "open" });
      for (const text of await typed.promise) await handle({ ...address(), kind: "text", text });
    },
    async send(_, message) {
      refuse(message);
      sent.push(message);
      shown?.set(String(sent.length), plainText(message.text));
      return String(sent.length);
    },
    ...(shown === undefined
      ? {}
      : {
          async edit(_: string, id: string, message: OutboundMessage) {
            refuse(message);
            if (!shown.has(id)) throw new Error(`there is no message ${id} to edit`);
            shown.set(id, plainText(message.text));
            sent.push(message);
          },
        }),
    async sayPlainly(_, text) {
      plain.push(text);
    },
    async stop() {
      typed.resolve([]);
    },
  };
  return { adapter, sent, plain, type: typed.resolve };
}
