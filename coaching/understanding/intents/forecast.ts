import type { AskForecastBudgetFrame, ForecastMeasure } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";
import { readThings } from "../things.ts";

const MEASURES: readonly (readonly [ForecastMeasure, RegExp])[] = [
  [
    "affordability",
    pattern(
      "u",
      String.raw`\b(?:afford(?:s|ed|able|ing)?|can i (?:buy|get|treat|splurge|order|book|justify)|(?:should|`,
      "could|may) i (?:buy|get|order|book|treat)|enough (?:money |cash |budget |room |",
      "left )*(?:for|to (?:buy|get|pay|go|order|book|treat|cover)|left (?:for|to))|is it (?:ok|",
      "okay|fine|alright|safe) (?:to|if i) (?:buy|spend|get|order|book)|(?:room|space|money|budget|",
      "cash) (?:in (?:my|the) budget )?for (?:a|an|some|new|the|another|this|that)|can (?:my|",
      "the) budget (?:take|handle|stretch)|within my means|too (?:much|expensive) for (?:me|",
      String.raw`my budget))\b`,
    ),
  ],
  [
    "daily allowance",
    pattern(
      "u",
      String.raw`\b(?:(?:can|could|should|may|do) i (?:still |safely )?(?:spend|`,
      String.raw`have to spend)\b.{0,24}\b(?:per|a|each|every) day|daily (?:allowance|budget|limit|spend|`,
      "spending|amount|target|cap)|safe to spend|(?:budget|allowance|limit|allowed|spend) (?:per|a|",
      String.raw`each|every) day|per day (?:budget|allowance)|daily)\b`,
    ),
  ],
  [
    "remaining",
    pattern(
      "u",
      String.raw`\b(?:left|remaining|remain|remains|leftover|left over|still have|what is left|`,
      "how much (?:more|money)? ?(?:can|could|may|do|am|should) i (?:still |safely |have |allowed |",
      "got )*(?:spend|to spend|have|left)?|room left|much (?:room|budget|money) (?:do|have|is|",
      String.raw`left)|remainder|still (?:got|available|spend)|have i got|can i still|headroom)\b`,
    ),
  ],
  [
    "on track",
    pattern(
      "u",
      String.raw`\b(?:on track|off track|(?:stay|staying|stick|sticking|keep|keeping|be|am|are|been|remain|`,
      String.raw`come in|finish|end up|ending up|end|land|still|was|were|i|get) (?:\p{L}+ )?(?:under|within|`,
      String.raw`below|inside|to|over|above|on|in|beyond)(?: (?:my|the|a|our))?(?: \p{L}+){0,2} (?:budget|`,
      "limit|target|cap|plan)|(?:under|over|within|on|below|above|busting|bust|blow|blown|blowing|",
      String.raw`break|exceed\p{L}*|exceeding|hit|hitting|meet|meeting|make|making|past|beat) (?:my |the |`,
      String.raw`our )?(?:\p{L}+ )?(?:budget|budgets|limit|target|cap|goal)|overspen[dt]\p{L}*|go(?:ing|`,
      String.raw`ne)? over|exceed\p{L}*|on pace|make it (?:to|through|till|until)|run(?:ning)? out|`,
      "last (?:me )?(?:until|to|till|the (?:week|month))|budgets? (?:status|looking|doing|going|ok|",
      "okay|good|check|health|progress|so far)|how (?:is|are|am i doing|do i stand|was|",
      "does) .{0,24}budgets?|behind|ahead of|good on|pacing|too fast|fine (?:on|with|for)|",
      String.raw`stay on)\b`,
    ),
  ],
  [
    "forecast",
    pattern(
      "u",
      String.raw`\b(?:forecast\p{L}*|predict\p{L}*|project(?:ed|ion|ions)?|estimat\p{L}*|expect(?:ed|ing)?|`,
      String.raw`(?:how much|what) (?:will|would|am|are|is|should|might|do you think)\b|`,
      String.raw`will i (?:\p{L}+ )?(?:spend|pay|have|end|need)|going to (?:spend|cost|be|end)|`,
      "end up (?:spending|with|at|paying)|likely|outlook|by the end|next (?:week|month)|look(?:s|",
      String.raw`ing)? like|will (?:my|the|it|this)|upcoming)\b`,
    ),
  ],
];
const BUDGET = /\bbudgets?\b/u;
const FUTURE = pattern(
  "u",
  String.raw`\b(?:will|going to|forecast\p{L}*|predict\p{L}*|project(?:ed|ion|ions)?|expect\p{L}*|`,
  String.raw`afford\p{L}*|on track|on pace|left|remaining|remain|allowance|safe to spend|can i (?:still |`,
  String.raw`safely )?(?:spend|buy|get|treat|splurge)|overspen[dt]\p{L}*|run out|make it (?:to|through|`,
  "until)|enough|estimate[ds]?|outlook|exceed|(?:go(?:ing|ne)?|went) over|make it|likely|",
  "end up|daily limit|may i spend|should i (?:spend|buy)|is it (?:ok|okay) to (?:buy|spend)|",
  String.raw`room for|within (?:my )?(?:limit|means)|off track|pacing|over my|under my)\b`,
);
const PAST = /\b(?:did i|was i|were|have i spent|went over|did)\b/u;

/** What is to come: forecasts, what is left of a budget, whether something fits in. */
export function readForecast(message: Message): AskForecastBudgetFrame | null {
  const { timeless, flat, periods, isQuestion, amounts } = message;
  const isBudget = BUDGET.test(timeless);
  const isAhead =
    FUTURE.test(timeless) ||
    (/\b(?:next (?:week|month)|tomorrow|rest of|end of)\b/u.test(flat) &&
      /\b(?:spend|spending|spent|budget|cost|expenses|bills?)\b/u.test(timeless));
  if (!isBudget && !isAhead) return null;
  const found = MEASURES.find(([, pattern]) => pattern.test(timeless))?.[0];
  // "How much can I spend today" asks for the day's share.
  const isToday =
    periods.period !== null &&
    periods.period.from === periods.period.to &&
    periods.period.from === message.context.today;
  const measure =
    found === "remaining" && isToday && /\bcan i\b|\bshould i\b|\bmay i\b|\bleft\b/u.test(timeless)
      ? "daily allowance"
      : (found ?? (isBudget ? "on track" : "forecast"));
  const things = measure === "affordability" ? { category: null } : readThings(message);
  const category = things.category === "budget" ? null : things.category;
  const words = timeless.split(" ").filter((word) => /[\p{L}]/u.test(word)).length;
  const isMoney =
    pattern(
      "u",
      String.raw`\b(?:spend|spending|spent|spends|budget|budgets|afford\p{L}*|money|cost|costs|bills?|`,
      String.raw`expenses|buy|cash|overspen[dt]\p{L}*|pay|allowance|payday|outgoings|forecast|limit|purchase|`,
      String.raw`on track|off track|on pace|go over)\b`,
    ).test(timeless) || category !== null;
  let confidence = isQuestion ? (isMoney ? 0.93 : 0.6) : words <= 6 && (isMoney || isBudget) ? 0.9 : 0.4;
  if (!isQuestion && amounts.length > 0) confidence = 0.25;
  if (!isMoney && !isBudget && measure !== "affordability") confidence = Math.min(confidence, 0.35);
  if (found === undefined && !isQuestion) confidence = Math.min(confidence, 0.55);
  if (PAST.test(timeless) && !isBudget && measure !== "on track") confidence = Math.min(confidence, 0.5);
  return {
    intent: "ask_forecast_budget",
    slots: given({ measure, category, period: periods.period }),
    confidence,
    tier: null,
  };
}
