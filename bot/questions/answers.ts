import type { LocalDate } from "../../coaching/model/local-date.ts";
import {
  type AheadPeriod,
  type AskedPeriod,
  type DayRange,
  isWholeMonth,
  lengthOf,
} from "../../coaching/questions/asked-period.ts";
import { counted, dayName, dayPhrase, listed, periodName, sentenceCase, weekdayName } from "../format.ts";
import type { Pictured } from "../pictures/over-days.ts";
import type { Answer } from "../question.ts";
import { inline, type Part, say } from "../reply.ts";

/**
 * An answer of these lines, with "why?" where there is something to explain.
 *
 * @param pictured what it shows, the sentences of it after the others
 */
export function answered(
  parts: readonly Part[],
  explanation: readonly Part[],
  pictured: Pictured | null = null,
): Answer {
  const told = [...parts, ...(pictured?.parts ?? [])];
  const shown = pictured === null ? {} : { picture: pictured.picture };
  if (explanation.length === 0) return { replies: [{ parts: told, ...shown }] };
  const end = { parts: [...told, say("questions/words/end")], choices: [{ id: "why", standing: true }] };
  return { replies: [{ ...end, ...shown }], explanation };
}

/** Several sentences on one line; none without a sentence. */
export function line(...sentences: readonly Part[]): readonly Part[] {
  if (sentences.length === 0) return [];
  return [
    say("questions/words/line", {
      words: sentences.map(({ prompt, facts }) => inline(prompt, facts)).join(" "),
    }),
  ];
}

/** The answer to a period of which no day has begun. */
export function answerAhead(period: AheadPeriod, today: LocalDate): Answer {
  const name = sentenceCase(daysName(period, today));
  return { replies: [{ parts: [say("questions/words/ahead", { period: name })] }] };
}

/** A period as it is said in a sentence: `Monday 16 to Sunday 22 November`, `the last 30 days (…)`, with "so far". */
export function periodWords(asked: AskedPeriod, today: LocalDate): string {
  if (asked.weekdays !== undefined) {
    const days = weekdaysName(asked.weekdays);
    return inline("questions/words/on-weekdays", { days, period: periodWords(wholePeriod(asked), today) });
  }
  const period = daysName(asked, today);
  if (asked.isDefault && asked.days > 1) {
    return inline("questions/words/last-days", { days: counted(asked.days, "day"), period });
  }
  if (asked.from === today) return inline("questions/words/today", { day: dayName(today, today) });
  return asked.isOpen ? inline("questions/words/so-far", { period }) : period;
}

/** `Saturdays and Sundays`. */
export function weekdaysName(weekdays: readonly number[]): string {
  return listed(weekdays.map((weekday) => inline("questions/words/weekdays", { day: weekdayName(weekday) })));
}

/** The stretch that weekdays are of. */
function wholePeriod({ weekdays: _, ...asked }: AskedPeriod): AskedPeriod {
  return { ...asked, days: lengthOf(asked) };
}

/** A stretch of days by name, with both years where they differ. */
export function daysName({ from, to }: DayRange, today: LocalDate): string {
  if (from.slice(0, 4) === to.slice(0, 4) || isWholeMonth({ from, to }))
    return periodName({ from, to }, today);
  const name = (date: LocalDate) =>
    inline("questions/words/with-year", { day: dayAlone(date), year: date.slice(0, 4) });
  return inline("questions/words/from-to", { from: name(from), to: name(to) });
}

/** `Friday 1 November`, never with its year. */
function dayAlone(date: LocalDate): string {
  return dayName(date, date);
}

/** `today`, `yesterday, Sunday 22 November`, `Friday 20 November`. */
export function dayWords(date: LocalDate, today: LocalDate): string {
  return date === today ? dayPhrase(date, today) : periodName({ from: date, to: date }, today);
}

/** `1 order`, `5 orders`: a count in the words that the prompts have for it. */
export function countWords(count: number, noun: string): string {
  const number = count.toLocaleString("en-US");
  return count === 1
    ? inline(`questions/words/one-${noun}`, { number })
    : inline(`questions/words/many-${noun}`, { number });
}
