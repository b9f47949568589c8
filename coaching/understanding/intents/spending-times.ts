import { daysBetween } from "../../model/local-date.ts";
import type { SpendingTime } from "../frame.ts";
import type { Message } from "../message.ts";
import { pattern } from "../pattern.ts";
import type { Span } from "../sentence.ts";

/** In fewer days than these a weekday comes too seldom: "which day" is then a date. */
const WEEKDAYS_FROM_DAYS = 28;

const SPENDS = pattern(
  "u",
  String.raw`\b(?:(?:over ?)?spend(?:s|ing|ings)?|(?:over ?)?spent|buy|buying|bought|shop|shopping|pay|paying|paid|`,
  String.raw`splurg(?:e|es|ing)|purchases?|money|expensive|expenses?|priciest|costliest|blow|payments?)\b`,
);
const MOST = pattern(
  "u",
  String.raw`\b(?:most(?! recent)|mostly|more|highest|heaviest|biggest|largest|worst|least|lowest|usually|`,
  String.raw`typically|normally|mainly|main|tend to|priciest|costliest|expensive|overspend)\b`,
);
const CLOCK = pattern(
  "u",
  String.raw`\b(?:what|which) (?:(?:times?|hours?)(?: of (?:the )?day)?|parts? of (?:the )?day)\b|`,
  String.raw`\b(?:by |per )?(?:the )?times? of (?:the )?day\b|`,
  String.raw`\bwhen (?:in|during) the day\b|\b(?:by|per) hour\b|\b(?:in the |at )?(?:mornings?|afternoons?|evenings?|nights?) or `,
  String.raw`(?:(?:in|at|during|late|the) )*(?:mornings?|afternoons?|evenings?|nights?)\b`,
);
/** "By" asks for it by itself; a question says that it is about the most. */
const BY_CLOCK =
  /\b(?:spend|spending|spendings|expenses?|purchases|payments)\b.{0,30}\b(?:by|per) (?:(?:the )?times? of (?:the )?day|hour)\b/u;
const WEEKDAY =
  /\b(?:what|which) (?:weekdays?|days? of (?:the |a )?week|days)\b|\bwhen (?:in|during) the week\b|\b(?:by|per) (?:weekday|days? of (?:the )?week)\b/u;
const BY_WEEKDAY =
  /\b(?:spend|spending|spendings|expenses?|purchases|payments)\b.{0,30}\b(?:by|per) (?:weekday|days? of (?:the )?week)\b/u;
const DAY = pattern(
  "u",
  String.raw`\b(?:what|which)(?: single| one)? day\b|\bmy (?:single )?(?:most expensive|priciest|costliest|biggest|`,
  String.raw`highest|heaviest|worst|top) (?:spending |spend |shopping |money )?days?\b`,
);
const WHEN = pattern(
  "u",
  String.raw`\bwhen (?:do|does|am|is) (?=(?:i|my|most|we)\b).{0,40}\b(?:most|mostly|usually|typically|normally|mainly|highest|`,
  String.raw`tend to|overspend)\b`,
);
const WHEN_DATE = /\bwhen (?:did|have) i\b.{0,30}\b(?:most(?! recent)|highest)\b/u;
/** Paying a certain thing has its day and is asked about otherwise: "when do I usually pay rent". */
const SPENDS_AT_LARGE =
  /\b(?:(?:over ?)?spend|(?:over ?)?spent|spending|shop|shopping|splurge|buy|money (?:go|goes|went))\b/u;
const PAST = /\b(?:did|was|were|have|has|had)\b/u;

/**
 * What a question about the most spending is by: the weekday, the date, the time of day. Null where it asks for none.
 *
 * A day in the past tense, or of a short stretch, is a date; "which day do I spend most" is a habit, and a weekday.
 */
export function readSpendingTime({
  flat,
  timeless,
  periods,
  isQuestion,
}: Message): { readonly by: SpendingTime; readonly span: Span } | null {
  if (!SPENDS.test(flat)) return null;
  const asksMost = (isQuestion || /\b(?:what|which)\b/u.test(flat)) && MOST.test(flat);
  const found = (by: SpendingTime, match: RegExpExecArray) => ({
    by,
    span: { start: match.index, end: match.index + match[0].length },
  });
  const clock = CLOCK.exec(timeless);
  if (clock !== null && (asksMost || BY_CLOCK.test(timeless))) return found("time of day", clock);
  const weekday = WEEKDAY.exec(timeless);
  const isOfWeek = weekday !== null && /^(?!by|per).*week/u.test(weekday[0]);
  if (weekday !== null && (asksMost || isOfWeek || BY_WEEKDAY.test(timeless))) {
    // "Which days did I spend most last week" asks for dates; "day of the week" never does.
    return found(/week/u.test(weekday[0]) || !isDated(flat, periods) ? "weekday" : "date", weekday);
  }
  const day = DAY.exec(timeless);
  if (day !== null && MOST.test(flat)) return found(isDated(flat, periods) ? "date" : "weekday", day);
  const when = WHEN.exec(timeless);
  if (when !== null && SPENDS_AT_LARGE.test(flat)) return found("when", when);
  const whenDate = WHEN_DATE.exec(timeless);
  return whenDate !== null && SPENDS_AT_LARGE.test(flat) ? found("date", whenDate) : null;
}

function isDated(flat: string, { period }: Message["periods"]): boolean {
  if (PAST.test(flat)) return true;
  return period !== null && daysBetween(period.from, period.to) + 1 < WEEKDAYS_FROM_DAYS;
}
