import { type LocalDate, localDateOf, localMinuteOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { hasEvent } from "../db/queries/events.ts";
import { hasEntryFor } from "../db/queries/mood-entries.ts";
import { lockChatOfPerson } from "../db/queries/people.ts";
import { personOf } from "./chat.ts";
import { checkIn } from "./conversations/check-in.ts";
import { openCheckIn } from "./conversations/check-in-replies.ts";
import { isResting } from "./crisis.ts";
import { answerMorning, MORNING_EVENT } from "./questions/morning.ts";
import { beginTurn, finishTurn, type Turn, takeAnswer, takeStep } from "./turn.ts";

/** A morning message is for the morning: not before the quiet hours end, not after noon. */
const MORNING = { fromMinute: 7 * 60 + 30, untilMinute: 12 * 60 } as const;

export type Unasked = {
  readonly userId: string;
  readonly localDate: LocalDate;
  readonly now: Date;
  /** Key of the check-in that this may begin. */
  readonly freshId: string;
};

/**
 * Begins the day's check-in in the person's chat. One of an earlier day that was left unanswered makes way for it.
 *
 * @returns "held" when they checked in for the day or were asked, are in the middle of something else, rest from
 *   coaching or look at a sample
 */
export async function remindOfCheckIn(db: Database, unasked: Unasked): Promise<"done" | "held"> {
  const turn = await openTurn(db, unasked);
  if (turn === null) return "held";
  const open = openCheckIn(turn);
  if (open === null ? turn.flow !== null : open.date === turn.context.today) return "held";
  if (await hasEntryFor(db, unasked.userId, turn.context.today)) return "held";
  await takeStep(turn, checkIn.name, checkIn.begin(turn.context));
  await finishTurn(turn, `checkin_reminder/${unasked.localDate}`, "checkin_reminder");
  return "done";
}

/**
 * Says the morning message to someone who was asked how they are today and let it pass; after an answered check-in
 * it has been said. Once per local day.
 *
 * @returns "held" also while an answer is on its way, and where the day's question was never put
 */
export async function sendMorning(db: Database, unasked: Unasked): Promise<"done" | "held"> {
  const turn = await openTurn(db, unasked);
  if (turn === null) return "held";
  const { today, now, person } = turn.context;
  const minute = localMinuteOf(now, person.timezone);
  if (minute < MORNING.fromMinute || minute >= MORNING.untilMinute) return "held";
  const open = openCheckIn(turn);
  const isUnderWay = open !== null && (open.mood !== null || open.energy !== null || open.words);
  if (isUnderWay || (turn.flow !== null && open === null)) return "held";
  const wasAsked = open?.date === today || (await hasEntryFor(db, person.userId, today));
  if (!wasAsked) return "held";
  if (await hasEvent(db, person.userId, MORNING_EVENT, { date: today })) return "held";
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
