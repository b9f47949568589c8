import { addDays, daysBetween, type LocalDate } from "../model/local-date.ts";
import {
  addMonths,
  dateFrom,
  dayOfMonthBefore,
  isTellable,
  lastUnits,
  MONTHS,
  nextUnits,
  type Unit,
  unitAround,
  upTo,
  WEEKDAYS,
  weekdayBefore,
  weekendAround,
} from "./calendar.ts";
import type { Period } from "./frame.ts";
import { COUNT, countOf } from "./numbers.ts";
import type { Span } from "./sentence.ts";
import { readSingleDate } from "./single-date.ts";

/** A stretch of days named by one phrase: "last week", "October 3", "yesterday". */
export type PeriodAtom = Span & {
  readonly period: Period;
  /** Said of a night: belongs to the day on which it ended where sleep is meant. */
  readonly isNight: boolean;
};

/** How to settle what a phrase leaves open. */
export type PeriodReading = {
  readonly today: LocalDate;
  /** The message asks about what is to come: "Friday" is the next one, not the last. */
  readonly isFuture: boolean;
  /** "3/7" is 3 July, not 7 March. */
  readonly isDayFirst: boolean;
};

type Rule = {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, reading: PeriodReading) => Period | null;
};

const UNIT = "(day|night|week|weekend|fortnight|month|quarter|year)s?";
const MONTH = `(${MONTHS.join("|")}|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)`;
const WEEKDAY = `(${WEEKDAYS.join("|")}|mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)`;
const PART = "(?: (?:morning|afternoon|evening|night|lunchtime))?";
const YEAR = String.raw`(20\d\d)`;
const ORDINALS = ["first", "second", "third", "fourth", "last"];
/** "last 20,000 days" is a slip, not a question. */
const LONGEST_COUNT = 1000;

function rule(pattern: string, read: Rule["read"]): Rule {
  return { pattern: new RegExp(String.raw`\b(?:${pattern})(?![\p{L}\p{N}])`, "gu"), read };
}

function day(date: LocalDate): Period {
  return { from: date, to: date };
}

function unitOf(word: string | undefined): Unit {
  if (word === "night") return "day";
  return word === "week" || word === "month" || word === "quarter" || word === "year" ? word : "day";
}

function counted(word: string | undefined, count: number): { unit: Unit; count: number } | null {
  if (!(count >= 1 && count <= LONGEST_COUNT)) return null;
  if (word === "fortnight") return { unit: "week", count: 2 * count };
  return { unit: unitOf(word), count };
}

/** The whole month of that name: the latest that has begun, or the coming one. */
function monthNamed(name: string, reading: PeriodReading, move = 0): Period | null {
  const index = MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3)));
  const { today } = reading;
  const year = Number(today.slice(0, 4));
  const now = Number(today.slice(5, 7)) - 1;
  const turn = index > now && !reading.isFuture ? -1 : index < now && reading.isFuture ? 1 : 0;
  const start = dateFrom(year + turn + move, index + 1, 1);
  return start === null ? null : unitAround("month", start);
}

function monthIn(name: string, year: string): Period | null {
  const index = MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3)));
  const start = dateFrom(Number(year), index + 1, 1);
  return start === null ? null : unitAround("month", start);
}

function quarterOf(number: number, year: string | undefined, today: LocalDate): Period | null {
  let start = dateFrom(Number(year ?? today.slice(0, 4)), number * 3 - 2, 1);
  if (start !== null && year === undefined && start > today) start = addMonths(start, -12);
  return start === null ? null : unitAround("quarter", start);
}

function weekdayNamed(name: string, reading: PeriodReading, word: string): Period {
  const index = WEEKDAYS.findIndex((weekday) => weekday.startsWith(name.slice(0, 3)));
  const { today } = reading;
  if (word === "next") return day(addDays(weekdayBefore(today, index, true), 7));
  if (word === "this" && reading.isFuture)
    return day(addDays(weekdayBefore(addDays(today, 6), index, true), 0));
  if (reading.isFuture && word === "") return day(weekdayBefore(addDays(today, 7), index, true));
  return day(weekdayBefore(today, index, word === "this"));
}

/** One week of a month by its place in it; the last one is its last seven days. */
function weekOfMonth(place: string, month: Period): Period {
  const index = ORDINALS.indexOf(place);
  if (index === ORDINALS.length - 1) return { from: addDays(month.to, -6), to: month.to };
  return { from: addDays(month.from, 7 * index), to: addDays(month.from, 7 * index + 6) };
}

/** Ordered: what says more comes first, and each match is taken out of the text before the next rule looks. */
const RULES: readonly Rule[] = [
  rule(`(?:every|each|most|black|good|casual) (?:${WEEKDAY}|${UNIT}|single day)`, () => null),
  rule("day before yesterday", (_, { today }) => day(addDays(today, -2))),
  rule("(?:the )?(week|month|weekend|year|night) before last", ([, unit], { today }) =>
    unit === "weekend" ? weekendAround(lastWeekendAnchor(today), -1) : unitAround(unitOf(unit), today, -2),
  ),
  rule(`(?:this|the) (?:time|day) (?:last|a) (week|month|year)(?: ago)?`, () => null),
  rule("(?:month|year|week) to date|mtd|ytd|wtd", ([words], { today }) => {
    const unit: Unit = words.startsWith("m") ? "month" : words.startsWith("y") ? "year" : "week";
    return upTo(unitAround(unit, today), today);
  }),
  rule(
    "(?:so far |thus far )?(?:this|the) (week|month|quarter|year) (?:so far|to date|until now|up to now)",
    ([, unit], { today }) => upTo(unitAround(unitOf(unit), today), today),
  ),
  rule("so far this (week|month|quarter|year)", ([, unit], { today }) =>
    upTo(unitAround(unitOf(unit), today), today),
  ),
  rule("(?:the )?(?:rest|remainder) of (?:the|this|my) (week|month|quarter|year)", ([, unit], { today }) => ({
    from: today,
    to: unitAround(unitOf(unit), today).to,
  })),
  rule(
    "(?:the )?(?:end of (?:the |this )?|month end|this )(month|week|year)(?: end)?",
    ([, unit], { today }) => unitAround(unitOf(unit), today),
  ),
  rule("(?:the )?month end", (_, { today }) => unitAround("month", today)),
  rule(
    `(?:the )?${`(${ORDINALS.join("|")})`} week of (?:the |this )?(?:month(?! of)|${MONTH})(?: ${YEAR})?`,
    (match, reading) => {
      const [, place = "", month, year] = match;
      const whole =
        month === undefined
          ? unitAround("month", reading.today)
          : year
            ? monthIn(month, year)
            : monthNamed(month, reading);
      return whole && weekOfMonth(place, whole);
    },
  ),
  rule(`(?:the |my )?(?:last|past|previous|prior) ${COUNT} ${UNIT}`, (match, { today }) => {
    const words = match[0].replace(/^(?:the |my )?(?:last|past|previous|prior) /, "").replace(/ [a-z]+$/, "");
    const stretch = counted(match[1], countOf(words));
    return stretch && lastUnits(stretch.unit, stretch.count, today);
  }),
  rule("(?:the )?(?:last|past|previous) (24|48|72) hours", ([, hours], { today }) => ({
    from: addDays(today, -Number(hours) / 24),
    to: today,
  })),
  rule(
    `(?:(?:in|over|during|for|within|across) the (?:last|past)|(?:the )?past) (day|week|month|quarter|year|fortnight)`,
    (match, { today }) => {
      const stretch = counted(match[1], 1);
      return stretch && lastUnits(stretch.unit, stretch.count, today);
    },
  ),
  rule("(?:the )?last fortnight", (_, { today }) => lastUnits("week", 2, today)),
  rule(`(?:the |in |over )*(?:next|coming) ${COUNT} ${UNIT}`, (match, { today }) => {
    const words = match[0].replace(/^(?:the |in |over )*(?:next|coming) /, "").replace(/ [a-z]+$/, "");
    const stretch = counted(match[1], countOf(words));
    return stretch && nextUnits(stretch.unit, stretch.count, today);
  }),
  rule(`${COUNT} ${UNIT} (?:ago|back)`, (match, { today }) => {
    const words = match[0].replace(/ [a-z]+ (?:ago|back)$/, "");
    const stretch = counted(match[1], countOf(words));
    return stretch && unitAround(stretch.unit, today, -stretch.count);
  }),
  rule("last night|overnight", (_, { today }) => day(addDays(today, -1))),
  rule(`yesterday${PART}`, (_, { today }) => day(addDays(today, -1))),
  rule("today|tonight|this (?:morning|afternoon|evening)|right now|2 day(?! \\p{L})", (_, { today }) =>
    day(today),
  ),
  rule(`tomorrow${PART}`, (_, { today }) => day(addDays(today, 1))),
  rule(
    `(last|previous|this|next|coming|the|at the|over the|on the|my) weekend`,
    ([, word], { today, isFuture }) => {
      if (word === "last" || word === "previous") return weekendAround(lastWeekendAnchor(today));
      if (word === "next" || word === "coming" || isFuture)
        return weekendAround(today, isOnWeekend(today) && word === "this" ? 0 : 1);
      return weekendAround(today);
    },
  ),
  rule(`(last|previous|prior|next|coming|current) (week|month|quarter|year)`, ([, word, unit], { today }) =>
    unitAround(unitOf(unit), today, word === "current" ? 0 : word === "next" || word === "coming" ? 1 : -1),
  ),
  rule(
    "(?:this|all|this (?:whole|entire)|the (?:whole|entire)|the whole of this) (week|month|quarter|year)",
    ([, unit], { today }) => unitAround(unitOf(unit), today),
  ),
  rule(
    `(?:q ?([1-4])|(first|second|third|fourth) quarter)(?: (?:of )?${YEAR})?`,
    ([, number, word, year], { today }) =>
      quarterOf(number === undefined ? ORDINALS.indexOf(word ?? "") + 1 : Number(number), year, today),
  ),
  rule(
    `(?:${MONTH} (?:the )?\\d{1,2}(?:st|nd|rd|th)?(?! ?(?:days|weeks|months|bucks|dollars|euros|:))(?: ?,? ${YEAR})?|(?:the )?\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}(?: ?,? ${YEAR})?)`,
    ([phrase], reading) => readSingleDate(phrase, reading),
  ),
  rule(String.raw`20\d\d ?- ?\d\d ?- ?\d\d`, ([phrase], reading) => readSingleDate(phrase, reading)),
  rule(
    String.raw`(?<=\b(?:on|since|from|until|to|between|and|by|before|after|through|of) |- |` +
      String.raw`the )\d{1,2}[/.]\d{1,2}(?:[/.](?:20)?\d\d)?|\d{1,2}[/.]\d{1,2}(?:[/.](?:20)?\d\d)?(?= (?:to|` +
      String.raw`-|until|through) \d{1,2}[/.]\d)|\d{1,2}[/.]\d{1,2}[/.]20\d\d`,
    ([phrase], reading) => readSingleDate(phrase, reading),
  ),
  rule(
    `(?:(?<=\\b(?:in|since|during|for|of|until|than|versus|and|to|with|from|between|by|all|early|mid|late|compare) )|(last|this|next) )(may|march)(?: ${YEAR})?(?! i\\b)|(may|march) ${YEAR}`,
    (match, reading) => {
      const [, word, name = "", yearAfter, alone, year] = match;
      return monthWithWord(word, name || (alone ?? ""), yearAfter ?? year, reading);
    },
  ),
  rule(
    `(?:(last|this|next) )?${MONTH.replace("march|", "").replace("may|", "").replace("mar|", "")}(?: ${YEAR})?`,
    ([, word, name = "", year], reading) => monthWithWord(word, name, year, reading),
  ),
  rule(
    `(?:(?:on )?(last|this|next|coming|past|previous) |(?<=\\b(?:on|since|from|to|until|by|than|and|between|-) ))${WEEKDAY}${PART}`,
    ([, word, name = ""], reading) => weekdayNamed(name, reading, word === "coming" ? "next" : (word ?? "")),
  ),
  rule(`(${WEEKDAYS.join("|")})${PART}`, ([, name = ""], reading) => weekdayNamed(name, reading, "")),
  rule(
    String.raw`(?<=\b(?:in|of|for|during|year|since|all|until|than|versus|from|to|and) )${YEAR}(?! ?(?:\$|` +
      "dollars|euros|bucks))",
    ([year], { today }) => {
      const start = dateFrom(Number(year), 1, 1);
      return start === null || start > today ? null : unitAround("year", start);
    },
  ),
  rule(
    String.raw`(?<=\b(?:on|since|from|until|by) )(?:the )?(\d{1,2})(?:st|nd|rd|th)|(?:the )(\d{1,2})(?:st|` +
      "nd|rd|th)(?! (?:of|time|place|coffee))",
    ([, one, two], { today }) => {
      const date = dayOfMonthBefore(today, Number(one ?? two));
      return date === null ? null : day(date);
    },
  ),
  rule(
    // "Which day of the week" asks for a weekday, and names no week.
    "(?<!(?:what|which|by|per|each) days? |when )(?:for|of|in|during|over) (?:the|my) (week|month|quarter|year)(?! (?:before|of|prior|ending))",
    ([, unit], { today }) => unitAround(unitOf(unit), today),
  ),
];

function isOnWeekend(today: LocalDate): boolean {
  return weekendAround(today).from <= today && today <= weekendAround(today).to;
}

/** During a weekend, "last weekend" is the one before it. */
function lastWeekendAnchor(today: LocalDate): LocalDate {
  return isOnWeekend(today) ? addDays(today, -7) : today;
}

function monthWithWord(
  word: string | undefined,
  name: string,
  year: string | undefined,
  reading: PeriodReading,
): Period | null {
  if (year !== undefined) return monthIn(name, year);
  const month = monthNamed(name, { ...reading, isFuture: word === "next" });
  const isCurrent = month !== null && month.from <= reading.today && reading.today <= month.to;
  if (word === "last" && isCurrent) return monthNamed(name, reading, -1);
  return reading.isFuture && word === undefined && !isCurrent ? monthNamed(name, reading) : month;
}

/** Every phrase of the flat text that names days, in order; phrases inside longer ones are not told again. */
export function readPeriodAtoms(flat: string, reading: PeriodReading): PeriodAtom[] {
  const atoms: PeriodAtom[] = [];
  let left = flat;
  for (const { pattern, read } of RULES) {
    for (const match of left.matchAll(pattern)) {
      const found: Span = { start: match.index, end: match.index + match[0].length };
      left = left.slice(0, found.start) + "\u00b7".repeat(match[0].length) + left.slice(found.end);
      const period = read(match, reading);
      if (period === null || !isTellable(period) || daysBetween(period.from, period.to) < 0) continue;
      atoms.push({ ...found, period, isNight: /night/.test(match[0]) });
    }
  }
  return atoms.sort((one, other) => one.start - other.start);
}
