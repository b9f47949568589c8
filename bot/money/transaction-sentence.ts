import type { Frame } from "../../coaching/understanding/frame.ts";

const NOUN = "transactions|payments|purchases|charges|refunds";
const OPENING =
  /^(?:(?:hey|ok|okay|please|can you|could you|can i|could i|let me|i want to|i need to|i'd like to|i would like to) )*(?:show|list|see|view|display|give|get|pull up|open|look at)(?: me)?(?: please)?\b/iu;
const NAMED = new RegExp(String.raw`\b(?:${NOUN})\b`, "iu");
/** What came in, which no question is about. */
const CAME_IN = /^(?:my |all |the )*(?:refunds?|income|salary|wages|paychecks?)\b/iu;
const EVERYTHING = /\b(?:everything|anything)\b/iu;
/** "Over 100", "between $20 and $50": which ones by amount, which no sum knows of. */
const BOUNDED =
  /\b(?:over|above|under|below|between|(?:more|less|bigger|larger|greater|smaller|cheaper) than|at least|at most|up to) ?\p{Sc}? ?\d[\d.,]*\b(?! ?(?:days?|nights?|weeks?|months?|years?)\b)/iu;
const LAST = String.raw`(?:\d+ )?(?:last|latest|newest|most recent|recent)(?: \d+| few)? `;
/** How many of the newest, in a list that has the newest first anyway. */
const NEWEST = new RegExp(String.raw`\b${LAST}(?=(?:${NOUN})\b)`, "giu");
const ALL = new RegExp(String.raw`^(?:my |all |the )*(?:transactions|${LAST}(?:${NOUN}))[.?!]*$`, "iu");
const WHICH = new RegExp(
  String.raw`^(?:what|which (?:${NOUN}))(?: (?:did|have|do) i)? (?:cost|buy|bought|spend|spent|pay|paid)\b`,
  "iu",
);

/**
 * What of a sentence would stand behind `/transactions`: "my payments at Aldi last month" for "list my payments at Aldi last
 * month"; null for any other sentence.
 */
export function transactionSentence(text: string, frame: Frame): string | null {
  if (!asksForList(text.trim(), frame)) return null;
  return text
    .replace(OPENING, "")
    .replace(WHICH, "")
    .replace(NEWEST, "")
    .replace(/[.?!]+\s*$/u, "")
    .trim();
}

function asksForList(text: string, frame: Frame): boolean {
  if (ALL.test(text)) return true;
  const isBounded = BOUNDED.test(text);
  const isOpened = OPENING.test(text);
  if (frame.intent === "unclear") {
    return (
      isOpened && (CAME_IN.test(text.replace(OPENING, "").trim()) || (isBounded && EVERYTHING.test(text)))
    );
  }
  if (frame.intent !== "ask_spending") return false;
  const { measure, compare_to } = frame.slots;
  // The largest one, a breakdown, one stretch beside another: those have answers of their own.
  if (compare_to !== undefined) return false;
  if (measure === "count") return isBounded && NAMED.test(text);
  if (measure === "total") return isBounded && WHICH.test(text);
  return measure === "list" && (isBounded || (isOpened && NAMED.test(text)));
}
