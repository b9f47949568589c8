import { distance } from "fastest-levenshtein";
import { BRANDS } from "./words/brands.ts";
import { CATEGORIES } from "./words/categories.ts";
import { CHAT_SPEAK } from "./words/chat-speak.ts";
import { CONTEXTS, EMOTIONS } from "./words/feelings.ts";
import { KEYWORDS } from "./words/keywords.ts";
import { LOOK_ALIKES } from "./words/look-alikes.ts";
import { MOOD_WORDS } from "./words/moods.ts";
import { SIGNALS } from "./words/signals.ts";

const FEWEST_LETTERS = 6;
const FEWEST_LETTERS_FOR_TWO = 8;

const SHORT_FORMS: ReadonlyMap<string, string> = new Map(Object.entries(CHAT_SPEAK));
const TABLES = [BRANDS, CATEGORIES, CONTEXTS, EMOTIONS, SIGNALS];
const KNOWN: ReadonlySet<string> = new Set(
  [...TABLES.flat(2), KEYWORDS, ...Object.values(MOOD_WORDS)].flatMap((phrase) => phrase.split(" ")),
);
const TARGETS = [...KNOWN].filter((word) => word.length >= FEWEST_LETTERS && /^[a-z]+$/.test(word));
const REAL_WORDS: ReadonlySet<string> = new Set(LOOK_ALIKES.split(" "));

/** Letters after an apostrophe, opened so that the rules know one form only. */
const CONTRACTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "can't": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "let's": "let us",
    "o'clock": "o'clock",
    "y'all": "you",
    "'cause": "because",
  }),
);
const IS_WORDS = new Set([
  "what",
  "how",
  "that",
  "it",
  "there",
  "here",
  "who",
  "where",
  "when",
  "he",
  "she",
  "why",
]);

/**
 * One lower-case word as the rules know it: chat speak and contractions opened, drawn-out letters squeezed, slips
 * in known words put right. May hold several words ("was not") or none (fillers).
 */
export function correctWord(word: string): string {
  const opened = SHORT_FORMS.get(word) ?? (KNOWN.has(word) ? word : openContraction(word));
  if (opened !== null) return opened;
  const squeezed = squeeze(word);
  if (squeezed !== word) return correctWord(squeezed);
  return nearestKnown(word) ?? word;
}

function openContraction(word: string): string | null {
  const fixed = CONTRACTIONS.get(word);
  if (fixed !== undefined) return fixed;
  const at = word.indexOf("'");
  if (at <= 0) return null;
  const base = word.slice(0, at);
  const tail = word.slice(at);
  if (tail === "'t" && base.endsWith("n")) return `${base.slice(0, -1)} not`;
  if (tail === "'m") return `${base} am`;
  if (tail === "'re") return `${base} are`;
  if (tail === "'ve") return `${base} have`;
  if (tail === "'ll") return `${base} will`;
  if (tail === "'d") return `${base} would`;
  if (tail !== "'s") return null;
  return IS_WORDS.has(base) ? `${base} is` : correctWord(base);
}

/** "sooooo" to "so", "goood" to "good": the form that is known, else the shortest one with doubles kept. */
function squeeze(word: string): string {
  if (!/(\p{L})\1\1/u.test(word)) return word;
  const single = word.replace(/(\p{L})\1{2,}/gu, "$1");
  const double = word.replace(/(\p{L})\1{2,}/gu, "$1$1");
  return KNOWN.has(double) ? double : single;
}

/**
 * The known word this one was meant to be: at most 1 edit from 6 letters on, 2 from 8 on, two swapped neighbours
 * counting as one. Real words near a known one, as "treat" beside "great", are left alone.
 */
function nearestKnown(word: string): string | null {
  if (
    word.length < FEWEST_LETTERS - 1 ||
    word.length > 20 ||
    REAL_WORDS.has(word) ||
    !/^[a-z]+$/.test(word)
  ) {
    return null;
  }
  let best: string | null = null;
  let bestEdits = 3;
  for (const target of TARGETS) {
    const allowed =
      target.length >= FEWEST_LETTERS_FOR_TWO && word.length >= FEWEST_LETTERS_FOR_TWO - 1 ? 2 : 1;
    if (Math.abs(target.length - word.length) > allowed || !sameBeginning(word, target)) continue;
    const edits = isSwap(word, target) ? 1 : distance(word, target);
    if (edits > allowed || edits >= bestEdits) continue;
    best = target;
    bestEdits = edits;
  }
  return best;
}

/** Slips seldom hit the first letter; where they do, the first two are swapped. */
function sameBeginning(word: string, target: string): boolean {
  return word[0] === target[0] || (word[0] === target[1] && word[1] === target[0]);
}

function isSwap(word: string, target: string): boolean {
  if (word.length !== target.length) return false;
  let at = 0;
  while (at < word.length && word[at] === target[at]) at++;
  return (
    word[at] === target[at + 1] && word[at + 1] === target[at] && word.slice(at + 2) === target.slice(at + 2)
  );
}
