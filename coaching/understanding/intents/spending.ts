import { readEmotions } from "../feelings.ts";
import type { AskSpendingFrame, SpendingMeasure, SpendingTime } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";
import { blot } from "../sentence.ts";
import { brandMentions, categoryMentions, readThings } from "../things.ts";
import { readSpendingTime } from "./spending-times.ts";

/** Ordered: the first that fits is meant; a question about money without any of them asks for the total. */
const MEASURES: readonly (readonly [SpendingMeasure, RegExp])[] = [
  [
    "no-spend days",
    pattern(
      "u",
      String.raw`\b(?:no|zero|non|free|without) (?:spend|spending|buy)(?:ing)? days?\b|`,
      String.raw`\bspend(?:ing)? free\b|\bno (?:spend|spending)\b(?! (?:limit|plan))|`,
      String.raw`\bdays? .{0,30}(?:without (?:spend|buy|purchas|pay)\w*|not (?:spend|buy|pay)\b|(?:spend|`,
      String.raw`spent|bought|buy) nothing|no (?:spend|purchases|transactions)|not spent?\b)|`,
      String.raw`\b(?:not (?:spend|buy)|(?:spent|spend|bought|buy) (?:nothing|zero|no money)|spent 0|`,
      String.raw`spend 0)\b.{0,30}\bdays?\b|\b(?:days?|when) .{0,20}did not (?:spend|buy)\b`,
    ),
  ],
  [
    "top merchants",
    pattern(
      "u",
      String.raw`\b(?:top|biggest|favou?rite|main|most (?:used|visited|frequent)) (?:\d+ |three |five |`,
      String.raw`ten )?(?:merchants?|stores?|shops?|places?|retailers?|vendors?|spots|sellers)\b|\b(?:which|`,
      String.raw`what) (?:\d+ )?(?:merchants?|stores?|shops?|places?|retailers?|compan(?:y|ies)|vendors?)\b|`,
      String.raw`\bwhere (?:do|did|have|am|are|was|is) .{0,40}\b(?:most|mostly|usually|spend|spending|spent|`,
      String.raw`shop|shopping|buy|more)\b|\bwho (?:do|did|am|have|gets|got|is|takes) .{0,40}(?:most|money|`,
      String.raw`pay|paid|paying)\b|\bmerchants?\b.{0,20}\b(?:most|top|rank)`,
    ),
  ],
  [
    "share",
    pattern(
      "u",
      String.raw`\b(?:what|how much|which) (?:share|percent|percentage|proportion|fraction|part|portion|`,
      String.raw`slice|chunk|%)|\b(?:percent|percentage|share|proportion|fraction|portion|%) (?:of|is|was|`,
      String.raw`goes|went|does|do)\b|\bhow much of (?:my|the|all|what|our)\b.{0,60}\b(?:is|was|are|were|`,
      String.raw`goes|went|go|going|comes?|on|for|i)\b|\bas a (?:percent|percentage|share|proportion)`,
    ),
  ],
  [
    "breakdown",
    pattern(
      "u",
      String.raw`\bbreak ?(?:it |this |that |my |the |down)?\b.{0,40}\bdown\b|\bbreak ?down\b|\b(?:by|per|`,
      String.raw`each|every|across|all|into|which|what|top) (?:spending )?categor(?:y|ies)\b|\bsplit (?:by|`,
      String.raw`of|up|my|between)\b|\bby (?:merchant|type|store|shop)\b|\bcategor(?:y|ies) (?:do|did|am|`,
      String.raw`have|are|is|split|cost|took|take|ate)\b|\bwhere (?:is|has|did|does|do) .{0,20}money\b|`,
      String.raw`\bwhere .{0,12}money (?:go|goes|went|going|gone)\b|\b(?:spend|spent|`,
      String.raw`spending) (?:the )?(?:most|mostly)(?: of my money)? on\b|\bmost .{0,12}(?:spend|`,
      String.raw`spent)\b.{0,12} on\b|\bwhat (?:do|did|have|am|was) .{0,20}(?:spend|spent|`,
      String.raw`spending) (?:the )?(?:most|mostly)\b`,
    ),
  ],
  [
    "largest",
    pattern(
      "u",
      String.raw`\b(?:biggest|largest|highest|priciest|dearest|top|single) (?:\d+ )?(?:single |one off |`,
      String.raw`one time |impulse |individual )?(?:\p{L}+ )?(?:purchases?|expenses?|transactions?|charges?|`,
      String.raw`buys?|spend|payments?|things?|items?|orders?|bills?|splurges?|outlay|amount|cost|ticket)\b|`,
      String.raw`\bmost expensive\b|\b(?:most|more) (?:money )?(?:i|i have)(?: ever)? (?:spent|paid|dropped|`,
      String.raw`blew|have spent)\b.{0,20}(?:one|single|once|go|a day|thing|on)|\b(?:biggest|largest|highest|`,
      String.raw`priciest)\b|\bcost (?:me )?the most\b|\bmax(?:imum)?\b`,
    ),
  ],
  [
    "count",
    pattern(
      "u",
      String.raw`\bhow (?:many(?! (?:money|cash|dollars|euros?|pounds|bucks))|often|frequently)\b|`,
      String.raw`\bnumber of\b|\bcount(?: of)?\b(?! on)|\bhow regularly\b`,
    ),
  ],
  [
    "lookup",
    pattern(
      "u",
      String.raw`\bwhat (?:is|was|were|are|did) (?:that|this|the(?! damage)|these|those) .{0,40}(?:charge|`,
      String.raw`charges|payment|transaction|purchase|from|for|about|debit|amount|\d)\b|(?<!\b(?:what|where|`,
      String.raw`which|who|much|many|times|often|things) )\b(?:did|have|has) (?:i|we|my)(?: already| ever|`,
      String.raw` just)? (?:\p{L}+ )?(?:pay|paid|buy|bought|order|ordered|purchase|get charged|been charged|`,
      String.raw`go to|gone to|spend (?:anything|money|any))\b|^(?:spent|bought|paid|ordered) (?:anything|`,
      String.raw`something|any money)\b|\bwhen (?:did|have|was|is|were) .{0,30}\b(?:last|most recent|latest|`,
      String.raw`buy|bought|pay|paid|go to|order|ordered|spend|shop|purchase)\b|\b(?:last|latest|`,
      String.raw`most recent) (?:time|purchase|transaction|order|charge|payment|visit)\b|`,
      String.raw`\bhow much (?:(?:was|were) (?:the|that|those|this|my (?:last|new|latest))|did (?:that|those|`,
      String.raw`the last)|did i pay for (?:the|that|my (?:last|new)))\b|\b(?:find|look up|lookup|search|`,
      String.raw`locate)\b|\bis there (?:a|any) (?:charge|payment|transaction)\b|\bwho charged me\b|`,
      String.raw`\bdo i have a (?:charge|payment|transaction)\b|\bwas (?:i|there) (?:a )?charged?\b`,
    ),
  ],
  [
    "average",
    pattern(
      "u",
      String.raw`\baverages?\b|\bon average\b|\btypical(?:ly)?\b|\bnormally\b|\bmean (?:spend|spending|daily|`,
      String.raw`weekly)\b|(?<!than |than i |versus |to |to my )\busual(?:ly)?\b(?! (?:more|less))|`,
      String.raw`\bper (?:day|week|month|visit|trip|order|purchase|meal|transaction|year)\b|\b(?:a|each|`,
      String.raw`every) (?:day|week|month|year)\b(?! (?:ago|before|earlier|when|i))|\b(?:daily|weekly|`,
      String.raw`monthly) (?:\p{L}+ )?(?:spend|spending|expenses|average|cost|costs|\p{L}+ spend)\b`,
    ),
  ],
  [
    "list",
    pattern(
      "u",
      String.raw`\b(?:list|show|see|display|view|pull up|give me)\b.{0,30}\b(?:transactions?|purchases?|`,
      String.raw`payments?|charges?|orders?|everything|all|each|every|receipts|buys|expenses)\b|\blist\b|`,
      String.raw`\b(?:transactions|purchases|charges|payments|receipts|orders)\b|\bwhat (?:all )?(?:did|have|`,
      String.raw`do|had|was|were|am|things) (?:i|we|my|did i|i been)\b.{0,20}\b(?:(?:buy|bought|purchase|`,
      "purchased|order|ordered|get|pay for|paid for|buying|spend (?:my )?money on|",
      String.raw`spent (?:my )?money on)\b|(?:spend|spent|spending)(?: it)? on(?= ·| ?$|`,
      String.raw` ?\?))(?! (?:at least|in total))|\bwhat (?:things|stuff|did) .{0,10}(?:buy|bought)\b|`,
      String.raw`\ball (?:my )?(?:\p{L}+ )?(?:orders|spending)\b|\b(?:everything|all|all the things|stuff|`,
      String.raw`things) (?:that )?i (?:have )?(?:bought|purchased|ordered|paid for)\b`,
    ),
  ],
];
const MONEY_WORDS = pattern(
  "u",
  String.raw`\b(?:damage|break ?down|by category|no spend|spend|spent|spending|spends|spendings|`,
  "expenses?|expenditure|outgoings?|cost|costs|costing|paid|pay|paying|bought|buy|buying|",
  "purchases?|purchased|purchase|transactions?|charges?|charged|charge|payments?|blew|blow|",
  "blown|dropped|drop|splurge[ds]?|splurging|shell(?:ed)? out|fork(?:ed)? out|money (?:go|goes|",
  "went|gone|going|on)|outlay|ordered|wasted?|wasting|burn(?:ed|t|ing)? through|bills?|",
  "merchants?|shops?|stores?|orders?|money|spree|total|totals|receipts|set me back|went on|",
  String.raw`goes on|going on)\b`,
);
const OWN_MONEY = pattern(
  "u",
  String.raw`\b(?:damage|break ?down|by category|money|bills?|buy|orders?|ordered|spendings|how much|`,
  "how many money|splurge|total|money go|money went|money going|transactions|merchants|spend|",
  String.raw`spent|spending|expenses?|cost|costs|paid|bought|purchases?|transactions?|charges?)\b`,
);

/** How much went where: questions, and terse ones such as "takeout last week". */
export function readSpending(message: Message): AskSpendingFrame | null {
  const { flat, timeless, periods, isQuestion, amounts } = message;
  const asked = readSpendingTime(message);
  // "The time of day" is what it is by, and nothing that money goes on.
  const things = readThings(
    asked === null ? message : { ...message, timeless: blot(timeless, [asked.span]) },
  );
  const isThing = brandMentions(timeless).length > 0 || categoryMentions(timeless).length > 0;
  // "How much on Saturdays?" asks for money, as nothing else is asked about by such days.
  const isMoney =
    MONEY_WORDS.test(timeless) || (message.weekdays.days !== null && /\bhow much (?:on|at|in)\b/u.test(flat));
  const isCompared = periods.compareTo !== null && (periods.period !== null || message.isQuestion);
  if (!isMoney && !isThing && !isCompared && asked === null) return null;
  if (isTold(message)) return null;
  const measure =
    asked === null
      ? (MEASURES.find(([, pattern]) => pattern.test(timeless))?.[0] ?? "total")
      : ("breakdown" as const);
  const slots = given({
    measure,
    ...timesOf(message, asked?.by),
    asks_of_waste:
      isQuestion && WASTED.test(timeless) && things.category === null && things.merchant === null
        ? (true as const)
        : null,
    category: things.category,
    merchant: things.merchant,
    period: periods.period,
    compare_to: periods.compareTo,
  });
  const isTimed = periods.period !== null || periods.compareTo !== null;
  const words = timeless.split(" ").filter((word) => /[\p{L}]/u.test(word)).length;
  const confidence = confidenceOf({
    isByTime: asked !== null,
    isQuestion,
    isTimed,
    isThing,
    isMoney: asked !== null || OWN_MONEY.test(flat),
    measure,
    words,
    hasAmount: amounts.length > 0,
    isFelt: !isQuestion && readEmotions(flat).length > 0,
  });
  return { intent: "ask_spending", slots: keepSure(slots, measure, timeless), confidence, tier: null };
}

/** "I bought a rope today", "we are drowning in bills": tells something, and asks for no sum. */
function isTold({ flat, isQuestion, amounts }: Message): boolean {
  return !isQuestion && amounts.length === 0 && TOLD.test(flat);
}
const WASTED = /\bwast(?:e|ed|ing)\b/u;
const TOLD =
  /^(?:(?:ugh|oh|well|so|and|but|ok|okay|hey|today|yesterday|just|finally) (?:, )?)*(?:i|we) (?!spent\b)/u;

/** By what it is told, or the days it keeps to: where weekdays are held against each other, by weekday. */
function timesOf(
  { weekdays: { days, isCompared } }: Message,
  by: SpendingTime | undefined,
): Pick<AskSpendingFrame["slots"], "by" | "weekdays"> {
  if (by !== undefined || days === null) return given({ by });
  return isCompared || days.length === 7 ? { by: "weekday" } : { weekdays: days };
}

type Signs = {
  /** Asks when most is spent, in words that ask nothing else. */
  readonly isByTime: boolean;
  readonly isQuestion: boolean;
  readonly isTimed: boolean;
  readonly isThing: boolean;
  readonly isMoney: boolean;
  readonly measure: SpendingMeasure;
  readonly words: number;
  readonly hasAmount: boolean;
  /** Tells a feeling, so that "no spending" is news and not a question. */
  readonly isFelt: boolean;
};

function confidenceOf({
  isByTime,
  isQuestion,
  isTimed,
  isThing,
  isMoney,
  measure,
  words,
  hasAmount,
  isFelt,
}: Signs): number {
  if (isFelt) return 0.6;
  // "Which days do I overspend" names no budget, whatever else is said of that word.
  if (isByTime) return 0.945;
  if (hasAmount && measure !== "lookup" && !isQuestion) return 0.3;
  if (isQuestion)
    return isMoney
      ? 0.93
      : isThing && (isTimed || measure !== "total")
        ? 0.85
        : isThing && words <= 3
          ? 0.72
          : 0.6;
  // Noun phrases ask as well: "expenses from October 3 to October 9", "takeout last week".
  if (words <= 7 && isTimed && (isThing || isMoney)) return 0.88;
  if (words <= 6 && isMoney && (measure !== "total" || isThing)) return 0.82;
  if (words <= 2 && isMoney) return 0.75;
  return isMoney ? 0.5 : 0.35;
}

/** A place asked for ("top merchants") is no category. */
function keepSure(
  slots: AskSpendingFrame["slots"],
  measure: SpendingMeasure,
  flat: string,
): AskSpendingFrame["slots"] {
  if (measure === "no-spend days") return given({ ...slots, category: undefined, merchant: undefined });
  if (measure === "breakdown" && /\bby merchant\b/u.test(flat)) return slots;
  return slots;
}
