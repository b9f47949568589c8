/** The longest message that is read, in characters. */
export const LONGEST_TEXT = 4000;

/**
 * A person's text as it may be stored and read: no control characters (PostgreSQL refuses NUL), no lone
 * surrogates, line breaks kept, outer space gone.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, (sign) =>
      sign === "\n" || sign === "\t" ? sign : "",
    )
    .replaceAll("\ufffd", "")
    .trim();
}

/** Whether a text that could not be read was meant as a question, and so never as an answer. */
export function looksLikeQuestion(text: string): boolean {
  return /\?\s*$|^\s*(?:how|what(?! an? )|who|why|when|where|which|(?:can|could|do)(?! ?not)|does|is|are)\s/i.test(
    text,
  );
}

/** "What did I earn in October": asks about oneself without a mark; "what was I thinking" asks nothing. */
const ASKS_UNMARKED =
  /^\s*(?:what|where|when|which|how (?:much|many|often)|how)(?:'s| (?:did|do|does|is|are|has|have|much|many|often))\b(?! (?:i|we) (?:do|get here|end up|even|cope)\b).*\b(?:i|my|me)\b/i;

/** Whether a text is put as a question from its first word on, so that nobody could have meant it as a note. */
export function asksOutright(text: string): boolean {
  if (ASKS_UNMARKED.test(text)) return true;
  return /^\s*(?:how|what|what's|who|who's|why|when|where|which|can|could|should|do|does|did|is|are|am|was|were|have|has|will)\b[\s\S]*\?\s*$/i.test(
    text,
  );
}

/** A slash command and what follows it, or null. `/checkin@coach_bot` is `/checkin`, as groups write it. */
export function readCommand(text: string): { readonly name: string; readonly argument: string } | null {
  const match = /^\/([a-zA-Z_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(text);
  return match?.[1] === undefined
    ? null
    : { name: match[1].toLowerCase(), argument: (match[2] ?? "").trim() };
}
