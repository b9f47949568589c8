import { EMOTIONS } from "../../coaching/understanding/words/feelings.ts";
import { templateSource } from "../../prompts/index.ts";

/** The words with which the coach and people name moods, energy and feelings. */
const WORDS: readonly string[] = [
  ...["check-in/ask-mood", "check-in/ask-energy", "check-in/ask-words"].flatMap((id) =>
    templateSource(id)
      .labels.filter(({ aside }) => !aside)
      .map(({ text }) => text),
  ),
  ...EMOTIONS.map(([name]) => name),
];
const MOOD = new RegExp(`(?<![\\p{L}])(?:${WORDS.join("|")})(?![\\p{L}])`, "giu");
/** An amount with its currency on either side. */
const AMOUNT = /(?:[$€£¥]|\b(?:USD|EUR|GBP|JPY)\s?)\s?\d|\d\s?(?:[$€£¥]|(?:USD|EUR|GBP|JPY)\b)/g;
/** Opens a sentence and is no answer to how somebody is. */
const INTERJECTION = /(?<=^|[.?]\s|["\n])(?:Okay|Fine|Good)(?=[,.])/gm;

/** Amounts and mood words in a text; empty where anybody may read it. */
export function privateWords(text: string): readonly string[] {
  const read = text.replace(INTERJECTION, "");
  return [...(read.match(MOOD) ?? []), ...(read.match(AMOUNT) ?? [])];
}
