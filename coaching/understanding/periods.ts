import { addDays, type LocalDate } from "../model/local-date.ts";
import { dateFrom, periodBefore, type Unit, unitAround, yearBefore } from "./calendar.ts";
import type { Period } from "./frame.ts";
import { pattern } from "./pattern.ts";
import { type PeriodAtom, type PeriodReading, readPeriodAtoms } from "./period-atoms.ts";
import { blot, type Span } from "./sentence.ts";

/** What a message says about time: the days it asks about, those it compares them to, and where it says so. */
export type Periods = {
  readonly period: Period | null;
  readonly compareTo: Period | null;
  /** The period was said of a night. */
  readonly isNight: boolean;
  /** Everything about time, for the other rules to look past. */
  readonly spans: readonly Span[];
};

const COMPARE_BEFORE = pattern(
  "u",
  String.raw`\b(?:compared? (?:to|with|against)|in comparison (?:to|with)|comparing (?:to|with)|versus|`,
  "than(?: in| on| i did| during| over)?|relative to|against|up from|down from|",
  "different from)(?: (?:the|my|what it was|it was|in))* $",
);
const SINCE_BEFORE = pattern(
  "u",
  String.raw`\b(?:since|starting(?: from| on)?|from|beginning)(?: (?:the|last|the (?:start|beginning|`,
  "end)(?: of)?))? $",
);
const JOINT = /^ (?:to|until|through|up to|and|-|till)(?: and including| the)? $/u;

/**
 * The periods of a flat message.
 *
 * Weeks run Monday to Sunday, both ends count, and a phrase that could be past or future is past unless the
 * message looks ahead. Own grammar; chrono-node reads single dates only (see `single-date.ts`).
 */
export function readPeriods(flat: string, reading: PeriodReading): Periods {
  const shifts = readShifts(flat, reading.today);
  const text = blot(flat, shifts.spans);
  const stretches = joinRanges(text, readPeriodAtoms(text, reading), reading);
  let compareTo: Period | null = null;
  const plain: Stretch[] = [];
  for (const stretch of stretches) {
    const isCompared = COMPARE_BEFORE.test(text.slice(0, stretch.start));
    if (isCompared && compareTo === null) compareTo = stretch.period;
    else plain.push(stretch);
  }
  // "compare October and September": the second one is what the first is held against.
  const second = plain[1];
  if (compareTo === null && second && /\b(?:compare|difference|versus)\b/u.test(text))
    compareTo = second.period;
  const period = plain[0]?.period ?? shifts.period;
  const shifted =
    shifts.move === null
      ? null
      : shiftPeriod(shifts.move, period ?? unitAround(unitNamed(shifts.unit ?? "month"), reading.today));
  return {
    period,
    compareTo: compareTo ?? shifted,
    isNight: plain[0]?.isNight ?? false,
    spans: [...stretches, ...shifts.spans],
  };
}

type Stretch = PeriodAtom;
type Shift = "before" | "year";
type Shifts = {
  readonly period: Period | null;
  readonly move: Shift | null;
  /** The unit it named, where the message names no period to count from. */
  readonly unit: string | null;
  readonly spans: readonly Span[];
};

/** Comparisons that name no days of their own: "month over month", "the month before", "same time last year". */
function readShifts(flat: string, today: LocalDate): Shifts {
  const over = pattern(
    "u",
    String.raw`\b(?:(week|month|quarter|year) (?:over|on|to|by|versus) \1|mom|yoy|wow(?= (?:change|spend|`,
    String.raw`spending)))\b`,
  ).exec(flat);
  if (over) {
    const word = over[1] ?? (over[0] === "mom" ? "month" : over[0] === "yoy" ? "year" : "week");
    const period = unitAround(unitNamed(word), today);
    // "mom" may be one's mother.
    if (over[0] !== "mom" || /\b(?:spend|spending|spent|change|growth)\b/u.test(flat)) {
      return { period, move: "before", unit: word, spans: [spanOf(over)] };
    }
  }
  const year = pattern(
    "u",
    String.raw`\b(?:(?:compared? (?:to|with)|versus|than|against) )?(?:(?:the |at |this )*same (?:time|`,
    "period|month|week|weeks|dates|day|quarter) (?:last year|(?:a|one|the) year (?:ago|before|",
    "earlier))|this time last year|(?:a|one) year (?:earlier|ago)|(?:the )?(?:year before|",
    "previous year|prior year)(?= |$))",
  ).exec(flat);
  if (year && /same|this time|compare|versus|than|against|before|earlier/u.test(year[0]))
    return { period: null, move: "year", unit: null, spans: [spanOf(year)] };
  const before = pattern(
    "u",
    String.raw`\b(?:compared? (?:to|with|against)|versus|than|against|relative to) (?:the |my )*(?:(?:one|`,
    "week|month|quarter|period|weekend|day)s? (?:before|prior|earlier)(?: (?:that|it))?|",
    String.raw`(?:previous|prior|preceding) (?:one|week|month|quarter|period|weekend|(?:\d+|two|`,
    "three) (?:days|weeks|months)))",
  ).exec(flat);
  if (before)
    return {
      period: null,
      move: "before",
      unit: /\b(?:week|month|quarter)\b/u.exec(before[0])?.[0] ?? null,
      spans: [spanOf(before)],
    };
  const last = /\b(?:compared? (?:to|with|against)|versus|than) last(?= ?$| ?[?.!,])/u.exec(flat);
  if (last) return { period: null, move: "before", unit: null, spans: [spanOf(last)] };
  return { period: null, move: null, unit: null, spans: [] };
}

function shiftPeriod(move: Shift, base: Period): Period {
  return move === "year" ? yearBefore(base) : periodBefore(base);
}

function unitNamed(word: string): Unit {
  return word === "week" || word === "quarter" || word === "year" ? word : "month";
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}

/** Joins "from A to B", "between A and B" and "since A"; a bare number takes its month from the date beside it. */
function joinRanges(text: string, atoms: readonly PeriodAtom[], { today }: PeriodReading): Stretch[] {
  const stretches: Stretch[] = [];
  for (let index = 0; index < atoms.length; index++) {
    const atom = atoms[index];
    if (!atom) continue;
    const next = atoms[index + 1];
    const gap = next ? text.slice(atom.end, next.start) : "";
    const isJoined =
      JOINT.test(gap) && (!/and/.test(gap) || /\bbetween (?:the )?$/u.test(text.slice(0, atom.start)));
    if (next && isJoined && ordered(atom.period.from, next.period.to)) {
      stretches.push({ ...atom, end: next.end, period: { from: atom.period.from, to: next.period.to } });
      index++;
      continue;
    }
    stretches.push(withBareNumber(text, atom) ?? since(text, atom, today) ?? atom);
  }
  return stretches;
}

function ordered(from: LocalDate, to: LocalDate): boolean {
  return from <= to;
}

/** "October 3 to 9", "3rd - 9th of October", "between 3 and 9 October". */
function withBareNumber(text: string, atom: PeriodAtom): Stretch | null {
  if (atom.period.from !== atom.period.to) return null;
  const date = atom.period.from;
  const sameMonth = (day: string | undefined) =>
    dateFrom(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(day));
  const after =
    /^ (?:to|until|through|-|and)(?: the)? (\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\p{N}]| ?(?:\$|bucks))/u.exec(
      text.slice(atom.end),
    );
  const last = after && sameMonth(after[1]);
  if (after && last && last >= date)
    return { ...atom, end: atom.end + after[0].length, period: { from: date, to: last } };
  const before = /(?<=^| )(\d{1,2})(?:st|nd|rd|th)? (?:to|until|through|-|and)(?: the)? $/u.exec(
    text.slice(0, atom.start),
  );
  const first = before && sameMonth(before[1]);
  if (before && first && first <= date)
    return { ...atom, start: before.index, period: { from: first, to: date } };
  return null;
}

function since(text: string, atom: PeriodAtom, today: LocalDate): Stretch | null {
  const head = text.slice(0, atom.start);
  const word =
    SINCE_BEFORE.exec(head)?.[0] ?? (/^since /u.test(text.slice(atom.start, atom.end)) ? "since" : "");
  const isRange = word.startsWith("since") || word.startsWith("start") || word.startsWith("begin");
  const isFromOn =
    word.startsWith("from") &&
    /^ (?:on|onwards?|until now|to now|up to now|till now)\b/u.test(text.slice(atom.end));
  if ((!isRange && !isFromOn) || atom.period.from > today) return null;
  const from = / end/u.test(word) ? addDays(atom.period.to, 1) : atom.period.from;
  return from > today ? null : { ...atom, period: { from, to: today } };
}
