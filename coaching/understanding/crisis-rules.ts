import { plainWords } from "./crisis-words.ts";
import type { CrisisReading } from "./frame.ts";
import { CIRCUMSTANCES } from "./words/crisis-circumstances.ts";
import { LEAVING_CUES } from "./words/crisis-cues.ts";
import { ENDING_CUES } from "./words/crisis-ending-cues.ts";
import { EXPLICIT, OTHERS } from "./words/crisis-explicit.ts";
import { HARM } from "./words/crisis-harm.ts";
import { HARM_CUES } from "./words/crisis-harm-cues.ts";
import { DENIAL, HARMLESS, JOKE, MEDIA, SMALL_CAUSE } from "./words/crisis-harmless.ts";
import { IMPLIED, WORRIES } from "./words/crisis-implied.ts";
import { LEAVING } from "./words/crisis-leaving.ts";
import { TONGUES } from "./words/crisis-tongues.ts";

const CALM: CrisisReading = { tier: null, takesOver: false };
const harmless = HARMLESS.map((source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "gu"));
const explicit = [...EXPLICIT, ...TONGUES].map(
  (source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "gu"),
);
const others = OTHERS.map((source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "gu"));
const implied = [...IMPLIED, ...LEAVING, ...HARM, ...CIRCUMSTANCES].map(
  (source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "u"),
);
const worries = WORRIES.map((source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, "u"));
const cueRows = [...LEAVING_CUES, ...ENDING_CUES, ...HARM_CUES].map(({ all, not }) => ({
  all: all.map(wholeWords),
  not: not === undefined ? null : wholeWords(not),
}));
const joke = new RegExp(JOKE, "u");
const smallCause = new RegExp(SMALL_CAUSE, "u");
const media = new RegExp(MEDIA, "u");
const denial = new RegExp(DENIAL, "u");

/** What the rules make of a message, and whether it jokes about a small thing: then nothing in it alarms. */
export type RuleReading = CrisisReading & { readonly isJoke: boolean };

/**
 * What the written rules hear in up to one window of a message.
 *
 * A missed crisis is far worse than a false alarm, so denials ("I'm not suicidal") and jokes without a small cause
 * still come out as possible; only clear idioms, titles, purchases and jokes about small things are calm.
 */
export function readRules(text: string): RuleReading {
  const plain = plainWords(text);
  const rest = withoutHarmless(plain);
  const joking = joke.test(text) || joke.test(plain);
  const isJoke = joking && smallCause.test(rest);
  const ofOneself = others.reduce((left, pattern) => left.replace(pattern, "~"), rest);
  const said = explicit.flatMap((pattern) => [...ofOneself.matchAll(pattern)]);
  if (said.length > 0) {
    if (isJoke) return { ...CALM, isJoke };
    const borrowed = media.test(plain);
    const denied = said.every(({ index }) =>
      denial.test(ofOneself.slice(Math.max(0, index - 60), index).trim()),
    );
    return { tier: joking || borrowed || denied ? "possible" : "explicit", takesOver: true, isJoke };
  }
  if (ofOneself !== rest) return { tier: "possible", takesOver: true, isJoke };
  if (implied.some((pattern) => pattern.test(rest)) || hasCues(rest))
    return isJoke ? { ...CALM, isJoke } : { tier: "possible", takesOver: true, isJoke };
  const worried = worries.filter((pattern) => pattern.test(rest)).length;
  return worried === 0 ? { ...CALM, isJoke } : { tier: "possible", takesOver: worried > 1, isJoke };
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
