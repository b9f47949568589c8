import { findEntry } from "../db/queries/mood-entries.ts";
import { findRecommendation } from "../db/queries/recommendations.ts";
import { noteViewed } from "../db/queries/shown.ts";
import { canRender } from "../prompts/index.ts";
import { candidatesBehind } from "./choice-behind.ts";
import type { EntryUndo, StoredEntry } from "./conversation.ts";
import { answerCrisis } from "./crisis.ts";
import { answerFeedback, undoFeedback } from "./feedback.ts";
import type { Memory } from "./memory.ts";
import { planChoices } from "./plans/plan-offered.ts";
import type { Answer } from "./question.ts";
import { explainRecommendation } from "./recommendation-reply.ts";
import { type Part, say, tell } from "./reply.ts";
import { answerTo } from "./rests/earlier-answer.ts";
import { answerRating } from "./summary-rating.ts";
import type { Turn } from "./turn.ts";

/** What a standing button leads to: an answer, a check-in opened again or taken back; `undo` is the button that takes it back. */
export type StandingOutcome =
  | { readonly kind: "answer"; readonly answer: Answer; readonly undo?: string }
  | { readonly kind: "mend"; readonly entry: StoredEntry }
  | { readonly kind: "undo"; readonly entryId: string };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A tap on a button that stays valid for ever. Ids are looked up among the person's own rows only, so a forged
 * token finds nothing.
 */
export async function answerStanding(turn: Turn, action: string): Promise<StandingOutcome> {
  const { db, memory, context, chat } = turn;
  const [name = "", argument = "", detail = ""] = action.split(":");
  if (name === "crisis") {
    const answer = answerCrisis(argument, Number(detail), chat.crisisUntil, context);
    return answer === null ? gone() : { kind: "answer", answer };
  }
  if (name === "why" && !UUID.test(argument))
    return { kind: "answer", answer: explainNumbered(memory, argument, detail) };
  const rating = answerRating(name, { kind: argument, localDate: detail }, context);
  if (rating !== null) return { kind: "answer", answer: rating };
  if (!UUID.test(argument)) return gone();
  const { userId } = context.person;
  if (name === "fix" || name === "undo") {
    const entry = await findEntry(db, userId, argument);
    if (entry === null) return gone();
    if (name === "undo") return { kind: "undo", entryId: argument };
    const { id, localDate: date, moodScore: mood, energyLevelSelfReported: energySelf } = entry;
    const { emotionTags, contextTags, notes } = entry;
    return {
      kind: "mend",
      entry: { id, date, answers: { mood, energySelf, emotionTags, contextTags, notes } },
    };
  }
  const recommendation = await findRecommendation(db, userId, argument);
  if (recommendation === null) return gone();
  if (name === "why") {
    await noteViewed(db, { userId, recommendationId: argument }, "why", context.now);
    const candidates = await candidatesBehind(db, recommendation);
    const parts = explainRecommendation(recommendation, candidates, context);
    const choices = planChoices(recommendation);
    return { kind: "answer", answer: { replies: [{ parts, choices }] } };
  }
  const earlier = await answerTo(db, recommendation);
  const answer = answerFeedback(recommendation, name, context, earlier);
  return answer === null ? gone() : { kind: "answer", answer, undo: undoFeedback(argument, earlier) };
}

/** The receipt of the last answer, and a button to its method where it has one. */
export function explainLast({ explanation: { number, parts, method } }: Memory): Answer {
  if (parts.length === 0) return { replies: [tell("why/nothing-to-explain")] };
  const receipt = parts.map(remembered);
  if (method.length === 0) return { replies: [{ parts: receipt }] };
  const choices = [{ id: `why:${number}:more`, label: "more", standing: true }];
  return { replies: [{ parts: [...receipt, say("why/more")], choices }] };
}

function remembered({ prompt, facts = {} }: Memory["explanation"]["parts"][number]): Part {
  return canRender(prompt, facts) ? say(prompt, facts) : say("choice/of-earlier");
}

/** A "why?" belongs to the answer it stands under; only the last answer's reasons are kept. */
function explainNumbered(memory: Memory, number: string, detail: string): Answer {
  const { explanation } = memory;
  if (Number(number) !== explanation.number) return { replies: [tell("why/older")] };
  return detail === "more" && explanation.method.length > 0
    ? { replies: [{ parts: explanation.method.map(remembered) }] }
    : explainLast(memory);
}

/** Takes the last change of a check-in back: what stood before is there again. */
export function restoreEntry(entryId: string, { date, answers }: NonNullable<EntryUndo["before"]>): Answer {
  return {
    replies: [tell("undo/fix-removed")],
    effects: [{ kind: "save-entry", entryId, date, answers }],
  };
}

/** Takes a check-in back. */
export function removeEntry(entryId: string): Answer {
  return { replies: [tell("undo/entry-removed")], effects: [{ kind: "remove-entry", entryId }] };
}

function gone(): StandingOutcome {
  return { kind: "answer", answer: { replies: [tell("errors/button-gone")] } };
}
