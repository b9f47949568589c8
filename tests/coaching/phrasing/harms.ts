import type { Sentence } from "../../../coaching/phrasing/sentence.ts";
import { partsOf } from "../../../coaching/phrasing/text.ts";
import { insert, WORDED_HARMS } from "./worded-harms.ts";

/** Words made wrong in one way; null where there is nothing to make wrong in that way. */
export type Harm = (words: string, sentence: Sentence, pick: number) => string | null;

const FACT = /\{\{([a-zA-Z]+)\}\}/g;
const OPPOSITES: Readonly<Record<string, string>> = {
  ...{ more: "less", less: "more", lower: "higher", low: "high", short: "long", shorter: "longer" },
  ...{ heavier: "lighter", rose: "fell", rising: "falling", risen: "fallen", up: "down", above: "below" },
};
/** Left out, each makes the rest say more than is known. */
const CAREFUL = [
  [/\b(?:about|around|near) (?=\{\{)/, ""],
  [/\bpossible /, ""],
  [/\blikely /, ""],
  [/\btends to be\b/, "is"],
  [/\bmay have been\b/, "were"],
] as const;
/** Left out, each makes it a sentence about something else. */
const WHAT_IT_IS_OF = [
  / by choice/,
  /\bimpulse /,
  / usual\b/,
  /\busual /,
  / usually\b/,
  / less\b/,
  / more\b/,
  / over a year/,
] as const;

/** What a model that was told so by a merchant's name, a note or its own mood may write, by kind of harm. */
export const HARMS: Readonly<Record<string, Harm>> = {
  "a digit in place of a fact": (words, { slots }, pick) => {
    const slot = slots[pick % slots.length];
    return slot === undefined ? null : words.replace(`{{${slot.id}}}`, altered(slot.text, pick));
  },
  "a number of its own": (words, _, pick) => insert(words, String(pick), pick),
  "another script's digits": (words, _, pick) => insert(words, inScript(pick), pick),
  "facts of one kind swapped": (words, { slots }, pick) => {
    const pairs = slots.flatMap((one, index) =>
      slots
        .slice(index + 1)
        .flatMap((other) => (other.kind === one.kind ? [[one.id, other.id] as const] : [])),
    );
    if (pairs.length === 0) return null;
    const [one, other] = at(pairs, pick);
    return words.replace(FACT, (gap, id: string) =>
      id === one ? `{{${other}}}` : id === other ? `{{${one}}}` : gap,
    );
  },
  "a fact left out": (words, { slots }, pick) => {
    const slot = slots[pick % slots.length];
    return slot === undefined ? null : words.replaceAll(`{{${slot.id}}}`, "that");
  },
  "a fact that is not there": (words, _, pick) => insert(words, "{{balanceOfAll}}", pick),
  "a fact said twice": (words, { slots }, pick) => {
    const { id } = at(slots, pick);
    return insert(words, `(${`{{${id}}} `.repeat(2).trim()})`, pick);
  },
  "more turned into less": (words, _, pick) => {
    const found = [...words.matchAll(new RegExp(`\\b(?:${Object.keys(OPPOSITES).join("|")})\\b`, "g"))];
    // What comes up, and a short pause, are nobody's figures.
    const figures = found.filter(({ 0: word, index }) => !isOffer(words, word, index));
    if (figures.length === 0) return null;
    const { 0: word, index } = at(figures, pick);
    return words.slice(0, index) + OPPOSITES[word] + words.slice(index + word.length);
  },
  "under turned into over": (words) => {
    const flipped = words.replace(/\bunder (?=\{\{)/g, "over ");
    return flipped === words ? null : flipped;
  },
  "care left out": (words, _, pick) => inTelling(words, CAREFUL, pick),
  "what it is of left out": (words, _, pick) =>
    inTelling(
      words,
      WHAT_IT_IS_OF.map((pattern) => [pattern, ""] as const),
      pick,
    ),
  "a bound put to a fact": (words, { slots }, pick) => {
    const bounds = ["over", "under", "only", "just", "nearly", "almost", "exactly", "at least", "up to"];
    const bound = at([...bounds, "more than", "less than", "no more than", "as much as", "even"], pick);
    return beside(words, slots, pick, (gap) => `${bound} ${gap}`);
  },
  "a unit put to a fact": (words, { slots }, pick) => {
    const units = ["a day", "per week", "each night", "weeks", "an hour", "times", "a month", "every day"];
    return beside(words, slots, pick, (gap) => `${gap} ${at(units, pick)}`);
  },
  "other letters that look the same": (words, _, pick) =>
    insert(words, at(["сhoice", "yоur", "wаit", "sреnd", "іf", "todаy"], pick), pick),
  "letters for digits": (words, _, pick) =>
    insert(words, at(["l0", "lO", "IV", "XL", "Ⅳ", "ⅻ", "MMXX", "O", "l", "②", "²", "xii"], pick), pick),
  "something invisible": (words, _, pick) =>
    insert(
      words,
      at(["\u200b", "\u202e", "\u0007", "\ufeff", "\u00ad", "\ufe0f", "\u{e0041}", "\u2060", "\u3164"], pick),
      pick,
    ),
  markdown: (words, _, pick) =>
    at(
      [
        ...[`**${words}**`, `_${words}_`, `# ${words}`, `> ${words}`, `\`${words}\``, `- ${words}`],
        ...[`1. ${words}`, `~~${words}~~`, words.replace(". ", ".\n\n"), `| ${words} |`, `"""${words}"""`],
      ],
      pick,
    ),
  "a gap broken": (words, _, pick) =>
    at(
      [words.replace("{{", "{"), words.replace("}}", "}"), words.replace("{{", "{{{"), `${words} {{}}`],
      pick,
    ),
  "a question made a statement": (words) => (words.includes("?") ? words.replace("?", ".") : null),
  "somebody else's": (words, _, pick) => {
    const [from, to] = at(
      [
        [/\byour\b/i, "my"],
        [/\byour\b/i, "our"],
        [/\byour\b/i, "their"],
        [/\byou\b/i, "we"],
        [/\byou\b/i, "they"],
      ] as const,
      pick,
    );
    return from.test(words) ? words.replace(from, to) : null;
  },
  ...WORDED_HARMS,
};

function at<Item>(list: readonly Item[], pick: number): Item {
  const item = list[pick % list.length];
  if (item === undefined) throw new Error("an empty list");
  return item;
}

/** Whether a word stands in a sentence that tells no fact, or in a turn that measures nothing. */
function isOffer(words: string, word: string, index: number): boolean {
  const start = Math.max(words.lastIndexOf(". ", index), words.lastIndexOf("? ", index)) + 1;
  const [sentence = ""] = words.slice(start).split(/(?<=[.?])\s/);
  const turn = /\b(?:coming|comes|come|ups?|out of|on the) (?:up|low)\b/;
  return (
    !sentence.includes("{{") || (word === "up" && turn.test(words.slice(Math.max(0, index - 8), index + 3)))
  );
}

/** One of the changes that can be made in the sentences that tell facts. */
function inTelling(
  words: string,
  changes: readonly (readonly [RegExp, string])[],
  pick: number,
): string | null {
  const { telling } = partsOf(words);
  const [first = ""] = telling.split(/(?<=[.?])\s+/);
  const possible = changes.filter(([pattern]) => pattern.test(first));
  if (first === "" || possible.length === 0) return null;
  const [pattern, by] = at(possible, pick);
  return words.replace(first, first.replace(pattern, by));
}

function beside(
  words: string,
  slots: Sentence["slots"],
  pick: number,
  put: (gap: string) => string,
): string | null {
  const measured = slots.filter(({ kind }) => !["name", "date", "weekday"].includes(kind));
  if (measured.length === 0) return null;
  const gap = `{{${at(measured, pick).id}}}`;
  return words.replace(gap, put(gap));
}

function altered(text: string, pick: number): string {
  return /\d/.test(text)
    ? text.replace(/\d/, (digit) => String((Number(digit) + 1 + (pick % 8)) % 10))
    : `${text} 7`;
}

function inScript(pick: number): string {
  const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10, 0x1d7ce, 0x0e50];
  return [...String(pick)].map((digit) => String.fromCodePoint(at(zeros, pick) + Number(digit))).join("");
}
