import type { MessageKind } from "../coaching/delivery/kinds.ts";
import type { HoldReason } from "../coaching/delivery/reasons.ts";
import type { Slot } from "../coaching/delivery/windows.ts";
import { addDays, type LocalDate, monthStartOf } from "../coaching/model/local-date.ts";
import type { DayRange } from "../coaching/questions/asked-period.ts";
import type { Candidate } from "../coaching/selection/choose.ts";
import { findEvent } from "../db/queries/events.ts";
import { hasEntryFor } from "../db/queries/mood-entries.ts";
import { isBesideCare } from "./care.ts";
import { MORNING_EVENT } from "./choice-behind.ts";
import { type Room, readCandidates } from "./choosing.ts";
import { checkIn } from "./conversations/check-in.ts";
import { openCheckIn } from "./conversations/check-in-replies.ts";
import { greeted } from "./greeting.ts";
import { insightNews, withNews } from "./insights/news.ts";
import { withLater } from "./later.ts";
import type { Answer } from "./question.ts";
import { answerEvening, repeatEvening } from "./questions/evening.ts";
import { answerMorning, type ChosenAnswer, repeatMorning } from "./questions/morning.ts";
import { summarisePeriod } from "./questions/summary.ts";
import { type Reply, tell } from "./reply.ts";
import { retiredNews, withRetired } from "./rests/retired-news.ts";
import { GOODBYE_EVENT } from "./situation.ts";
import { withRating } from "./summary-rating.ts";
import { type Turn, takeAnswer, takeStep } from "./turn.ts";

/** Why nothing was said, or null; where rules were asked, with what they had to say. */
export type Told = { readonly reason: HoldReason | null; readonly candidates?: readonly Candidate[] };

/**
 * Says its message in the turn, or gives back why there is none. One that `isAgain`, as the person put it off, cannot be put
 * off once more.
 */
type UnaskedMessage = (turn: Turn, slot: Slot, asked: Asked) => Promise<Told>;
type Asked = { readonly isAgain: boolean; readonly room: Room };

/** What each kind of scheduled message says. */
export const unaskedMessages: Readonly<Record<MessageKind, UnaskedMessage>> = {
  checkin_reminder: remindOfCheckIn,
  morning_nudge: sayMorning,
  evening_nudge: sayEvening,
  weekly_summary: async (turn, { localDate }, { isAgain }) => {
    const period = { from: addDays(localDate, -7), to: addDays(localDate, -1) };
    const addLater = underSummary("weekly_summary", localDate, isAgain);
    const { db, context } = turn;
    const [insights, retired] = await Promise.all([
      insightNews(db, context),
      retiredNews(db, context, { kind: "weekly_summary", localDate }),
    ]);
    return saySummary(turn, period, addLater, (answer) => withRetired(withNews(answer, insights), retired));
  },
  monthly_summary: async (turn, { localDate }, { isAgain }) => {
    const to = addDays(localDate, -1);
    const period = { from: monthStartOf(to), to };
    const addLater = underSummary("monthly_summary", localDate, isAgain);
    // For those who have switched the week's message off.
    const retired = await retiredNews(turn.db, turn.context, { kind: "monthly_summary", localDate });
    return saySummary(turn, period, addLater, (answer) => withRetired(answer, retired));
  },
};

/** Replies with "later" under the last of them, where the slot has not been put off. */
type AddLater = (replies: readonly Reply[]) => readonly Reply[];

function laterUnder(kind: MessageKind, localDate: LocalDate, isAgain: boolean): AddLater {
  return (replies) =>
    replies.map((reply, index) =>
      isAgain || index < replies.length - 1 ? reply : withLater(reply, { kind, localDate }),
    );
}

/** What is thought of a summary, and then "later", under the last reply. */
function underSummary(
  kind: Parameters<typeof withRating>[1]["kind"],
  localDate: LocalDate,
  isAgain: boolean,
): AddLater {
  const addLater = laterUnder(kind, localDate, isAgain);
  return (replies) =>
    addLater(
      replies.map((reply, index) =>
        index < replies.length - 1 ? reply : withRating(reply, { kind, localDate }),
      ),
    );
}

/** Begins the day's check-in. One of an earlier day that was left unanswered makes way for it. */
async function remindOfCheckIn(turn: Turn, { localDate }: Slot, { isAgain }: Asked): Promise<Told> {
  const { db, context, flow } = turn;
  const open = openCheckIn(turn);
  if (await hasEntryFor(db, context.person.userId, context.today)) return { reason: "answered_already" };
  if (open === null ? flow !== null : open.date === context.today) return { reason: "in_conversation" };
  const step = checkIn.begin(context);
  const addLater = laterUnder("checkin_reminder", localDate, isAgain);
  await takeStep(turn, checkIn.name, { ...step, replies: addLater(greeted(step.replies, context)) });
  return { reason: null };
}

/**
 * The morning message for someone who was asked how they are today and let it pass; after an answered check-in it has
 * been said. One that was put off is the same again, unless it was answered in between.
 */
async function sayMorning(turn: Turn, { localDate }: Slot, { isAgain, room }: Asked): Promise<Told> {
  const { db, flow } = turn;
  const { today, person } = turn.context;
  const open = openCheckIn(turn);
  const isUnderWay = open !== null && (open.mood !== null || open.energy !== null || open.words);
  if (isUnderWay || (flow !== null && open === null) || (await isBesideCare(turn)))
    return { reason: "in_conversation" };
  if (isAgain) return sayAgain(turn, await repeatMorning(db, turn.context));
  const wasAsked = open?.date === today || (await hasEntryFor(db, person.userId, today));
  if (!wasAsked) return { reason: "not_asked_yet" };
  const said = await findEvent(db, person.userId, MORNING_EVENT, { date: today });
  if (said !== null) return { reason: "answered_already", candidates: readCandidates(said.candidates) };
  return sayChosen(turn, await answerMorning(db, turn.context, room), "morning_nudge", localDate);
}

/** The evening message, beside nothing that is open. */
async function sayEvening(turn: Turn, { localDate }: Slot, { isAgain, room }: Asked): Promise<Told> {
  const { db, flow, context } = turn;
  const open = openCheckIn(turn);
  // A question that waits since the morning is left alone; one that is being answered is not talked into.
  const isUnderWay = open !== null && (open.mood !== null || open.energy !== null || open.words);
  if (isUnderWay || (flow !== null && open === null) || (await isBesideCare(turn)))
    return { reason: "in_conversation" };
  if (isAgain) return sayAgain(turn, await repeatEvening(db, context));
  return sayChosen(turn, await answerEvening(db, context, room), "evening_nudge", localDate);
}

async function sayAgain(turn: Turn, again: Answer | "answered"): Promise<Told> {
  if (again === "answered") return { reason: "answered_already" };
  await takeAnswer(turn, again);
  return { reason: turn.messages.length === 0 ? "nothing_new" : null };
}

async function sayChosen(
  turn: Turn,
  { choice, ...answer }: ChosenAnswer,
  kind: MessageKind,
  localDate: LocalDate,
): Promise<Told> {
  await takeAnswer(turn, { ...answer, replies: laterUnder(kind, localDate, false)(answer.replies) });
  const candidates = choice?.candidates ?? [];
  if (turn.messages.length > 0) return { reason: null, candidates };
  return { reason: choice?.reason ?? "nothing_new", candidates };
}

/** @param addNews puts to it what the person has not heard of yet, said with the summary or not at all */
async function saySummary(
  turn: Turn,
  period: DayRange,
  addLater: AddLater,
  addNews: (answer: Answer) => Answer,
): Promise<Told> {
  const answer = await summarisePeriod(turn.db, period, turn.context);
  if (answer === null) return { reason: "no_data" };
  const told = addNews(answer);
  await takeAnswer(turn, { ...told, replies: addLater(told.replies) });
  return { reason: null };
}

/** The one goodbye to someone who has not answered for long. */
export async function sayGoodbye(turn: Turn): Promise<Told> {
  await takeAnswer(turn, {
    replies: [tell("unasked/goodbye")],
    effects: [{ kind: "log", event: GOODBYE_EVENT }],
  });
  return { reason: null };
}
