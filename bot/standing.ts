import type { Database } from "../db/client.ts";
import { findEntry } from "../db/queries/mood-entries.ts";
import { findRecommendation } from "../db/queries/recommendations.ts";
import type { StepContext, StoredEntry } from "./conversation.ts";
import { answerCrisis } from "./crisis.ts";
import type { Memory } from "./memory.ts";
import type { Answer } from "./question.ts";
import { explainRecommendation } from "./recommendation-reply.ts";
import { tell } from "./reply.ts";

/** What a standing button leads to: an answer, or a check-in opened again. */
export type StandingOutcome =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "mend"; readonly entry: StoredEntry };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A tap on a button that stays valid for ever. Ids are looked up among the person's own rows only, so a forged
 * token finds nothing.
 */
export async function answerStanding(
  db: Database,
  action: string,
  memory: Memory,
  context: StepContext,
): Promise<StandingOutcome> {
  const [name = "", argument = ""] = action.split(":", 2);
  if (name === "crisis") return { kind: "answer", answer: answerCrisis(argument, context) };
  if (name === "why" && argument === "") return { kind: "answer", answer: explainLast(memory) };
  if (!UUID.test(argument)) return gone();
  const { userId } = context.person;
  if (name === "fix" || name === "undo") {
    const entry = await findEntry(db, userId, argument);
    if (entry === null) return gone();
    if (name === "undo") return { kind: "answer", answer: removeEntry(argument) };
    return {
      kind: "mend",
      entry: {
        id: entry.id,
        date: entry.localDate,
        mood: entry.moodScore,
        energySelf: entry.energyLevelSelfReported,
      },
    };
  }
  const recommendation = await findRecommendation(db, userId, argument);
  if (recommendation === null) return gone();
  if (name === "why") {
    return { kind: "answer", answer: { replies: [explainRecommendation(recommendation, context)] } };
  }
  if (name !== "helpful" && name !== "not-helpful") return gone();
  const feedback = name === "helpful" ? "helpful" : "not_helpful";
  return {
    kind: "answer",
    answer: {
      replies: [tell(`feedback/${name}`)],
      effects: [{ kind: "save-feedback", recommendationId: argument, feedback }],
    },
  };
}

/** The receipt of the last answer. */
export function explainLast(memory: Memory): Answer {
  const { explanation } = memory;
  if (explanation.length === 0) return { replies: [tell("why/nothing-to-explain")] };
  return {
    replies: [
      {
        parts: explanation.map((part) =>
          part.facts === undefined ? { prompt: part.prompt } : { prompt: part.prompt, facts: part.facts },
        ),
      },
    ],
  };
}

/** Takes a check-in back. */
export function removeEntry(entryId: string): Answer {
  return { replies: [tell("undo/entry-removed")], effects: [{ kind: "remove-entry", entryId }] };
}

function gone(): StandingOutcome {
  return { kind: "answer", answer: { replies: [tell("errors/button-gone")] } };
}
