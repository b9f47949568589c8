import type { Database } from "../../db/client.ts";
import type { BankProvider } from "../../src/integrations/banks/bank-provider.ts";
import type { ProviderEvent } from "../../src/integrations/provider.ts";
import type { WearableProvider } from "../../src/integrations/wearables/wearable-provider.ts";
import { runTick } from "../../src/jobs/tick.ts";
import { storeProviderEvent } from "../../src/provider-events.ts";
import { sealPaste } from "../../src/providers.ts";
import { type FakeChat, type FakeChatOptions, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { type ErrandQueue, errandQueue } from "./errand-queue.ts";

/** Somebody who has joined, in Berlin, with banks or wearables that can be connected and the errands that do it. */
export type ErrandChat = {
  readonly chat: FakeChat;
  readonly queue: ErrandQueue;
  readonly clock: TestClock;
  /** Has the errands done that wait, and gives back what was said of them. */
  errands(): Promise<string>;
  /** A provider tells something unasked. */
  tell(provider: string, event: ProviderEvent): Promise<void>;
  /** What is due is queued. */
  tick(): Promise<void>;
  /** Time passes, what fell due is queued, and the errands are done. @returns what was said of them */
  later(minutes: number): Promise<string>;
};

/**
 * @param about.kinds errands that are done; those about connections without it
 * @param about.chat what is different about the chat
 */
export async function errandChat(
  db: Database,
  about: {
    readonly clock: TestClock;
    readonly banks?: readonly BankProvider[];
    readonly wearables?: readonly WearableProvider[];
    readonly kinds?: readonly string[];
    readonly chat?: Partial<FakeChatOptions>;
  },
): Promise<ErrandChat> {
  const { clock, banks = [], wearables = [], kinds } = about;
  const queue = errandQueue(db, clock, [...banks, ...wearables], kinds);
  const chat = fakeChat({
    db,
    clock,
    timezone: "Europe/Berlin",
    banks: banks.map(({ id }) => id),
    wearables: wearables.map(({ id }) => id),
    errands: { enqueue: queue.enqueue, wake: () => {} },
    hear: (event) => sealPaste(event, banks, queue.sealer),
    ...about.chat,
  });
  await joinAskedAt(chat);
  chat.unread();
  const { log, tools } = queue.context;
  const parts = { db, log, clock: () => clock.now };
  const errands = async () => {
    await queue.run();
    await chat.dispatcher.outbox.deliverAll(true);
    return chat.unread();
  };
  const tick = async () => {
    await runTick({
      ...parts,
      enqueue: (tx, name, jobs) => (name === "errands" ? queue.enqueue(tx, jobs) : Promise.resolve()),
      batch: 100,
    });
  };
  return {
    chat,
    queue,
    clock,
    errands,
    tick,
    tell: (provider, event) =>
      storeProviderEvent(provider, event, {
        ...parts,
        sealer: queue.sealer,
        enqueue: tools.enqueue,
        wake: () => {},
      }),
    async later(minutes) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
      await tick();
      return errands();
    },
  };
}
