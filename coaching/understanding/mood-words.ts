import type { MoodWord } from "./frame.ts";
import { blot, type Span } from "./sentence.ts";
import { FACE_MOODS } from "./words/faces.ts";
import { MOOD_PHRASES, MOOD_WORDS, NEGATED, SHY_MOOD_WORDS, STRONGER, WEAKER } from "./words/moods.ts";

/** A mood said in words or by a face, and how sure it is that the person's mood was meant. */
export type MoodReading = Span & {
  readonly word: MoodWord;
  /** Said as a feeling ("feeling rough") or by a phrase that means nothing else. */
  readonly isSure: boolean;
  /** A saying, whose single words mean nothing else: "under the weather" is not about the weather. */
  readonly isSaying: boolean;
};

const ORDER = ["very_low", "low", "neutral", "good", "very_good"] as const satisfies readonly MoodWord[];
const WORDS = new Map<string, MoodWord>(
  ORDER.flatMap((mood) => MOOD_WORDS[mood].split(" ").map((word) => [word, mood] as const)),
);
const LONGEST_FIRST = [...WORDS.keys()].sort((one, other) => other.length - one.length).join("|");
const NEGATION = String.raw`not|no|never|hardly|isn't|anything but|far from|nowhere near|less than|neither`;
const LABEL =
  "i am|am|feel|feels|feeling|felt|mood|moods|(?:today|yesterday|day|morning|evening|afternoon|" +
  "night|week|life|everything|it|things|all|work|shift)(?: (?:is|was|has been|have been|are|" +
  "were|feels|felt|went|going))+|been|doing|vibes?|spirits|mentally|emotionally|overall|" +
  "generally|honestly|currently|still|pretty much|having an?|had an?|what an?|such an?|" +
  "just an?|in an?|was an?|is an?|another|been an?|quite an?";
const SINGLE = new RegExp(
  String.raw`(?<![\p{L}])(?:(?<label>${LABEL})[ :=-]+)?(?:(?:right now|today|me|myself|a little bit|all|` +
    "over|today,|,|still|lately|now|currently|generally|about|like|kind of|" +
    String.raw`this morning) )*(?:(?<negation>${NEGATION}) (?:that |all that |feeling |doing |exactly |` +
    String.raw`particularly |too |a )*)?(?<steps>(?:(?:${STRONGER}|` +
    String.raw`${WEAKER}) )*)(?<word>${LONGEST_FIRST})(?: (?<noun>day|mood|week|morning|evening|afternoon|` +
    "vibes?|start|spirits|one|time|place|shape|today|yesterday|all round|overall|actually|thanks|" +
    String.raw`tbh|energy))?(?![\p{L}'])`,
  "gu",
);
const PHRASES = MOOD_PHRASES.map(
  ([mood, source]) => [mood, new RegExp(String.raw`(?<![\p{L}])(?:${source})(?![\p{L}])`, "u")] as const,
);

/** Greetings, sleep and things that are good or bad without the mood being so. */
const ELSEWHERE = new RegExp(
  [
    "good (?:morning|night|evening|afternoon|day to you|luck|one|idea|question|deal|for you|job|" +
      "to know|bye)|happy (?:birthday|new year|christmas|hour|monday|friday|with|to|about)",
    "(?:slept|sleep(?:ing)?|night|rest)(?: (?:was|is|quality|went|has been|really|so|very|pretty|" +
      String.raw`quite|like|a bit|last night|just|not|too|super|kind of|fairly))* (?:${LONGEST_FIRST}|well|` +
      String.raw`shit|crap|rubbish|badly|terribly|awfully|poorly|horribly|great|like (?:a )?\p{L}+)`,
    String.raw`(?:${LONGEST_FIRST}) (?:nights? (?:of )?)?(?:sleep|rest|nights?|coffee|food|meal|deal|` +
      "weather|price|money|lunch|dinner|bank|credit|run|walk|workout|session|gym|meeting|call|news|" +
      "book|movie|film|friend|friends|idea|thing|enough|old|amount|chunk|back|head|stomach|knee)",
    "not (?:only|just|sure|yet|really sure)|(?:let|calm|slow|write|written|sit|sat|cut|cutting|" +
      "settle|wind|winding|come|lie|lay|lying|put|note|close|broke|break|breaking|track|turn|shut|" +
      "run|go|went|going|log|mark) down|day off|(?:took|take|taking|time|evening|afternoon|morning|" +
      "week|night) off|pissed off|set off|off to|off work|ok(?:ay)? (?:so|then|coach|now)|(?:fed|" +
      "made|cheer|cheered) up|worn down|hard (?:to|work|day of)|my bad|too bad",
  ]
    .map((part) => `(?<![\\p{L}])(?:${part})(?![\\p{L}])`)
    .join("|"),
  "gu",
);

/**
 * The mood said in words. A negation turns "good" to low and "bad" to neutral; a strong "really" goes one step
 * further from the middle. Of several, the one said as a feeling counts, then the first.
 */
export function readMoodWord(flat: string): MoodReading | null {
  const text = flat.replace(ELSEWHERE, (found) => "·".repeat(found.length));
  const readings: MoodReading[] = [];
  let left = text;
  for (const [word, pattern] of PHRASES) {
    const match = pattern.exec(left);
    if (!match) continue;
    const span = { start: match.index, end: match.index + match[0].length };
    readings.push({ ...span, word, isSure: true, isSaying: true });
    left = blot(left, [span]);
  }
  const isAlone = (start: number, end: number) =>
    !/[\p{L}\p{N}]/u.test(
      text.slice(0, start) +
        text.slice(end).replace(/\b(?:today|now|right now|and|tired|thanks|i guess|really)\b/gu, ""),
    );
  for (const match of left.matchAll(SINGLE)) {
    const { label, negation, steps = "", word = "", noun } = match.groups ?? {};
    const mood = WORDS.get(word);
    // "Not sad" leaves open what else.
    if (
      mood === undefined ||
      (negation !== undefined && /^(?:sad|depressed|upset|unhappy|down)$/u.test(word))
    )
      continue;
    const end = match.index + match[0].length;
    const isSure = label !== undefined || noun !== undefined || isAlone(match.index, end);
    const isListed =
      /(?:^|[,.;:!·] ?|\band )$/u.test(left.slice(0, match.index)) &&
      /^(?: ?[,.;!?·]| and | but |$)/u.test(left.slice(end));
    if (SHY_MOOD_WORDS.has(word) && !isSure && !isListed) continue;
    readings.push({
      start: match.index,
      end,
      word: stepped(negation ? NEGATED[mood] : mood, steps, negation !== undefined),
      isSure,
      isSaying: false,
    });
  }
  // "Better than yesterday but still low": what stands after "but" is how it is.
  const turn = text.lastIndexOf(" but ");
  if (turn >= 0 && readings.some(({ start }) => start > turn)) {
    return (
      readings.filter(({ start }) => start > turn).sort((one, other) => one.start - other.start)[0] ?? null
    );
  }
  readings.sort((one, other) => Number(other.isSure) - Number(one.isSure) || one.start - other.start);
  return readings[0] ?? null;
}

/** Each face with its mood. */
const FACES = FACE_MOODS.flatMap(([word, faces]) =>
  Array.from(new Intl.Segmenter("en").segment(faces), ({ segment }) => ({ word, face: segment })),
);

/** The mood on a face; of several, the first. */
export function readFace(flat: string): MoodReading | null {
  let best: MoodReading | null = null;
  for (const { word, face } of FACES) {
    const start = flat.indexOf(face);
    if (start < 0 || (best && best.start <= start)) continue;
    best = { start, end: start + face.length, word, isSure: true, isSaying: false };
  }
  return best;
}

function stepped(mood: MoodWord, steps: string, isNegated: boolean): MoodWord {
  const isStronger = steps.trim() !== "" && new RegExp(`(?:^| )(?:${STRONGER})(?: |$)`).test(steps);
  if (!isStronger || isNegated) return mood;
  const index = ORDER.indexOf(mood);
  const step = index === 2 ? 0 : Math.sign(index - 2);
  return ORDER[Math.min(4, Math.max(0, index + step))] ?? mood;
}
