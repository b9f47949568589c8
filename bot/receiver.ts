import { setTimeout as sleepFor } from "node:timers/promises";
import type { Database } from "../db/client.ts";
import { isExternalId } from "../db/external-id.ts";
import {
  type Arrival,
  dropArrivals,
  releaseArrivals,
  renewArrivals,
  storeArrivals,
  takeOverArrivals,
} from "../db/queries/arrivals.ts";
import type { InboundEvent, PlatformId } from "./adapter.ts";
import { inboundEvent } from "./inbound-event.ts";
import { createLanes } from "./lanes.ts";
import type { BotLog } from "./log.ts";
import { together } from "./together.ts";

/** How often a process looks for events whose process has died, and renews its own. */
const LOOK_MS = 5000;
/** How long a claim holds without being renewed: what a process that died held is answered a little later. */
const CLAIM_MS = 15_000;
/** Most events that one look takes over. */
const PAGE = 200;
/** Most events that are stored by one statement. */
const MOST_TOGETHER = 100;

export type Receiver = {
  /**
   * Stores an event, then takes it to its answer in turn with the sender's others.
   *
   * Settles once it is stored; rejects when it could not be, and then nothing will come of it here.
   */
  take(event: InboundEvent): Promise<void>;
  /** How many events wait or are being answered. */
  depth(): number;
  /** Takes nothing any more, lets what runs come to its end, and leaves what waits to the next start. */
  stop(withinMs: number): Promise<void>;
  /** Settles when nothing of it runs any more, which may be later than a stop waits. */
  through(): Promise<void>;
};

export type ReceiverOptions = {
  readonly db: Database;
  readonly platform: PlatformId;
  /** Takes an event to its end and never throws, as a dispatcher does. */
  readonly handle: (event: InboundEvent) => Promise<boolean>;
  readonly log: BotLog;
  readonly clock: () => Date;
  /** No other process can hold an event, as on the embedded database: what an earlier one held is taken at once. */
  readonly isAlone?: boolean;
  readonly claimMs?: number;
  readonly lookMs?: number;
};

/**
 * Between a platform that delivers again and the engine: an event is stored before the platform hears "taken", so that
 * a process may die at any moment and no event is lost; and each sender's events are answered one after another.
 *
 * The engine forgets the stored event in the transaction that answers it. One that could not be answered (the person was
 * told so) is forgotten here.
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const { db, platform, handle, log, clock, isAlone = false } = options;
  const { claimMs = CLAIM_MS, lookMs = LOOK_MS } = options;
  const lanes = createLanes();
  /** Ids of the events that this process holds. */
  const held = new Set<string>();
  /** Ids of events that are over and could not be forgotten yet. */
  const over = new Set<string>();
  const stopping = new AbortController();
  const { signal } = stopping;

  const store = together<InboundEvent, boolean>(
    (events) =>
      storeArrivals(
        db,
        platform,
        events.map((event) => ({ eventId: event.eventId, event })),
        claimEnd(),
      ),
    MOST_TOGETHER,
  );
  const claimEnd = () => new Date(clock().getTime() + claimMs);

  /** Puts an event behind the sender's others. */
  function enqueue(event: InboundEvent): void {
    if (held.has(event.eventId)) return;
    held.add(event.eventId);
    void lanes.run(event.sender, () => answer(event));
  }

  async function answer(event: InboundEvent): Promise<void> {
    try {
      // It waits in the database for the next start.
      if (signal.aborted) return;
      const isStored = await handle(event);
      if (isStored) return;
      // The person was told that nothing came of it, so nothing may: while the database is away it is kept in mind.
      over.add(event.eventId);
      await forgetOver();
    } catch (error) {
      log.error({ platform, kind: event.kind, ...log.describe(error) }, "event not forgotten yet");
    } finally {
      if (!over.has(event.eventId)) held.delete(event.eventId);
    }
  }

  async function forgetOver(): Promise<void> {
    const ids = [...over];
    await dropArrivals(db, platform, ids);
    for (const id of ids) {
      over.delete(id);
      held.delete(id);
    }
  }

  async function takeOver(): Promise<void> {
    const page = { now: clock(), until: claimEnd(), limit: PAGE };
    for (const arrival of await takeOverArrivals(db, platform, page)) {
      const event = readEvent(arrival);
      if (event !== null) enqueue(event);
      else {
        log.error({ platform, eventId: arrival.eventId }, "stored event cannot be read");
        await dropArrivals(db, platform, [arrival.eventId]);
      }
    }
  }

  async function look(): Promise<void> {
    let isFirst = true;
    while (!signal.aborted) {
      try {
        if (isFirst && isAlone) await releaseArrivals(db, platform, clock());
        isFirst = false;
        await forgetOver();
        await renewArrivals(db, platform, [...held], claimEnd());
        await takeOver();
      } catch (error) {
        log.error({ platform, ...log.describe(error) }, "events not looked for");
      }
      await sleepFor(lookMs, undefined, { signal }).catch(() => {});
    }
  }

  const looking = look();
  const through = async () => void (await Promise.all([looking, lanes.through()]));

  return {
    async take(event) {
      // The engine says what is wrong with such ids; they cannot be stored.
      if (!isExternalId(event.eventId)) return void (await handle(event));
      if (signal.aborted) throw new Error("taking no events any more");
      if (await store(event)) enqueue(event);
    },
    depth: () => held.size,
    through,
    async stop(withinMs) {
      stopping.abort();
      const timeIsUp = new AbortController();
      await Promise.race([
        through(),
        sleepFor(withinMs, undefined, { signal: timeIsUp.signal }).catch(() => {}),
      ]);
      timeIsUp.abort();
      await forgetOver();
      // So that the next process need not wait for the claims to run out.
      if (held.size > 0) await releaseArrivals(db, platform, clock(), [...held]);
    },
  };
}

function readEvent({ event }: Arrival): InboundEvent | null {
  const parsed = inboundEvent.safeParse(event);
  return parsed.success ? parsed.data : null;
}
