import type { Intent } from "../../coaching/understanding/frame.ts";
import type { Question } from "../question.ts";
import { askSleepOrBody } from "./body.ts";
import { askRelation } from "./relation.ts";
import { askScore } from "./score.ts";
import { askSpending } from "./spending.ts";
import { askSubscriptions } from "./subscriptions.ts";
import { askSummary } from "./summary.ts";
import { askWhy } from "./why.ts";

/** Every kind of question that has an answer. */
export const questions: readonly Question[] = [
  askSpending,
  askSubscriptions,
  askSleepOrBody,
  askScore,
  askRelation,
  askWhy,
  askSummary,
];

/** @throws Error for an intent that has no question; callers look first */
export function findQuestion(intent: Intent): Question {
  const found = questions.find((question) => question.intent === intent);
  if (found === undefined) throw new Error(`no question for "${intent}"`);
  return found;
}
