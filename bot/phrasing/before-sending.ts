import type { Database } from "../../db/client.ts";
import { settleWords } from "../../db/queries/model-calls.ts";
import type { WaitingMessage } from "../../db/queries/outbox.ts";
import type { BotLog } from "../log.ts";
import { type OutboundMessage, plainText } from "../message.ts";
import type { Phraser } from "./phraser.ts";

/** Decides the words of a message that is about to be sent. Never throws. */
export type WordsBeforeSending = (
  row: Pick<WaitingMessage, "id" | "userId">,
  message: OutboundMessage,
) => Promise<OutboundMessage>;

/**
 * Lets a phraser say that part of a message in other words which may be, and stores the message as it then goes out.
 * Where it cannot be stored, the template's words go out, so that what was said is what can be read later.
 */
export function wordsBeforeSending(
  phraser: Phraser,
  { db, log }: { readonly db: Database; readonly log: BotLog },
): WordsBeforeSending {
  return async (row, message) => {
    const { phrasing, ...asItIs } = message;
    if (phrasing === undefined) return message;
    const { recommendationId } = message;
    const { from, count, template, facts, tone } = phrasing;
    const fallback = message.text.slice(from, from + count);
    const { text, by } = await phraser.phrase({ userId: row.userId, template, facts, tone, fallback });
    const said = { ...asItIs, text: message.text.toSpliced(from, count, ...text) };
    try {
      const isNews = by === "model" && recommendationId !== undefined;
      const words = isNews ? { recommendationId, words: plainText(text) } : null;
      await settleWords(db, row, said, words);
      return said;
    } catch (error) {
      log.error({ outboxId: row.id, ...log.describe(error) }, "words not stored");
      return asItIs;
    }
  };
}
