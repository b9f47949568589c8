import type { Frame, Intent } from "../coaching/understanding/frame.ts";
import { askAhead } from "./money/budget-question.ts";
import { correctBySentence } from "./money/correct.ts";
import { tellByHand } from "./money/hand.ts";
import { parkBySentence } from "./plans/park.ts";
import { planBySentence } from "./plans/plan.ts";
import type { Turn } from "./turn.ts";

/** What a sentence asks for that is more than an answer, by its intent: something is stored, or asked back. */
const sentences: Partial<
  Readonly<Record<Intent, (turn: Turn, frame: Frame, text: string) => Promise<void>>>
> = {
  add_transaction: tellByHand,
  ask_forecast_budget: askAhead,
  correct_transaction: correctBySentence,
  park: parkBySentence,
  plan: planBySentence,
};

export function sentenceFor(
  intent: Intent,
): ((turn: Turn, frame: Frame, text: string) => Promise<void>) | null {
  return sentences[intent] ?? null;
}
