import { trimEdges, wordSet } from "../edges.ts";
import type { ParkFrame } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { pattern } from "../pattern.ts";
import { ownWords } from "../sentence.ts";

const OPENING = pattern(
  "u",
  "^(?:(?:please|ok|okay|hey|coach|hi|can you|could you|can we|could we|would you|let us|",
  "let me|i want to|i would like to|i will|i should|i am going to|i think i will|i need to|",
  "just|so|yes|yeah|maybe|better|want to|want you to|help me|gotta|got to|",
  String.raw`tempted by .{1,40}? ,)(?: [,:!-])* )*(?:re ?)?park(?:ing)?(?:ed)?(?![\p{L}])`,
);
const LATER = pattern(
  "u",
  String.raw`\bpark (?:it|that|this|them|these|those)\b|\b(?:put|add|move) .{1,50} (?:in|on|into|`,
  "to) (?:the |my )?(?:parking (?:lot|list)|parked (?:list|wishes|items)|park list|",
  String.raw`wish ?list)\b`,
);
/** Cars and lawns are parked on as well. */
const OTHER_PARK = pattern(
  "u",
  String.raw`\bpark(?:ing|ed)? (?:ticket|tickets|fee|fees|fine|fines|meter|garage|permit|run|bench|spot|`,
  String.raw`space|spending|costs?|today|cost|was|walk|with|at the)\b|\b(?:the|a|in|to|national|theme|`,
  String.raw`amusement|dog|car|local|water|skate|city|hyde|central) park(?:ing)?\b|\bparked (?:the|`,
  String.raw`my) (?:car|bike)\b|\bparking\b(?! (?:lot|list))`,
);
const EDGES = {
  leading: wordSet(
    "later now park parked parking it that this them these those the a an my some please can you " +
      "could we would let us i want to ok okay hey coach hi will should just so yes for put add " +
      "move buying buy purchase of getting new? item need think am going me tempted by about " +
      "better maybe re yeah help",
  ),
  trailing: wordSet(
    "please for now at it in until later tomorrow the my on about around worth that costs cost " +
      "price is they are of thanks and put to into lot list parking wishlist wish a because next " +
      "week",
  ),
} as const;

/** A wish put aside: "park headphones 180", "park it: shoes 90". */
export function readPark({ flat, timeless, sentence, amounts, isQuestion }: Message): ParkFrame | null {
  const opens = OPENING.exec(flat);
  const isSaid = LATER.test(flat);
  if (!opens && !isSaid) return null;
  if (OTHER_PARK.test(flat) && !isSaid) return null;
  const from = opens ? opens.index + opens[0].length : 0;
  const amount = amounts.find(({ start }) => start >= from) ?? amounts[0];
  const before = trimEdges(timeless, { start: from, end: amount?.start ?? timeless.length }, EDGES);
  const after = amount ? trimEdges(timeless, { start: amount.end, end: timeless.length }, EDGES) : null;
  const span = before ?? after;
  const what = span === null ? null : ownWords(sentence, span);
  const isPolite = /^(?:please )?(?:can|could|would|let)\b/u.test(flat);
  const confidence =
    isQuestion && !isPolite
      ? 0.4
      : opens || /\b(?:parking|parked|park) (?:lot|list)\b/u.test(flat)
        ? 0.95
        : 0.72;
  return { intent: "park", slots: given({ what, amount: amount?.value ?? null }), confidence, tier: null };
}
