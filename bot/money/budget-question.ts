import { minorFromDecimal } from "../../coaching/model/money.ts";
import type { Frame } from "../../coaching/understanding/frame.ts";
import { readMessage } from "../../coaching/understanding/message.ts";
import type { StepContext } from "../conversation.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { answerAheadOfBudget, loadBudgetView } from "../questions/budget.ts";
import { type Turn, takeAnswer } from "../turn.ts";

/** "Will I stay under budget?", "can I afford 80 headphones?": answered by the budgets; the sentence names the price. */
export async function askAhead(turn: Turn, frame: Frame, text: string): Promise<void> {
  const { db, context, chat } = turn;
  if (frame.intent !== "ask_forecast_budget") throw new Error(`a ${frame.intent} was handed to the budgets`);
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const view = await loadBudgetView(db, context);
  await takeAnswer(turn, answerAheadOfBudget(view, frame.slots, priceIn(text, context), context));
}

/** The one amount that a sentence names in the person's currency. */
function priceIn(text: string, { person, today }: StepContext): number | null {
  const { timezone, currency } = person;
  const [price, ...others] = readMessage(text, { today, timezone, currency }).amounts;
  if (price === undefined || others.length > 0 || (price.currency ?? currency) !== currency) return null;
  const minor = minorFromDecimal(price.value, currency);
  return minor > 0 ? minor : null;
}
