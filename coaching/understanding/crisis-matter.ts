import { readRules, withoutHarmless } from "./crisis-rules.ts";
import { plainWords } from "./crisis-words.ts";
import { ACTS, LONG_AGO } from "./words/crisis-act.ts";
import { BY_OTHERS } from "./words/crisis-explicit.ts";
import { DANGER } from "./words/crisis-harm.ts";

/** What a crisis is about where that asks for other words: an act under way (`act`), or danger from somebody else (`others`). */
export type CrisisMatter = "act" | "others" | null;

const acts = ACTS.map(wholeWords);
const longAgo = wholeWords(LONG_AGO);
const byOthers = [...BY_OTHERS, ...DANGER].map((source) => new RegExp(wholeWords(source).source, "gu"));
/** Of oneself as much as of others, so that it tells nothing by itself. */
const eitherWay = /\b(?:in (?:\w+ )?danger|my life is in danger)\b/gu;

/**
 * What a message that sounds like a crisis is about; asked only where it does. Whoever is hurt by others and tells something of a
 * crisis beside it is answered as in any crisis, as that asks whether they think of ending their life.
 */
export function crisisMatter(text: string): CrisisMatter {
  const plain = withoutHarmless(plainWords(text));
  if (acts.some((pattern) => pattern.test(plain)) && !longAgo.test(plain)) return "act";
  const rest = byOthers.reduce((left, pattern) => left.replace(pattern, " ~ "), plain);
  if (rest === plain) return null;
  return readRules(rest.replace(eitherWay, " ~ ")).tier === null ? "others" : null;
}

function wholeWords(source: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "u");
}
