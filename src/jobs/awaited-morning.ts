import { personOf } from "../../bot/chat.ts";
import { maySpeakUnasked } from "../../bot/may-speak.ts";
import { roomInCheckIn } from "../../bot/nudge-counts.ts";
import { answerMorning } from "../../bot/questions/morning.ts";
import { hasNightCome, hasWaitedLately } from "../../bot/questions/morning-waits.ts";
import { speak } from "../../bot/speak.ts";
import { takeAnswer } from "../../bot/turn.ts";
import { localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { lockUnasked } from "../../db/queries/chat-rows.ts";

/**
 * Says the morning message that waited for last night, once the night has come. It is what the check-in is answered with, and so
 * no nudge of its own; while something else is being talked about, it is left to the morning's own time.
 *
 * @returns whether it was said, in the caller's transaction
 */
export async function sayAwaitedMorning(db: Database, userId: string, now: Date): Promise<boolean> {
  if (!(await hasWaitedLately(db, userId, now))) return false;
  const chat = (await lockUnasked(db, userId))?.chat ?? null;
  if (chat === null || chat.flow !== null) return false;
  const person = personOf(chat);
  if (!maySpeakUnasked({ ...person, restsUntil: chat.crisisUntil }, now)) return false;
  const today = localDateOf(now, person.timezone);
  if (!(await hasNightCome(db, { now, today, person }))) return false;
  const eventKey = `morning/${today}`;
  const to = { userId, identityId: null, eventKey, now, unasked: "awaited_morning" } as const;
  let isSaid = false;
  await speak(db, to, async (turn) => {
    await takeAnswer(turn, await answerMorning(db, turn.context, await roomInCheckIn(turn)));
    isSaid = turn.messages.length > 0;
  });
  return isSaid;
}
