import { randomUUID } from "node:crypto";
import { localDateOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { lockChatOf, lockUnasked } from "../db/queries/people.ts";
import { personOf } from "./chat.ts";
import { beginTurn, finishTurn, type Turn } from "./turn.ts";

/**
 * Says what an errand came to, in the chat where it was asked for (else where the person is met), as an answer to what they
 * asked: whoever sends a platform's messages sends it. In the caller's transaction, with the person's chat locked.
 *
 * @param eventKey one per thing to be said: said under the same key again, it is dropped
 * @param talk what is said and stored, as in any turn; its errands are handed back
 * @returns what the turn wants done, or null when the person or their chat is gone, or looks at a sample
 */
export async function speak(
  db: Database,
  to: {
    readonly userId: string;
    readonly identityId: string | null;
    readonly eventKey: string;
    readonly now: Date;
  },
  talk: (turn: Turn) => Promise<void>,
): Promise<Turn["errands"] | null> {
  const { userId, identityId, eventKey, now } = to;
  const asked = identityId === null ? null : await lockChatOf(db, userId, identityId);
  const chat = asked ?? (await lockUnasked(db, userId))?.chat ?? null;
  if (chat === null || chat.unreachableSince !== null) return null;
  // A chat that looks at a sample is told of its owner's errands once it has come back; nothing of theirs is lost.
  if (chat.userId !== userId) return null;
  const context = {
    now,
    today: localDateOf(now, chat.timezone),
    person: personOf(chat),
    freshId: randomUUID(),
    timezoneHint: null,
  };
  const turn = beginTurn(db, chat, context);
  await talk(turn);
  await finishTurn(turn, eventKey, "elsewhere");
  return turn.errands;
}
