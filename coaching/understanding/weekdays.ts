import { WEEKDAYS } from "./calendar.ts";
import { COUNT } from "./numbers.ts";
import type { Sentence, Span, Token } from "./sentence.ts";

/** Weekdays that a message keeps to, as a habit and not as a date: "on Tuesdays", "at weekends", "on a Friday". */
export type NamedWeekdays = {
  /** 0 = Monday, in order; null where it names none. */
  readonly days: readonly number[] | null;
  /** They are held against each other: "Fridays or Tuesdays", "weekends compared to weekdays". */
  readonly isCompared: boolean;
  /** Where a weekday's name stands that is no date. */
  readonly spans: readonly Span[];
};

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const WORKING_DAYS = EVERY_DAY.slice(0, 5);
const WEEKEND = EVERY_DAY.slice(5);
/** Makes one day a habit. */
const HABIT_BEFORE =
  /\b(?:every|each|an?(?: (?:average|typical|usual|normal|regular|ordinary))|(?:on|at|for|during) an?)(?: single)? $/u;
/** Belongs to the name: "a Friday", "every single Friday". */
const ARTICLE_BEFORE =
  /\b(?:every|each|an?)(?: (?:average|typical|usual|normal|regular|ordinary))?(?: single)? $/u;
/** Asks which weekday, and names none. */
const ASKED_BEFORE = /\b(?:what|which|by|per)(?: (?:of )?the)? $/u;
const LEFT_OUT_BEFORE =
  /\b(?:except|excluding|without|not|outside|besides|apart from|other than|ignoring)(?: (?:for|on|at|of|the|my))* $/u;
/** "Mondays spending" is Monday's. */
const OWNED_AFTER =
  /^ (?:spending|spend|total|expenses|purchases|payments?|score|mood|energy|sleep|steps|balance|night|morning|evening|afternoon)\b/u;
const AGAINST = /\b(?:versus|vs|compared?|comparing|than|or|against|difference)\b/u;

/** The weekdays a sentence keeps to. */
export function readWeekdays(sentence: Sentence): NamedWeekdays {
  const { flat, tokens, text } = sentence;
  const named = tokens.flatMap((token) => {
    const days = daysNamed(token);
    const before = flat.slice(0, token.flatStart);
    if (days === null || ASKED_BEFORE.test(before) || OWNED_AFTER.test(flat.slice(token.flatEnd))) return [];
    if (!isPlural(token, text) && !HABIT_BEFORE.test(before)) return [];
    return [
      { token, days: LEFT_OUT_BEFORE.test(before) ? EVERY_DAY.filter((day) => !days.includes(day)) : days },
    ];
  });
  if (named.length === 0) return { days: null, isCompared: false, spans: [] };
  const all = new Set(named.flatMap(({ days }) => days));
  return {
    days: EVERY_DAY.filter((day) => all.has(day)),
    isCompared: named.length > 1 && AGAINST.test(flat),
    spans: named
      .filter(({ token }) => isWeekday(token.word))
      .map(({ token: { flatStart, flatEnd } }) => ({
        start: flatStart - (ARTICLE_BEFORE.exec(flat.slice(0, flatStart))?.[0].length ?? 0),
        end: flatEnd,
      })),
  };
}

/**
 * The flat text for whoever looks for periods: a weekday that is a habit is no date, and "the last three Fridays" are in the
 * last three weeks. Offsets stay.
 */
export function withoutWeekdays(flat: string, { spans }: NamedWeekdays): string {
  let out = flat;
  for (const { start, end } of spans) {
    const isCounted = new RegExp(`\\b(?:last|past|previous) ${COUNT} $`, "u").test(flat.slice(0, start));
    const word = (isCounted ? "weeks" : "").padEnd(end - start, isCounted ? " " : "\u00b7");
    out = out.slice(0, start) + word + out.slice(end);
  }
  return out;
}

function daysNamed({ word }: Token): readonly number[] | null {
  if (/^weekends?$/u.test(word)) return WEEKEND;
  if (/^(?:weekdays?|workdays?)$/u.test(word)) return WORKING_DAYS;
  const name = word.replace(/s$/u, "");
  return isWeekday(word) ? [WEEKDAYS.map(String).indexOf(name)] : null;
}

function isWeekday(word: string): boolean {
  return WEEKDAYS.some((weekday) => weekday === word.replace(/s$/u, ""));
}

/** By the person's own letters: a corrected word has lost its ending. */
function isPlural({ start, end }: Token, text: string): boolean {
  return /[^'’]s$/iu.test(text.slice(start, end));
}
