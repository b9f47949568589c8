import { days, type Example, LAST_MONTH, LAST_WEEK, THIS_MONTH } from "./example.ts";

const BY_WEEKDAY = { measure: "breakdown", by: "weekday" };
const BY_CLOCK = { measure: "breakdown", by: "time of day" };
const BY_DATE = { measure: "breakdown", by: "date" };
const WHEN = { measure: "breakdown", by: "when" };

/** Questions about when most is spent, and sentences that come near and ask for something else. */
export const SPENDING_TIMES: readonly Example[] = [
  ["when do I spend the most?", "ask_spending", WHEN],
  ["when do i usually spend money", "ask_spending", WHEN],
  ["when do i spend most on takeout", "ask_spending", { ...WHEN, category: "takeout" }],
  ["when does most of my money go", "ask_spending", WHEN],
  ["which day do I spend most on?", "ask_spending", BY_WEEKDAY],
  ["what day do i spend the most", "ask_spending", BY_WEEKDAY],
  ["on which days do I spend the most?", "ask_spending", BY_WEEKDAY],
  ["what day of the week do i spend the most money on?", "ask_spending", BY_WEEKDAY],
  ["what weekday do i buy the most coffee", "ask_spending", { ...BY_WEEKDAY, category: "coffee" }],
  ["what's my most expensive day", "ask_spending", BY_WEEKDAY],
  ["spending by weekday", "ask_spending", BY_WEEKDAY],
  ["spending by day of the week last month", "ask_spending", { ...BY_WEEKDAY, period: LAST_MONTH }],
  ["what time of day do I spend most?", "ask_spending", BY_CLOCK],
  ["at what time do i spend the most money", "ask_spending", BY_CLOCK],
  ["what hour do i shop the most", "ask_spending", BY_CLOCK],
  ["spending by time of day", "ask_spending", BY_CLOCK],
  ["which part of the day do i buy the most", "ask_spending", BY_CLOCK],
  ["which day did I spend the most last week?", "ask_spending", { ...BY_DATE, period: LAST_WEEK }],
  ["what day did i spend most this month", "ask_spending", { ...BY_DATE, period: THIS_MONTH }],
  ["when did I spend the most in october", "ask_spending", { ...BY_DATE, period: LAST_MONTH }],
  ["what was my most expensive day last month", "ask_spending", { ...BY_DATE, period: LAST_MONTH }],
  ["which day do i spend the most this month", "ask_spending", { ...BY_WEEKDAY, period: THIS_MONTH }],
  [
    "which day this week do i spend most",
    "ask_spending",
    { ...BY_DATE, period: days("2026-11-23", "2026-11-29") },
  ],
  // Near it, and something else.
  ["when did i last buy coffee", "ask_spending", { measure: "lookup", category: "coffee" }],
  ["what do i spend most on", "ask_spending", { measure: "breakdown" }],
  ["where do i spend the most", "ask_spending", { measure: "top merchants" }],
  ["what was my biggest purchase last week", "ask_spending", { measure: "largest", period: LAST_WEEK }],
  ["which day last week was i happiest", "ask_score", { measure: "best day", period: LAST_WEEK }],
  ["what time do i usually go to bed", "ask_sleep_or_body", { measure: "bedtime" }],
  ["do i spend more after a bad night", "ask_relation", { x: "sleep", y: "spending" }],
];
