import type { Database } from "../../db/client.ts";
import { createSealer } from "../../db/sealing.ts";
import type { ProviderParts } from "../../src/integrations/define-provider.ts";
import type {
  WearableProvider,
  WearableProviderId,
} from "../../src/integrations/wearables/wearable-provider.ts";
import { openProviders, type Providers } from "../../src/providers.ts";
import {
  collectLog,
  type FakeChat,
  fakeChat,
  joinAskedAt,
  type LogLine,
  type TestClock,
} from "../fakes/chat.ts";
import { type ErrandQueue, errandQueue, TEST_KEY } from "./errand-queue.ts";
import { serveRoutes } from "./served-routes.ts";

/** Somebody who has joined a coach with one wearable that can be connected, which its service reaches at its own address. */
export type WearableChat = {
  readonly chat: FakeChat;
  readonly clock: TestClock;
  readonly queue: ErrandQueue;
  readonly provider: WearableProvider;
  /** Where its service reaches the coach, without a slash at its end. */
  readonly publicUrl: string;
  readonly log: readonly LogLine[];
  /** Has the errands done that wait, and gives back what was said of them. */
  errands(): Promise<string>;
};

/** @param create the provider, with its service's fake behind it */
export async function wearableChat(
  db: Database,
  clock: TestClock,
  create: (parts: ProviderParts) => WearableProvider,
  id: WearableProviderId = "oura",
): Promise<WearableChat> {
  const log: LogLine[] = [];
  let opened: Providers | null = null;
  const publicUrl = await serveRoutes(() => opened?.routes ?? []);
  const made: WearableProvider[] = [];
  const define = {
    keepsSecrets: true,
    async create(parts: ProviderParts) {
      const provider = create(parts);
      made.push(provider);
      return provider;
    },
  };
  const parts = {
    db,
    log: { ...collectLog(log), debug() {} } as unknown as ProviderParts["log"],
    clock: () => clock.now,
    publicUrl,
    isEmbedded: true,
    sealer: createSealer([TEST_KEY]),
    wake() {},
  };
  opened = await openProviders(
    { banks: [], wearables: [{ id, ...define }] },
    { ...parts, enqueue: (tx, _, jobs) => queue.enqueue(tx, jobs) },
  );
  const [provider] = made;
  if (provider === undefined) throw new Error("no provider was made");
  const queue = errandQueue(db, clock, [provider]);
  const chat = fakeChat({
    db,
    clock,
    timezone: "Europe/Berlin",
    wearables: [provider.id],
    errands: { enqueue: queue.enqueue, wake() {} },
  });
  await joinAskedAt(chat);
  chat.unread();
  return {
    chat,
    clock,
    queue,
    provider,
    publicUrl,
    log,
    async errands() {
      await queue.run();
      await chat.dispatcher.outbox.deliverAll(true);
      return chat.unread();
    },
  };
}
