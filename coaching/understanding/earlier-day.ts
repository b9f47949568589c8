import { type LocalDate, weekdayOf } from "../model/local-date.ts";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const COUNT = "(?:[2-9]|\\d{2,3}|two|three|four|five|six|seven|a few|some)";
const LONG_AGO = `(?:the )?day before yesterday|${COUNT} (?:days|nights|weeks) ago|(?:a|one) week ago`;
const NAMED = `(last )?(${WEEKDAYS.join("|")})(?: (?:morning|afternoon|evening|night))?`;
/** A number has to stand right beside the day: "Monday's deadline, 3/7" and "worse than 2 days ago" tell of today. */
const LEADS = new RegExp(
  `^\\s*(?:on |for )?(?:(?:${LONG_AGO})|${NAMED})\\s*[,:–-]?\\s*(?:(?:i|my|mood|energy|was|felt|at|a) )*\\d`,
  "i",
);
const TRAILS = new RegExp(`\\d (?:(?:${LONG_AGO})|(?:on |for )${NAMED})[\\s.!]*$`, "i");

/**
 * Whether a check-in is told for a day that is neither today nor said to be yesterday, as "2 days ago was 4/7" or
 * "Monday was 3/7" on another day, so that it is not taken for today's.
 *
 * @param text what the person wrote; the first 500 characters are looked at
 */
export function namesEarlierDay(text: string, today: LocalDate): boolean {
  const start = text.slice(0, 500);
  const match = LEADS.exec(start) ?? TRAILS.exec(start);
  if (match === null) return false;
  const [, last, weekday] = match;
  if (weekday === undefined) return true;
  const isToday = weekdayOf(today) === WEEKDAYS.indexOf(weekday.toLowerCase());
  return last !== undefined || !isToday;
}
