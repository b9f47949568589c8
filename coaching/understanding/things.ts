import { lexiconOf, type Mention, mentionsOf } from "./lexicon.ts";
import type { Message } from "./message.ts";
import { pattern } from "./pattern.ts";
import { BRANDS, SHY_BRANDS } from "./words/brands.ts";
import { CATEGORIES, SHY_CATEGORIES } from "./words/categories.ts";

/** What money goes to, as a message names it: slots' names, lower case. */
export type Things = { readonly category: string | null; readonly merchant: string | null };

const categories = lexiconOf(CATEGORIES);
/** "How many ubers" is about Uber. */
const brands = lexiconOf(BRANDS.map(([name, ...forms]) => [name, ...forms, `${name}s`]));

/** Words that can follow "on", "at" or "from" without being a thing. */
const NO_THING =
  "average|it|that|this|them|the|what|me|you|us|my|weekends?|weekdays?|track|top|time|earth|" +
  "home|all|the moment|least|most|once|night|work|card|credit|debit|budget|account|now|here|" +
  "there|food and|things?|stuff|anything|everything|something|nothing|which|total|purpose|" +
  "balance|days?|mornings?|evenings?|nights|payday|bank|holiday|one|each|every|hand|money|sale|" +
  "impulse|going|being|where|how|when|i|just|same|other|others|people|others|schedule|pace|end|" +
  "start|beginning|different|shops?|stores?|merchants?|places?|category|categories|" +
  "transactions?|purchases?|spending|spend|and|or|too|so|of|in|to|for|on|at|with|than|as|" +
  "because|if|is|was|did|do|does|have|had|much|more|less|far|right|please|thanks|until|since|" +
  "between|per|over|under|last|next|past|today|yesterday";
const WORD = String.raw`(?!(?:${NO_THING})(?![\p{L}\p{N}]))[\p{L}&][\p{L}\p{N}&]*`;
const PHRASE =
  String.raw`(${WORD}(?: (?!(?:in|on|at|for|from|since|this|last|and|or|so|to|until|during|over|total|` +
  "please|alone|i|did|with|by|was|is|as|per|compared|versus|than|when|because|but|again|so far|" +
  "though|thanks|overall|lately|recently|anyway|mate|btw|ever|yet|altogether|exactly|together|" +
  "across|have|would|you|my|the|a|each|every|vs|" +
  String.raw`if)(?![\p{L}\p{N}]))[\p{L}&][\p{L}\p{N}&]*){0,2})`;
const ON = new RegExp(
  String.raw`\b(?:spend|spent|spending|blow|blew|money|paid|pay|dropped|splurge\w*|waste\w*|cost|much|` +
    String.raw`total|budget|fork\w* out|go|goes|went|going|is|was)(?: [\p{L}\p{N}]+){0,4}? (?:on|for|` +
    String.raw`towards?)(?: (?:my|the|a|an|some|all|our|any))* ${PHRASE}`,
  "u",
);
const AT = new RegExp(String.raw`\b(?:at|from|with)(?: (?:the|my))? ${PHRASE}`, "u");
const ON_BARE = new RegExp(String.raw`\bon(?: (?:my|the|a|some|all|our))* ${PHRASE}`, "u");
const BEFORE_SPENDING = new RegExp(
  String.raw`(?<![\p{L}])((?!(?:${NO_THING}|total|overall|daily|weekly|monthly|yearly|annual|our|average|` +
    "usual|normal|typical|extra|big|biggest|largest|his|her|a|an|all|many|any|show|list|compare|" +
    "recent|latest|single|unusual|projected|expected|estimated|predicted|forecast|planned|future|" +
    "next|little|high|higher|low|lower|can|could|should|will|not|am|are|been|total|current|" +
    "actual|overall|no|zero|me|see|check|get|up|out|about|reduce|stop|still|safely|most|expensive|which|cause|" +
    String.raw`make|makes)(?![\p{L}]))[\p{L}&]{3,}(?: (?:food|supplies|stuff|products|games|` +
    "bills?))?) (?:spending|spend|spendings|expenses?|costs?|expenditure|purchases|" +
    String.raw`total)(?![\p{L}])`,
  "u",
);

/** All known categories a message mentions, shy ones only where the words around them are about money. */
export function categoryMentions(flat: string): Mention[] {
  return mentionsOf(categories, flat).filter(
    (mention) => !SHY_CATEGORIES.has(mention.form) || isVouchedFor(flat, mention),
  );
}

/** All known merchants a message mentions. */
export function brandMentions(flat: string): Mention[] {
  return mentionsOf(brands, flat).filter(
    (mention) => !SHY_BRANDS.has(mention.form) || isVouchedFor(flat, mention),
  );
}

/** Categories and merchants of a question about money; unknown words count after "on", "at" and before "spending". */
export function readThings({ timeless }: Message): Things {
  const brand = brandMentions(timeless)[0];
  const withoutBrand = brand ? cut(timeless, brand) : timeless;
  const known = categoryMentions(withoutBrand)[0];
  if (brand) return { category: known?.name ?? null, merchant: brand.name };
  const at = AT.exec(timeless);
  if (known) {
    const place = at?.[1];
    return { category: known.name, merchant: place && !place.includes(known.form) ? place : null };
  }
  const on = (ON.exec(timeless) ?? BEFORE_SPENDING.exec(timeless) ?? ON_BARE.exec(timeless))?.[1] ?? null;
  const merchant = at?.[1] ?? null;
  return { category: on, merchant: on === null ? merchant : merchant };
}

/** The known category alone, for settings and corrections; of "garden furniture" its head, the last. */
export function knownCategory(flat: string): string | null {
  return mentionsOf(categories, flat).at(-1)?.name ?? null;
}

const BEFORE_A_THING = pattern(
  "u",
  String.raw`(?:^|\b(?:on|for|at|from|to|much|my|in|about|of|total|show|by|with|and|order|ordered|bought|`,
  "buy) (?:my |the |some |a |all )*|[:,] )$",
);
const AFTER_A_THING = pattern(
  "u",
  "^(?: ?$| ?[?,.!:]| ·| (?:spend|spending|cost|costs|expenses|total|purchases?|this|last|in|",
  String.raw`since|budget|so|and|or|for|over|did|orders?|charges?|vs|versus|compared)\b)`,
);
const WORD_OF_SPENDING = pattern(
  "u",
  "^ (?:spend|spending|costs?|expenses|purchases?|budget|payments?|bills?|charges?|orders?|one|",
  String.raw`thing|stuff|things|subscription|membership|transactions?)\b`,
);

function isVouchedFor(flat: string, { start, end }: Mention): boolean {
  const after = flat.slice(end);
  return (
    (BEFORE_A_THING.test(flat.slice(0, start)) && AFTER_A_THING.test(after)) || WORD_OF_SPENDING.test(after)
  );
}

function cut(flat: string, { start, end }: Mention): string {
  return `${flat.slice(0, start)}${"·".repeat(end - start)}${flat.slice(end)}`;
}
