import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../db/client.ts";
import {
  CLAIM_MS,
  chatsWithWaiting,
  claimWaiting,
  markFailed,
  markSent,
  releaseClaims,
  renewClaims,
  sentMessageId,
  unclaim,
  type WaitingMessage,
} from "../db/queries/chat.ts";
import type { ChatAdapter } from "./adapter.ts";
import type { BotLog } from "./log.ts";
import { type OutboundMessage, outboundMessage } from "./message.ts";

const MINUTE_MS = 60_000;
/** A message that could not be sent is tried again when it is twice as old, but not more than this later. */
const LONGEST_WAIT_MS = 30 * MINUTE_MS;
/** After this long it is given up and left for the operator to see. */
const GIVEN_UP_AFTER_MS = 24 * 60 * MINUTE_MS;
/** How long to look away while another process sends an earlier message of the chat: growing, up to this. */
const LONGEST_LOOK_AWAY_MS = 500;

export type Outbox = {
  /**
   * Sends what waits for one chat, in order.
   *
   * @param mine ids of rows that were queued, and thereby claimed, for this call: they are waited for while another
   *   process sends the messages before them
   */
  deliver(identityId: string, mine?: readonly string[]): Promise<void>;
  /** Takes on rows that may have been queued by this process, which could not ask: the next round sends them. */
  keep(ids: readonly string[]): void;
  /**
   * Sends what is due for every chat of the platform, as after a restart or a scheduled job.
   *
   * @param takeOver at the start: also what an earlier process, which must have died, has claimed
   */
  deliverAll(takeOver?: boolean): Promise<void>;
};

export type OutboxOptions = {
  readonly db: Database;
  readonly adapter: ChatAdapter;
  readonly log: BotLog;
  readonly clock: () => Date;
  /** The only account this process can reach, as of a terminal; every account of the platform without it. */
  readonly onlySender?: string | undefined;
};

/**
 * Sends queued messages through one platform's adapter.
 *
 * A row is claimed before it is sent, so that of several processes one sends it, and the process that was asked is
 * the one that answers. A crash between sending and marking repeats the message once the claim has run out: an answer
 * is rather said twice than not at all. One chat's messages never overtake each other: after a failure, and while
 * another process sends, the rest of the chat waits.
 */
export function createOutbox({ db, adapter, log, clock, onlySender }: OutboxOptions): Outbox {
  const running = new Map<string, Promise<void>>();
  /** Rows that this process has claimed and not settled. */
  const mine = new Set<string>();
  /** The platform's ids of those that are sent and not marked yet: a lost database does not send them twice. */
  const unmarked = new Map<string, string>();

  async function send(identityId: string, isAwaited: boolean): Promise<void> {
    let patience = CLAIM_MS;
    for (let wait = 10; ; wait = Math.min(2 * wait, LONGEST_LOOK_AWAY_MS)) {
      const { rows, isHeldUp } = await claimWaiting(db, identityId, { mine, isAwaited, now: clock() });
      const wentThrough = await sendRows(identityId, rows);
      // Without somebody who waits, or for longer than any claim lasts, it can wait for the next minute.
      if (!wentThrough || !isHeldUp || !isAwaited || patience <= 0) return;
      patience -= wait;
      await pause(wait);
    }
  }

  /** @returns false when one of them could not be sent and is to be tried again */
  async function sendRows(identityId: string, rows: readonly WaitingMessage[]): Promise<boolean> {
    const sent: { id: string; platformMessageId: string }[] = [];
    // What this round sent is not marked yet, so a later edit of it finds it here.
    const byKey = new Map<string, string>();
    let claimedAt = clock();
    for (const { id } of rows) mine.add(id);
    const settle = async () => {
      await markSent(db, sent, clock());
      for (const { id } of sent.splice(0)) {
        mine.delete(id);
        unmarked.delete(id);
      }
    };
    try {
      for (const [index, row] of rows.entries()) {
        if (clock().getTime() - claimedAt.getTime() > CLAIM_MS / 2) {
          await settle();
          claimedAt = clock();
          await renewClaims(db, idsOf(rows.slice(index)), claimedAt);
        }
        try {
          const platformMessageId = unmarked.get(row.id) ?? (await sendRow(identityId, row, byKey));
          unmarked.set(row.id, platformMessageId);
          if (row.messageKey !== null && !byKey.has(row.messageKey))
            byKey.set(row.messageKey, platformMessageId);
          sent.push({ id: row.id, platformMessageId });
        } catch (error) {
          const retryAt = nextAttempt(row, clock());
          const fields = { platform: adapter.platform, outboxId: row.id, isGivenUp: retryAt === null };
          log.error({ ...fields, ...log.describe(error) }, "message not sent");
          await markFailed(db, row.id, retryAt);
          mine.delete(row.id);
          if (retryAt === null) continue;
          const rest = idsOf(rows.slice(index + 1));
          await unclaim(db, rest);
          for (const id of rest) mine.delete(id);
          return false;
        }
      }
      return true;
    } finally {
      await settle();
    }
  }

  async function sendRow(
    identityId: string,
    row: WaitingMessage,
    byKey: ReadonlyMap<string, string>,
  ): Promise<string> {
    const message = outboundMessage.parse(row.message);
    return show(row.chatId, message, await earlierMessage(identityId, message, byKey));
  }

  /** The platform's id of the message that this one edits, where there is one and the platform can. */
  async function earlierMessage(
    identityId: string,
    { edits }: OutboundMessage,
    byKey: ReadonlyMap<string, string>,
  ): Promise<string | null> {
    if (edits === undefined || adapter.edit === undefined) return null;
    return byKey.get(edits) ?? (await sentMessageId(db, identityId, edits));
  }

  /** In place of an earlier message; as a new one where that is gone or the platform refuses. */
  async function show(chatId: string, message: OutboundMessage, earlier: string | null): Promise<string> {
    if (earlier !== null && adapter.edit !== undefined) {
      try {
        await adapter.edit(chatId, earlier, message);
        return earlier;
      } catch (error) {
        log.warn(
          { platform: adapter.platform, ...log.describe(error) },
          "edit refused, sent as a new message",
        );
      }
    }
    return adapter.send(chatId, message);
  }

  async function deliver(identityId: string, queued: readonly string[] = []): Promise<void> {
    for (const id of queued) mine.add(id);
    const before = running.get(identityId) ?? Promise.resolve();
    const turn = before.catch(() => {}).then(() => send(identityId, queued.length > 0));
    running.set(identityId, turn);
    try {
      await turn;
    } finally {
      if (running.get(identityId) === turn) running.delete(identityId);
    }
  }

  return {
    deliver,
    keep(ids) {
      for (const id of ids) mine.add(id);
    },
    async deliverAll(takeOver = false) {
      for (const identityId of await chatsWithWaiting(db, adapter.platform, onlySender)) {
        try {
          if (takeOver) await releaseClaims(db, identityId);
          await deliver(identityId);
        } catch (error) {
          log.error({ platform: adapter.platform, identityId, ...log.describe(error) }, "chat not delivered");
        }
      }
    },
  };
}

function idsOf(rows: readonly WaitingMessage[]): readonly string[] {
  return rows.map(({ id }) => id);
}

/** By the message's age, not by its attempts: many messages during an outage make many attempts at the first one. */
function nextAttempt({ createdAt }: WaitingMessage, now: Date): Date | null {
  const age = now.getTime() - createdAt.getTime();
  if (age > GIVEN_UP_AFTER_MS) return null;
  return new Date(now.getTime() + Math.min(Math.max(age, MINUTE_MS), LONGEST_WAIT_MS));
}
