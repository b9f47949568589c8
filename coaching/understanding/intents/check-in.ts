import { readEnergyWord } from "../energy-words.ts";
import { readContexts, readEmotions } from "../feelings.ts";
import type { CheckInFrame, CheckInSlots } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { readFace, readMoodWord } from "../mood-words.ts";
import { pattern } from "../pattern.ts";
import { readBareMood, readScales } from "../scales.ts";
import { blot, ownWords, type Span } from "../sentence.ts";
import { EMOTION_MOODS } from "../words/feelings.ts";

const NOTE = pattern(
  "u",
  String.raw`(?:^|[ ,.;-])(?:note|notes|note to self|comment|ps|p \. s \.|fyi|journal|diary|`,
  String.raw`remark) ?(?::|-|that\b) ?(?=\S)`,
);
const FIRST_PERSON = /\b(?:i am|feel|feeling|felt|mood|i feel|my day|check ?in|been feeling|i was)\b/u;
const LONG_QUESTION = pattern(
  "u",
  "^(?:how (?:much|many|did|do|does|was|is|has|are|often)|what|did(?! not)|do(?! not)|",
  String.raw`does(?! not)|which|show|list|when (?:did|do|was|is|will)|will(?! not)|can(?! not))\b`,
);
/** Days are only told of a mood, never of last night's sleep. */
const YESTERDAY = /\b(?:for )?yesterday\b(?! ?'?s (?:meeting|lunch))/u;
const TODAY = /\b(?:today|tonight|this (?:morning|afternoon|evening))\b/u;
const BETTER_THAN = /\b(?:than|like|as|since|compared to|from|unlike|after) yesterday\b/u;

/** How somebody is: a number, a word, a face, energy, what they feel and what it goes with. */
export function readCheckIn(message: Message): CheckInFrame | null {
  const note = readNote(message);
  const flat = note === null ? message.flat : blot(message.flat, [note.span]);
  const scales = readScales(flat);
  const energyWord = scales.energy === null ? readEnergyWord(scales.rest) : null;
  const text = energyWord === null ? scales.rest : blot(scales.rest, [energyWord]);
  const said = readMoodWord(text);
  const face = said === null ? readFace(text) : null;
  const unsaid = said?.isSaying === true ? blot(text, [said]) : text;
  const feelings = readEmotions(unsaid);
  const emotions = [...(scales.isStressed ? ["stressed"] : []), ...feelings.map(({ name }) => name)];
  const contexts = readContexts(blot(unsaid, feelings)).map(({ name }) => name);
  const implied = emotions.map((emotion) => EMOTION_MOODS[emotion]).find((mood) => mood !== undefined);
  const isFelt =
    emotions.length > 0 || said !== null || face !== null || scales.energy !== null || energyWord !== null;
  const bare =
    scales.mood === null && message.amounts.every(({ isMoney }) => !isMoney)
      ? bareMood(text, isFelt, FIRST_PERSON.test(flat))
      : null;
  const mood = scales.mood ?? bare;
  const word = mood === null ? (said?.word ?? face?.word ?? implied ?? null) : null;
  const slots: CheckInSlots = given({
    mood,
    mood_word: word,
    energy: scales.energy ?? energyWord?.energy ?? null,
    emotions: emotions.length > 0 ? emotions : null,
    contexts: contexts.length > 0 && (isFelt || mood !== null) ? contexts : null,
    note: note?.words ?? null,
    day: dayOf(flat),
  });
  if (mood === null && !isFelt && note === null) return null;
  return {
    intent: "check_in",
    slots,
    confidence: confidenceOf(message, {
      mood: scales.mood !== null,
      bare: bare !== null,
      isSure: said?.isSure ?? false,
      face: face !== null,
      said: said !== null,
      emotions: emotions.length,
      energy: scales.energy !== null,
      energyWord: energyWord !== null,
      note: note !== null,
    }),
    tier: null,
  };
}

type Evidence = {
  readonly mood: boolean;
  readonly bare: boolean;
  readonly isSure: boolean;
  readonly said: boolean;
  readonly face: boolean;
  readonly emotions: number;
  readonly energy: boolean;
  readonly energyWord: boolean;
  readonly note: boolean;
};

/** Numbers with a label or a scale are sure; a lone word may be an answer to something else. */
function confidenceOf({ flat, isQuestion, amounts }: Message, evidence: Evidence): number {
  const strong = [
    evidence.mood,
    evidence.energy,
    evidence.energyWord,
    evidence.emotions > 0,
    evidence.said,
    evidence.bare,
    evidence.face,
  ].filter(Boolean).length;
  let confidence = 0.5;
  if (evidence.mood || evidence.energy) confidence = 0.95;
  else if (FIRST_PERSON.test(flat) && (evidence.emotions > 0 || evidence.isSure || evidence.energyWord))
    confidence = 0.92;
  else if (evidence.emotions > 0 || evidence.energyWord) confidence = strong > 1 ? 0.9 : 0.82;
  else if (evidence.isSure || evidence.face) confidence = 0.8;
  else if (evidence.bare) confidence = 0.5;
  else if (evidence.said) confidence = 0.62;
  else if (evidence.note) confidence = 0.75;
  if (/\bscale\b/u.test(flat) && /\b(?:use|switch|change|set|prefer|want|make)\b/u.test(flat)) return 0.4;
  if (/\b(?:average|avg) (?:mood|energy)|(?:mood|energy) average\b/u.test(flat)) return 0.3;
  if (LONG_QUESTION.test(flat)) return Math.min(confidence, evidence.mood && evidence.energy ? 0.75 : 0.3);
  if (isQuestion && !(evidence.mood && strong > 1)) return Math.min(confidence, 0.5);
  if (amounts.some(({ isMoney }) => isMoney)) return Math.min(confidence, 0.75);
  return confidence;
}

function bareMood(text: string, isFelt: boolean, isFirstPerson: boolean) {
  const bare = readBareMood(text);
  if (bare === null) return null;
  const isLone = !/[\p{L}]/u.test(text);
  const leads =
    bare.span.start === 0 || /^(?:[·\s,:;.-]|today|mood|check in)*$/u.test(text.slice(0, bare.span.start));
  const trails = bare.span.end === text.trimEnd().length;
  return isLone || (isFelt && (leads || trails || isFirstPerson)) ? bare.mood : null;
}

function dayOf(flat: string): "today" | "yesterday" | null {
  if (YESTERDAY.test(flat) && !BETTER_THAN.test(flat))
    return flat.search(TODAY) >= 0 && flat.search(TODAY) < flat.search(YESTERDAY) ? "today" : "yesterday";
  return TODAY.test(flat) ? "today" : null;
}

/** What follows "note:" is kept as written and means nothing to the other rules. */
function readNote({ flat, sentence }: Message): { readonly words: string; readonly span: Span } | null {
  const match = NOTE.exec(flat);
  if (!match) return null;
  const start = match.index + match[0].length;
  const words = ownWords(sentence, { start, end: flat.length });
  return words === "" ? null : { words, span: { start: match.index, end: flat.length } };
}
