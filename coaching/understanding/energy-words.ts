import { pattern } from "./pattern.ts";
import type { Span } from "./sentence.ts";
import { FACE_ENERGIES } from "./words/faces.ts";

/** The five steps people tap, as 0 to 100; said in words they mean the same. */
const ENERGY_STEPS = { empty: 5, low: 25, medium: 50, good: 75, full: 95 } as const;
type Step = keyof typeof ENERGY_STEPS;

const STEP_WORDS: readonly (readonly [Step, string])[] = [
  [
    "empty",
    "very low|super low|really low|so low|extremely low|empty|zero|none|nonexistent|non existent|" +
      "gone|dead|drained|depleted|rock bottom|on the floor|through the floor|nil|flat|" +
      "in the gutter|awful|terrible|shot|at zero|completely gone|in the toilet|horrible",
  ],
  [
    "low",
    "pretty low|quite low|a bit low|kind of low|lowish|low|poor|bad|not great|not good|not much|" +
      "lacking|running low|dipping|down|meh|crap|rubbish|little|weak|below average|sluggish|shit|" +
      "not the best|lower|crashed|crashing|dropping",
  ],
  [
    "medium",
    "medium|average|ok|okay|okayish|so so|half|halfway|half full|half empty|middling|moderate|" +
      "alright|fine|normal|mid|neutral|in the middle|not bad|so-so|middle|decent ish",
  ],
  [
    "good",
    "good|high|decent|solid|up|pretty good|pretty high|quite high|nice|strong|better|fairly high|" +
      "quite good|above average",
  ],
  [
    "full",
    "very high|really high|super high|so high|full|max|maxed|maxed out|great|amazing|excellent|" +
      "sky high|through the roof|off the charts|very good|really good|fantastic|bouncing|topped up|" +
      "fully charged|peak|incredible|awesome|over the top|insane",
  ],
];
const ALL = STEP_WORDS.flatMap(([step, words]) => words.split("|").map((word) => [word, step] as const));
const STEP_OF = new Map<string, Step>(ALL);
const WORD = [...STEP_OF.keys()].sort((one, other) => other.length - one.length).join("|");
const NOUN = "energy(?: levels?)?|(?:social |my |internal )?battery(?: level)?|(?:fuel )?tank";
const AFTER_NOUN = new RegExp(
  String.raw`(?<![\p{L}])(?:${NOUN})(?: (?:is|was|are|has been|feels|feeling|at|:|=|-|today|right now|` +
    "levels?|just|also|all|quite|still|on|about|a bit|completely|totally|absolutely|seems|" +
    String.raw`this morning|,(?= (?:very )?(?:low|high|empty|medium|full))))* (${WORD})(?![\p{L}])`,
  "u",
);
const BEFORE_NOUN = new RegExp(
  String.raw`(?<![\p{L}])(${WORD}|no|half|lots of|loads of|tons of|plenty of|full of|so much|bags of|` +
    "a lot of|bursting with|brimming with|out of|zero|without any|some|not much|little|" +
    "hardly any|barely any|no more|lacking|lack of|much|not a lot of|not enough|not got much|" +
    "very little|need more) (?:of )?(?:energy|battery|juice)(?: levels?)?(?! (?:bills?|drinks?|" +
    String.raw`bar|costs?|company|supplier|provider|prices?|usage))(?![\p{L}])`,
  "u",
);
const PHRASES: readonly (readonly [Step, RegExp])[] = [
  [
    "empty",
    pattern(
      "u",
      String.raw`\b(?:running on (?:empty|fumes)|out of (?:gas|steam|juice|spoons)|nothing left in the tank|`,
      String.raw`no gas left|tank (?:is )?empty|on empty)\b`,
    ),
  ],
  ["full", /\b(?:full of beans|fully charged|raring to go|bouncing off the walls|on full charge)\b/u],
];
const QUANTITIES: Readonly<Record<string, Step>> = {
  no: "empty",
  zero: "empty",
  "out of": "empty",
  "without any": "empty",
  "no more": "empty",
  "hardly any": "empty",
  "barely any": "empty",
  half: "medium",
  some: "medium",
  "lots of": "full",
  "loads of": "full",
  "tons of": "full",
  "plenty of": "full",
  "full of": "full",
  "so much": "full",
  "bags of": "full",
  "a lot of": "full",
  "bursting with": "full",
  "brimming with": "full",
  much: "good",
};

/**
 * Energy said in words, only where the word energy, or a saying that means nothing else, is there: "exhausted"
 * alone is an emotion.
 */
export function readEnergyWord(flat: string): (Span & { readonly energy: number }) | null {
  for (const [step, pattern] of PHRASES) {
    const match = pattern.exec(flat);
    if (match) return { start: match.index, end: match.index + match[0].length, energy: ENERGY_STEPS[step] };
  }
  const after = AFTER_NOUN.exec(flat);
  const match = after ?? BEFORE_NOUN.exec(flat);
  const word = match?.[1];
  if (match && word !== undefined) {
    const step = (after === null ? QUANTITIES[word] : undefined) ?? STEP_OF.get(word) ?? "low";
    return { start: match.index, end: match.index + match[0].length, energy: ENERGY_STEPS[step] };
  }
  for (const [face, energy] of Object.entries(FACE_ENERGIES)) {
    const start = flat.indexOf(face);
    if (start >= 0) return { start, end: start + face.length, energy };
  }
  return null;
}
