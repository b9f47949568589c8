import { randomUUID } from "node:crypto";
import { type ChatAdapter, ChatError, type PlatformId, type SendLimits } from "../../bot/adapter.ts";
import { type OutboundMessage, plainText } from "../../bot/message.ts";

/**
 * How the platform answers one call.
 *
 * - a number: 429, with that many seconds to wait; `blocked`: 403; `bad`: 400; `away`: 503
 * - `late`: delivered, and the answer is lost; `lost`: neither delivered nor answered
 * - `killed`: delivered, and the process that called hears nothing ever again, as after SIGKILL
 */
export type PlatformAnswer = "ok" | number | "blocked" | "bad" | "away" | "late" | "lost" | "killed";

/** One call to the platform. */
export type PlatformCall = { readonly chat: string; readonly text: string };

export type FakePlatformOptions = {
  /** Which platform it stands for; telegram without it. */
  readonly platform?: PlatformId;
  /** A platform that can edit: texts by message id, as they stand now. */
  readonly shown?: Map<string, string>;
  /** Fails a send when it returns true. */
  readonly failSend?: (message: OutboundMessage) => boolean;
  /** Answers each call; every one goes well without it. */
  readonly answer?: (call: PlatformCall) => PlatformAnswer;
  readonly limits?: SendLimits;
};

/** A chat service in memory, and its adapter. */
export type FakePlatform = {
  readonly adapter: ChatAdapter;
  /** Everything sent or edited so far, oldest first. */
  readonly sent: OutboundMessage[];
  /** What reached somebody, oldest first. */
  readonly delivered: PlatformCall[];
  /** Lines said outside the outbox. */
  readonly plain: string[];
  /** Types lines, then ends the session. */
  type(lines: readonly string[]): void;
};

export function createFakePlatform(options: FakePlatformOptions = {}): FakePlatform {
  const { platform = "telegram", shown, failSend, answer = () => "ok", limits } = options;
  const sent: OutboundMessage[] = [];
  const delivered: PlatformCall[] = [];
  const plain: string[] = [];
  const typed = Promise.withResolvers<readonly string[]>();

  /** Takes a message or fails as the platform would. */
  async function take(chat: string, message: OutboundMessage): Promise<void> {
    const call = { chat, text: plainText(message.text) };
    const answered = failSend?.(message) ? "away" : answer(call);
    if (answered === "ok" || answered === "late" || answered === "killed") {
      sent.push(message);
      delivered.push(call);
    }
    if (typeof answered === "number") throw new ChatError("rate-limited", { retryAfterSeconds: answered });
    if (answered === "blocked") throw new ChatError("unreachable");
    if (answered === "bad") throw new ChatError("refused");
    if (answered === "away") throw new ChatError("unavailable");
    // Adapters need not translate a time-out: what they throw beside ChatError counts as unknown.
    if (answered === "late") throw new ChatError("unknown");
    if (answered === "lost") throw new Error("timed out");
    if (answered === "killed") await new Promise<never>(() => {});
  }

  const adapter: ChatAdapter = {
    platform,
    ...(limits === undefined ? {} : { limits }),
    async run(handle) {
      const address = () => ({ platform, sender: "someone", chat: "chat", eventId: randomUUID() }) as const;
      await handle({ ...address(), kind: "open" });
      for (const text of await typed.promise) await handle({ ...address(), kind: "text", text });
    },
    async send(chat, message) {
      await take(chat, message);
      const id = String(sent.length);
      shown?.set(id, plainText(message.text));
      return id;
    },
    ...(shown === undefined
      ? {}
      : {
          async edit(chat: string, id: string, message: OutboundMessage) {
            if (!shown.has(id)) throw new ChatError("refused");
            await take(chat, message);
            shown.set(id, plainText(message.text));
          },
        }),
    async sayPlainly(_, text) {
      plain.push(text);
    },
    async stop() {
      typed.resolve([]);
    },
  };
  return { adapter, sent, delivered, plain, type: typed.resolve };
}
