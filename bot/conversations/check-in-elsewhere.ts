import type { Frame } from "../../coaching/understanding/frame.ts";
import { SURE } from "../../coaching/understanding/understand.ts";
import { asksOutright, looksLikeQuestion } from "../inbound-text.ts";
import type { Question } from "./check-in-replies.ts";

/** Opens what is an order or a question, however short. */
const ORDERS = /^\s*(?:show|list|see|get|give|tell|compare|check|find|open|my)\b/i;
/** What of the body can be a word on a day. */
const EVERYDAY: ReadonlySet<string | undefined> = new Set(["sleep", "steps", "workouts"]);

/**
 * Whether a text said at an open check-in is about something else: what was plainly understood as that, and a question that is
 * one from its first word to its mark, though its reading is unsure. Bare words where a word was asked for are a word.
 */
export function isElsewhere(text: string, frame: Frame, asking: Question | undefined): boolean {
  const { intent, confidence } = frame;
  if (intent === "check_in" || intent === "unclear") return false;
  if (asking === "words" && isBareTopic(text, frame)) return false;
  return confidence >= SURE || (intent.startsWith("ask_") && asksOutright(text));
}

/** Words that name a thing and ask nothing of it: "money", "bad sleep", "payday"; with a period they ask about that. */
function isBareTopic(text: string, frame: Frame): boolean {
  if (looksLikeQuestion(text) || ORDERS.test(text)) return false;
  switch (frame.intent) {
    case "ask_spending": {
      const { measure, period, compare_to } = frame.slots;
      return measure === "total" && period === undefined && compare_to === undefined;
    }
    case "ask_score":
      return (
        (frame.slots.measure === "energy" || frame.slots.measure === "mood") &&
        frame.slots.period === undefined
      );
    case "ask_sleep_or_body":
      return (
        EVERYDAY.has(frame.slots.measure) &&
        frame.slots.period === undefined &&
        frame.slots.compare_to === undefined
      );
    case "ask_forecast_budget":
      return /^\s*(?:pay ?days?|saving|savings)[.!]*\s*$/i.test(text);
    default:
      return false;
  }
}
