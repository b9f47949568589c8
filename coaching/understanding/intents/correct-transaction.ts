import { trimEdges, wordSet } from "../edges.ts";
import type { CorrectTransactionFrame, TransactionChange } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";
import { ownWords, type Span } from "../sentence.ts";
import { knownCategory } from "../things.ts";
import { readOwnWords } from "./correct-words.ts";

const NOT =
  "(?:is not|was not|were not|are not|not|is no longer|should not be|should not have been|" +
  "should not count as|is never|was never|does not count as|did not count as|do not count|" +
  "not really|has not been)";
const IS =
  "(?:is|was|are|were|be|counts? as|should be|should have been|should count as|has to be|" +
  "needs to be|actually is|as|=|:|been|really was|really is|totally|definitely|actually|to|it|" +
  "that|one)";
const SOFT =
  "(?: (?:a|an|my|the|really|actually|even|just|very|all|kind of|one|some|any|of|at all|" +
  "considered|marked as|marked|counted as|tagged as|tagged|flagged as|flagged|classed as|" +
  "classified as|labelled|labeled|labelled as|labeled as|technically|exactly|in fact|totally|" +
  "completely|definitely|clearly|supposed to be|truly|meant to be|been|be|monthly|regular))*";
const FUN =
  "(?:discretionary|optional|impulse(?: (?:buy|buys|purchase|purchases|thing|spend|spending))?|" +
  "impulsive|frivolous|fun (?:money|spending|purchase|stuff)|for fun|splurge|treat|a want|want|" +
  "luxury|non ?essential|unnecessary|wasteful|guilty pleasure|non ?necessary|extra|(?:a |my |by )?choice)";
const NEED =
  "(?:essential|essentials|necessary|a necessity|necessity|needed|a need|need|a must|must have|" +
  "non discretionary|nondiscretionary|mandatory|required|obligatory|unavoidable|non optional|" +
  "fixed cost|medical necessity|work expense|for work|important|a bill)";
const REPEATS =
  "(?:subscriptions?|subs?|recurring|membership|monthly thing|monthly charge|monthly payment|" +
  "monthly bill|monthly|repeat(?:ing)?(?: payment| charge)?|regular (?:payment|bill|thing|" +
  "charge)|direct debit|standing order|yearly thing|annual|(?:weekly|yearly|annual) (?:payment|" +
  "charge|thing|bill)|every month|recurs)";
const ONCE =
  "(?:one ?off|one ?time(?: thing| payment| purchase| charge)?|a single payment|just once|" +
  "only once|single payment)";

const CHANGES: readonly (readonly [TransactionChange, RegExp])[] = [
  [
    { is_recurring: false },
    new RegExp(
      String.raw`\b(?:${NOT})${SOFT} ${REPEATS}\b|\b(?:does|do|will|did) not (?:repeat|recur|renew)\b|` +
        String.raw`\bno (?:subscription|longer recurring)\b|\b(?:${IS})${SOFT} ${ONCE}\b|\b${ONCE}\b|` +
        String.raw`\bremove .{0,30}\bfrom (?:my |the )?(?:subscriptions?|recurring)\b|` +
        String.raw`\bunmark\b.{0,30}\b(?:recurring|subscription)\b`,
      "u",
    ),
  ],
  [
    { is_discretionary: false },
    new RegExp(
      String.raw`\b(?:${NOT})${SOFT} ${FUN}\b|\bnot (?:an? )?(?:discretionary|impulse|splurge|treat|` +
        String.raw`luxury)\b|\b(?:${IS})${SOFT} ${NEED}\b(?! (?:fixing|to be))|\bneeded (?:it|that|this|them|` +
        String.raw`those)\b|\bi (?:really |actually )?(?:needed|had to|have to)\b|\bhad no choice\b|\b(?:mark|` +
        "set|tag|flag|make|change|count|treat|label|put|move|switch|class|classify|" +
        String.raw`file)\b.{0,50}\b(?:as|to|into|under) (?:an? )?${NEED}\b|\bunmark\b.{0,30}\bdiscretionary\b`,
      "u",
    ),
  ],
  [
    { is_discretionary: true },
    new RegExp(
      String.raw`\b(?:${NOT})${SOFT} ${NEED}\b|\bnot (?:needed|necessary|essential)\b|\b(?:did|` +
        String.raw`do) not (?:really |actually )?need (?:it|that|this|them|those|\p{L}+)\b|` +
        String.raw`\b(?:${IS})${SOFT} ${FUN}\b|\b(?:mark|set|tag|flag|make|change|count|label|put|move|switch|` +
        String.raw`class|classify|file)\b.{0,50}\b(?:as|to|into|under) (?:an? )?${FUN}\b`,
      "u",
    ),
  ],
  [
    { is_recurring: true },
    new RegExp(
      String.raw`\b(?:${IS})${SOFT} ${REPEATS}\b|\b(?:mark|set|tag|flag|make|change|count|treat|label|add|` +
        String.raw`put|class|file)\b.{0,50}\b(?:as|to|a|under) (?:a |an |my )?${REPEATS}\b|\b(?:repeats|recurs|` +
        String.raw`renews) (?:every|each|monthly|weekly|yearly)\b|\bi (?:pay|get charged|` +
        String.raw`am charged) .{0,20}\bevery (?:month|week|year)\b|\b(?:comes|goes|comes out|goes out|happens|` +
        String.raw`is charged|gets charged|is billed|is paid|they charge me) (?:every|each|monthly)\b`,
      "u",
    ),
  ],
];
const DEMONSTRATIVE = pattern(
  "u",
  "^(?:(?:no|nope|oh|hey|hi|um|ah|well|actually|wait|sorry|hm+|ok|okay|but|btw|and|also|oops|",
  "please|so|yeah|yes|hold on|listen|correction|fix|fyi|coach|you are wrong|wrong|",
  "that is wrong|not right)(?: [,.:!-])* )*(?:that|this|it|the|those|these|my|they|last|",
  String.raw`yesterday|today|\p{L}+ (?:is|was|are|were|should|is not|was not)|not|mark|set|tag|flag|call|`,
  "move|change|put|categori[sz]e|recategori[sz]e|re categori[sz]e|count|label|file|treat|make|",
  String.raw`switch|class|classify|reclassify|re|i needed|unmark|remove|consider|one ?off|should)\b`,
);
/** "The 14.90 one": a purchase that was made, however much it sounds like one to be added. */
const POINTING =
  /^(?:no |and |also |ok |actually )*(?:the|that|this) (?:\S+ ){0,4}(?:one|thing|purchase|payment|charge|order|transaction) (?:is|was)\b/u;
/** "Blue Cup is a subscription": a name of several words; one word leads a correction anyway. */
const NAMED =
  /^(?:[\p{L}\p{N}&]+ ){2,4}(?:is|was|are|is not|was not|are not) (?:an? |no )?(?:subscription|membership|direct debit|standing order)s?\b/u;
const SURELY = 0.96;
const TO_CATEGORY: readonly RegExp[] = [
  pattern(
    "u",
    String.raw`\b(?:call|name|label) (?<target>(?:it|that|this|them|those|the .{1,40}?|that .{1,40}?|`,
    String.raw`my .{1,40}?|these)) (?:as )?(?!as\b|back\b|`,
    String.raw`me\b)(?<category>[\p{L}&][\p{L} &]{1,30}?)(?= ?(?:[,.;!?(]|$|please|instead|not\b|thanks|`,
    "because|next time|from now on))",
  ),
  pattern(
    "u",
    String.raw`\b(?:categori[sz]e|recategori[sz]e|re categori[sz]e|classify|reclassify|re classify|tag|`,
    "mark|file|put|move|change|switch|count|set|book|log|treat|label|shift|assign|update|class|",
    "sort|reassign|transfer)(?: (?<target>.{1,60}?))? (?:as|to|under|into|in|",
    String.raw`from [\p{L} ]{2,20}? (?:to|into)) (?:the |a |`,
    String.raw`my )?(?<category>[\p{L}&][\p{L} &]{1,30}?)(?: category)?(?= ?(?:[,.;!?(]|$|please|instead|`,
    String.raw`not\b|thanks|because|next time|from now on))`,
  ),
  pattern(
    "u",
    "^(?:.{1,20}? )??(?:(?<target>(?:that|this|it|the|those|these|my|",
    String.raw`they)\b.{0,50}?) )?(?:should (?:be|go|have been|count)|belongs?|goes|needs? to (?:be|go)|`,
    "has to be|counts|ought to be|must be) (?:(?:in|under|to|into|as|with|listed as|filed under|",
    "categori[sz]ed as|marked as) )?(?:the |a |",
    String.raw`my )?(?<category>[\p{L}&][\p{L} &]{1,30}?)(?: category)?(?= ?(?:[,.;!?(]|$|please|instead|`,
    String.raw`not\b|thanks|because|and not|rather))`,
  ),
  pattern(
    "u",
    "^(?:.{1,20}? )??(?<target>(?:that|this|it|the|those|these|my|yesterday|today|last|",
    String.raw`\p{L}+)\b.{0,50}?) (?:is|was|are|were) (?:actually |really |for |just |in fact |definitely |`,
    "all |technically |mostly |my |some |a |the |",
    String.raw`more like )*(?!not )(?<category>[\p{L}&][\p{L} &]{1,30}?)(?: (?:category|stuff|purchase|`,
    String.raw`spending|expense|shopping))?(?= ?(?:[,.;!?(]|$|please|instead|not\b|thanks|because|and not|`,
    "rather than))",
  ),
];
/** Words around a target that do not tell which one it is. */
const EDGES = {
  leading: wordSet(
    "category no nope oh hey hi um ah well actually wait sorry hmm hm ok okay but btw and also " +
      "please so that this it the those these " +
      ("my they one a an thing was is are were can you could would mark set tag flag call move " +
        "change put count label treat make ") +
      ("should not last latest recent charge charges purchase payment transaction transactions " +
        "order from at of for to in as ") +
      ("yeah yes i think fyi coach consider all unmark remove file class switch categorize " +
        "categorise recategorize recategorise ") +
      ("reclassify classify re wrong correction fix needed really like want do update assign bill " +
        "stuff ones both every each ") +
      "with has have been expense entry does did just treat log book shift on purchases payments about think had got",
  ),
  trailing: wordSet(
    "thing things charge charges purchase purchases payment payments transaction transactions " +
      "order orders one ones stuff bill " +
      ("expense entry spend from on at was is are were should really just actually did the my i " +
        "bought made paid had got be that ") +
      ("this it in as to also not a an does do will all definitely debit time spending which for " +
        "today of has have been and ") +
      "by you an so because actually totally no please",
  ),
} as const;

/** "That Uniqlo thing wasn't discretionary", "that's a subscription", "call it groceries". */
export function readCorrection(message: Message): CorrectTransactionFrame | null {
  const { flat, isQuestion } = message;
  const own = readOwnWords(message);
  if (own !== null) return own;
  const isPolite = /^(?:please )?(?:can|could|would|will) you\b|^shouldn|^should(?:n't)? /u.test(flat);
  const leads = DEMONSTRATIVE.test(flat) || isPolite;
  const flag = CHANGES.map(([change, pattern]) => ({ change, match: pattern.exec(flat) })).find(
    ({ match }) => match !== null,
  );
  const isAsking = isQuestion && !isPolite;
  if (flag?.match) {
    const span = targetBefore(message, flag.match);
    const isRefer =
      /\b(?:that|this|it|those|these|the|mark|set|tag|flag|charge|purchase|payment|transaction|one)\b/u.test(
        flat,
      );
    const isNamed = flag.change.is_recurring !== undefined && span !== null && NAMED.test(flat);
    const confidence = isAsking
      ? 0.3
      : (leads && (isRefer || span !== null)) || isNamed
        ? POINTING.test(flat)
          ? SURELY
          : 0.92
        : flat.split(" ").length <= 4
          ? 0.8
          : 0.55;
    return frame(message, span, flag.change, confidence);
  }
  for (const [index, pattern] of TO_CATEGORY.entries()) {
    const match = pattern.exec(flat);
    const groups = match?.groups;
    if (!match || groups?.category === undefined) continue;
    const known = knownCategory(groups.category);
    const isVerb = index < 2;
    const said = groups.category.trim();
    // An unknown word after "is" is no category, after "should be" it may be one.
    if (known === null && !isVerb && (index !== 2 || said.includes(" "))) continue;
    if (/^(?:me|mute|off|on|dark|light|the list|list|sleep|bed|work|it|down|up|note|mind)\b/u.test(said))
      continue;
    const category =
      known !== null && (said === known || said.split(" ").length <= 2)
        ? (knownCategory(said) ?? said)
        : said;
    // "That is not takeout, it is groceries": what it is not does not tell which one it is.
    const targetText = (groups.target ?? "").replace(/(?: (?:is|was|are|were))? not (?:.*)$/u, "");
    const start = targetText === "" ? match.index : flat.indexOf(targetText, match.index);
    const named = trimEdges(flat, { start, end: start + targetText.length }, EDGES);
    const span = named === null ? null : beforeVerb(flat, named);
    const isAbout =
      /\b(?:it|that|this|those|these|them|the|charge|purchase|payment|transaction)\b/u.test(targetText) ||
      span !== null ||
      index === 2;
    if (!isAbout) continue;
    if (
      index === 3 &&
      /\b(?:day|today|week|mood|energy|sleep|night|work|work was|it was)\b/u.test(targetText)
    )
      continue;
    const confidence = isAsking
      ? 0.25
      : (known !== null ? 0.9 : isVerb ? 0.72 : 0.6) -
        (index === 3 && !/^(?:that|this|it|the|those|these)\b/u.test(targetText) ? 0.3 : 0);
    return frame(message, span, { category }, confidence);
  }
  return null;
}

function frame(
  { sentence, flat }: Message,
  span: Span | null,
  change: TransactionChange,
  confidence: number,
): CorrectTransactionFrame {
  const words = span === null ? null : ownWords(sentence, span);
  const target =
    words === null || words === "" || /^(?:·|\s)*$/u.test(flat.slice(span?.start, span?.end)) ? null : words;
  return { intent: "correct_transaction", slots: given({ target, change }), confidence, tier: null };
}

/** What stands before the verdict: "that [uniqlo] thing" of "that uniqlo thing wasn't discretionary". */
function targetBefore({ flat, timeless }: Message, match: RegExpExecArray): Span | null {
  const before = trimEdges(timeless, { start: 0, end: match.index }, EDGES);
  if (before !== null) return beforeVerb(timeless, before);
  const inner = pattern(
    "u",
    String.raw`\b(?:mark|set|tag|flag|make|change|count|treat|label|add|put|class|move|switch|file|`,
    String.raw`classify|remove|unmark) (?<target>.{1,50}?) (?:as|to|a|from|into|under)\b`,
  ).exec(match[0]);
  const target = inner?.groups?.target;
  if (target !== undefined) {
    const start = match.index + match[0].indexOf(target, inner?.index);
    return trimEdges(timeless, { start, end: start + target.length }, EDGES);
  }
  const rest = /^(?: ?,)? (?:the|that|this|my) (?<target>[\p{L}\p{N} ]{2,40})$/u.exec(
    flat.slice(match.index + match[0].length),
  );
  if (!rest) return null;
  const start = match.index + match[0].length + rest[0].indexOf(rest.groups?.target ?? "");
  return trimEdges(timeless, { start, end: flat.length }, EDGES);
}

/** "Boots purchase was a prescription, so it": which one it is stands before the first verb. */
function beforeVerb(flat: string, span: Span): Span {
  const stop = /(?: ,)? (?:is|was|were|are|not|so|because|had|i)(?![\p{L}])| [,;:.] /u.exec(
    flat.slice(span.start, span.end),
  );
  return stop ? (trimEdges(flat, { start: span.start, end: span.start + stop.index }, EDGES) ?? span) : span;
}
