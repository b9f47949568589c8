import { addDays, type LocalDate, localDateOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { hasEvent } from "../db/queries/events.ts";
import type { StoredRecommendation } from "../db/queries/recommendations.ts";
import { NOT_HELPFUL_DAYS, type RuleRest } from "../db/queries/rule-rests.ts";
import { labelOf } from "../prompts/index.ts";
import type { StepContext } from "./conversation.ts";
import type { Effect } from "./effect.ts";
import { dayShort } from "./format.ts";
import { type Button, standingToken } from "./message.ts";
import { planChoices } from "./plans/plan-offered.ts";
import type { Answer } from "./question.ts";
import { type Choice, inline, type Part, say, tell } from "./reply.ts";
import { type EarlierAnswer, writeEarlier } from "./rests/earlier-answer.ts";

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

/** The family of the same words typed to what was only shown ahead. */
const AHEAD = "ahead";

/** What can be typed, and stands nowhere, after a message was shown ahead: that nothing is kept of it is said, not guessed. */
export function aheadButtons(): readonly Button[] {
  return ANSWERS.map((answer) => ({
    token: standingToken(`${AHEAD}:${answer}`),
    label: labelOf("feedback/buttons", answer)?.text ?? inline(`feedback/said-${answer}`),
    aside: true,
  }));
}

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
 * and takes the place of whatever was said to that message before, which is said where it was something else.
 *
 * @param earlier what had been said to the message; its undo brings that back
 * @returns null for a word that no button has
 */
export function answerFeedback(
  row: Answerable,
  said: string,
  { now, today }: StepContext,
  earlier: EarlierAnswer | null = null,
): Answer | null {
  const answered = ANSWERS.find((one) => one === said);
  if (answered === undefined) return null;
  const isAnew = earlier !== null && earlier.said !== answered;
  const parts = [
    saidTo(row, answered, today),
    ...(isAnew ? [say("feedback/replaces", { what: wordsOf(earlier.said) })] : []),
    say("feedback/undo"),
  ];
  const undo = { id: undoFeedback(row.id, earlier), label: "undo", standing: true };
  return {
    replies: [{ parts, choices: [undo] }],
    effects: effectsOf(row.id, answered, storedOf(row, answered, now)),
  };
}

type Answerable = Pick<StoredRecommendation, "id" | "ruleId" | "subject">;
type Said = EarlierAnswer["said"];

function saidTo({ subject }: Answerable, said: Said, today: LocalDate): Part {
  const after = (days: number) => ({ until: dayShort(addDays(today, days), today) });
  switch (said) {
    case "helpful":
      return say("feedback/helpful");
    case "not-helpful":
      return say("feedback/not-helpful", after(NOT_HELPFUL_DAYS));
    case "not-now":
      return say("feedback/not-now", after(NOT_NOW_DAYS));
    case "normal":
      return say(subject === "" ? "feedback/normal" : "feedback/normal-for-that");
  }
}

/** @param at when it was said */
function storedOf({ ruleId, subject }: Answerable, said: Said, at: Date): Stored {
  switch (said) {
    case "helpful":
      return { feedback: "helpful", rest: null };
    case "not-helpful":
      return { feedback: "not_helpful", rest: null };
    case "not-now": {
      const until = new Date(at.getTime() + NOT_NOW_DAYS * DAY_MS);
      return { feedback: null, rest: { ruleId, subject: "", reason: "not_now", until } };
    }
    case "normal":
      return { feedback: null, rest: { ruleId, subject, reason: "normal", until: null } };
  }
}

/** An answer by the words of its button. */
function wordsOf(said: Said): string {
  return inline(`feedback/said-${said}`);
}

/** The button that takes back what was said to a message. @param earlier what holds again then */
export function undoFeedback(id: string, earlier: EarlierAnswer | null): string {
  return [FEEDBACK_UNDO, id, ...(earlier === null ? [] : [writeEarlier(earlier)])].join(":");
}

/** That it is taken back, and what had been said to the message before holds again as it did. */
export function answeredAsBefore(row: Answerable, { said, at }: EarlierAnswer): Answer {
  return {
    replies: [tell("feedback/undone-to-before", { what: wordsOf(said) })],
    effects: effectsOf(row.id, said, { ...storedOf(row, said, at), at }),
  };
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

type Stored = Pick<Extract<Effect, { kind: "save-feedback" }>, "feedback" | "rest" | "at">;

function effectsOf(recommendationId: string, said: string, stored: Stored): readonly Effect[] {
  const answer = said.replace("-", "_");
  return [
    { kind: "save-feedback", recommendationId, ...stored },
    { kind: "log", event: ANSWERED_EVENT, metadata: { recommendationId, answer } },
  ];
}
