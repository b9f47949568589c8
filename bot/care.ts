import { soundsHeavy } from "../coaching/understanding/crisis.ts";
import { logEvent } from "../db/queries/events.ts";
import { CARE_EVENT, careSince } from "../db/queries/rest.ts";
import { isResting } from "./crisis.ts";
import { giveHelp } from "./give-help.ts";
import { say as part, type Reply } from "./reply.ts";
import { say, type Turn } from "./turn.ts";

const HOUR_MS = 3_600_000;
/** So long after a word of care the next message like the first is one too many, and "help me" asks for people. */
const LISTENS_MS = 24 * HOUR_MS;
/** What is said unasked so shortly after a word of care would stand beside it. */
const BESIDE_MS = 3 * HOUR_MS;

const ASKS_WHO = /^(?:(?:yes|please|ok|okay)[ ,]+)?help me(?:[ ,]+please)?[.!]*$/i;

/**
 * What a message asks for that is no alarm by itself: a word of care (`care`), help as the second one of its kind within a day
 * (`help`), or whom to turn to, asked for after such a word (`who`). Null for what is ordinary, and while coaching rests, as more
 * was said then.
 */
export async function hearHeavy(turn: Turn, text: string): Promise<"care" | "help" | "who" | null> {
  const asksWho = ASKS_WHO.test(text);
  if (isResting(turn.chat, turn.context.now) || !(asksWho || soundsHeavy(text))) return null;
  const wasSaid = await wasCareSaid(turn, LISTENS_MS);
  if (asksWho) return wasSaid ? "who" : null;
  return wasSaid ? "help" : "care";
}

/** Whether a word of care was the last that was said of the kind, and so shortly before that nothing unasked belongs beside it. */
export function isBesideCare(turn: Pick<Turn, "db" | "chat" | "context">): Promise<boolean> {
  return wasCareSaid(turn, BESIDE_MS);
}

async function wasCareSaid(
  { db, chat, context }: Pick<Turn, "db" | "chat" | "context">,
  withinMs: number,
): Promise<boolean> {
  const [last] = await careSince(db, chat.ownerId, new Date(context.now.getTime() - withinMs));
  return last !== undefined && last.tier === null;
}

/**
 * Answers as ever, with a word of care behind it. That it was said is noted first, so that the answer brings no nudge along; where
 * the answer would be only that nothing was understood, the word of care is all.
 */
export async function answerWithCare(turn: Turn, answer: () => Promise<void>): Promise<void> {
  await logEvent(turn.db, turn.chat.ownerId, CARE_EVENT, {}, turn.context.now);
  await answer();
  const [first, ...others] = turn.messages;
  if (
    others.length === 0 &&
    first?.prompts.every((prompt) => prompt === "help/unclear" || prompt === "care/low")
  )
    turn.messages.pop();
  say(turn, [CARE]);
}

/** An aside, so that numbers stay with the question that is open. */
const CARE: Reply = {
  parts: [part("care/line")],
  choices: [{ id: "care:who", label: "who", standing: true }],
};

/** Whom to turn to, asked for in words or by the button, as in any crisis: who says so is asked, and coaching rests. */
export function tellWho(turn: Turn): Promise<void> {
  return giveHelp(turn, "possible", { isAsked: true });
}
