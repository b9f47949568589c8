import { addDays, localDateOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { hasEvent } from "../db/queries/events.ts";
import type { StoredRecommendation } from "../db/queries/recommendations.ts";
import { NOT_HELPFUL_DAYS, type RuleRest } from "../db/queries/rule-rests.ts";
import type { StepContext } from "./conversation.ts";
import type { Effect } from "./effect.ts";
import { dayShort } from "./format.ts";
import { planChoices } from "./plans/plan-offered.ts";
import type { Answer } from "./question.ts";
import { type Choice, type Part, say } from "./reply.ts";

/** Noted in the event log with the message's id and which of the answers it was. */
export const ANSWERED_EVENT = "recommendation_answered";
/** Such an answer, when it was taken back. */
export const TAKEN_BACK = "taken_back";

/** The family of the buttons that take an answer back. */
const FEEDBACK_UNDO = "feedback-undo";

const NOT_NOW_DAYS = 14;
const DAY_MS = 86_400_000;

/** The words of the buttons that every recommendation has beside its own. */
export const feedbackButtons: Part = say("feedback/buttons");

/** Answers to a message, in the order of their buttons; the last one to what is about money only. */
const ANSWERS = ["helpful", "not-helpful", "not-now", "normal"] as const;

/** Whether a standing button is such an answer. */
export function isFeedback(action: string): boolean {
  return ANSWERS.some((answer) => action.startsWith(`${answer}:`));
}

/** What can be tapped under a rule's message; good for ever, as an answer may come days later. */
export function feedbackChoices(
  row: Pick<StoredRecommendation, "id" | "type" | "ruleId" | "subject">,
): readonly Choice[] {
  const { id, type } = row;
  const plan = planChoices(row);
  // The person's own plan is answered and not rated.
  if (plan.length > 0) return [...plan, { id: `why:${id}`, label: "why", standing: true }];
  const isAboutMoney = type === "financial" || type === "combined";
  const answers = ANSWERS.filter((answer) => answer !== "normal" || isAboutMoney);
  return [...answers, "why"].map((label) => ({
    id: `${label}:${id}`,
    label,
    standing: true,
  }));
}

/**
 * What is said and stored when one of these is tapped. It belongs to the message under which it stands, however old that is,
 * and takes the place of whatever was said to that message before.
 *
 * @returns null for a word that no button has
 */
export function answerFeedback(
  row: Pick<StoredRecommendation, "id" | "ruleId" | "subject">,
  said: string,
  { now, today }: StepContext,
): Answer | null {
  const rests = (subject: string, reason: RuleRest["reason"], until: Date | null): RuleRest => ({
    ruleId: row.ruleId,
    subject,
    reason,
    until,
  });
  const after = (days: number) => ({ until: dayShort(addDays(today, days), today) });
  switch (said) {
    case "helpful":
      return answer(row.id, said, say("feedback/helpful"), { feedback: "helpful", rest: null });
    case "not-helpful":
      return answer(row.id, said, say("feedback/not-helpful", after(NOT_HELPFUL_DAYS)), {
        feedback: "not_helpful",
        rest: null,
      });
    case "not-now": {
      const until = new Date(now.getTime() + NOT_NOW_DAYS * DAY_MS);
      return answer(row.id, said, say("feedback/not-now", after(NOT_NOW_DAYS)), {
        feedback: null,
        rest: rests("", "not_now", until),
      });
    }
    case "normal":
      return answer(row.id, said, say(row.subject === "" ? "feedback/normal" : "feedback/normal-for-that"), {
        feedback: null,
        rest: rests(row.subject, "normal", null),
      });
    default:
      return null;
  }
}

/** The button that takes back what was said to a message. */
export function undoFeedback(id: string): string {
  return `${FEEDBACK_UNDO}:${id}`;
}

/** That it is taken back. @param still what keeps the rule still all the same, whatever for */
export function takenBack(
  id: string,
  still: Pick<RuleRest, "until"> | null,
  { today, person }: StepContext,
): Answer {
  const until =
    still === null || still.until === null
      ? null
      : dayShort(localDateOf(still.until, person.timezone), today);
  const part =
    still === null
      ? say("feedback/undone")
      : until === null
        ? say("feedback/undone-still")
        : say("feedback/undone-still-until", { until });
  return { replies: [{ parts: [part] }], effects: effectsOf(id, TAKEN_BACK, { feedback: null, rest: null }) };
}

/** Whether they have said anything to a message. */
export async function isAnswered(
  db: Database,
  { id, userId, userFeedback }: Pick<StoredRecommendation, "id" | "userId" | "userFeedback">,
): Promise<boolean> {
  return userFeedback !== null || (await hasEvent(db, userId, ANSWERED_EVENT, { recommendationId: id }));
}

type Stored = Pick<Extract<Effect, { kind: "save-feedback" }>, "feedback" | "rest">;

function answer(id: string, said: string, part: Part, stored: Stored): Answer {
  const undo = { id: undoFeedback(id), label: "undo", standing: true };
  return {
    replies: [{ parts: [part, say("feedback/undo")], choices: [undo] }],
    effects: effectsOf(id, said.replace("-", "_"), stored),
  };
}

function effectsOf(recommendationId: string, said: string, stored: Stored): readonly Effect[] {
  return [
    { kind: "save-feedback", recommendationId, ...stored },
    { kind: "log", event: ANSWERED_EVENT, metadata: { recommendationId, answer: said } },
  ];
}
