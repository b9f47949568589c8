import { unitAround } from "../calendar.ts";
import { readEnergyWord } from "../energy-words.ts";
import type { AskScoreFrame, AskSummaryFrame, ScoreMeasure } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";

const MEASURES: readonly (readonly [ScoreMeasure, RegExp])[] = [
  [
    "streak",
    pattern(
      "u",
      String.raw`\bstreaks?\b|\b(?:days )?in a row\b|\bconsecutive\b|\bhow (?:long|`,
      String.raw`many days) .{0,30}\bcheck(?:ed|ing)? ?in\b`,
    ),
  ],
  [
    "best day",
    pattern(
      "u",
      String.raw`\b(?:best|worst|happiest|highest|saddest|lowest|top|greatest|brightest|most energetic|`,
      String.raw`most energized) (?:scoring )?(?:day|days|weekday|score|mood|energy|one)\b|\b(?:which|`,
      String.raw`what) (?:day|days|weekday|day of the week)\b.{0,40}\b(?:best|worst|highest|lowest|happiest|`,
      String.raw`most|better)\b|\bwhen (?:was|were|am|did) i .{0,16}(?:best|happiest|highest|`,
      String.raw`most energetic)\b`,
    ),
  ],
  [
    "trend",
    pattern(
      "u",
      String.raw`\btrend(?:s|ing|ed)?\b|\b(?:getting|gotten|been getting|got|become|`,
      String.raw`becoming) (?:any )?(?:better|worse|happier|sadder|more tired|less tired|higher|lower)\b|`,
      String.raw`\b(?:going|gone|heading|moving) (?:up|down|anywhere|in the right direction)\b|\b(?:improv|`,
      String.raw`declin|chang|develop|evolv|progress)(?:e|ed|es|ing|ement|ment|ess|ions?)?\b(?! (?:my|`,
      String.raw`the) (?:setting|currency|budget|name|theme|reminder))|\bover time\b|\b(?:mood|energy|`,
      String.raw`score) (?:chart|graph|history|curve|line)\b|\bup or down\b`,
    ),
  ],
  ["energy", /\benergy\b|\benergetic\b|\btired\b|\bbattery\b/u],
  [
    "mood",
    pattern(
      "u",
      String.raw`\bmoods?\b|\b(?:how|what) (?:have|has|did|was|were|am|do|is|been) (?:i|my|was i|`,
      String.raw`i been) .{0,12}(?:feel|feeling|felt|feelings)\b|\bhow happy\b|\bhow (?:was|am) i feeling\b|`,
      String.raw`\bfeelings\b|\bhappiness\b`,
    ),
  ],
  [
    "score",
    pattern(
      "u",
      String.raw`\bscores?\b|\bbalance\b(?! (?:in|of|on) (?:my|the) (?:account|bank|card))|`,
      String.raw`\bhow am i (?:doing|looking|today|going|holding up)\b|\bhow (?:i am|am i) doing\b|`,
      String.raw`\bwhere do i stand\b|\bmy (?:numbers|stats|rating|points)\b|\bhow is (?:today|it|my day|`,
      String.raw`my balance) looking\b`,
    ),
  ],
];
const SUMMARY = pattern(
  "u",
  String.raw`\b(?:summar(?:y|ies|ise|ize|ized|ised)|recap|overview|sum (?:it |me |my \p{L}+ |things )?up|`,
  "round ?up|wrap ?up|digest|run ?down|report(?: card)?|highlights?|review|debrief|snapshot|",
  String.raw`at a glance|catch me up)\b`,
);
const HOW_WAS = pattern(
  "u",
  String.raw`\bhow (?:did|was|is|has|were|have|are|about|would|does|do)(?: (?:it|i|my|the|things|`,
  "everything|this|our|all|overall|life|stuff|been|go|going|gone|do|doing|look|looking|am|me|",
  "you|rate|week|month|year|day|quarter|weekend|turn|out|shape|shaping|up|so|far|for|like|in|",
  "over|during|of|·+))* ?[?!.]*$",
);
const UNIT = pattern(
  "u",
  String.raw`\b(?:my|the|a|how was|how is) (week|month|year|quarter|day|weekend)(?:'?s)?\b|\b(week|month|`,
  "year|quarter|day)(?:ly)? (?:summary|recap|report|review|overview|in review|digest|wrap up|",
  String.raw`roundup|round up|highlights)\b|\b(weekly|monthly|yearly|daily|quarterly|annual)\b`,
);

/** Score, energy and mood as numbers: how they are, how they run, the best day. */
export function readScore(message: Message): AskScoreFrame | null {
  const { timeless, flat, periods, isQuestion } = message;
  const measure = MEASURES.find(([, pattern]) => pattern.test(timeless))?.[0];
  if (measure === undefined) return null;
  const words = timeless.split(" ").filter((word) => /[\p{L}]/u.test(word)).length;
  const isNamed =
    /\b(?:score|scores|streak|trend|trends|balance|energy|mood|moods|best|worst|happiest)\b/u.test(timeless);
  let confidence = isQuestion ? (isNamed ? 0.92 : 0.78) : words <= 4 && isNamed ? 0.8 : 0.4;
  if (periods.period !== null && !isQuestion && words <= 5 && isNamed) confidence = 0.85;
  // "Low energy today" and "worst day ever" tell, they do not ask.
  if (
    !isQuestion &&
    (readEnergyWord(flat) !== null || /\b(?:worst|best) (?:day|mood) (?:ever|in)\b/u.test(flat))
  )
    confidence = 0.4;
  if (/\bhow are (?:you|u)\b/u.test(flat)) confidence = 0.2;
  if (
    /\b(?:hrv|sleep|slept|steps|heart|workouts?|bedtime|spend|spending|spent)\b/u.test(timeless) &&
    !/\b(?:mood|energy|score)\b/u.test(timeless)
  )
    confidence = Math.min(confidence, 0.5);
  if (/^(?:balance|tired|battery)$/u.test(flat)) confidence = 0.55;
  if (measure === "energy" && !/\benergy\b/u.test(flat))
    confidence = Math.min(confidence, isQuestion ? 0.7 : 0.3);
  return { intent: "ask_score", slots: given({ measure, period: periods.period }), confidence, tier: null };
}

/** "How was my month", "recap of last week": everything about a stretch of days. */
export function readSummary(message: Message): AskSummaryFrame | null {
  const { timeless, flat, periods, context } = message;
  const isAsked = SUMMARY.test(timeless);
  const unit = UNIT.exec(timeless);
  const isHowWas =
    HOW_WAS.test(timeless) &&
    (periods.period !== null ||
      unit !== null ||
      /\b(?:things|everything|i doing|i do|i been)\b/u.test(timeless));
  const isTerse = /^(?:how is |how was )?my (?:week|month|year|day)[ ?.!]*$/u.test(flat);
  if (!isAsked && !isHowWas && !isTerse) return null;
  const word = (unit?.[1] ?? unit?.[2] ?? unit?.[3] ?? "")
    .replace(/ly$/u, "")
    .replace("dai", "day")
    .replace("annual", "year");
  const period =
    periods.period ??
    (word === "" || word === "weekend"
      ? null
      : unitAround(
          word === "week" || word === "month" || word === "year" || word === "quarter" ? word : "day",
          context.today,
        ));
  const isTopical = pattern(
    "u",
    String.raw`\b(?:spend|spending|spent|sleep|slept|energy|mood|score|subscriptions?|hrv|steps|budget|`,
    String.raw`workouts?|expenses|transactions|heart)\b`,
  ).test(timeless);
  const confidence = isTopical || periods.compareTo !== null ? 0.45 : isAsked ? 0.92 : isHowWas ? 0.86 : 0.75;
  return { intent: "ask_summary", slots: given({ period }), confidence, tier: null };
}
