import type { Database } from "../db/client.ts";
import {
  chatsWithWaiting,
  markFailed,
  markSent,
  sentMessageId,
  waitingMessages,
} from "../db/queries/chat.ts";
import type { ChatAdapter } from "./adapter.ts";
import type { BotLog } from "./log.ts";
import { type OutboundMessage, outboundMessage } from "./message.ts";

/** A message that could not be sent this often is given up and left for the operator to see. */
const MOST_ATTEMPTS = 5;

export type Outbox = {
  /** Sends what waits for one chat, in order. Resolves when nothing that is due is left. */
  deliver(identityId: string): Promise<void>;
  /** Sends what waits for every chat of the platform, as after a restart or a scheduled job. */
  deliverAll(): Promise<void>;
};

/**
 * Sends queued messages through one platform's adapter.
 *
 * A crash between sending and marking repeats the message after the restart: an answer is rather said twice than
 * not at all. One chat's messages never overtake each other.
 */
export function createOutbox(db: Database, adapter: ChatAdapter, log: BotLog, clock: () => Date): Outbox {
  const running = new Map<string, Promise<void>>();

  async function send(identityId: string): Promise<void> {
    const sent: { id: string; platformMessageId: string }[] = [];
    // What this round sent is not marked yet, so a later edit of it finds it here.
    const byKey = new Map<string, string>();
    try {
      for (const row of await waitingMessages(db, identityId, clock())) {
        try {
          const message = outboundMessage.parse(row.message);
          const earlier = await earlierMessage(identityId, message, byKey);
          const platformMessageId = await show(row.chatId, message, earlier);
          if (row.messageKey !== null && !byKey.has(row.messageKey))
            byKey.set(row.messageKey, platformMessageId);
          sent.push({ id: row.id, platformMessageId });
        } catch (error) {
          const final = row.attempts + 1 >= MOST_ATTEMPTS;
          log.error(
            { platform: adapter.platform, outboxId: row.id, final, ...log.describe(error) },
            "message not sent",
          );
          await markFailed(db, row.id, final);
          if (!final) return;
        }
      }
    } finally {
      await markSent(db, sent, clock());
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

  async function show(chatId: string, message: OutboundMessage, earlier: string | null): Promise<string> {
    if (earlier === null || adapter.edit === undefined) return adapter.send(chatId, message);
    await adapter.edit(chatId, earlier, message);
    return earlier;
  }

  async function deliver(identityId: string): Promise<void> {
    const before = running.get(identityId) ?? Promise.resolve();
    const turn = before.catch(() => {}).then(() => send(identityId));
    running.set(identityId, turn);
    try {
      await turn;
    } finally {
      if (running.get(identityId) === turn) running.delete(identityId);
    }
  }

  return {
    deliver,
    async deliverAll() {
      for (const identityId of await chatsWithWaiting(db, adapter.platform, clock()))
        await deliver(identityId);
    },
  };
}
