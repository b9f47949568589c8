import { distance } from "fastest-levenshtein";
import type { CrisisTier } from "./frame.ts";
import { cleanText, MAX_READ_LENGTH, plainLetters } from "./normalise.ts";
import { pattern } from "./pattern.ts";
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

/** The alarm, and whether it replaces what the message otherwise asks for. */
export type CrisisReading = { readonly tier: CrisisTier; readonly takesOver: boolean };

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

/**
 * Whether a message sounds like self-harm, wanting to die or being in danger. Runs before everything else.
 *
 * A missed crisis is far worse than a false alarm, so denials ("I'm not suicidal") and jokes without a small cause
 * still come out as possible; only clear idioms, titles, purchases and jokes about small things are calm.
 */
export function crisisTier(text: string): CrisisTier {
  return readCrisis(text).tier;
}

/** {@link crisisTier}, and whether it is the message's intent or an alarm beside another one. */
export function readCrisis(text: string): CrisisReading {
  let worst = CALM;
  const end = Math.min(text.length, MAX_WATCHED_LENGTH);
  for (let start = 0; start === 0 || start < end; start += MAX_READ_LENGTH - OVERLAP) {
    const reading = readWindow(text.slice(start, start + MAX_READ_LENGTH));
    if (weight(reading) > weight(worst)) worst = reading;
  }
  return worst;
}

/** Longer than any chat platform lets a message be. */
const MAX_WATCHED_LENGTH = 40_000;
/** Long messages are read in windows; no phrase is longer than their overlap. */
const OVERLAP = 300;

function weight({ tier, takesOver }: CrisisReading): number {
  return (tier === "explicit" ? 2 : tier === "possible" ? 1 : 0) + (takesOver ? 2 : 0);
}

function readWindow(text: string): CrisisReading {
  const plain = plainWords(text);
  const rest = harmless.reduce((left, pattern) => left.replace(pattern, " ~ "), plain).replace(/ +/g, " ");
  const joking = joke.test(text) || joke.test(plain);
  const isJoke = joking && smallCause.test(rest);
  const ofOneself = others.reduce((left, pattern) => left.replace(pattern, "~"), rest);
  const said = explicit.flatMap((pattern) => [...ofOneself.matchAll(pattern)]);
  if (said.length > 0) {
    if (isJoke) return CALM;
    const borrowed = media.test(plain);
    const denied = said.every(({ index }) =>
      denial.test(ofOneself.slice(Math.max(0, index - 60), index).trim()),
    );
    return { tier: joking || borrowed || denied ? "possible" : "explicit", takesOver: true };
  }
  if (ofOneself !== rest) return { tier: "possible", takesOver: true };
  if (implied.some((pattern) => pattern.test(rest)) || hasCues(rest))
    return isJoke ? CALM : { tier: "possible", takesOver: true };
  const worried = worries.filter((pattern) => pattern.test(rest)).length;
  return worried === 0 ? CALM : { tier: "possible", takesOver: worried > 1 };
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

const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "!": "i",
  "@": "a",
  $: "s",
  "*": "",
};

/** A digit or sign stands for a letter only inside a word, so that amounts stay numbers. */
const LEET_SIGNS = pattern(
  "gu",
  String.raw`(?<=\p{L})[013@$!*](?=\p{L})|(?<=\p{L}{2})[45](?=\p{L})|(?<=\p{L}[01]\p{L}?)[015](?=\p{L})|`,
  "(?<=^| )[1](?= )",
);

const HEAVY_WORDS = ["suicide", "suicidal"] as const;

/** Slips and spellings of the alarm's own words; these words are too heavy to leave to the edit distance. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:wnat|watn|wnt|wantt|wan)\b/gu, "want"],
  [/\b(?:k+i+l+|kll|klil|kkill|kil+)\b/gu, "kill"],
  [/\b(?:kil+in+g*|kiling|killin)\b/gu, "killing"],
  [/\bkill ?(?:my ?s+e+l+f+|myslef|mysef|myselv|myselfe|mself|meself|my slef)\b/gu, "kill myself"],
  [/\b(?:myslef|mysef|myselfe|mself|mysself|myseld|my self|my slef)\b/gu, "myself"],
  [/\b(?:killmyself)\b/gu, "kill myself"],
  [/\b(?:dei|dye|diie|dieing)\b(?= (?:lol|tonight|now|already|anymore|please|today)|$)/gu, "die"],
  [
    /(?<=\bwan(?:t to|na) )dye\b(?! (?:my|the|his|her|our|your|it|this|that|these|some|a|an)\b| (?:\w+ )?(?:eggs?|hair|fabric|wool|clothes))/gu,
    "die",
  ],
  [/\bcutted\b/gu, "cut"],
  [/\b(?:abt|abut|bout)\b/gu, "about"],
  [/(?<=\b(?:want|going|ready|need|trying|about|like|have|used)) 2\b/gu, " to"],
  [/\b(?:anymroe|anymor|any more|anymoar|nomore|animore)\b/gu, "anymore"],
  [/\b(?:gonna|gunna|gona|goin to|gna|finna|bout to|boutta)\b/gu, "going to"],
  [/\b(?:wanna|wana|wnna|wan to|want too|wannna|wont to|whant to|wnt to|wanted too)\b/gu, "want to"],
  [/\b(?:overdse|overdoes|over dose|overdosse|overdos)\b/gu, "overdose"],
  [/\b(?:worthles|worthlss)\b/gu, "worthless"],
  [/\b(?:hopless|hopeles|hopelss)\b/gu, "hopeless"],
  [/\b(?:every one|evryone|everyon|evreyone|every1|everone)\b/gu, "everyone"],
  [/\b(?:no1|no one|noone|nobdy|nobodys|no body)\b/gu, "nobody"],
  [/\b(?:withot|wihtout|witout|w o|withou|without out)\b/gu, "without"],
  [/\b(?:dnt|do not|dont|don t|donot)\b/gu, "dont"],
  [/\b(?:can not|cannot|can t|cnt)\b/gu, "cant"],
  [/\b(?:cut(?:t)?in|cuting)\b/gu, "cutting"],
  [/\b(?:selfharm|self harn|self harming)\b/gu, "self harm"],
  [/\b(?:i m|iam)\b/gu, "im"],
  [/\b(?:ive|i ve|i have) been\b/gu, "been"],
  [/\b(?:what s|wats|what is|wat is|wts|whts)\b/gu, "whats"],
  [/\b(?:poin|piont|pont)\b/gu, "point"],
  [/\bu\b/gu, "you"],
  [/\b(?:im|i am) so (?=(?:tired|sick|done))/gu, "im "],
];

/** A message as words only: leetspeak read, apostrophes dropped, drawn-out letters squeezed. */
function plainWords(text: string): string {
  let words = plainLetters(cleanText(text))
    .replace(/'/gu, "")
    .replace(LEET_SIGNS, (sign) => LEET[sign] ?? sign)
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, " ")
    .replace(/(\p{L})\1{2,}/gu, "$1")
    .trim();
  for (const [pattern, word] of SPELLINGS) words = words.replace(pattern, word);
  return words.replace(/\bs[uo]\p{L}{3,8}\b/gu, heavyWord);
}

/** "suicde" and "suiside" for what they are: one edit away, two where the beginning is right. */
function heavyWord(word: string): string {
  const [first, second] = HEAVY_WORDS;
  const nearest = distance(word, second) < distance(word, first) ? second : first;
  return distance(word, nearest) <= (word.startsWith("sui") ? 2 : 1) ? nearest : word;
}
