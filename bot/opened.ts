import { localDateOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { type ChatAddress, findChatRow } from "../db/queries/chat-rows.ts";
import { findMessage } from "../db/queries/outbox.ts";
import { personOf } from "./chat.ts";
import { helpGiven, isResting, restingAnswer } from "./crisis.ts";
import { type OutboundMessage, outboundMessage, readToken } from "./message.ts";
import { composeMessage } from "./reply.ts";

type Account = Pick<ChatAddress, "platform" | "sender">;

/** What is shown to whoever opens a covered message, and the recommendation that they see by it, if any. */
export type Opened = {
  readonly message: OutboundMessage;
  readonly views: { readonly userId: string; readonly recommendationId: string } | null;
};

/**
 * A message that went to this account, opened now. While coaching rests, what was written before the crisis is no more shown than
 * it would be said: only a check-in's own answers are.
 *
 * @returns null where the id is not among the messages to this account, or what is stored cannot be read
 */
export async function openStored(
  db: Database,
  account: Account,
  id: string,
  now: Date,
): Promise<Opened | null> {
  const [stored, chat] = await Promise.all([findMessage(db, account, id), findChatRow(db, account)]);
  const parsed = outboundMessage.safeParse(stored?.message);
  if (stored === null || !parsed.success) return null;
  const message = parsed.data;
  if (chat !== null && isResting(chat, now) && !isOfCheckIn(message)) {
    const [help] = await helpGiven(db, chat.ownerId, now);
    // What was written in the rest has been held to it already.
    if (help === undefined || stored.createdAt <= help.at) {
      const context = { now, today: localDateOf(now, chat.timezone), person: personOf(chat) };
      const [reply] = restingAnswer(context).replies;
      return reply === undefined ? null : { message: composeMessage(reply, 0), views: null };
    }
  }
  const { recommendationId } = message;
  return {
    message,
    views: recommendationId === undefined ? null : { userId: stored.userId, recommendationId },
  };
}

/** Whether coaching rests for an account's person. */
export async function restsNow(db: Database, account: Account, now: Date): Promise<boolean> {
  const chat = await findChatRow(db, account);
  return chat !== null && isResting(chat, now);
}

/** What stands saved at the end of a check-in is known by its way to mend it. */
function isOfCheckIn({ buttons }: OutboundMessage): boolean {
  return buttons.some(({ token }) => {
    const read = readToken(token);
    return read.kind === "standing" && read.action.startsWith("fix:");
  });
}
