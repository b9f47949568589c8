import { type LocalDate, localDateOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { hasEvent } from "../db/queries/events.ts";
import { hasEntryFor } from "../db/queries/mood-entries.ts";
import { type ChatRow, lockChatOfPerson } from "../db/queries/people.ts";
import { personOf } from "./chat.ts";
import { checkIn } from "./conversations/check-in.ts";
import { answerMorning, MORNING_EVENT } from "./questions/morning.ts";
import { beginTurn, finishTurn, type Turn, takeAnswer, takeStep } from "./turn.ts";

export type Unasked = {
  readonly userId: string;
  readonly localDate: LocalDate;
  readonly now: Date;
  /** Key of the check-in that this may begin. */
  readonly freshId: string;
};

/**
 * Begins the day's check-in in the person's chat.
 *
 * @returns "held" when they checked in today, are in the middle of something, rest from coaching or look at a sample
 */
export async function remindOfCheckIn(db: Database, unasked: Unasked): Promise<"done" | "held"> {
  const turn = await openTurn(db, unasked);
  if (turn === null || turn.flow !== null) return "held";
  if (await hasEntryFor(db, unasked.userId, unasked.localDate)) return "held";
  await takeStep(turn, checkIn.name, checkIn.begin(turn.context));
  await finishTurn(turn, `checkin_reminder/${unasked.localDate}`, "checkin_reminder");
  return "done";
}

/** Says the morning message unless it was said today; once per local day, whoever asks. */
export async function sendMorning(db: Database, unasked: Unasked): Promise<"done" | "held"> {
  const turn = await openTurn(db, unasked);
  if (turn === null) return "held";
  if (await hasEvent(db, unasked.userId, MORNING_EVENT, { date: unasked.localDate })) return "held";
  await takeAnswer(turn, await answerMorning(db, turn.context));
  if (turn.messages.length === 0) return "held";
  await finishTurn(turn, `morning_nudge/${unasked.localDate}`, "morning_nudge");
  return "done";
}

async function openTurn(db: Database, { userId, now, freshId }: Unasked): Promise<Turn | null> {
  const chat = await lockChatOfPerson(db, userId);
  if (chat === null || isResting(chat, now)) return null;
  const person = personOf(chat);
  const today = localDateOf(now, person.timezone);
  return beginTurn(db, chat, { now, today, person, freshId, timezoneHint: null });
}

function isResting(chat: ChatRow, now: Date): boolean {
  return chat.crisisUntil !== null && chat.crisisUntil > now;
}
