import { gramsOf } from "./crisis-grams.ts";
import { withoutHarmless } from "./crisis-rules.ts";
import { plainWords, splitSentences } from "./crisis-words.ts";
import learned from "./words/crisis-weights.json" with { type: "json" };

/**
 * What is learned: the weights of a sentence's grams, summed and divided by the root of their number so that long ones
 * are not louder, and the bias are the log odds that it is one of a crisis.
 */
export type CrisisWeights = { readonly bias: number; readonly weights: ReadonlyMap<string, number> };

/**
 * From this chance on a message alarms: not below the lowest step of .01 at which both listeners together are alarmed by no
 * more than 2 in 100 of the reviewed harmless lines that were held out (`npm run bench:truth -- crisis`), and no lower than
 * the known lookalikes need.
 */
export const ALARM_AT = 0.74;

/**
 * From this chance on, below {@link ALARM_AT}, a message is answered as usual with one quiet word of care, and the next one like it
 * within a day alarms. It is where a crisis is likelier than not: a line too many costs little beside somebody who is not heard,
 * so more harmless lines may reach it than may alarm. Of what is ordinarily said to the coach none does by the weights in use;
 * `npm run bench:truth -- crisis` counts what does by weights that have not seen it.
 */
export const CARE_AT = 0.5;

/**
 * Shorter sentences are left to the rules: what a few words mean hangs on what was asked, and "normal for me", "just
 * looking" and "not me" share their words with despair.
 */
const FEWEST_WORDS = 6;

/** Longer sentences are cut, so that an aside in one is not outweighed by the rest. */
const LONGEST_WORDS = 36;

const LEARNED: CrisisWeights = { bias: learned.bias, weights: new Map(Object.entries(learned.weights)) };

/** {@link crisisChance} by the weights in use. */
export function heardChance(text: string): number {
  return crisisChance(text, LEARNED);
}

/**
 * The chance, from 0 to 1, that a message's loudest sentence is one of a crisis. Its odds are divided by the number of
 * sentences: the more there are, the sooner one of them sounds so by accident.
 */
export function crisisChance(text: string, learned: CrisisWeights): number {
  const sentences = plainSentences(text);
  const heard = sentences.filter((words) => words.split(" ").length >= FEWEST_WORDS);
  if (heard.length === 0) return 0;
  const loudest = Math.max(...heard.map((words) => logOdds(gramsOf(words), learned)));
  return 1 / (1 + Math.exp(Math.log(sentences.length) - loudest));
}

/** Of one sentence's grams. */
export function logOdds(grams: readonly string[], { bias, weights }: CrisisWeights): number {
  const sum = grams.reduce((total, gram) => total + (weights.get(gram) ?? 0), 0);
  return bias + (grams.length === 0 ? 0 : sum / Math.sqrt(grams.length));
}

/** The grams of each sentence of a message; a message without words has one sentence without grams. */
export function sentencesOf(text: string): readonly (readonly string[])[] {
  const sentences = plainSentences(text);
  return sentences.length === 0 ? [[]] : sentences.map(gramsOf);
}

function plainSentences(text: string): readonly string[] {
  return splitSentences(text)
    .flatMap((sentence) => pieces(withoutHarmless(plainWords(sentence)).trim()))
    .filter((words) => words !== "");
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
