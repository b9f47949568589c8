import type { LocalDate } from "../../coaching/model/local-date.ts";
import { lastDays } from "../../coaching/questions/asked-period.ts";
import type { Frame } from "../../coaching/understanding/frame.ts";

/** A picture of a balance shows so many days when nobody names others. */
const SHOWN_DAYS = 30;

/** "Show my balance", "show me my balance for 30 days", "a picture of my balance": to look at, so it is no single day. */
const SHOW_BALANCE =
  /^(?:(?:please|can you|could you) )*(?:(?:show|draw|plot|chart|graph)(?: me)?|(?:show me |draw me )?(?:a )?(?:picture|chart|graph) of) (?:my |the )?balance(?: (?:for|over|of|in) (?:the last |the past |my last )?(?:30 days|month))?(?: please)?[.?!]*$/i;

/** The question that a sentence is when it asks to see a balance; null for any other. */
export function balanceSentence(text: string, today: LocalDate): Frame | null {
  if (!SHOW_BALANCE.test(text.trim())) return null;
  const period = lastDays(today, SHOWN_DAYS);
  return { intent: "ask_score", slots: { measure: "score", period }, confidence: 1, tier: null };
}
