import type { AskSubscriptionsFrame, SubscriptionMeasure } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";
import { brandMentions } from "../things.ts";

const WORDS = pattern(
  "u",
  String.raw`\b(?:subscriptions?|subs?|subscribed?|subscribing|recurring|memberships?|direct debits?|`,
  String.raw`standing orders?|renews?|renewals?|renewing|auto ?pay(?:ments?)?|auto ?renew\p{L}*|`,
  "repeat(?:ing)? (?:payments?|charges?)|regular (?:payments?|bills?|charges?)|fixed (?:costs?|",
  "payments?)|free trials?|trials?|(?:what|which|anything|something|",
  String.raw`things)(?: else)? (?:i )?(?:could|can|should)(?: i)? cancel)\b`,
);
const BRAND_WORDS = pattern(
  "u",
  String.raw`\b(?:still paying|price|renew|renews|renewal|cancel(?:led)?|gone up|go up|went up|going up|`,
  String.raw`due|next (?:\p{L}+ )?(?:payment|bill|charge)|unused|increase[ds]?|hike|expire[sd]?|raised?|`,
  String.raw`per month|a month|plan|end|monthly|cost me (?:a|per)|charged? next|auto)\b`,
);
const MEASURES: readonly (readonly [SubscriptionMeasure, RegExp])[] = [
  [
    "price change",
    pattern(
      "u",
      String.raw`\b(?:prices? (?:change|changes|changed|increase|increases|increased|hike|hikes|rise|rises|`,
      String.raw`rose|went|gone|go|jump|bump|going)|(?:go|gone|going|went|goes|creep\p{L}*|crept) up|`,
      "increase[sd]?|hikes?|more expensive|raised?|raise|rise|risen|costs? more|(?:got|get|getting|",
      "gotten) (?:more )?(?:expensive|pricier|dearer|cheaper)|pricier|(?:change[sd]?|",
      String.raw`changing) (?:the |their |its |in )?price|put up)\b`,
    ),
  ],
  [
    "unused",
    pattern(
      "u",
      String.raw`\b(?:unused|not (?:really |actually |even )?us(?:e|ing|ed)|never (?:really |`,
      "actually )?us(?:e|ed)|forg[eo]t(?:ten)?|forgetting|(?:still )?worth (?:it|keeping|having|",
      "paying)|never (?:there|go|watch|listen|open)|wast(?:e|ing|ed)|(?:should i|i should|i could|i can) (?:cancel|drop|cut|",
      "ditch|get rid)|(?:could|can|might) (?:i )?(?:cancel|drop|cut|ditch|get rid of|lose)|useless|",
      String.raw`do not need|hardly use|barely use|idle|worth cancel\p{L}*|get rid of|dead)\b`,
    ),
  ],
  [
    "renewal date",
    pattern(
      "u",
      String.raw`\b(?:renews?|renewals?|renewing|renewed)\b|\b(?:when|what (?:day|date))\b.{0,40}\b(?:due|`,
      "next|charged?|charges|bill(?:s|ed)?|payments?|ends?|expires?|come out|comes out|go out|",
      String.raw`goes out|leave|paid|taken|hits?|run out|debit(?:ed)?)\b|\bnext (?:\p{L}+ )?(?:payment|`,
      String.raw`charge|bill|billing|renewal|debit)\b|\b(?:due|coming up|upcoming|expir\p{L}+)\b`,
    ),
  ],
  ["count", /\bhow many\b|\bnumber of\b|\bcount\b/u],
  [
    "largest",
    pattern(
      "u",
      String.raw`\b(?:most expensive|biggest|largest|priciest|highest|dearest|costl(?:y|iest)|`,
      String.raw`costs? (?:me )?(?:the )?most|top)\b`,
    ),
  ],
  [
    "total",
    pattern(
      "u",
      String.raw`\b(?:how much|total|totals|cost|costs|costing|sum|spend|spending|spent|per month|monthly|`,
      String.raw`a month|add up|all together|altogether|paying (?:for|in|on) (?:all|my|sub))\b`,
    ),
  ],
];

/** What repeats: subscriptions, their cost, dates and price changes. */
export function readSubscriptions(message: Message): AskSubscriptionsFrame | null {
  const { timeless, isQuestion } = message;
  const brand = brandMentions(timeless)[0];
  const isNamed = WORDS.test(timeless);
  if (!isNamed && !(brand && isQuestion && BRAND_WORDS.test(timeless))) return null;
  const found = MEASURES.find(([, pattern]) => pattern.test(timeless))?.[0];
  // "Am I still paying for Hulu" looks the one up in the list.
  const measure = found ?? "list";
  const isStated =
    pattern(
      "u",
      String.raw`\b(?:is|was|are|were) (?:not )?(?:a |an |my )?(?:recurring|subscriptions?|memberships?)\b|`,
      String.raw`\bmark\b|\bset\b|^not\b`,
    ).test(timeless) && !isQuestion;
  const words = timeless.split(" ").filter((word) => /[\p{L}]/u.test(word)).length;
  const isShare = /\b(?:share|percent|percentage|fraction|proportion|categor(?:y|ies))\b/u.test(timeless);
  const confidence = isShare
    ? 0.6
    : isStated
      ? 0.3
      : isNamed
        ? isQuestion
          ? 0.95
          : words <= 6
            ? 0.85
            : 0.55
        : 0.75;
  return {
    intent: "ask_subscriptions",
    slots: given({ measure, merchant: brand?.name ?? null }),
    confidence,
    tier: null,
  };
}
