import { gramsOf } from "./crisis-grams.ts";
import { withoutHarmless } from "./crisis-rules.ts";
import { plainWords } from "./crisis-words.ts";
import learned from "./words/crisis-weights.json" with { type: "json" };

/** What is learned: their sum is the log odds that a sentence is one of a crisis. */
export type CrisisWeights = { readonly bias: number; readonly weights: ReadonlyMap<string, number> };

/**
 * From this chance on a sentence alarms. Chosen by cross-validation alone, as the lowest step of .01 at which both
 * listeners together are alarmed by no more than 2 in 100 of the reviewed harmless lines
 * (`npm run bench:truth -- crisis`).
 */
export const ALARM_AT = 0.83;

/** Longer sentences are cut, so that an aside in one is not outweighed by the rest. */
const LONGEST_WORDS = 36;

const LEARNED: CrisisWeights = { bias: learned.bias, weights: new Map(Object.entries(learned.weights)) };

/** Whether any sentence of a message, or two that follow each other, sounds like those of people in a crisis. */
export function soundsLikeCrisis(text: string): boolean {
  return crisisChance(text, LEARNED) >= ALARM_AT;
}

/** The highest chance, from 0 to 1, that any of a message's sentences is one of a crisis. */
export function crisisChance(text: string, { bias, weights }: CrisisWeights): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const grams of sentencesOf(text)) {
    let odds = bias;
    for (const gram of grams) odds += weights.get(gram) ?? 0;
    highest = Math.max(highest, odds);
  }
  return 1 / (1 + Math.exp(-highest));
}

/** The grams of each sentence of a message, and of each two that follow each other: trained and asked in the same way. */
function sentencesOf(text: string): readonly (readonly string[])[] {
  const sentences = text
    .split(/[.!?;\n\u2026]+(?=\s|$)/u)
    .flatMap((sentence) => pieces(withoutHarmless(plainWords(sentence)).trim()))
    .filter((words) => words !== "");
  const pairs = sentences.slice(1).map((words, index) => `${sentences[index]} ${words}`);
  return [...sentences, ...pairs].map(gramsOf);
}

/** The grams of a whole reviewed line, which the weights are learned from. */
export function gramsOfLine(text: string): readonly string[] {
  return gramsOf(withoutHarmless(plainWords(text)).trim());
}

/** A sentence in pieces that overlap by half, where it is long. */
function pieces(sentence: string): readonly string[] {
  const words = sentence.split(" ");
  if (words.length <= LONGEST_WORDS) return [sentence];
  const found: string[] = [];
  for (let start = 0; start + LONGEST_WORDS / 2 < words.length; start += LONGEST_WORDS / 2)
    found.push(words.slice(start, start + LONGEST_WORDS).join(" "));
  return found;
}
