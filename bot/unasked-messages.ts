import type { MessageKind } from "../coaching/delivery/kinds.ts";
import type { HoldReason } from "../coaching/delivery/reasons.ts";
import type { Slot } from "../coaching/delivery/windows.ts";
import { addDays, monthStartOf } from "../coaching/model/local-date.ts";
import type { DayRange } from "../coaching/questions/asked-period.ts";
import { hasEvent } from "../db/queries/events.ts";
import { hasEntryFor } from "../db/queries/mood-entries.ts";
import { checkIn } from "./conversations/check-in.ts";
import { openCheckIn } from "./conversations/check-in-replies.ts";
import { answerMorning, MORNING_EVENT } from "./questions/morning.ts";
import { summarisePeriod } from "./questions/summary.ts";
import { tell } from "./reply.ts";
import { type Turn, takeAnswer, takeStep } from "./turn.ts";

/** Noted in the event log when the coach took its leave of someone who does not answer. */
export const GOODBYE_EVENT = "goodbye_said";

/** Says its message in the turn, or gives back why there is none. */
type UnaskedMessage = (turn: Turn, slot: Slot) => Promise<HoldReason | null>;

/** What each kind of scheduled message says. */
export const unaskedMessages: Readonly<Record<MessageKind, UnaskedMessage>> = {
  checkin_reminder: remindOfCheckIn,
  morning_nudge: sayMorning,
  weekly_summary: (turn, { localDate }) =>
    saySummary(turn, { from: addDays(localDate, -7), to: addDays(localDate, -1) }),
  monthly_summary: (turn, { localDate }) => {
    const to = addDays(localDate, -1);
    return saySummary(turn, { from: monthStartOf(to), to });
  },
};

/** Begins the day's check-in. One of an earlier day that was left unanswered makes way for it. */
async function remindOfCheckIn(turn: Turn): Promise<HoldReason | null> {
  const { db, context, flow } = turn;
  const open = openCheckIn(turn);
  if (open === null ? flow !== null : open.date === context.today) return "in_conversation";
  if (await hasEntryFor(db, context.person.userId, context.today)) return "answered_already";
  await takeStep(turn, checkIn.name, checkIn.begin(context));
  return null;
}

/**
 * The morning message for someone who was asked how they are today and let it pass; after an answered check-in it has
 * been said.
 */
async function sayMorning(turn: Turn): Promise<HoldReason | null> {
  const { db, flow } = turn;
  const { today, person } = turn.context;
  const open = openCheckIn(turn);
  const isUnderWay = open !== null && (open.mood !== null || open.energy !== null || open.words);
  if (isUnderWay || (flow !== null && open === null)) return "in_conversation";
  const wasAsked = open?.date === today || (await hasEntryFor(db, person.userId, today));
  if (!wasAsked) return "not_asked_yet";
  if (await hasEvent(db, person.userId, MORNING_EVENT, { date: today })) return "answered_already";
  await takeAnswer(turn, await answerMorning(db, turn.context));
  return turn.messages.length === 0 ? "nothing_new" : null;
}

async function saySummary(turn: Turn, period: DayRange): Promise<HoldReason | null> {
  const answer = await summarisePeriod(turn.db, period, turn.context);
  if (answer === null) return "no_data";
  await takeAnswer(turn, answer);
  return null;
}

/** The one goodbye to someone who has not answered for long. */
export async function sayGoodbye(turn: Turn): Promise<null> {
  await takeAnswer(turn, {
    replies: [tell("unasked/goodbye")],
    effects: [{ kind: "log", event: GOODBYE_EVENT }],
  });
  return null;
}
