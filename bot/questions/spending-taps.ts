import { isResting, restingAnswer } from "../crisis.ts";
import { tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { askSpending, pictureSpending } from "./spending.ts";
import { readMore } from "./spending-more.ts";

/** `spent:<what>:<from>:<to>:<of what>`: more about the payments that an answer summed up. */
export async function tapSpent(turn: Turn, action: string): Promise<void> {
  const { db, context, chat } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const read = readMore(action);
  if (read === null) return say(turn, [tell("errors/button-gone")]);
  if (read.what === "picture") return takeAnswer(turn, await pictureSpending(db, read.slots, context));
  const slots = { ...read.slots, measure: "list" as const };
  const frame = { intent: "ask_spending" as const, slots, confidence: 1, tier: null };
  await takeAnswer(turn, await askSpending.answer(db, frame, context));
}
