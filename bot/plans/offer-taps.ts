import { z } from "zod";
import { logEvent } from "../../db/queries/events.ts";
import { findPlan, type StoredPlan } from "../../db/queries/plans.ts";
import { findRecommendation } from "../../db/queries/recommendations.ts";
import { ANSWERED_EVENT } from "../feedback.ts";
import { dayPhrase } from "../format.ts";
import { type Reply, tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { doneWithoutUndo } from "../undo-memory.ts";
import { plannedBy } from "./plan-offered.ts";
import { momentWords } from "./plan-words.ts";

/**
 * `plan:yes:<message>` and `plan:not-today:<message>`: an answer to the message that offered a plan, on the day that it was
 * for. It is an answer like any other, so that the message is not said once more to who has put it off; the last one holds.
 */
export async function tapOffer(turn: Turn, answer: "yes" | "not-today", messageId: string): Promise<void> {
  const { db, context } = turn;
  const { person, today, now } = context;
  const { userId } = person;
  const offered = z.uuid().safeParse(messageId).success
    ? await findRecommendation(db, userId, messageId)
    : null;
  const planId = offered === null ? null : plannedBy(offered);
  const plan = planId === null ? null : await findPlan(db, userId, planId);
  if (offered === null || plan === null) return say(turn, [tell("errors/button-gone")]);
  if (plan.endedAt !== null) return say(turn, [tell("plans/ended-before", { words: plan.words })]);
  if (offered.localDate !== today) {
    return say(turn, [tell("plans/offer-past", { day: dayPhrase(offered.localDate, today) })]);
  }
  const noted = { recommendationId: offered.id, answer: answer.replace("-", "_") };
  await logEvent(db, userId, ANSWERED_EVENT, noted, now);
  await logEvent(db, userId, answer === "yes" ? "plan_accepted" : "plan_declined", { planId: plan.id }, now);
  doneWithoutUndo(turn);
  say(turn, [answer === "yes" ? accepted(plan) : tell("plans/not-today")]);
}

/** The plan is on; one that parks says how that is done. */
function accepted({ offer, condition }: StoredPlan): Reply {
  const when = momentWords(condition);
  return /\bpark\b/i.test(offer) ? tell("plans/on-park", { when }) : tell("plans/on", { when, offer });
}
