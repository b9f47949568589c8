import type { AskRelationFrame } from "../frame.ts";
import { lexiconOf, type Mention, mentionsOf } from "../lexicon.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";
import { brandMentions, categoryMentions } from "../things.ts";
import { SIGNALS } from "../words/signals.ts";

const signals = lexiconOf(SIGNALS);

/** Words that say one thing acts on another. */
const ACTS = pattern(
  "u",
  String.raw`\b(?:affect(?:s|ed|ing)?|influenc(?:e|es|ed|ing)|impact(?:s|ed|ing)?|effects?|`,
  "(?:make|makes|made|making) (?:me|my)|cause[sd]?|causing|because me|lead(?:s|ing)? to|driv(?:e|es|ing)|",
  String.raw`mess(?:es|ing)? (?:up |with )|go(?:es)? (?:with|together|hand in hand|along)|correlat\p{L}*|`,
  "relat(?:e|es|ed|ing|ion|ions|ionship|ionships)|connect(?:s|ed|ion|ions)?|link(?:s|ed|ing)?|",
  "depend(?:s|ent|ing)?(?: on)?|hurt(?:s|ing)?|ruin(?:s|ing)?|wreck(?:s|ing)?|help(?:s|",
  "ing)? (?:me|my|with)|improv(?:e|es|ing)|boost(?:s|ing)?|worsen(?:s|ing)?|to do with|",
  "change[sd]? (?:my|how)|lower(?:s|ing)?|raise[sd]?|reduce[sd]?|increase[sd]?|cost(?:s|",
  String.raw`ing)? me|lift(?:s|ing)?|tied to|means?(?= )|matter(?:s|ing)? for|pattern|associat\p{L}*|`,
  String.raw`tend to|get me to|disturb\p{L}*|play(?:s)? (?:a|into)|trigger(?:s|ed|ing)?|tank(?:s|ing)?|`,
  "cuts? (?:down )?my|kill(?:s|ing)? my|drain(?:s|ing)? my|eat(?:s|ing)? into|good for my|",
  String.raw`bad for my|have (?:an|any) (?:effect|impact|influence)|make (?:it|things))\b`,
);
/** Words after which the acting thing stands: "spend more when I'm tired". */
const WHEN = pattern(
  "u",
  String.raw`\b(?:when|whenever|after|if|on my|on (?:the )?(?:days?|nights?|mornings?|weekends?|weekdays|`,
  "paydays?|bad|good|tired|stressful|low|high|short|busy|rainy|sunny|work|gym|rest|poor|less)|",
  "because of|due to|depend(?:s|ing|ent)? on|following|during|without|affected by|driven by|",
  "caused by|influenced by|explained by|the day|(?:days|weeks|months|evenings) (?:with|after|",
  "when|i)|nights (?:when|i|with)|as i|at|with (?:less|more|little|bad|poor|good|short|low|",
  "high)|from|while|once|thanks to|in response to|the more|the less|linked to|effect of|",
  String.raw`next day|after a|post|around)\b`,
);
const COMPARES = pattern(
  "u",
  String.raw`\b(?:more|less|better|worse|higher|lower|differently|fewer|most|least|faster|slower|longer|`,
  "shorter|earlier|later|always|usually|extra|too much|often|happier|overspend|impulse|poorly|",
  "drops?|dips?|spikes?|rises?|falls?|suffers?|jumps?|go(?:es)? (?:up|down)|change[sd]?|deeper|",
  String.raw`bigger|splurge)\b`,
);
const ASKS_IF = pattern(
  "u",
  String.raw`^(?:.{0,30}\b)?(?:do|does|did|is|are|am|can|could|would|will|has|have|how (?:does|do|is|are|`,
  "much does)|what (?:is|does|effect|happens)|any|is there|check|tell me|show|see if|",
  String.raw`wonder(?:ing)? if|i wonder|whether)\b`,
);
const PAIR = pattern(
  "u",
  "^(?:is there (?:a |any )?|any |what (?:is|about) |how about |the |show |check |",
  String.raw`compare )*(?:[\p{L}]+ ){0,4}?(?:and|versus|x|\+|\/|-|with|vs|to|against|→|>|<|`,
  String.raw`->)(?: [\p{L}]+){1,4}(?: (?:correlation|relation|relationship|link|connection|related|`,
  "pattern|linked|connected))?[ ?!.]*$",
);

const ACTS_BETWEEN = pattern(
  "u",
  String.raw`\b(?:have|has|had) (?:an? |any )?(?:effect |impact |influence )?on\b|\bmake(?:s)? (?:me|my)\b|`,
  String.raw`\baffects?\b|\blead to\b|\bcauses?\b`,
);

/** Whether two things move together, and which is thought to act on which. */
export function readRelation(message: Message): AskRelationFrame | null {
  const { timeless, isQuestion } = message;
  const found = thingsIn(timeless);
  const [first, second] = found;
  if (!first || !second) return null;
  const between = timeless.slice(first.end, second.start);
  const head = timeless.slice(0, first.start);
  const acts = ACTS.test(timeless);
  const isReversed =
    (WHEN.test(timeless.slice(first.end, second.end)) && !ACTS_BETWEEN.test(between)) ||
    /\b(?:effects? on|impact on|influence on)\b.{0,12}$/u.test(head);
  const [x, y] =
    isReversed && !/^(?:.{0,12}\b)?(?:when|if|after|whenever)\b/u.test(head)
      ? [second, first]
      : [first, second];
  const isConditional = WHEN.test(timeless) && COMPARES.test(timeless);
  let confidence = 0.3;
  if (acts && (isQuestion || /\b(?:correlat|relation|link|connection|effect|impact)/u.test(timeless)))
    confidence = 0.955;
  else if (isConditional && (isQuestion || ASKS_IF.test(timeless))) confidence = 0.95;
  else if (WHEN.test(timeless.slice(first.end, second.end)) && isQuestion) confidence = 0.72;
  else if (PAIR.test(timeless) && timeless.split(" ").length <= 8)
    confidence =
      isQuestion || /\b(?:versus|correlation|relation\p{L}*|link|connection)\b/u.test(timeless) ? 0.88 : 0.5;
  if (/^(?:.{0,12}\b)?(?:why|how come)\b/u.test(timeless)) confidence = Math.min(confidence, 0.6);
  return { intent: "ask_relation", slots: given({ x: x.name, y: y.name }), confidence, tier: null };
}

/** Signals and categories in order; "spend on coffee" is coffee alone. */
function thingsIn(flat: string): Mention[] {
  const things = [...brandMentions(flat), ...categoryMentions(flat)];
  const inside = (mention: Mention) =>
    things.some(
      (thing) =>
        thing.start < mention.end &&
        thing.end > mention.start &&
        thing.end - thing.start >= mention.end - mention.start,
    );
  const all = [...mentionsOf(signals, flat).filter((mention) => !inside(mention)), ...things].sort(
    (one, other) => one.start - other.start,
  );
  const merged = all.filter((mention, index) => {
    const next = all[index + 1];
    const previous = all[index - 1];
    const isSpending = (one: Mention | undefined) => one?.name === "spending" || one?.name === "impulse buys";
    if (
      mention.name === "spending" &&
      next &&
      things.includes(next) &&
      flat.slice(mention.end, next.start).split(" ").length <= 5 &&
      /\b(?:on|for|at)\b|^ $|more|less/u.test(flat.slice(mention.end, next.start)) &&
      !WHEN.test(flat.slice(mention.end, next.start).replace(/\bat\b/u, ""))
    )
      return false;
    if (
      mention.name === "spending" &&
      previous &&
      things.includes(previous) &&
      /^ $/u.test(flat.slice(previous.end, mention.start))
    )
      return false;
    return !(
      isSpending(mention) &&
      mention.name === "spending" &&
      next?.name === "impulse buys" &&
      next.start - mention.end < 4
    );
  });
  return merged.filter((mention, index) => merged.findIndex(({ name }) => name === mention.name) === index);
}
