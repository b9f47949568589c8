import type { Database } from "../../db/client.ts";
import { sealPaste } from "../../src/providers.ts";
import { type FakeBank, fakeBank } from "../fakes/bank.ts";
import { type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { type ErrandQueue, errandQueue } from "./errand-queue.ts";

/** Somebody who has joined, with banks that can be connected and the errands that do it. */
export type BankChat = {
  readonly chat: FakeChat;
  readonly queue: ErrandQueue;
  readonly plaid: FakeBank;
  readonly simplefin: FakeBank;
  readonly clock: TestClock;
  /** Has the errands done that wait, and gives back what was said of them. */
  errands(): Promise<string>;
};

export async function bankChat(db: Database, now: string): Promise<BankChat> {
  const clock: TestClock = { now: new Date(now) };
  const plaid = fakeBank(() => clock.now);
  const simplefin = fakeBank(() => clock.now, { manner: "everything", id: "simplefin" });
  const providers = [plaid.provider, simplefin.provider];
  const queue = errandQueue(db, clock, providers);
  const chat = fakeChat({
    db,
    clock,
    timezone: "Europe/Berlin",
    banks: providers.map(({ id }) => id),
    errands: { enqueue: queue.enqueue, wake: () => {} },
    hear: (event) => sealPaste(event, providers, queue.sealer),
  });
  await joinAskedAt(chat);
  chat.unread();
  return {
    chat,
    queue,
    plaid,
    simplefin,
    clock,
    async errands() {
      await queue.run();
      await chat.dispatcher.outbox.deliverAll(true);
      return chat.unread();
    },
  };
}
