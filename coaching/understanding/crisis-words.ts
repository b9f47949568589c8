import { distance } from "fastest-levenshtein";
import { TEXT_SPEAK, withoutSwap } from "./crisis-slips.ts";
import { cleanText, plainLetters } from "./normalise.ts";
import { pattern } from "./pattern.ts";

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
export function plainWords(text: string): string {
  let words = plainLetters(cleanText(text))
    .replace(/'/gu, "")
    .replace(LEET_SIGNS, (sign) => LEET[sign] ?? sign)
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, " ")
    .replace(/(\p{L})\1{2,}/gu, "$1")
    .trim();
  words = words.replace(/\p{L}+/gu, withoutSwap);
  for (const [pattern, word] of [...TEXT_SPEAK, ...SPELLINGS]) words = words.replace(pattern, word);
  return words.replace(/\bs[uo]\p{L}{3,8}\b/gu, heavyWord);
}

/** "suicde" and "suiside" for what they are: one edit away, two where the beginning is right. */
function heavyWord(word: string): string {
  const [first, second] = HEAVY_WORDS;
  const nearest = distance(word, second) < distance(word, first) ? second : first;
  return distance(word, nearest) <= (word.startsWith("sui") ? 2 : 1) ? nearest : word;
}

/** The sentences and lines of a message, as they were written; a full stop inside an amount ends none. */
export function splitSentences(text: string): readonly string[] {
  return text.split(/[.!?;\u2026]+(?=\s|$)|\n+/u).filter((sentence) => sentence.trim() !== "");
}
