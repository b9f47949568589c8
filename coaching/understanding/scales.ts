import type { MoodNumber } from "./frame.ts";
import { countOf, WORD_TO_TEN } from "./numbers.ts";
import { pattern } from "./pattern.ts";
import { blot, type Span } from "./sentence.ts";

/** The numbers of a check-in, and the text with them taken out. */
export type Scales = {
  readonly mood: MoodNumber | null;
  /** 0 to 100. */
  readonly energy: number | null;
  /** Stress was given as a number in the upper half of its scale. */
  readonly isStressed: boolean;
  readonly rest: string;
};

type Label = "mood" | "energy" | "other";
type Rated = Span & {
  readonly value: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly isPlain: boolean;
};
type Named = Span & { readonly label: Label };

const V = String.raw`(\d{1,3}(?:[.,]\d)?)`;
const W = `(?:${V}|(${WORD_TO_TEN}))`;
const ENDS = String.raw`([-−]? ?\d{1,3}) ?(?:to|-|and|through|until) ?\+? ?(\d{1,3})`;
const GLUE =
  "(?: (?:is|was|at|around|about|like|maybe|a|an|only|just|today|yesterday|feels|now|right now|" +
  "sitting|hovering|probably|say|solid|of|roughly|currently|still|level|levels|score|rating|" +
  "i would say|more like|strong|this morning|tonight|were|are|would be|it|be|my|to|as|:|=|-))*";

/** Ways of giving a number with its scale, the surest first. */
const RATED: readonly (readonly [
  RegExp,
  (match: RegExpMatchArray) => Omit<Rated, "start" | "end"> | null,
])[] = [
  [
    new RegExp(
      String.raw`(?:on a |from a )?scale (?:of |from )?${ENDS}(?: ?[,:])?(?: (?:i am|i feel|feeling|mood|` +
        "it is|is|at|about|a|an|around|like|i would say|probably|maybe|today|,|:|my|was|say|give it|" +
        String.raw`i would give|be|energy|for))* ${W}(?![\p{L}\p{N}/])`,
      "gu",
    ),
    (match) => rated(match[3] ?? match[4], match[1], match[2]),
  ],
  [
    new RegExp(
      String.raw`(?<![\p{L}\p{N}/.])([-−]? ?)${W} (?:on|in|of) (?:a|the|my) (?:scale (?:of |` +
        String.raw`from )?)?${ENDS}(?: scale)?(?![\p{L}\p{N}/])`,
      "gu",
    ),
    (match) => rated(`${(match[1] ?? "").trim()}${match[2] ?? numeral(match[3])}`, match[4], match[5]),
  ],
  [
    new RegExp(
      String.raw`(?<![\p{N}/.$£€])(?<!\d ?- ?|\b(?:on|since|until|by|before|` +
        String.raw`between) )${V} ?\/ ?(\d{1,3})(?![\p{N}/.])`,
      "gu",
    ),
    (match) => ratedOutOf(match[1], match[2]),
  ],
  [
    new RegExp(
      String.raw`(?<![\p{L}\p{N}/.])${W} (?:and a half )?(?:out of|outta|outof|over|from(?= (?:5|7|10|` +
        String.raw`100)(?!\d))) (?:a )?(?:(\d{1,3})|(${WORD_TO_TEN}))(?![\p{L}\p{N}/])`,
      "gu",
    ),
    (match) => ratedOutOf(match[1] ?? numeral(match[2]), match[3] ?? numeral(match[4])),
  ],
  [
    new RegExp(
      String.raw`\bout of (?:(\d{1,3})|(${WORD_TO_TEN}))(?: ?[,:?])?(?: (?:i am|it is|is|at|about|a|an|` +
        String.raw`around|like|i would say|probably|maybe|today|,))* ${W}(?![\p{L}\p{N}/])`,
      "gu",
    ),
    (match) => ratedOutOf(match[3] ?? numeral(match[4]), match[1] ?? numeral(match[2])),
  ],
  [
    /(?<![\p{L}\p{N}/.])(\d{1,3}) of (5|7|10|100)(?![\p{N}/])(?! (?:my|the|days|nights|times))/gu,
    (match) => ratedOutOf(match[1], match[2]),
  ],
  [
    new RegExp(
      String.raw`(?<![\p{L}\p{N}/.])${V} ?(?:%|percent|per cent|pct)(?! (?:of|off|more|less)(?! (?:energy|battery)))`,
      "gu",
    ),
    (match) => rated(match[1], "0", "100"),
  ],
  [/(?<![\p{L}\p{N}/.])([1-5]) stars?(?![\p{L}])/gu, (match) => rated(match[1], "1", "5")],
  [
    new RegExp(
      String.raw`(?<![\p{L}\p{N}/.:$£€-])(?<![\p{N}] )(− ?)?${W}(?: ?ish)?(?![\p{L}\p{N}/:%]| ?(?:%|\/|` +
        String.raw`hours?|h\b|minutes?|am\b|pm\b|st\b|nd\b|rd\b|th\b|days?|nights?|weeks?|months?|years?|` +
        String.raw`times?|k\b|\$|£|€|euros?|dollars?|bucks|quid|pounds?|steps|km|miles|kg|people|meetings?|` +
        "coffees?|beers?|drinks?|glasses|cups?|things?|more|kids?|in the|exams?|calls|off\\b|of (?:my|the|" +
        "them|us)))",
      "gu",
    ),
    (match) => plain(`${(match[1] ?? "").trim()}${match[2] ?? numeral(match[3])}`),
  ],
];

const LABELS: readonly (readonly [Label, RegExp])[] = [
  [
    "energy",
    pattern(
      "gu",
      String.raw`(?<![\p{L}])(?:energy(?: levels?)?|(?:social |body |my |internal )?battery(?: level)?|fuel|`,
      String.raw`tank|juice|running (?:at|on)|spoons|capacity)(?![\p{L}])`,
    ),
  ],
  [
    "other",
    pattern(
      "gu",
      String.raw`(?<![\p{L}])(?:stress(?: levels?)?|anxiety(?: levels?)?|pain(?: levels?)?|sleep(?: score|`,
      " quality)?|slept|motivation|focus|hunger|productivity|weight|hrv|steps|readiness|recovery|",
      "heart rate|hours|craving|cravings|concentration|worry|appetite|coffee|lunch|spent|paid|",
      String.raw`cost)(?![\p{L}])`,
    ),
  ],
  [
    "mood",
    pattern(
      "gu",
      String.raw`(?<![\p{L}])(?:mood|happiness|feeling|feel|feels|felt|vibes?|spirits|mental health|mentally|`,
      "headspace|(?:i am|i would say i am|am)(?= (?:at |like |about |around |probably |maybe |",
      String.raw`sitting at |only |just )*(?:a |an |at |\d))|(?:today|yesterday|day|morning|it)(?: (?:is|was|`,
      "has been|gets|got))+|overall|check ?in|rate (?:it|today|my day|myself|my mood)|(?:today|",
      String.raw`yesterday)(?= \d)|giv(?:e|ing) (?:it|today|my day))(?![\p{L}])`,
    ),
  ],
];

const GLUE_ONLY = new RegExp(`^${GLUE} ?$`, "u");
const GLUE_BACK = /^(?: (?:of|for|on|in|worth of|as|my|the|is my|was my|today|:|-))* ?$/u;

/**
 * The mood and energy numbers of a flat message.
 *
 * `/5`, `/7` and `/10` begin at 1 and percent and `/100` at 0, as most people mean them, unless 0 itself is the
 * value. A bare energy number below 10 counts on the mood's stated scale, else out of 10; from 10 on, out of 100.
 */
export function readScales(flat: string): Scales {
  const numbers = findRated(flat);
  const names = findLabels(blot(flat, numbers));
  const labelled = pairUp(flat, numbers, names);
  const moods = labelled.filter(({ label, number }) => label === "mood" && isPossibleMood(number));
  const mood = moods.find(({ number }) => !number.isPlain) ?? moods[0];
  const bare = labelled.find(
    ({ label, number }) => label === null && !number.isPlain && isPossibleMood(number),
  );
  const chosen = mood?.number.isPlain === false || !bare ? mood?.number : bare.number;
  const energyNumber = labelled.find(({ label }) => label === "energy")?.number;
  const energy = energyNumber ? energyOf(energyNumber, chosen ?? null) : null;
  const used = labelled.filter(
    ({ number, label }) => number === chosen || label === "other" || number === energyNumber,
  );
  return {
    mood: chosen ? { value: chosen.value, scale_min: chosen.min, scale_max: chosen.max } : null,
    energy,
    isStressed: labelled.some(
      ({ number, name }) =>
        isHigh(number) && name !== null && /stress/u.test(flat.slice(name.start, name.end)),
    ),
    rest: blot(
      flat,
      used.map(({ number, name }) => ({
        start: Math.min(number.start, name?.start ?? number.start),
        end: Math.max(number.end, name?.end ?? 0),
      })),
    ),
  };
}

/** A bare number from 0 to 10 that nothing else explains, as in "5, tired after work". */
export function readBareMood(rest: string): { readonly mood: MoodNumber; readonly span: Span } | null {
  const numbers = findRated(rest).filter(({ isPlain, value }) => isPlain && value >= 0 && value <= 10);
  const number = numbers.length === 1 ? numbers[0] : undefined;
  if (!number) return null;
  return { mood: { value: number.value, scale_min: null, scale_max: null }, span: number };
}

function numeral(word: string | undefined): string | undefined {
  return word === undefined ? undefined : String(countOf(word));
}

function numeric(text: string | undefined): number {
  return Number((text ?? "").replace(/ /g, "").replace("−", "-").replace(",", "."));
}

function rated(value: string | undefined, min: string | undefined, max: string | undefined) {
  const scale = { value: numeric(value), min: numeric(min), max: numeric(max), isPlain: false };
  return scale.value >= scale.min && scale.value <= scale.max && scale.max > scale.min ? scale : null;
}

function ratedOutOf(value: string | undefined, max: string | undefined) {
  const top = numeric(max);
  if (!(top >= 3 && top <= 100)) return null;
  return rated(value, numeric(value) < 1 || top > 20 ? "0" : "1", max);
}

function plain(value: string) {
  const number = numeric(value);
  return Number.isFinite(number) ? { value: number, min: null, max: null, isPlain: true } : null;
}

function findRated(flat: string): Rated[] {
  const found: Rated[] = [];
  let left = flat;
  for (const [pattern, read] of RATED) {
    for (const match of left.matchAll(pattern)) {
      const scale = read(match);
      const span = { start: match.index, end: match.index + match[0].length };
      left = blot(left, [span]);
      if (scale !== null) found.push({ ...span, ...scale });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

function findLabels(flat: string): Named[] {
  const found: Named[] = [];
  let left = flat;
  for (const [label, pattern] of LABELS) {
    for (const match of left.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      found.push({ ...span, label });
    }
    left = blot(left, found);
  }
  return found.sort((one, other) => one.start - other.start);
}

type Labelled = { readonly number: Rated; readonly label: Label | null; readonly name: Named | null };

/** Each number's label: the one right before it, or right after it where people write "5 mood, 40 energy". */
function pairUp(flat: string, numbers: readonly Rated[], names: readonly Named[]): Labelled[] {
  const before = (number: Rated) =>
    names.findLast((name) => name.end <= number.start && GLUE_ONLY.test(flat.slice(name.end, number.start)));
  const after = (number: Rated) =>
    names.find((name) => name.start >= number.end && GLUE_BACK.test(flat.slice(number.end, name.start)));
  const first = numbers[0];
  const last = numbers.at(-1);
  const numbersLead =
    first && last && before(first) === undefined && after(first) !== undefined && after(last) !== undefined;
  const taken = new Set<Named>();
  if (!numbersLead) for (const number of numbers) takeOne(taken, before(number));
  return numbers.map((number) => {
    const ahead = numbersLead ? undefined : before(number);
    const behind = after(number);
    const name = ahead ?? (behind && !taken.has(behind) ? behind : undefined);
    return { number, label: name?.label ?? null, name: name ?? null };
  });
}

function takeOne(taken: Set<Named>, name: Named | undefined): void {
  if (name) taken.add(name);
}

function isHigh({ value, max }: Rated): boolean {
  return value > (max ?? (value > 10 ? 100 : 10)) / 2;
}

function isPossibleMood({ value, max, isPlain }: Rated): boolean {
  if (isPlain) return value >= -10 && value <= 100;
  return max !== null && [3, 4, 5, 6, 7, 8, 9, 10, 20, 100].includes(max);
}

function energyOf({ value, min, max, isPlain }: Rated, mood: Rated | null): number | null {
  if (value < 0) return null;
  if (!isPlain && max !== null) return Math.round(((value - Math.min(min ?? 0, 0)) / max) * 100);
  if (value > 100) return null;
  if (value >= 10) return Math.round(value);
  const top =
    mood?.max !== null && mood?.max !== undefined && mood.max <= 10 && value <= mood.max ? mood.max : 10;
  return Math.round((value / top) * 100);
}
