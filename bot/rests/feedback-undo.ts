import { z } from "zod";
import { findRecommendation } from "../../db/queries/recommendations.ts";
import { allRests, hasRestOf, type StandingRest } from "../../db/queries/rule-rests.ts";
import { takenBack } from "../feedback.ts";
import { tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { dropUndo } from "../undo-memory.ts";

/**
 * `feedback-undo:<message>`: what was said to that message is taken back. What was said to others holds as it did, and where that
 * keeps the same kind still, it is said.
 */
export async function tapFeedbackUndo(turn: Turn, action: string): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const [, id = ""] = action.split(":");
  const row = z.uuid().safeParse(id).success ? await findRecommendation(db, userId, id) : null;
  if (row === null) return say(turn, [tell("errors/button-gone")]);
  dropUndo(turn, (one) => one.kind === "button" && one.action === action);
  if (row.userFeedback === null && !(await hasRestOf(db, userId, id))) {
    return say(turn, [tell("undo/money-before")]);
  }
  const others = (await allRests(db, userId, context.now)).filter(
    ({ ruleId, subject, recommendationId }) =>
      ruleId === row.ruleId && (subject === "" || subject === row.subject) && recommendationId !== id,
  );
  await takeAnswer(turn, takenBack(id, longest(others), context));
}

function longest(rests: readonly StandingRest[]): StandingRest | null {
  const endOf = ({ until }: StandingRest) => until?.getTime() ?? Number.POSITIVE_INFINITY;
  return rests.toSorted((one, other) => endOf(other) - endOf(one))[0] ?? null;
}
