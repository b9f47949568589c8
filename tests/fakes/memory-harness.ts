import { randomUUID } from "node:crypto";
import type { ChatAdapter, HandleEvent, InboundEvent } from "../../bot/adapter.ts";
import { type OutboundMessage, plainText, readToken } from "../../bot/message.ts";
import { pictureName } from "../../bot/pictures/pictures.ts";
import type { Answer, PlatformHarness } from "../contracts/platform-harness.ts";
import { createFakePlatform } from "./platform.ts";

type Part = InboundEvent extends infer Event
  ? Event extends InboundEvent
    ? Omit<Event, "platform" | "sender" | "chat" | "eventId">
    : never
  : never;

/** The fake that stands for the real platforms in every journey, for their contract. */
export async function memoryHarness(): Promise<PlatformHarness> {
  const shown = new Map<string, string>();
  const messages = new Map<string, OutboundMessage>();
  const platform = createFakePlatform({ shown });
  const opened = Promise.withResolvers<HandleEvent>();
  const ended = Promise.withResolvers<void>();
  let previous: InboundEvent | undefined;

  const adapter: ChatAdapter = {
    ...platform.adapter,
    async run(handle) {
      opened.resolve(handle);
      await ended.promise;
    },
    async send(chat, message) {
      const id = await platform.adapter.send(chat, message);
      messages.set(id, message);
      return id;
    },
    async edit(chat, id, message) {
      await platform.adapter.edit?.(chat, id, message);
      messages.set(id, message);
    },
    async stop() {
      ended.resolve();
    },
  };

  async function does(part: Part): Promise<void> {
    const handle = await opened.promise;
    const address = { platform: "telegram", sender: "someone", chat: "chat", eventId: randomUUID() };
    previous = { ...part, ...address } as InboundEvent;
    await handle(previous);
  }
  const offered = ({ id }: Answer) =>
    [...messages.values()]
      .flatMap(({ buttons }) => buttons)
      .filter(({ token }) => {
        const read = readToken(token);
        return (read.kind === "question" ? read.choice : read.kind === "standing" ? read.action : "") === id;
      })
      .map(({ token }) => token);

  return {
    adapter,
    chat: "chat",
    seen: () => [
      ...[...messages.values()].map(({ text, buttons, picture, file }) => ({
        text: plainText(text),
        buttons: buttons.map(({ label }) => label),
        attachments: [picture === undefined ? [] : pictureName(picture.chart), file?.name ?? []].flat(),
      })),
      ...platform.plain.map((text) => ({ text, buttons: [], attachments: [] })),
    ],
    open: () => does({ kind: "open" }),
    say: (text) => does({ kind: "text", text }),
    // A sender's events are handed over one after another; their answers may come later.
    async sayQuickly(texts) {
      for (const text of texts) await does({ kind: "text", text });
    },
    tap: (answer) => does({ kind: "tap", token: offered(answer).at(-1) ?? "" }),
    tapOld: (answer) => does({ kind: "tap", token: offered(answer)[0] ?? "" }),
    choose: (answers) =>
      does({ kind: "choices", tokens: answers.map((answer) => offered(answer).at(-1) ?? "") }),
    async deliverAgain() {
      const handle = await opened.promise;
      if (previous !== undefined) await handle(previous);
    },
    end: async () => {},
  };
}
