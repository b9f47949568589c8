import { randomUUID } from "node:crypto";
import { nextQuietStart } from "../coaching/delivery/windows.ts";
import { addDays, localDateOf, startOfLocalDay } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { lockOwnChat, lockUnasked } from "../db/queries/chat-rows.ts";
import { personOf } from "./chat.ts";
import { sampleTitle } from "./commands.ts";
import { tell } from "./reply.ts";
import { beginTurn, finishTurn, say, type Turn, type Unasked } from "./turn.ts";
import type { UnaskedErrand } from "./unasked-errands.ts";

/**
 * Says what an errand came to, in the chat where it was asked for (else where the person is met): whoever sends a platform's
 * messages sends it. In the caller's transaction, with the person's chat locked. A chat that looks at a sample meanwhile is told
 * whom it is about.
 *
 * @param eventKey one per thing to be said: said under the same key again, it is dropped
 * @param unasked what it is where nobody asked for it: it then waits for its platform no longer than until quiet hours or
 *   another day begin, is never said twice, and goes with all that is unasked when the person wants silence; without it, it is
 *   an answer to what they asked
 * @param talk what is said and stored, as in any turn; its errands are handed back
 * @returns what the turn wants done, or null when the person or their chat is gone
 */
export async function speak(
  db: Database,
  to: {
    readonly userId: string;
    readonly identityId: string | null;
    readonly eventKey: string;
    readonly now: Date;
    readonly unasked?: UnaskedErrand;
  },
  talk: (turn: Turn) => Promise<void>,
): Promise<Turn["errands"] | null> {
  const { userId, identityId, eventKey, now } = to;
  const asked = identityId === null ? null : await lockOwnChat(db, userId, identityId);
  const chat = asked?.chat ?? (await lockUnasked(db, userId))?.chat ?? null;
  if (chat === null || chat.unreachableSince !== null) return null;
  const context = {
    now,
    today: localDateOf(now, chat.timezone),
    person: personOf(chat),
    freshId: randomUUID(),
    timezoneHint: null,
  };
  const turn = beginTurn(db, chat, context);
  await talk(turn);
  if (asked?.looksAt != null && turn.messages.length > 0) {
    const said = turn.messages.splice(0);
    say(turn, [tell("sample/about-your-own", { name: sampleTitle(asked.looksAt) })]);
    turn.messages.push(...said);
  }
  await finishTurn(
    turn,
    eventKey,
    to.unasked === undefined ? "elsewhere" : unaskedOf(to.unasked, turn.context),
  );
  return turn.errands;
}

function unaskedOf(kind: UnaskedErrand, { now, today, person }: Turn["context"]): Unasked {
  const quietAt = nextQuietStart(person.preferences, now, person.timezone);
  const tomorrow = startOfLocalDay(person.timezone, addDays(today, 1));
  return { kind, localDate: null, expiresAt: quietAt !== null && quietAt < tomorrow ? quietAt : tomorrow };
}
