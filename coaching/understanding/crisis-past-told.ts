import { plainWords } from "./crisis-words.ts";
import { PAST, PRESENT, WELL } from "./words/crisis-past.ts";

const past = wholeWords(PAST);
const well = wholeWords(WELL);
const present = wholeWords(PRESENT);

/** Where one clause ends and another one may begin; kept, as what stays is read as it was written. */
const BOUNDARY = /((?:[.,!?;:\u2026]+(?=\s|$))|\n+|\s[-\u2013\u2014]+\s|\band\b)/u;

/**
 * A message without its clauses about what was once, where it says that it is over.
 *
 * Most careful, since people tell of the past when it is back: one word of the present anywhere, and all of it stays; and
 * what stands beside the past counts as it would by itself.
 */
export function withoutPast(text: string): string {
  const words = plainWords(text);
  if (!past.test(words) || !well.test(words) || present.test(words)) return text;
  return text
    .split(BOUNDARY)
    .map((clause) => (past.test(plainWords(clause)) ? " " : clause))
    .join("");
}

function wholeWords(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "u");
}
