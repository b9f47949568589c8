import { judgeBindings, type Unbound } from "./bindings.ts";
import { judgeMeaning, keepsStatements, type OtherMeaning } from "./meaning.ts";
import type { Sentence } from "./sentence.ts";
import {
  alternatives,
  formsOf,
  idsIn,
  PLACEHOLDER,
  partsOf,
  patternOf,
  patternsOf,
  plainWithGaps,
  tokens,
} from "./text.ts";
import {
  DOWN,
  FREE_BESIDE_FACTS,
  FREE_IN_OFFERS,
  FUNCTION_WORDS,
  NEGATIONS,
  NEVER_SAID,
  OFFER_WORDS,
  ONLY_AS_SAID,
  TELLING_WORDS,
  UP,
} from "./word-lists.ts";

/** Why a model's words are not said. */
export type Refusal =
  | "empty"
  | "too_long"
  | "digits"
  | "script"
  | "currency"
  | "link"
  | "markup"
  | "character"
  | "unknown_placeholder"
  | "missing_placeholder"
  | "repeated_placeholder"
  | "glued_placeholder"
  | "unknown_word"
  | "repeated_word"
  | "too_new"
  | "statement"
  | Unbound
  | OtherMeaning
  | keyof typeof NEVER_SAID
  | keyof typeof ONLY_AS_SAID;

export type Verdict =
  | { readonly kind: "fits"; readonly words: string }
  | { readonly kind: "refused"; readonly reason: Refusal };

/** How much longer than the template the words may be, gaps counted by their ids. */
const LONGER = { times: 1.4, characters: 24 } as const;
/** Content words that neither the rule's wordings nor the function words know. */
const MOST_NEW_WORDS = 8;

/** What may stand beside a gap, so that nothing joins the number in it. */
const STANDS_FREE = /(?:^|[\s("'])\{\}(?=$|\s|[.,;:?)"']+(?:\s|$)|'s(?:\s|$))/g;
const SENTENCE_START = /(?:^|[.?!]\s+)\w+/g;

/**
 * Whether a model's words may stand for a template's sentence. They may hold its facts, as gaps, each as what the template holds it to
 * be, and nothing else that could be true or false: no number in any script or in words, no date, no direction, size, cause or
 * denial of its own, no judgement, no further sentence, no link, no markup, no word that is not a plain one.
 *
 * A refusal costs a variety of wording, a wrong "fits" a person's trust: where it is not sure, it refuses.
 *
 * @param words as the model wrote them, with gaps `{{id}}`
 * @param wordings the rule's own wordings, whose words are known, and which all mean the same
 */
export function judgeWords(words: string, sentence: Sentence, wordings: readonly string[] = []): Verdict {
  const said = tidy(words);
  const reason =
    judgeCharacters(words, said, sentence) ??
    judgePlaceholders(said, sentence, wordings) ??
    judgeLists(said, sentence, wordings) ??
    judgeMeaning(said, sentence, wordings) ??
    judgeBindings(said, sentence, wordings) ??
    judgeVocabulary(said, sentence, wordings) ??
    (keepsStatements(said, sentence, wordings) ? null : "statement");
  return reason === null ? { kind: "fits", words: said } : { kind: "refused", reason };
}

/** NFKC, so that full-width digits and ligatures are what they look like; typographic signs as plain ones. */
function tidy(words: string): string {
  return words
    .normalize("NFKC")
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s*[\u2013\u2014]\s*/g, " - ")
    .replace(/\u2026/g, "...")
    .replace(/[ \u00a0]+/g, " ")
    .replace(PLACEHOLDER, "{{$1}}")
    .trim();
}

/** @param words as they came: a numeral may look like a letter once it is tidied */
function judgeCharacters(words: string, said: string, { text }: Sentence): Refusal | null {
  if (said === "") return "empty";
  if (said.length > text.length * LONGER.times + LONGER.characters) return "too_long";
  const free = said.replace(PLACEHOLDER, "");
  if (/\p{N}/u.test(words.replace(PLACEHOLDER, "")) || /\p{N}/u.test(free)) return "digits";
  if (/[\p{Sc}%‰]/u.test(free)) return "currency";
  const quotes = (of: string) => of.split('"').length;
  if (/[*_`<>#[\]{}|~^=\n\r\t]|^[-+]/.test(free) || quotes(said) !== quotes(text)) return "markup";
  if (/https?:|www\.|[\w-]\.[a-z]{2,}|[@/\\]/i.test(free)) return "link";
  if (/(?!\p{Script=Latin})\p{L}/u.test(free)) return "script";
  // Marks, invisible characters, exclamation marks, emoji, letters of other languages.
  return /[^A-Za-z '",.;:?()-]/.test(free) ? "character" : null;
}

function judgePlaceholders(
  said: string,
  { text, slots }: Sentence,
  wordings: readonly string[],
): Refusal | null {
  const ids = idsIn(said);
  if (ids.some((id) => !slots.some((slot) => slot.id === id))) return "unknown_placeholder";
  for (const { id, times } of slots) {
    const found = ids.filter((one) => one === id).length;
    if (found === 0) return "missing_placeholder";
    if (found > times) return "repeated_placeholder";
  }
  const bare = withGaps(said);
  if ((bare.match(STANDS_FREE) ?? []).length !== ids.length) return "glued_placeholder";
  // "On {{day}}, {{spent}} …" parts them; two figures in a row do not.
  const isApart = (id: string) => slots.some((slot) => slot.id === id && APART.includes(slot.kind));
  const isOwn = (pair: string) => [text, ...wordings].some((wording) => wording.includes(pair));
  const joined = [...said.matchAll(/\{\{(\w+)\}\}([\s,]+)(?=(\{\{\w+\}\}))/g)].some(
    ([pair, id = "", between = "", next = ""]) =>
      !(between.includes(",") && isApart(id)) && !isOwn(pair + next),
  );
  return joined ? "glued_placeholder" : null;
}

const APART: readonly string[] = ["date", "weekday"];

/** Words that are never said, and those that are said only where one of the rule's wordings has them in the same part. */
function judgeLists(said: string, { text }: Sentence, wordings: readonly string[]): Refusal | null {
  for (const [reason, pattern] of neverSaid) if (plainWithGaps(said).match(pattern) !== null) return reason;
  const [now, own] = [partsOf(said), [text, ...wordings].map(partsOf)];
  const all = own.map(({ telling, rest }) => `${telling} ${rest}`);
  const telling = foreignTo(
    own.map((parts) => parts.telling),
    plainWithGaps(now.telling).replace(freeBesideFacts, " "),
  );
  const rest = foreignTo(all, plainWithGaps(now.rest).replace(freeInOffers, " "));
  if (telling !== null || rest !== null) return telling ?? rest;
  if (/\b([a-z']+) \1\b/i.test(said)) return "repeated_word";
  // The month; the modal has no capital but at the beginning.
  return /\bMay\b/.test(said.replace(SENTENCE_START, "")) ? "calendar_word" : null;
}

/** The first list of which some words have more than any of the wordings. */
function foreignTo(wordings: readonly string[], words: string): keyof typeof ONLY_AS_SAID | null {
  const own = wordings.map(plainWithGaps);
  for (const [reason, pattern] of onlyAsSaid) {
    const found = words.match(pattern) ?? [];
    const isForeign = (word: string) => {
      const times = found.filter((one) => one === word).length;
      return !own.some(
        (wording) => (wording.match(pattern) ?? []).filter((one) => one === word).length >= times,
      );
    };
    if (found.some(isForeign)) return reason;
  }
  return null;
}

/** Every word is the rule's own or a plain one for its part, and not many are new. */
function judgeVocabulary(said: string, { text }: Sentence, wordings: readonly string[]): Refusal | null {
  const ofRule = new Set([text, ...wordings].flatMap((wording) => tokens(wording).flatMap(formsOf)));
  const { telling, rest } = partsOf(said);
  const unknown = new Set<string>();
  for (const [part, plainWords] of [
    [telling, tellingWords],
    [rest, offerWords],
  ] as const) {
    for (const word of tokens(part)) {
      const forms = formsOf(word);
      if (forms.some((form) => ofRule.has(form) || functionWords.has(form))) continue;
      // Judged already, by what they mean.
      if (word.match(judged) !== null) continue;
      // Beside facts a form is a word of its own: "took" tells, "take" may be an order.
      if (!plainWords.test(word) && !(part === rest && forms.some((form) => plainWords.test(form))))
        return "unknown_word";
      unknown.add(word);
    }
  }
  return unknown.size > MOST_NEW_WORDS ? "too_new" : null;
}

function withGaps(words: string): string {
  return words.replace(PLACEHOLDER, "{}");
}

const neverSaid = patternsOf(NEVER_SAID);
const onlyAsSaid = patternsOf(ONLY_AS_SAID);
const freeInOffers = patternOf(FREE_IN_OFFERS);
const freeBesideFacts = patternOf(FREE_BESIDE_FACTS);
/** Single words that a list of its own has judged, and those of what may stand freely. */
const judged = patternOf([
  ...[...UP, ...DOWN, ...NEGATIONS, ...Object.values(ONLY_AS_SAID).flat()].filter(
    (entry) => !entry.includes(" "),
  ),
  ...[...FREE_IN_OFFERS, ...FREE_BESIDE_FACTS].flatMap((entry) => entry.split(" ")),
]);
const functionWords: ReadonlySet<string> = new Set(FUNCTION_WORDS);
const tellingWords = new RegExp(`^(?:${alternatives(TELLING_WORDS)})$`);
const offerWords = new RegExp(`^(?:${alternatives(OFFER_WORDS)})$`);
