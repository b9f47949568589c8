import { z } from "zod";
import { findRecommendation } from "../../db/queries/recommendations.ts";
import { allRests, hasRestOf, type StandingRest } from "../../db/queries/rule-rests.ts";
import { answeredAsBefore, takenBack } from "../feedback.ts";
import { tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { dropUndo } from "../undo-memory.ts";
import { answerTo, isSameAnswer, readEarlier } from "./earlier-answer.ts";

/**
 * `feedback-undo:<message>`: what was said to that message is taken back, or, with an earlier answer behind it, that one holds again
 * as it did. What was said to others holds as it did, and where that keeps the same kind still, it is said.
 */
export async function tapFeedbackUndo(turn: Turn, action: string): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const [, id = "", written = ""] = action.split(":");
  const row = z.uuid().safeParse(id).success ? await findRecommendation(db, userId, id) : null;
  if (row === null) return say(turn, [tell("errors/button-gone")]);
  forgetAnswers(turn, id, action);
  const earlier = readEarlier(written, context.now);
  if (earlier !== null) {
    const isSo = isSameAnswer(await answerTo(db, row), earlier);
    return isSo ? say(turn, [tell("undo/money-before")]) : takeAnswer(turn, answeredAsBefore(row, earlier));
  }
  if (row.userFeedback === null && !(await hasRestOf(db, userId, id))) {
    return say(turn, [tell("undo/money-before")]);
  }
  const others = (await allRests(db, userId, context.now)).filter(
    ({ ruleId, subject, recommendationId }) =>
      ruleId === row.ruleId && (subject === "" || subject === row.subject) && recommendationId !== id,
  );
  await takeAnswer(turn, takenBack(id, longest(others), context));
}

/** "Not now" to what was only shown ahead: nothing was said that it could belong to. */
export async function answerAhead(turn: Turn): Promise<void> {
  say(turn, [tell("feedback/ahead")]);
}

/** What "undo" knows of the answer under that button and of the later ones to its message, in whose place the earlier one comes. */
function forgetAnswers(turn: Turn, id: string, action: string): void {
  const { undo, undoBefore } = turn.memory;
  const answers = [undo, ...undoBefore].flatMap((one) =>
    one?.kind === "button" && one.action.startsWith(`feedback-undo:${id}`) ? [one.action] : [],
  );
  const at = answers.indexOf(action);
  const gone = new Set(at < 0 ? answers : answers.slice(0, at + 1));
  dropUndo(turn, (one) => one.kind === "button" && gone.has(one.action));
}

function longest(rests: readonly StandingRest[]): StandingRest | null {
  const endOf = ({ until }: StandingRest) => until?.getTime() ?? Number.POSITIVE_INFINITY;
  return rests.toSorted((one, other) => endOf(other) - endOf(one))[0] ?? null;
}
