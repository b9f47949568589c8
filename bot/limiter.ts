import { setTimeout as sleepFor } from "node:timers/promises";
import type { SendLimits } from "./adapter.ts";

/** A reply is often two or three messages, and platforms bear such a short burst in one chat. */
const CHAT_BURST = 3;
/** Over all chats, what piles up in this part of a second may go out at once. */
const BURST_SECONDS = 0.1;
/** Chats that are remembered before those that rest are forgotten. */
const MOST_CHATS = 5000;

/** `reply`: somebody waits for it. Replies go first and have a share that nothing else uses. */
export type Urgency = "reply" | "unasked";

/** Keeps one process within a platform's limits. */
export type Limiter = {
  /**
   * Waits until one more message may be sent to a chat.
   *
   * @returns false when it may not be: the platform wants silence, or the signal came
   */
  take(chat: string, urgency: Urgency, signal?: AbortSignal): Promise<boolean>;
  /** Nothing is sent for this long; whoever waits is sent away when they look again. */
  pause(milliseconds: number): void;
  /** How much of a pause is left. */
  pausedMs(): number;
};

/** A clock that only counts up, in milliseconds, and a way to let it go on. */
export type Timing = {
  now(): number;
  /** Settles after that long, or at once when the signal comes. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
};

const realTiming: Timing = {
  now: () => performance.now(),
  async sleep(milliseconds, signal) {
    await sleepFor(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (signal?.aborted !== true) throw error;
    });
  },
};

type Waiter = { readonly urgency: Urgency; isServed: boolean };

/**
 * Token buckets: one over all, one for what is said unasked, one a chat.
 *
 * What is unasked takes from the first two, a reply from the first alone and before all others, so that a full hour's
 * mornings spread by themselves and leave replies their share.
 *
 * @param limits without them only pauses are kept
 * @throws RangeError for limits that would let nothing through
 */
export function createLimiter(limits: SendLimits | undefined, timing: Timing = realTiming): Limiter {
  let pausedUntil = Number.NEGATIVE_INFINITY;
  const pausedMs = () => Math.max(0, pausedUntil - timing.now());
  const pause = (milliseconds: number) => {
    pausedUntil = Math.max(pausedUntil, timing.now() + milliseconds);
  };
  if (limits === undefined) {
    return { pause, pausedMs, take: async (_, __, signal) => signal?.aborted !== true && pausedMs() === 0 };
  }
  const { perSecond, perChatPerSecond, repliesReserve } = limits;
  if (!(perChatPerSecond > 0 && repliesReserve >= 0 && perSecond > repliesReserve)) {
    throw new RangeError("expected limits above 0 and a reserve below them");
  }
  const all = createBucket(perSecond, perSecond * BURST_SECONDS, timing);
  const unasked = createBucket(
    perSecond - repliesReserve,
    (perSecond - repliesReserve) * BURST_SECONDS,
    timing,
  );
  const chats = new Map<string, Bucket>();
  const queues: Readonly<Record<Urgency, Waiter[]>> = { reply: [], unasked: [] };

  function chatBucket(chat: string): Bucket {
    const known = chats.get(chat);
    if (known !== undefined) return known;
    if (chats.size >= MOST_CHATS) for (const [id, { isFull }] of chats) if (isFull()) chats.delete(id);
    const made = createBucket(perChatPerSecond, CHAT_BURST, timing);
    chats.set(chat, made);
    return made;
  }

  /** Serves whom it can: replies first. */
  function serve(): void {
    for (const urgency of ["reply", "unasked"] as const) {
      const queue = queues[urgency];
      while (queue.length > 0 && all.has(1) && (urgency === "reply" || unasked.has(1))) {
        const [waiter] = queue.splice(0, 1);
        if (waiter === undefined) break;
        all.take();
        if (urgency === "unasked") unasked.take();
        waiter.isServed = true;
      }
      if (queue.length > 0 && urgency === "reply") return;
    }
  }

  async function take(chat: string, urgency: Urgency, signal?: AbortSignal): Promise<boolean> {
    const isOver = () => signal?.aborted === true || pausedMs() > 0;
    if (isOver()) return false;
    const bucket = chatBucket(chat);
    bucket.take();
    const chatWait = bucket.waitFor(0);
    if (chatWait > 0) await timing.sleep(chatWait, signal);
    const waiter: Waiter = { urgency, isServed: false };
    const queue = queues[urgency];
    queue.push(waiter);
    for (serve(); !waiter.isServed; serve()) {
      if (isOver()) break;
      const tokens = queue.indexOf(waiter) + 1;
      const wait = urgency === "reply" ? 0 : unasked.waitFor(tokens);
      await timing.sleep(Math.max(1, wait, all.waitFor(tokens)), signal);
    }
    if (waiter.isServed) return !isOver();
    queue.splice(queue.indexOf(waiter), 1);
    bucket.giveBack();
    return false;
  }

  return { take, pause, pausedMs };
}

type Bucket = ReturnType<typeof createBucket>;

/** Fills evenly, up to a burst; may be overdrawn by those who then wait. */
function createBucket(perSecond: number, wanted: number, timing: Timing) {
  const burst = Math.max(1, wanted);
  let tokens = burst;
  let at = timing.now();
  function fill(): number {
    const now = timing.now();
    tokens = Math.min(burst, tokens + ((now - at) * perSecond) / 1000);
    at = now;
    return tokens;
  }
  return {
    // Time in milliseconds is not exact in binary: a token that lacks its last billionth is one.
    has: (count: number) => fill() >= count - 1e-9,
    take() {
      tokens = fill() - 1;
    },
    giveBack() {
      tokens = Math.min(burst, fill() + 1);
    },
    /** Milliseconds until this many tokens are there. */
    waitFor: (count: number) => Math.max(0, ((count - fill()) / perSecond) * 1000),
    isFull: () => fill() >= burst,
  };
}
