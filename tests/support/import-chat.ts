import { randomUUID } from "node:crypto";
import { ChatError, type InboundFile } from "../../bot/adapter.ts";
import type { OpenDatabase } from "../../db/client.ts";
import type { OpenFile } from "../../src/integrations/files/file-item.ts";
import { type FakeChatOptions, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { createErrandDesk } from "../fakes/errand-desk.ts";
import { fileOf } from "./bank-file.ts";

/** One person whose chat takes files: the platform keeps them by name, and errands are done at once. */
export async function importChat(
  database: OpenDatabase,
  sender = "someone",
  about: Pick<FakeChatOptions, "publicUrl" | "platform"> = {},
) {
  const { db, kind } = database;
  const clock: TestClock = { now: new Date("2026-11-23T08:00:00Z") };
  const kept = new Map<string, string | Uint8Array>();
  const platform: { isAway: boolean; opens: OpenFile | null } = { isAway: false, opens: null };
  const shown = new Map<string, string>();
  const desk = createErrandDesk({
    db,
    clock: () => clock.now,
    files: {
      kind,
      progressMs: 1_000_000,
      deliver() {},
      async openFile(_, { reference }) {
        if (platform.isAway) throw new ChatError("unavailable");
        if (platform.opens !== null) return platform.opens;
        const content = kept.get(reference);
        if (content === undefined) throw new ChatError("refused");
        return fileOf(content);
      },
    },
  });
  const chat = fakeChat({
    db,
    clock,
    sender,
    shown,
    timezone: "Europe/Berlin",
    errands: desk.errands,
    ...about,
  });
  await joinAskedAt(chat);
  await chat.say("/currency EUR");
  chat.unread();
  /** Does the errands and sends what they say. @returns what was said since the last look */
  const settle = async () => {
    const failed = await desk.work(/^import-/);
    if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}: ${JSON.stringify(desk.log)}`);
    await chat.dispatcher.outbox.deliverAll();
    return chat.unread();
  };
  const event = (file: Partial<InboundFile>) => ({
    platform: "telegram" as const,
    sender,
    chat: `chat-of-${sender}`,
    eventId: randomUUID(),
    kind: "file" as const,
    file: { reference: "ref", name: "bank.csv", bytes: 1, isTooLarge: false, ...file },
  });
  return {
    ...chat,
    db,
    shown,
    desk,
    clock,
    platform,
    settle,
    /** Sends a file. @returns what is said at once */
    send(name: string, content: string | Uint8Array) {
      kept.set(name, content);
      return chat.deliver(event({ reference: name, name }));
    },
    /** Another file lies at the platform under the same name by now. */
    replace: (name: string, content: string) => void kept.set(name, content),
    forget: (name: string) => void kept.delete(name),
    deliverFile: (file: Partial<InboundFile>) => chat.deliver(event(file)),
    /** Sends a file and reads what it is taken for. */
    async offer(name: string, content: string | Uint8Array) {
      kept.set(name, content);
      await chat.deliver(event({ reference: name, name }));
      return settle();
    },
    async taps(label: string) {
      clock.now = new Date(clock.now.getTime() + 5000);
      const said = await chat.tap(label);
      return `${said}\n${await settle()}`;
    },
    /** The words on the buttons of the newest message that has any. */
    buttons: () =>
      (chat.sent.findLast(({ buttons }) => buttons.length > 0)?.buttons ?? []).map(({ label }) => label),
    token: (label: string) => {
      const found = chat.sent.flatMap(({ buttons }) => buttons).findLast((button) => button.label === label);
      if (found === undefined) throw new Error(`no button "${label}"`);
      return found.token;
    },
  };
}
