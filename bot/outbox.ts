import type { Database } from "../db/client.ts";
import {
  chatsWithWaiting,
  claimWaiting,
  markFailed,
  markSent,
  releaseClaims,
  sentMessageId,
  unclaim,
  type WaitingMessage,
} from "../db/queries/chat.ts";
import type { ChatAdapter } from "./adapter.ts";
import type { BotLog } from "./log.ts";
import { type OutboundMessage, outboundMessage } from "./message.ts";

const MINUTE_MS = 60_000;
/** A message that could not be sent is tried again after 1, 2, 4 … minutes, at most this many apart. */
const LONGEST_WAIT_MINUTES = 30;
/** After this long it is given up and left for the operator to see. */
const GIVEN_UP_AFTER_MS = 24 * 60 * MINUTE_MS;

export type Outbox = {
  /**
   * Sends what waits for one chat, in order.
   *
   * @param mine ids of rows that were queued, and thereby claimed, for this call
   */
  deliver(identityId: string, mine?: readonly string[]): Promise<void>;
  /**
   * Sends what is due for every chat of the platform, as after a restart or a scheduled job.
   *
   * @param takeOver at the start of the only process of its kind: what an earlier one had claimed is sent at once
   */
  deliverAll(takeOver?: boolean): Promise<void>;
};

/**
 * Sends queued messages through one platform's adapter.
 *
 * A row is claimed before it is sent, so that of several processes one sends it. A crash between sending and marking
 * repeats the message once the claim has run out: an answer is rather said twice than not at all. One chat's messages
 * never overtake each other: after a failure the rest of the chat waits with it.
 */
export function createOutbox(db: Database, adapter: ChatAdapter, log: BotLog, clock: () => Date): Outbox {
  const running = new Map<string, Promise<void>>();
  /** Sent while the database was away: marked with the next ones, so that they are not sent again. */
  const unmarked: { id: string; platformMessageId: string }[] = [];

  async function send(identityId: string, mine: readonly string[]): Promise<void> {
    const sent: { id: string; platformMessageId: string }[] = [];
    // What this round sent is not marked yet, so a later edit of it finds it here.
    const byKey = new Map<string, string>();
    const rows = await claimWaiting(db, identityId, mine, clock());
    try {
      for (const [index, row] of rows.entries()) {
        try {
          const message = outboundMessage.parse(row.message);
          const earlier = await earlierMessage(identityId, message, byKey);
          const platformMessageId = await show(row.chatId, message, earlier);
          if (row.messageKey !== null && !byKey.has(row.messageKey))
            byKey.set(row.messageKey, platformMessageId);
          sent.push({ id: row.id, platformMessageId });
        } catch (error) {
          const retryAt = nextAttempt(row, clock());
          const fields = { platform: adapter.platform, outboxId: row.id, isGivenUp: retryAt === null };
          log.error({ ...fields, ...log.describe(error) }, "message not sent");
          await markFailed(db, row.id, retryAt);
          if (retryAt === null) continue;
          await unclaim(
            db,
            rows.slice(index + 1).map(({ id }) => id),
          );
          return;
        }
      }
    } finally {
      unmarked.push(...sent);
      const marking = [...unmarked];
      await markSent(db, marking, clock());
      unmarked.splice(0, marking.length);
    }
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

  async function deliver(identityId: string, mine: readonly string[] = []): Promise<void> {
    const before = running.get(identityId) ?? Promise.resolve();
    const turn = before.catch(() => {}).then(() => send(identityId, mine));
    running.set(identityId, turn);
    try {
      await turn;
    } finally {
      if (running.get(identityId) === turn) running.delete(identityId);
    }
  }

  return {
    deliver,
    async deliverAll(takeOver = false) {
      for (const identityId of await chatsWithWaiting(db, adapter.platform)) {
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

function nextAttempt({ attempts, createdAt }: WaitingMessage, now: Date): Date | null {
  if (now.getTime() - createdAt.getTime() > GIVEN_UP_AFTER_MS) return null;
  return new Date(now.getTime() + Math.min(2 ** attempts, LONGEST_WAIT_MINUTES) * MINUTE_MS);
}
