import { trimEdges, wordSet } from "../edges.ts";
import { readEmotions } from "../feelings.ts";
import type { AddTransactionFrame } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { readMoodWord } from "../mood-words.ts";
import { pattern } from "../pattern.ts";
import { ownWords, type Span } from "../sentence.ts";
import { brandMentions, categoryMentions, knownCategory } from "../things.ts";

const SPENT = pattern(
  "u",
  String.raw`\b(?:spent|paid|bought|got|grabbed|ordered|dropped|blew|cost(?: me)?|splurged|purchased|`,
  "shelled out|forked out|picked up|treated myself|put|add|added|log|logged|record|enter|note|",
  "track|charged|splashed|had|wasted|went on|came to|set me back|filled up|topped up|tipped|",
  String.raw`donated|gave|lost|new expense|expense|spend|pay|buy|transferred|withdrew)\b`,
);
const CAME_IN = pattern(
  "u",
  String.raw`\b(?:got paid|was paid|were paid|received|refund(?:ed)?|salary|paycheck|pay ?check|wages?|`,
  String.raw`income|earned|reimbursed|came in|paid me|cashback|sold|got \S+ back|paid back|bonus|gave me|`,
  String.raw`tax return|been paid|pay day)\b|\bgot (?:an? )?\p{Sc}? ?\d[\d.,]*(?: \p{Sc}| [a-z]{2,7})? from\b`,
);
/** Words around a purchase that do not name it. */
const AROUND = wordSet(
  "hi hey hello ok okay coach so well please just i have we also today now can you could would " +
    "want like need let us go " +
    ("ahead and quickly already actually again expense expenses transaction purchase payment new " +
      "spent spend paid pay bought ") +
    ("buy got grabbed ordered dropped blew splurged purchased shelled forked picked treated " +
      "myself put add added log logged ") +
    ("record recorded enter note track charged splashed had wasted cost costs costed me was were " +
      "is it went came to that set ") +
    ("back in on for at from of by with a an the my some this another around about roughly " +
      "approximately almost nearly ") +
    ("exactly total each there cash card via worth over out down will up manually money tipped " +
      "donated gave filled topped ") +
    "using per as be am not been has did do another more bill: amount came has dead died broke broken",
);
const EDGES = { leading: AROUND, trailing: AROUND } as const;
const NO_PURCHASE = pattern(
  "u",
  String.raw`\b(?:more than|less than|at most|want to|do not|no more|mood|energy|feel|feeling|felt|score|`,
  "stress|budget|remind|park|limit|goal|slept|sleep|steps|hrv|bpm|heart rate|payday|if i|",
  "whenever|afford|save|saving|saved|owe|weigh|years old|ago|hours?|minutes|km|miles|reps|sets|",
  String.raw`degrees|scale|out of|am|is not|was not)\b`,
);
/** Things with a count, not a price: "2 coffees today". */
const COUNTED = pattern(
  "u",
  "^(?:coffees|beers|drinks|meetings|workouts|naps|glasses|cups|steps|pizzas|lattes|burgers|",
  String.raw`snacks|runs|walks|meals|hours|kids|friends|days|times)\b`,
);

/** "Bring back 1" is about a list, and its number no price. */
const NO_PAYMENT = /^(?:(?:please|ok|okay|can you|could you|you can|you may) )*bring\b.*\bback\b/u;

/** A purchase told by hand: "12 coffee", "spent 40 at uniqlo", "paid rent 1200", "lunch 14.50 yesterday". */
export function readAddTransaction(message: Message): AddTransactionFrame | null {
  const { timeless, sentence, periods, amounts, isQuestion, context } = message;
  const money = amounts.filter(({ isMoney }) => isMoney);
  const amount = money[0] ?? amounts[0];
  if (!amount || amount.value === 0 || (!amount.isMoney && NO_PAYMENT.test(timeless))) return null;
  const whatSpan = whatOf(timeless, amount);
  const what = whatSpan === null ? null : ownWords(sentence, whatSpan);
  const whatFlat = whatSpan === null ? "" : timeless.slice(whatSpan.start, whatSpan.end);
  const cameIn = CAME_IN.test(timeless) && !/\bspent\b/u.test(timeless);
  const day = periods.period;
  const slots = given({
    amount: cameIn ? -amount.value : amount.value,
    currency: amount.currency,
    what: what === "" ? null : what,
    date: day !== null && day.from === day.to && day.to <= context.today ? day.from : null,
  });
  const isKnown =
    brandMentions(timeless).length > 0 ||
    categoryMentions(timeless).length > 0 ||
    knownCategory(whatFlat) !== null;
  const verb = SPENT.test(timeless);
  const words = whatFlat === "" ? 0 : whatFlat.split(" ").length;
  const isFelt = readEmotions(timeless).length > 0 || readMoodWord(timeless) !== null;
  let confidence = 0.3;
  if (verb || cameIn) confidence = words > 0 ? 0.93 : amount.isMoney ? 0.78 : 0.62;
  else if (isKnown && words <= 4) confidence = amount.isMoney ? 0.94 : 0.9;
  else if (words > 0 && words <= 4) confidence = amount.isMoney ? 0.86 : 0.66;
  else if (words === 0) confidence = amount.isMoney ? 0.6 : 0.3;
  if (COUNTED.test(whatFlat) && !amount.isMoney && amount.end < (whatSpan?.start ?? 0) && !verb)
    confidence = 0.5;
  if (isQuestion && !/^(?:can|could|will|would) you\b/u.test(timeless))
    confidence = Math.min(confidence, 0.3);
  if (NO_PURCHASE.test(timeless) && !(verb && amount.isMoney))
    confidence = Math.min(confidence, verb ? 0.55 : 0.3);
  if (isFelt && !isKnown && !verb && !amount.isMoney) confidence = Math.min(confidence, 0.35);
  if (amounts.length > 1 && money.length !== 1) confidence = Math.min(confidence, 0.6);
  return { intent: "add_transaction", slots, confidence, tier: null };
}

const STOP = pattern(
  "u",
  " ?[.;!?(]| ,(?= (?:i|it|so|but|because|feel|feeling|was|felt|really|tired|great|",
  String.raw`not)(?![\p{L}]))| and (?=it |i |then |it is)| because | so | but | which | - `,
);

/** What stands before the amount, else after it, without verbs and joining words: "dinner 45 with sam" is dinner. */
function whatOf(flat: string, amount: Span): Span | null {
  const before = trimEdges(flat, { start: 0, end: amount.start }, EDGES);
  if (before !== null) return afterVerb(flat, lastClause(flat, before));
  const stop = STOP.exec(flat.slice(amount.end));
  const end = stop ? amount.end + stop.index : flat.length;
  return trimEdges(flat, { start: amount.end, end }, EDGES);
}

const BUYING = pattern(
  "gu",
  String.raw`(?<![\p{L}])(?:spent|paid|bought|got|grabbed|ordered|dropped|blew|purchased|picked up|`,
  String.raw`treated myself to|returned|refund(?:ed)?|sold|add|log|record)(?![\p{L}])`,
);

/** "ugh bought another jacket": the part after the last word for buying. */
function afterVerb(flat: string, span: Span): Span {
  const verb = [...flat.slice(span.start, span.end).matchAll(BUYING)].at(-1);
  if (!verb) return span;
  return trimEdges(flat, { start: span.start + verb.index + verb[0].length, end: span.end }, EDGES) ?? span;
}

/** "hey, got lunch": the part after the last mark. */
function lastClause(flat: string, span: Span): Span {
  const at = Math.max(
    ...[", ", ". ", "! ", ": "].map((mark) => flat.slice(span.start, span.end).lastIndexOf(mark)),
  );
  return at < 0 ? span : (trimEdges(flat, { start: span.start + at + 1, end: span.end }, EDGES) ?? span);
}
