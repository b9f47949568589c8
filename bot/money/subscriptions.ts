import { isResting, restingAnswer } from "../crisis.ts";
import { answerSubscriptions, loadSubscriptions } from "../questions/subscriptions.ts";
import { type Turn, takeAnswer } from "../turn.ts";

/** `/subscriptions`: what is asked by "what subscriptions do I have?". */
export async function showSubscriptions(turn: Turn): Promise<void> {
  const { db, context, chat } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const data = await loadSubscriptions(db, context.person, context);
  await takeAnswer(turn, answerSubscriptions(data, {}, context));
}
