import { randomUUID } from "node:crypto";
import { setTimeout as sleepFor } from "node:timers/promises";
import type { Database } from "../db/client.ts";
import { releasePlatformClaims } from "../db/queries/outbox.ts";
import { chatsDue, type DueCursor } from "../db/queries/outbox-due.ts";
import { letGoOverdue } from "../db/queries/outbox-outcomes.ts";
import { releaseLease, takeLease } from "../db/queries/senders.ts";
import type { PlatformId } from "./adapter.ts";
import type { BotLog } from "./log.ts";
import type { Outbox } from "./outbox.ts";

/** Chats that one look at the database brings. */
const PAGE = 200;
/** Chats that are served at once: sending is waiting, so a few fill a platform's limit. */
const PARALLEL = 8;
/** How long the lease holds without being renewed, and how often it is. */
const LEASE_MS = 15_000;
const RENEW_MS = 5000;
/** How often the holder looks for what is due. */
const LOOK_MS = 1500;
/** How long a stop waits for what is being sent. */
const STOP_MS = 10_000;
/** From so many failures in a row on the platform counts as away: one chat at a time is tried, ever less often. */
const AWAY_AFTER = 5;
const LONGEST_AWAY_MS = 60_000;
/** How often what expired is let go. */
const SWEEP_MS = 30_000;

const LANES = ["replies", "unasked"] as const;
type Lane = (typeof LANES)[number];

export type SenderOptions = {
  readonly db: Database;
  readonly platform: PlatformId;
  readonly outbox: Outbox;
  readonly log: BotLog;
  readonly clock: () => Date;
  /** No other process can send for this platform, as on the embedded database: no lease or claim is waited for. */
  readonly isAlone?: boolean;
  readonly lookMs?: number;
  readonly leaseMs?: number;
  readonly renewMs?: number;
  readonly stopMs?: number;
  readonly parallel?: number;
  readonly page?: number;
};

export type Sender = {
  readonly name: "sender";
  /** Looks for what is due at once, as after jobs that queued messages. */
  wake(): void;
  /** Whether this process is the one that sends at present. */
  isHolder(): boolean;
  /** Finishes what is being sent, for at most this long, gives back what is not, and hands the lease over. */
  stop(withinMs?: number): Promise<void>;
  /** Settles when nothing of it runs any more, which may be later than a stop waits. */
  through(): Promise<void>;
};

/**
 * Sends what was said unasked and what was left over, for a platform that several processes can reach: one of them at
 * a time does, by a lease in the database, so that the platform's limits are kept however many run.
 *
 * Replies go out directly from the process that handled the event. Those that could not have a lane of their own
 * here, so that none waits behind an hour's mornings.
 */
export function createSender(options: SenderOptions): Sender {
  const { db, platform, outbox, log, clock, isAlone = false } = options;
  const { lookMs = LOOK_MS, leaseMs = LEASE_MS, renewMs = RENEW_MS, stopMs = STOP_MS } = options;
  const { parallel = PARALLEL, page = PAGE } = options;
  const holder = randomUUID();
  const stopping = new AbortController();
  const { signal } = stopping;
  /** By this process's own monotonic clock, counted from before the question: never longer than the database's. */
  let heldUntil = Number.NEGATIVE_INFINITY;
  let hasBegun = false;
  const isHolder = () => performance.now() < heldUntil && !signal.aborted;
  const bells = new Map<string, AbortController>();

  /** Takes or renews the lease. @returns how long until it is worth asking again */
  async function ask(): Promise<number> {
    const askedAt = performance.now();
    const lease = await takeLease(db, platform, { holder, leaseMs, isAlone });
    if (lease.pausedMs > 0) outbox.limiter.pause(lease.pausedMs);
    const wasHolder = isHolder();
    heldUntil = lease.isHeld ? askedAt + leaseMs : Number.NEGATIVE_INFINITY;
    if (wasHolder !== lease.isHeld) log.info({ platform, isHolder: lease.isHeld }, "sender");
    if (lease.isHeld && !wasHolder) {
      // Left by a process that died: there is no other one.
      if (isAlone && !hasBegun) await releasePlatformClaims(db, platform);
      hasBegun = true;
      for (const lane of LANES) ring(lane);
    }
    return lease.isHeld ? renewMs : Math.min(renewMs, lease.freeInMs + 1);
  }

  /** Serves every chat of a lane that has something due. */
  async function serve(lane: Lane): Promise<void> {
    let after: DueCursor | null = null;
    do {
      const { chats, next } = await chatsDue(db, { platform, lane, now: clock(), after, limit: page });
      const left = [...chats];
      const work = async () => {
        for (let chat = left.shift(); chat !== undefined; chat = left.shift()) {
          if (!isHolder() || outbox.limiter.pausedMs() > 0) return;
          await deliver(chat);
          if (isAway()) return;
        }
      };
      const workers = isAway() ? 1 : Math.min(parallel, chats.length);
      await Promise.all(Array.from({ length: workers }, work));
      after = next;
    } while (after !== null && isHolder() && outbox.limiter.pausedMs() === 0 && !isAway());
  }

  const isAway = () => outbox.failuresInARow() >= AWAY_AFTER;

  async function deliver(identityId: string): Promise<void> {
    try {
      await outbox.deliver(identityId, [], signal);
    } catch (error) {
      log.error({ platform, identityId, ...log.describe(error) }, "chat not delivered");
    }
  }

  /** Does its work again and again until the stop; an error, as of a database that is away, ends one turn of it. */
  async function repeat(name: string, work: () => Promise<number>): Promise<void> {
    while (!signal.aborted) {
      const bell = new AbortController();
      bells.set(name, bell);
      let wait = lookMs;
      try {
        wait = await work();
      } catch (error) {
        log.error({ platform, part: name, ...log.describe(error) }, "sender failed");
      }
      await sleep(wait, bell.signal);
    }
  }

  const ring = (name: string) => bells.get(name)?.abort();

  async function serveLane(lane: Lane): Promise<number> {
    if (!isHolder()) return renewMs;
    await serve(lane);
    const beyond = outbox.failuresInARow() - AWAY_AFTER;
    return beyond < 0 ? lookMs : Math.min(LONGEST_AWAY_MS, lookMs * 2 ** beyond);
  }

  async function sweep(): Promise<number> {
    // Of all platforms: a closed terminal has no sender.
    if (isHolder()) await letGoOverdue(db, clock());
    return SWEEP_MS;
  }

  const loops = Promise.all([
    repeat("lease", ask),
    ...LANES.map((lane) => repeat(lane, () => serveLane(lane))),
    repeat("sweep", sweep),
  ]);

  return {
    name: "sender",
    isHolder,
    through: async () => void (await loops),
    wake() {
      // While the platform is away, more messages are no reason to try it more often.
      if (!isAway()) ring("unasked");
    },
    async stop(withinMs = stopMs) {
      stopping.abort();
      for (const bell of bells.values()) bell.abort();
      const timeIsUp = new AbortController();
      await Promise.race([loops, sleep(withinMs, timeIsUp.signal)]);
      timeIsUp.abort();
      await releaseLease(db, platform, holder);
    },
  };
}

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleepFor(milliseconds, undefined, { signal }).catch(() => {});
}
