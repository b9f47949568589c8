import type { Frame, Intent } from "../coaching/understanding/frame.ts";
import type { Database } from "../db/client.ts";
import type { Person, StepContext } from "./conversation.ts";
import type { Effect } from "./effect.ts";
import type { Part, Reply } from "./reply.ts";

/** What is said to a question, and what is said when the person then asks why. */
export type Answer = {
  readonly replies: readonly Reply[];
  /** The receipt: period, counts, sources and how fresh they are. */
  readonly explanation?: readonly Part[];
  /** How its numbers are made, for whoever wants to know more than the receipt. */
  readonly method?: readonly Part[];
  readonly effects?: readonly Effect[];
  /** Transactions that it is about, one by one: what "that" means after it. */
  readonly spokenOf?: readonly string[];
};

/** A kind of question as the core sees it, whatever data it needs. */
export type Question = {
  readonly intent: Intent;
  answer(db: Database, frame: Frame, context: StepContext): Promise<Answer>;
};

type FrameOf<I extends Intent> = Extract<Frame, { intent: I }>;

/**
 * Ties a kind of question to the data it needs.
 *
 * @param definition.load reads what the answer is computed from
 * @param definition.answer pure: data in, templates and facts out
 */
export function defineQuestion<I extends Intent, Data>(definition: {
  readonly intent: I;
  load(db: Database, person: Person, frame: FrameOf<I>, context: StepContext): Promise<Data>;
  answer(data: Data, frame: FrameOf<I>, context: StepContext): Answer;
}): Question {
  const isMine = (frame: Frame): frame is FrameOf<I> => frame.intent === definition.intent;
  return {
    intent: definition.intent,
    async answer(db, frame, context) {
      if (!isMine(frame))
        throw new Error(`a ${frame.intent} was handed to the ${definition.intent} question`);
      return definition.answer(await definition.load(db, context.person, frame, context), frame, context);
    },
  };
}
