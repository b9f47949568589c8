import type { Sentence } from "./sentence.ts";
import {
  alternatives,
  formsOf,
  type Parts,
  partsOf,
  patternOf,
  patternsOf,
  plain,
  sentencesIn,
  tokens,
  wholeWords,
} from "./text.ts";
import { CAN, DOWN, IDIOMS, IMPERATIVES, NEGATIONS, SUBJECTS, UP } from "./word-lists.ts";

/** Up to so many letters a word mostly has a part in grammar alone. */
const SHORT_WORD = 3;

/** Why a sentence does not mean what the template's does. */
export type OtherMeaning = "question" | "negation" | "direction" | "subject" | "certainty";

/**
 * Whether it asks as much, denies as much, goes the same way and is about the same, as far as words tell. What tells facts and what
 * stands beside it are held apart, so that a word of the one does not excuse it in the other.
 *
 * @param wordings the rule's own, which all mean the same
 */
export function judgeMeaning(
  said: string,
  { text, slots }: Sentence,
  wordings: readonly string[],
): OtherMeaning | null {
  const [now, own] = [partsOf(said), partsOf(text)];
  const all = [own, ...wordings.map(partsOf)];
  if (questions(said) !== questions(text)) return "question";
  const denials = (words: string) => plain(words).match(negations)?.length ?? 0;
  if (denials(now.telling) !== denials(own.telling) || denials(now.rest) !== denials(own.rest))
    return "negation";
  const signs = slots.flatMap(({ sign }) => (sign === undefined ? [] : [sign]));
  if (!keepsDirection(now, all, signs)) return "direction";
  if (!keepsSubjects(now.telling, all)) return "subject";
  const says = (words: string) => statementsIn(words).some((one) => plain(one).match(can) !== null);
  return says(own.rest) && statementsIn(now.rest).length > 0 && !says(now.rest) ? "certainty" : null;
}

function questions(words: string): number {
  return words.split("?").length - 1;
}

/** Whether sentences without a fact are no more than the template's, and mostly of the rule's own words. */
export function keepsStatements(said: string, { text }: Sentence, wordings: readonly string[]): boolean {
  const [now, own] = [partsOf(said), partsOf(text)];
  if (statementsIn(now.rest).length > statementsIn(own.rest).length) return false;
  if (sentencesIn(now.telling).length > sentencesIn(own.telling).length + 1) return false;
  const known = new Set([text, ...wordings].flatMap((wording) => tokens(wording).flatMap(formsOf)));
  if (!keepsCommands(said, [text, ...wordings])) return false;
  const spoken = (words: string) => subjectsIn(statementsIn(words).join(" "));
  const ofStatements = [text, ...wordings].flatMap((wording) => spoken(partsOf(wording).rest));
  if (spoken(now.rest).some((subject) => !ofStatements.includes(subject))) return false;
  return sentencesIn(now.rest).every((sentence) => {
    const words = tokens(sentence).filter((word) => word.length > SHORT_WORD);
    const strange = words.filter((word) => !formsOf(word).some((form) => known.has(form))).length;
    return sentence.endsWith("?") ? strange * 2 <= words.length : strange * 2 < words.length;
  });
}

/** No sentence or part of one begins like an order, but as the rule's own do; what is asked is none. */
function keepsCommands(said: string, own: readonly string[]): boolean {
  const commands = (words: string) =>
    sentencesIn(words)
      .filter((sentence) => sentence.includes("{{") || !sentence.endsWith("?"))
      .flatMap((sentence) => sentence.split(/[;:,()]\s*|\s-\s|\b(?:and|so|or|then)\b/))
      .flatMap((part) => tokens(part).slice(0, 1))
      .filter((word) => imperatives.has(word));
  const known = own.flatMap(commands);
  return commands(said).every((word) => known.includes(word));
}

function subjectsIn(words: string): readonly string[] {
  return subjects.flatMap(([subject, pattern]) => (plain(words).match(pattern) === null ? [] : [subject]));
}

/** As one of the rule's wordings goes; beside the facts only with words that the rule has there. */
function keepsDirection(now: Parts, all: readonly Parts[], signs: readonly Way[]): boolean {
  const ways = directionsIn(now.telling);
  const ofRule = new Set(all.flatMap(({ telling, rest }) => tokens(`${telling} ${rest}`).flatMap(formsOf)));
  const beside = plain(now.rest).replace(idioms, " ").match(directions) ?? [];
  if (beside.some((word) => !formsOf(word).some((form) => ofRule.has(form)))) return false;
  if (all.some(({ telling }) => directionsIn(telling).join() === ways.join())) return true;
  const allowed = [...directionsIn(all[0]?.telling ?? ""), ...signs];
  return signs.length > 0 && new Set(allowed).size === 1 && ways.every((way) => allowed.includes(way));
}

type Way = "up" | "down";

/** The directions as they are named, the same one in a row once. */
function directionsIn(words: string): readonly Way[] {
  const found = [...plain(words).replace(idioms, " ").matchAll(directions)].map((match) =>
    match[1] === undefined ? ("down" as const) : ("up" as const),
  );
  return found.filter((way, index) => way !== found[index - 1]);
}

/** What every wording speaks of is spoken of, and nothing oftener than in one of them; what is usual, as often as in the template. */
function keepsSubjects(telling: string, all: readonly Parts[]): boolean {
  return subjects.every(([subject, pattern]) => {
    const times = (words: string) => plain(words).match(pattern)?.length ?? 0;
    const own = all.map((parts) => times(parts.telling));
    const now = times(telling);
    // Whose usual it is, is told by the clause; see `bindings.ts`.
    if (subject === "usual") return now >= (own[0] ?? 0) && now <= Math.max(...own) + 1;
    return now >= Math.min(1, ...own) && now <= Math.max(...own);
  });
}

function statementsIn(words: string): readonly string[] {
  return sentencesIn(words).filter((sentence) => !sentence.endsWith("?"));
}

const imperatives: ReadonlySet<string> = new Set(IMPERATIVES);
const idioms = patternOf(IDIOMS);
const negations = patternOf(NEGATIONS);
const can = patternOf(CAN);
const subjects = patternsOf(SUBJECTS);
const directions = new RegExp(wholeWords(`(${alternatives(UP)})|(?:${alternatives(DOWN)})`), "g");
