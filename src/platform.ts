import { randomUUID } from "node:crypto";
import { limitInbound } from "../bot/access/inbound-limits.ts";
import { createStrangers } from "../bot/access/strangers.ts";
import type { ChatAdapter, InboundEvent, PlatformId, Route } from "../bot/adapter.ts";
import type { AdapterParts } from "../bot/define-adapter.ts";
import { createDispatcher, type DispatcherOptions } from "../bot/dispatcher.ts";
import type { Phraser } from "../bot/phrasing/phraser.ts";
import type { Pictures } from "../bot/pictures/pictures.ts";
import { createReceiver } from "../bot/receiver.ts";
import { createSender } from "../bot/sender.ts";
import type { OpenDatabase } from "../db/client.ts";
import type { Config, ConfiguredPlatform } from "./config.ts";
import { startHomePages } from "./home-pages.ts";
import type { Log } from "./log.ts";
import type { Counts } from "./metrics.ts";
import type { Providers } from "./providers.ts";
import type { Part } from "./stopping.ts";

/** A chat as the process holds it. */
export type Chat = Part & {
  /** Sends what another part queued, at once; never rejects. */
  deliver(): void;
  /** Settles when the chat ends. */
  run(): Promise<void>;
  /** Takes nothing any more; what is being handled is. */
  close(): void;
};

/** Where a platform calls this process. */
export type PlatformChat = Chat & {
  readonly platform: PlatformId;
  readonly routes: readonly Route[];
  /** Fetches what a person sent, on a platform that keeps files. */
  readonly fetchFile?: ChatAdapter["fetchFile"];
};

export type PlatformParts = {
  readonly config: Pick<Config, "role" | "publicUrl" | "access" | "inboundLimits">;
  readonly database: OpenDatabase;
  readonly log: Log;
  readonly clock: () => Date;
  readonly counts: Counts;
  readonly errands: NonNullable<DispatcherOptions["errands"]>;
  readonly sealer: AdapterParts["sealer"];
  readonly providers: Pick<Providers, "banks" | "wearables" | "hearPaste">;
  readonly pictures: Pictures;
  readonly phraser: Phraser | null;
};

/** Kept of a stop's time for handing the platform over after what ran has ended. */
const HAND_OVER_MS = 2500;

/**
 * A chat platform in this process: who talks (`bot`, `all`) takes events and answers them; every process can send what
 * is said unasked, and one at a time does.
 */
export async function openPlatform(
  { id, create }: Pick<ConfiguredPlatform, "id" | "create">,
  { config, database, log, clock, counts, sealer, errands, providers, pictures, phraser }: PlatformParts,
): Promise<PlatformChat> {
  const { db } = database;
  const strangers = createStrangers(clock);
  const isAlone = database.kind === "embedded";
  const adapter = await create({ db, log, clock, publicUrl: config.publicUrl, sealer, pictures });
  const dispatcher = createDispatcher({
    db,
    adapter,
    log,
    clock,
    newId: randomUUID,
    // Nobody knows where people are before they say so.
    defaultTimezone: "UTC",
    access: config.access,
    errands,
    banks: [...providers.banks.keys()],
    wearables: [...providers.wearables.keys()],
    publicUrl: config.publicUrl,
    strangers,
    phraser,
    count: (outcome) => counts.countSend(id, outcome),
    countCrisis: () => counts.countCrisis(id),
  });
  const talks = config.role !== "worker";
  const receiver = talks
    ? createReceiver({
        db,
        platform: id,
        log,
        clock,
        isAlone,
        async handle(event) {
          const began = performance.now();
          const isStored = await dispatcher.handle(event);
          counts.handled(id, (performance.now() - began) / 1000);
          return isStored;
        },
      })
    : null;
  const sender = createSender({ db, platform: id, outbox: dispatcher.outbox, log, clock, isAlone });
  const { isHolder } = sender;
  const homes = adapter.showHome === undefined ? null : startHomePages({ db, adapter, log, clock, isHolder });
  const ended = Promise.withResolvers<void>();
  return {
    name: id,
    platform: id,
    ...(adapter.fetchFile === undefined ? {} : { fetchFile: adapter.fetchFile }),
    routes: talks ? (adapter.routes ?? []) : [],
    deliver: () => sender.wake(),
    run() {
      if (receiver === null) return ended.promise;
      // What opens a bank is sealed before it is stored.
      const take = (event: InboundEvent) => receiver.take(providers.hearPaste(event));
      return adapter.run(limitInbound(take, { adapter, strangers, log, limits: config.inboundLimits }));
    },
    close() {
      adapter.stop().catch((error: unknown) => log.error({ part: id, ...log.describe(error) }, "not closed"));
    },
    async stop(deadline) {
      const shown = homes?.stop();
      await adapter.stop();
      const withinMs = Math.max(0, deadline.leftMs() - HAND_OVER_MS);
      await Promise.all([receiver?.stop(withinMs), sender.stop(withinMs)]);
      // A call that hangs has been handed over, but is no end: whoever stops the process must know that it still runs.
      await Promise.all([shown, receiver?.through(), sender.through()]);
      ended.resolve();
    },
  };
}
