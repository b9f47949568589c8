import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../db/client.ts";
import { CLAIM_MS } from "../db/queries/chat.ts";
import {
  claimWaiting,
  releaseClaims,
  renewClaims,
  sentMessageId,
  startSending,
  unclaim,
  untry,
  type WaitingMessage,
} from "../db/queries/outbox.ts";
import { chatsWithWaiting } from "../db/queries/outbox-due.ts";
import { endMessage, markSent, retryLater, type SentMessage } from "../db/queries/outbox-outcomes.ts";
import { markUnreachable } from "../db/queries/reach.ts";
import { notePause } from "../db/queries/senders.ts";
import { type ChatAdapter, ChatError } from "./adapter.ts";
import { createLimiter, type Limiter } from "./limiter.ts";
import type { BotLog } from "./log.ts";
import { type OutboundMessage, outboundMessage } from "./message.ts";
import type { WordsBeforeSending } from "./phrasing/before-sending.ts";
import { type Consequence, consequenceOf, isUnasked, overtaken } from "./send-failure.ts";
import { together } from "./together.ts";

/** How long to look away while another process sends an earlier message of the chat: growing, up to this. */
const LONGEST_LOOK_AWAY_MS = 500;
/** Most messages that are marked by one statement. */
const MOST_TOGETHER = 100;

export type Outbox = {
  /**
   * Sends what waits for one chat, in order.
   *
   * @param mine ids of rows that were queued, and thereby claimed, for this call: they are waited for while another
   *   process sends the messages before them
   * @param signal what is not given to the platform yet is then given back
   */
  deliver(identityId: string, mine?: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Takes on rows that may have been queued by this process, which could not ask: the next round sends them. */
  keep(ids: readonly string[]): void;
  /**
   * Sends what is due for every chat of the platform, as after a restart or a scheduled job.
   *
   * @param takeOver at the start: also what an earlier process, which must have died, has claimed
   */
  deliverAll(takeOver?: boolean): Promise<void>;
  /** What the platform bears, which its sender has to mind as well. */
  readonly limiter: Limiter;
  /** How many attempts in a row reached no platform: it seems to be away. */
  failuresInARow(): number;
};

/** How one attempt to send ended, for the operator. */
export type SendOutcome = "sent" | "failed" | "unconfirmed" | "rate_limited" | "unreachable" | "expired";

export type OutboxOptions = {
  readonly db: Database;
  readonly adapter: ChatAdapter;
  readonly log: BotLog;
  readonly clock: () => Date;
  /** The only account this process can reach, as of a terminal; every account of the platform without it. */
  readonly onlySender?: string | undefined;
  /** Keeps to the adapter's limits; one of its own when it is not given. */
  readonly limiter?: Limiter;
  /** How long a claim holds without being renewed. */
  readonly claimMs?: number;
  /** Counts attempts by how they ended. */
  readonly count?: ((outcome: SendOutcome) => void) | undefined;
  /** Decides the words of what may be said in several; without it they stay as they are. */
  readonly decideWords?: WordsBeforeSending | undefined;
};

/**
 * Sends queued messages through one platform's adapter.
 *
 * A row is claimed before it is sent, so that of several processes one sends it, and the process that was asked is
 * the one that answers. One chat's messages never overtake each other: after a failure, and while another process
 * sends, the rest of the chat waits.
 *
 * A process that dies between sending and marking leaves open whether a message arrived. A reply is rather said twice
 * than not at all: it is sent again once the claim has run out. What is said unasked is rather not repeated: the row
 * notes that it is being sent before it is, and one that has such a note and no answer is never sent again.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { db, adapter, log, clock, onlySender, claimMs = CLAIM_MS, count = () => {} } = options;
  const { decideWords = async (_, message) => message } = options;
  const { platform } = adapter;
  const limiter = options.limiter ?? createLimiter(adapter.limits);
  const running = new Map<string, Promise<void>>();
  /** Rows that this process has claimed and not settled. */
  const mine = new Set<string>();
  /** The platform's ids of those that are sent and not marked yet: a lost database does not send them twice. */
  const unmarked = new Map<string, string>();
  /** Chats that are done at the same time are marked together. */
  const mark = together<SentMessage, boolean>(async (sent) => {
    await markSent(db, sent, clock());
    return sent.map(() => true);
  }, MOST_TOGETHER);
  let failuresInARow = 0;

  async function send(identityId: string, isAwaited: boolean, signal?: AbortSignal): Promise<void> {
    let patience = claimMs;
    for (let wait = 10; signal?.aborted !== true; wait = Math.min(2 * wait, LONGEST_LOOK_AWAY_MS)) {
      const { rows, isHeldUp } = await claimWaiting(db, identityId, {
        mine,
        isAwaited,
        now: clock(),
        claimMs,
      });
      const wentThrough = await sendRows(rows, isAwaited, signal);
      // Without somebody who waits, or for longer than any claim lasts, it can wait for the next minute.
      if (!wentThrough || !isHeldUp || !isAwaited || patience <= 0) return;
      patience -= wait;
      await pause(wait);
    }
  }

  /** @returns false when one of them could not be sent and is to be tried again */
  async function sendRows(
    rows: readonly WaitingMessage[],
    isAwaited: boolean,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const sent: SentMessage[] = [];
    // What this round sent is not marked yet, so a later edit of it finds it here.
    const byKey = new Map<string, string>();
    let claimedAt = clock();
    for (const { id } of rows) mine.add(id);
    const settle = async () => {
      await Promise.all(sent.map(mark));
      for (const { row } of sent.splice(0)) {
        mine.delete(row.id);
        unmarked.delete(row.id);
      }
    };
    const giveBack = async (rest: readonly WaitingMessage[]) => {
      await unclaim(db, rest, claimEnd(claimedAt));
      for (const { id } of rest) mine.delete(id);
      return false;
    };
    try {
      for (const [index, row] of rows.entries()) {
        let platformMessageId = unmarked.get(row.id);
        if (platformMessageId === undefined) {
          if (await isOvertaken(row)) continue;
          const rest = rows.slice(index);
          // What stands before a reply holds it up, so it goes as fast as one.
          const urgency = isAwaited || rest.some((later) => !isUnasked(later)) ? "reply" : "unasked";
          if (!(await limiter.take(row.chatId, urgency, signal))) return await giveBack(rest);
          const claimAge = clock().getTime() - claimedAt.getTime();
          if (claimAge >= claimMs) {
            // Another process may have them by now.
            for (const { id } of rest) mine.delete(id);
            return false;
          }
          if (claimAge > claimMs / 2) {
            await settle();
            claimedAt = clock();
            await renewClaims(db, rest, claimEnd(claimedAt));
          }
          // So that a death while this one is sent leaves nothing unasked open but itself; replies are marked together.
          if (isUnasked(row) || sent.some((before) => isUnasked(before.row))) await settle();
          const attempt = await sendRow(row, byKey);
          if (attempt === "not-ours") continue;
          if (attempt instanceof ChatError) {
            const goesOn = await afterFailure(row, attempt);
            if (!goesOn) return await giveBack(rest.slice(1));
            continue;
          }
          platformMessageId = attempt;
        }
        unmarked.set(row.id, platformMessageId);
        if (row.messageKey !== null && !byKey.has(row.messageKey))
          byKey.set(row.messageKey, platformMessageId);
        sent.push({ row, platformMessageId });
      }
      return true;
    } finally {
      // They are shown, whatever the database says: the next round finds them here and marks them.
      await settle().catch((error: unknown) =>
        log.error({ platform, ...log.describe(error) }, "sent, not marked yet"),
      );
    }
  }

  const claimEnd = (now: Date) => new Date(now.getTime() + claimMs);

  /** Ends a message that must not be sent any more. */
  async function isOvertaken(row: WaitingMessage): Promise<boolean> {
    const fate = overtaken(row, clock());
    if (fate === null) return false;
    const outcome = fate.outcome === "held" ? "expired" : "unconfirmed";
    log.warn({ platform, outboxId: row.id, outcome }, "message let go");
    await endMessage(db, row, fate, clock());
    mine.delete(row.id);
    count(outcome);
    return true;
  }

  /** Notes what a failure means. @returns whether the chat's next message may be tried */
  async function afterFailure(row: WaitingMessage, error: ChatError): Promise<boolean> {
    const now = clock();
    const consequence = consequenceOf(error, row, now);
    const fields = { platform, outboxId: row.id, failure: error.code, next: consequence.next };
    log.error({ ...fields, ...log.describe(error.cause ?? error) }, "message not sent");
    count(outcomeOf(consequence));
    failuresInARow = error.code === "unavailable" || error.code === "unknown" ? failuresInARow + 1 : 0;
    if (consequence.next === "pause") {
      limiter.pause(consequence.seconds * 1000);
      await untry(db, row);
      await notePause(db, platform, consequence.seconds);
    } else if (consequence.next === "stop-chat") await markUnreachable(db, row, now);
    else if (consequence.next === "end") await endMessage(db, row, consequence.fate, now);
    else await retryLater(db, row, consequence.at);
    mine.delete(row.id);
    return consequence.next === "end";
  }

  /** @returns the platform's id, or how the platform failed, or that another process has taken the message over */
  async function sendRow(
    row: WaitingMessage,
    byKey: ReadonlyMap<string, string>,
  ): Promise<string | ChatError | "not-ours"> {
    const parsed = outboundMessage.safeParse(row.message);
    if (!parsed.success) return new ChatError("refused", { cause: parsed.error });
    const message = await decideWords(row, parsed.data);
    const earlier = await earlierMessage(row, message, byKey);
    const now = clock();
    if (isUnasked(row) && !(await startSending(db, row, { now, until: claimEnd(now) }))) {
      mine.delete(row.id);
      return "not-ours";
    }
    try {
      const platformMessageId = await show(row.chatId, message, earlier);
      failuresInARow = 0;
      count("sent");
      return platformMessageId;
    } catch (error) {
      return error instanceof ChatError ? error : new ChatError("unknown", { cause: error });
    }
  }

  /** The platform's id of the message that this one edits, where there is one and the platform can. */
  async function earlierMessage(
    row: WaitingMessage,
    { edits }: OutboundMessage,
    byKey: ReadonlyMap<string, string>,
  ): Promise<string | null> {
    if (edits === undefined || adapter.edit === undefined) return null;
    return byKey.get(edits) ?? (await sentMessageId(db, row, edits));
  }

  /** In place of an earlier message; as a new one where that is gone or the platform refuses. */
  async function show(chatId: string, message: OutboundMessage, earlier: string | null): Promise<string> {
    if (earlier !== null && adapter.edit !== undefined) {
      try {
        await adapter.edit(chatId, earlier, message);
        return earlier;
      } catch (error) {
        // After any other failure the same edit is tried again, which harms nothing even if it arrived.
        if (!(error instanceof ChatError) || error.code !== "refused") throw error;
        log.warn({ platform, ...log.describe(error) }, "edit refused, sent as a new message");
      }
    }
    return adapter.send(chatId, message);
  }

  async function deliver(
    identityId: string,
    queued: readonly string[] = [],
    signal?: AbortSignal,
  ): Promise<void> {
    for (const id of queued) mine.add(id);
    const before = running.get(identityId) ?? Promise.resolve();
    const turn = before.catch(() => {}).then(() => send(identityId, queued.length > 0, signal));
    running.set(identityId, turn);
    try {
      await turn;
    } finally {
      if (running.get(identityId) === turn) running.delete(identityId);
    }
  }

  return {
    deliver,
    limiter,
    failuresInARow: () => failuresInARow,
    keep(ids) {
      for (const id of ids) mine.add(id);
    },
    async deliverAll(takeOver = false) {
      for (const identityId of await chatsWithWaiting(db, platform, onlySender)) {
        try {
          if (takeOver) await releaseClaims(db, identityId);
          await deliver(identityId);
        } catch (error) {
          log.error({ platform, identityId, ...log.describe(error) }, "chat not delivered");
        }
      }
    },
  };
}

function outcomeOf(consequence: Consequence): SendOutcome {
  if (consequence.next === "pause") return "rate_limited";
  if (consequence.next === "stop-chat") return "unreachable";
  const isOpen = consequence.next === "end" && consequence.fate.outcome === "unconfirmed";
  return isOpen ? "unconfirmed" : "failed";
}
