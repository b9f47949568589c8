import type { Sentence, Slot } from "./sentence.ts";
import {
  DOWN,
  EVERYDAY_WORDS,
  FUNCTION_WORDS,
  IDIOMS,
  NEGATIONS,
  NEVER_SAID,
  ONLY_AS_SAID,
  ROLES,
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
  | "swapped_facts"
  | "question"
  | "negation"
  | "direction"
  | "unknown_word"
  | "too_new"
  | keyof typeof NEVER_SAID
  | keyof typeof ONLY_AS_SAID;

export type Verdict =
  | { readonly kind: "fits"; readonly words: string }
  | { readonly kind: "refused"; readonly reason: Refusal };

/** How much longer than the template the words may be, gaps counted by their ids. */
const LONGER = { times: 1.4, characters: 24 } as const;
/** Content words that neither the rule's wordings nor the function words know. */
const MOST_NEW_WORDS = 8;

const PLACEHOLDER = /\{\{\s*([a-zA-Z]+)\s*\}\}/g;
/** What may stand beside a gap, so that nothing joins the number in it. */
const STANDS_FREE = /(?:^|[\s("'])\{\}(?=$|\s|[.,;:?)"']+(?:\s|$)|'s(?:\s|$))/g;
const CLAUSE = /[.;?!,()]|\s-\s|\b(?:and|while|against|but|where|whereas|than|compared)\b/;
const SENTENCE_START = /(?:^|[.?!]\s+)\w+/g;

/**
 * Whether a model's words may stand for a template's sentence. They may hold its facts, as gaps, and nothing else that
 * could be true or false: no number in any script or in words, no date, no direction, cause or denial of its own, no
 * judgement, no link, no markup, no word that is not a plain one.
 *
 * A refusal costs a variety of wording, a wrong "fits" a person's trust: where it is not sure, it refuses.
 *
 * @param words as the model wrote them, with gaps `{{id}}`
 * @param wordings the rule's own wordings, whose words are known
 */
export function judgeWords(words: string, sentence: Sentence, wordings: readonly string[] = []): Verdict {
  const said = tidy(words);
  const reason =
    judgeCharacters(said, sentence) ??
    judgePlaceholders(said, sentence) ??
    judgeLists(said, sentence) ??
    judgeMeaning(said, sentence) ??
    judgeVocabulary(said, sentence, wordings);
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

function judgeCharacters(said: string, sentence: Sentence): Refusal | null {
  if (said === "") return "empty";
  if (said.length > sentence.text.length * LONGER.times + LONGER.characters) return "too_long";
  const free = said.replace(PLACEHOLDER, "");
  if (/\p{N}/u.test(free)) return "digits";
  if (/[\p{Sc}%‰]/u.test(free)) return "currency";
  if (/[*_`<>#[\]{}|~^=\n\r\t]/.test(free)) return "markup";
  if (/https?:|www\.|[\w-]\.[a-z]{2,}|[@/\\]/i.test(free)) return "link";
  if (/(?!\p{Script=Latin})\p{L}/u.test(free)) return "script";
  // Marks, invisible characters, exclamation marks, emoji, letters of other languages.
  return /[^A-Za-z '",.;:?()-]/.test(free) ? "character" : null;
}

function judgePlaceholders(said: string, { text, slots }: Sentence): Refusal | null {
  const ids = idsIn(said);
  if (ids.some((id) => !slots.some((slot) => slot.id === id))) return "unknown_placeholder";
  for (const { id, times } of slots) {
    const found = ids.filter((one) => one === id).length;
    if (found === 0) return "missing_placeholder";
    if (found > times) return "repeated_placeholder";
  }
  const bare = withGaps(said);
  if ((bare.match(STANDS_FREE) ?? []).length !== ids.length) return "glued_placeholder";
  if (/\{\}[\s,]+\{\}/.test(bare) && !/\{\}[\s,]+\{\}/.test(withGaps(text))) return "glued_placeholder";
  return isSwapped(said, text, slots) ? "swapped_facts" : null;
}

/** Facts of one kind keep their order, and each what it is held to be: the usual, the earlier, the limit. */
function isSwapped(said: string, text: string, slots: readonly Slot[]): boolean {
  return slots.some((slot) => {
    const alike = slots.filter(({ kind }) => kind === slot.kind).map(({ id }) => id);
    if (alike.length < 2) return false;
    const order = (words: string) => [...new Set(idsIn(words).filter((id) => alike.includes(id)))].join(" ");
    return order(said) !== order(text) || rolesOf(slot.id, said) !== rolesOf(slot.id, text);
  });
}

/** The roles named in the clause in which a fact first stands. */
function rolesOf(id: string, words: string): string {
  const clause = words.split(CLAUSE).find((part) => part.includes(`{{${id}}}`)) ?? "";
  return roles.flatMap(([role, pattern]) => (plain(clause).match(pattern) === null ? [] : [role])).join(" ");
}

function judgeLists(said: string, { text }: Sentence): Refusal | null {
  const words = plain(said);
  for (const [reason, pattern] of neverSaid) if (words.match(pattern) !== null) return reason;
  const ofTemplate = new Set(tokens(text).flatMap(formsOf));
  const isTemplates = (found: string) =>
    plain(text).includes(found) || formsOf(found).some((form) => ofTemplate.has(form));
  for (const [reason, pattern] of onlyAsSaid) {
    if (words.match(pattern)?.some((found) => !isTemplates(found))) return reason;
  }
  // The month; the modal has no capital but at the beginning.
  return /\bMay\b/.test(said.replace(SENTENCE_START, "")) ? "calendar_word" : null;
}

/** Every word is the rule's own or a plain one, and not many are new. */
function judgeVocabulary(said: string, { text }: Sentence, wordings: readonly string[]): Refusal | null {
  const ofRule = new Set([text, ...wordings].flatMap((wording) => tokens(wording).flatMap(formsOf)));
  const unknown = new Set<string>();
  for (const word of tokens(said)) {
    const forms = formsOf(word);
    if (forms.some((form) => ofRule.has(form) || functionWords.has(form))) continue;
    // Judged already, by what they mean.
    if (word.match(directions) !== null || word.match(negations) !== null) continue;
    if (!everyday.test(word) && !forms.some((form) => everyday.test(form))) return "unknown_word";
    unknown.add(word);
  }
  return unknown.size > MOST_NEW_WORDS ? "too_new" : null;
}

function judgeMeaning(said: string, { text, slots }: Sentence): Refusal | null {
  const marks = (words: string) => words.split("?").length;
  if (marks(said) !== marks(text)) return "question";
  const denials = (words: string) => plain(words).match(negations)?.length ?? 0;
  if (denials(said) !== denials(text)) return "negation";
  const ways = directionsIn(text);
  const signs = slots.flatMap(({ sign }) => (sign === undefined ? [] : [sign]));
  const found = directionsIn(said);
  if (found.some((way) => ![...ways, ...signs].includes(way))) return "direction";
  // Where a sentence goes both ways, each has to stay with what it was said of.
  return new Set([...ways, ...signs]).size > 1 && ways.join() !== found.join() ? "direction" : null;
}

/** The directions as they are named, the same one in a row once. */
function directionsIn(words: string): readonly ("up" | "down")[] {
  const found = [...plain(words).replace(idioms, " ").matchAll(directions)].map((match) =>
    match[1] === undefined ? ("down" as const) : ("up" as const),
  );
  return found.filter((way, index) => way !== found[index - 1]);
}

function idsIn(words: string): readonly string[] {
  return [...words.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "");
}

function withGaps(words: string): string {
  return words.replace(PLACEHOLDER, "{}");
}

/** Lower case, gaps and all else that is no word made spaces. */
function plain(words: string): string {
  const bare = words.replace(PLACEHOLDER, " ").toLowerCase();
  return bare.replace(/[^a-z']+/g, " ").trim();
}

function tokens(words: string): readonly string[] {
  return plain(words)
    .split(" ")
    .map((word) => word.replace(/^'+|'+$/g, ""))
    .filter((word) => word !== "");
}

/** A word and what it may be a form of. */
function formsOf(word: string): readonly string[] {
  const bare = word.replace(/'(?:s|ll|re|ve|d|m)$/, "");
  const stems = ["s", "es", "ed", "d", "ing", "ly"].flatMap((ending) =>
    bare.length > ending.length + 2 && bare.endsWith(ending) ? [bare.slice(0, -ending.length)] : [],
  );
  return [...new Set([word, bare, ...stems, ...stems.map((stem) => `${stem}e`)])];
}

/** Each list as one pattern: any of its entries as whole words; `*` stands for any ending. */
function patternsOf<Key extends string>(lists: Readonly<Record<Key, readonly string[]>>) {
  const entries = Object.entries(lists) as [Key, readonly string[]][];
  return entries.map(([key, list]) => [key, new RegExp(wholeWords(alternatives(list)), "g")] as const);
}

function alternatives(list: readonly string[]): string {
  return list.map((entry) => entry.replaceAll("*", "[a-z]*")).join("|");
}

function wholeWords(pattern: string): string {
  return `(?<![a-z'])(?:${pattern})(?![a-z])`;
}

const neverSaid = patternsOf(NEVER_SAID);
const onlyAsSaid = patternsOf(ONLY_AS_SAID);
const roles = patternsOf(ROLES);
const idioms = new RegExp(wholeWords(alternatives(IDIOMS)), "g");
const negations = new RegExp(wholeWords(alternatives(NEGATIONS)), "g");
const directions = new RegExp(wholeWords(`(${alternatives(UP)})|(?:${alternatives(DOWN)})`), "g");
const functionWords: ReadonlySet<string> = new Set(FUNCTION_WORDS);
const everyday = new RegExp(`^(?:${alternatives(EVERYDAY_WORDS)})$`);
