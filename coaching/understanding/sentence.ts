import { plainLetters } from "./normalise.ts";
import { correctWord } from "./spelling.ts";
import { EMOTICONS } from "./words/faces.ts";

/** One word, number, face or mark, with where it stands in the message and in the flat text. */
export type Token = {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly flatStart: number;
  readonly flatEnd: number;
};

/** A message in two forms: as written, and flat (lower case, corrected, one space between tokens) for the rules. */
export type Sentence = {
  readonly text: string;
  readonly flat: string;
  readonly tokens: readonly Token[];
};

/** A piece of the flat text. */
export type Span = { readonly start: number; readonly end: number };

const FACES: ReadonlyMap<string, string> = new Map(Object.entries(EMOTICONS));
const FACE =
  String.raw`[:;=]'?-?[()\[\]|D\\](?![\p{L}\p{N}])|:-?\/(?![\p{L}\p{N}\/])|D:(?![\p{L}\p{N}])|` +
  String.raw`[xX]D(?![\p{L}\p{N}])|<\/?3(?!\d)|-_-|\^_?\^|T_T`;
const NUMBER = String.raw`\d+(?:st|nd|rd|th)(?![\p{L}])|\d+(?:[.,:\/]\d+)*`;
const WORD = String.raw`[\p{L}\p{M}_]+(?:[&'][\p{L}\p{M}]+)*`;
const EMOJI =
  String.raw`\p{Regional_Indicator}{2}|` +
  String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*`;
/** "ps5" and "mp3" are words; "oct3" and "eur20" are two tokens. */
const MODEL =
  "(?!(?:eur|usd|gbp|chf|cad|aud|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|hrv|rhr|day|" +
  String.raw`for|top|of|at|in|on|is|to|a|m|e)\d)\p{L}{1,3}\d+(?![\p{L}\p{N}.,\/:])`;
const DIGIT_WORD = String.raw`(?:gr8|l8r?|m8|b4|h8|2day|2nite|2moro|2mro|2morrow)(?![\p{L}\p{N}])`;
const TOKEN = new RegExp(
  `${FACE}|${DIGIT_WORD}|${MODEL}|${NUMBER}|${WORD}|${EMOJI}|\\p{Sc}|[^\\s\\p{M}]`,
  "giu",
);

/**
 * Takes a cleaned message apart. Words come out corrected, contractions opened ("wasn't" is "was not"), hyphens
 * inside words dropped, so that each rule has one spelling to know.
 */
export function readSentence(text: string): Sentence {
  const tokens: Token[] = [];
  let flat = "";
  for (const match of text.matchAll(TOKEN)) {
    const raw = match[0];
    if (raw === "-" && joinsWords(text, match.index)) continue;
    const word = isMinus(text, raw, match.index)
      ? "\u2212"
      : (FACES.get(raw) ?? correctWord(plainLetters(raw).replace("\ufe0f", "")));
    if (word === "") continue;
    const flatStart = flat === "" ? 0 : flat.length + 1;
    flat = flat === "" ? word : `${flat} ${word}`;
    tokens.push({ word, start: match.index, end: match.index + raw.length, flatStart, flatEnd: flat.length });
  }
  return { text, flat, tokens };
}

/** "-2" has a minus, "energy - 50" and "3-9" have none. */
function isMinus(text: string, raw: string, index: number): boolean {
  return (
    raw === "-" &&
    /\d/.test(text.charAt(index + 1)) &&
    !/[\p{L}\p{N}]\s?$/u.test(text.slice(0, index).slice(-1))
  );
}

function joinsWords(text: string, index: number): boolean {
  return /\p{L}/u.test(text.charAt(index - 1)) && /\p{L}/u.test(text.charAt(index + 1));
}

/** The message's own words behind a piece of the flat text, without marks and joining words at its ends. */
export function ownWords(sentence: Sentence, span: Span): string {
  const inside = sentence.tokens.filter((token) => token.flatStart < span.end && token.flatEnd > span.start);
  const first = inside[0];
  const last = inside.at(-1);
  if (!first || !last) return "";
  return sentence.text
    .slice(first.start, last.end)
    .replace(/^[\s,.;:!?"'()-]+/u, "")
    .replace(/[\s,.;:!?"'(-]+$/u, "");
}

/** The flat text with the spans blotted out; every offset stays the same. */
export function blot(flat: string, spans: readonly Span[]): string {
  let out = flat;
  for (const { start, end } of spans) {
    out = out.slice(0, start) + "\u00b7".repeat(end - start) + out.slice(end);
  }
  return out;
}
