import { withoutPast } from "./crisis-past-told.ts";
import { plainWords, splitSentences } from "./crisis-words.ts";
import type { CrisisReading } from "./frame.ts";
import { CIRCUMSTANCES } from "./words/crisis-circumstances.ts";
import { LEAVING_CUES } from "./words/crisis-cues.ts";
import { ENDING_CUES } from "./words/crisis-ending-cues.ts";
import { EXPLICIT, OTHERS } from "./words/crisis-explicit.ts";
import { HARM } from "./words/crisis-harm.ts";
import { HARM_CUES } from "./words/crisis-harm-cues.ts";
import { DENIAL, HARMLESS, JOKE, MEANT, MEDIA, SMALL_CAUSE } from "./words/crisis-harmless.ts";
import { HARMLESS_ENDS } from "./words/crisis-harmless-ends.ts";
import { HARMLESS_TALK } from "./words/crisis-harmless-talk.ts";
import { IMPLIED, WORRIES } from "./words/crisis-implied.ts";
import { LEAVING } from "./words/crisis-leaving.ts";
import { PLAIN } from "./words/crisis-plain.ts";
import { TONGUES } from "./words/crisis-tongues.ts";

const harmless = [...HARMLESS_ENDS, ...HARMLESS_TALK, ...HARMLESS].map(
  (source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "gu"),
);
const explicit = [...EXPLICIT, ...TONGUES].map(
  (source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "gu"),
);
const others = OTHERS.map((source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "gu"));
const implied = [...IMPLIED, ...LEAVING, ...HARM, ...CIRCUMSTANCES, ...PLAIN].map(
  (source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "u"),
);
const worries = WORRIES.map((source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "u"));
const cueRows = [...LEAVING_CUES, ...ENDING_CUES, ...HARM_CUES].map(({ all, not }) => ({
  all: all.map(wholeWords),
  not: not === undefined ? null : wholeWords(not),
}));
const joke = new RegExp(JOKE, "iu");
const smallCause = new RegExp(SMALL_CAUSE, "u");
const meant = new RegExp(MEANT, "u");
const media = new RegExp(MEDIA, "u");
const denial = new RegExp(DENIAL, "u");

/** What the rules make of a message. */
export type RuleReading = CrisisReading & {
  /** What of it the weights are asked about: all but jokes about small things and what is over; empty where nothing else is said. */
  readonly earnest: string;
};

/**
 * What the written rules hear in up to one window of a message.
 *
 * A missed crisis is far worse than a false alarm, so denials ("I'm not suicidal") and jokes without a small cause
 * still come out as possible; only clear idioms, titles, purchases and jokes about small things are calm. A laugh is
 * about its own sentence: one without it counts as it stands, whatever was joked about before or after.
 */
export function readRules(text: string): RuleReading {
  const told = withoutPast(text);
  const { isJoking, isJoke, ...whole } = readAsOne(told);
  if (!isJoking) return { ...whole, earnest: told };
  const sentences = fewer(splitSentences(told)).map((sentence) => ({ sentence, ...readAsOne(sentence) }));
  const { tier, takesOver } = [whole, ...sentences].reduce(louder);
  if (!isJoke) return { tier, takesOver, earnest: told };
  const earnest = sentences.filter((one) => !one.isJoke).map(({ sentence }) => sentence);
  return { tier, takesOver, earnest: earnest.join("\n") };
}

/** Most sentences of one window that are read each by itself, so that work per message is bounded. */
const MOST_SENTENCES = 64;

/** Neighbours together where there are too many. */
function fewer(sentences: readonly string[]): readonly string[] {
  const size = Math.ceil(sentences.length / MOST_SENTENCES);
  if (size <= 1) return sentences;
  return Array.from({ length: Math.ceil(sentences.length / size) }, (_, index) =>
    sentences.slice(index * size, (index + 1) * size).join("\n"),
  );
}

/** The one of two readings that asks for more; the first where they ask for the same. */
export function louder<Reading extends CrisisReading>(one: Reading, other: Reading): Reading {
  return weightOf(other) > weightOf(one) ? other : one;
}

function weightOf({ tier, takesOver }: CrisisReading): number {
  return (tier === "explicit" ? 2 : tier === "possible" ? 1 : 0) + (takesOver ? 2 : 0);
}

/** A text as if it were one sentence, and whether it has a laugh (`isJoking`) and that about a small thing (`isJoke`). */
function readAsOne(text: string): CrisisReading & { readonly isJoking: boolean; readonly isJoke: boolean } {
  const plain = plainWords(text);
  const rest = withoutHarmless(plain);
  const ofOneself = others.reduce((left, pattern) => left.replace(pattern, "~"), rest);
  const said = explicit.flatMap((pattern) => [...ofOneself.matchAll(pattern)]);
  const isJoking = joke.test(text) || joke.test(plain);
  const isJoke = isJoking && smallCause.test(rest) && !(said.length > 0 && meant.test(rest));
  const heard = (tier: CrisisReading["tier"], takesOver = true) => ({ tier, takesOver, isJoking, isJoke });
  const calm = heard(null, false);
  if (said.length > 0) {
    if (isJoke) return calm;
    const borrowed = media.test(plain);
    const denied = said.every(({ index }) =>
      denial.test(ofOneself.slice(Math.max(0, index - 60), index).trim()),
    );
    return heard(isJoking || borrowed || denied ? "possible" : "explicit");
  }
  if (ofOneself !== rest) return heard("possible");
  if (implied.some((pattern) => pattern.test(rest)) || hasCues(rest))
    return isJoke ? calm : heard("possible");
  const worried = worries.filter((pattern) => pattern.test(rest)).length;
  return worried === 0 ? calm : heard("possible", worried > 1);
}

/** Words in which idioms, titles and purchases are blotted out. */
export function withoutHarmless(plain: string): string {
  return harmless.reduce((left, pattern) => left.replace(pattern, " ~ "), plain).replace(/ +/g, " ");
}

/** Cues further apart than this belong to different thoughts. */
const CUE_WORDS = 32;

/** Whether all cues of one row stand near each other, and nothing beside them that explains them away. */
function hasCues(rest: string): boolean {
  const words = rest.split(" ");
  for (let start = 0; start === 0 || start + CUE_WORDS / 2 < words.length; start += CUE_WORDS / 2) {
    const near = words.slice(start, start + CUE_WORDS).join(" ");
    if (cueRows.some(({ all, not }) => all.every((cue) => cue.test(near)) && not?.test(near) !== true))
      return true;
  }
  return false;
}

function wholeWords(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "u");
}
