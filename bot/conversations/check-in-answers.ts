import { moodFromScale } from "../../coaching/model/mood.ts";
import { readContexts } from "../../coaching/understanding/feelings.ts";
import type { CheckInSlots, MoodNumber, MoodWord } from "../../coaching/understanding/frame.ts";
import { cleanText } from "../../coaching/understanding/normalise.ts";
import { readSentence } from "../../coaching/understanding/sentence.ts";

/** Self-reported energy (0 to 100) of each step that can be tapped. */
export const ENERGY_STEPS: ReadonlyMap<string, number> = new Map([
  ["empty", 5],
  ["low", 25],
  ["medium", 50],
  ["good", 75],
  ["full", 95],
]);

/** The same steps by the mood words that people answer the energy question with: "so so", "great". */
export const ENERGY_OF_WORD: Readonly<Record<MoodWord, number>> = {
  very_low: 5,
  low: 25,
  neutral: 50,
  good: 75,
  very_good: 95,
};

const FACE_OF_WORD: Readonly<Record<MoodWord, number>> = {
  very_low: 1,
  low: 2,
  neutral: 4,
  good: 5,
  very_good: 6,
};

/** A mood as stored (−5 to +5) and as the person put it, to be read back: `5 of 7`. */
export type SaidMood = { readonly mood: number; readonly said: string };
export type MoodReading =
  | { readonly kind: "none" }
  | ({ readonly kind: "mood" } & SaidMood)
  | { readonly kind: "out-of-scale"; readonly value: number; readonly low: number; readonly high: number };

export function saidFace(face: number): SaidMood {
  return { mood: moodFromScale(face, 1, 7), said: `${face} of 7` };
}

/** The mood a sentence states, by number or by word; a number without a scale gets the smallest that fits. */
export function readMood(slots: CheckInSlots): MoodReading {
  if (slots.mood !== undefined) return readMoodNumber(slots.mood);
  if (slots.mood_word === undefined) return { kind: "none" };
  return { kind: "mood", ...saidFace(FACE_OF_WORD[slots.mood_word]) };
}

function readMoodNumber({ value, scale_min, scale_max }: MoodNumber): MoodReading {
  const high = scale_max ?? [7, 10, 100].find((top) => value <= top) ?? 100;
  const low = scale_min ?? (high === 100 ? 0 : 1);
  if (!(value >= low && value <= high && high > low)) return { kind: "out-of-scale", value, low, high };
  return { kind: "mood", mood: moodFromScale(value, low, high), said: `${value} of ${high}` };
}

/** What an answer that is nothing but a number says about energy. */
export type BareEnergy =
  | { readonly kind: "energy"; readonly energy: number }
  /** 6 to 10 without a scale: of 7, of 10 or of 100? */
  | { readonly kind: "unclear"; readonly value: number }
  | { readonly kind: "out-of-scale" }
  | { readonly kind: "none" };

/**
 * Energy (0 to 100) from an answer that is nothing but a number: `40`, `40%`, `60 percent`, `3/5`, `7 out of 10`.
 */
export function readBareEnergy(text: string): BareEnergy {
  const match =
    /^\s*(-?\d{1,4}(?:[.,]\d{1,2})?)\s*(?:(%|percent|per cent|pct)|(?:\/|of|out of)\s*(\d{1,3}))?\s*[.!]?\s*$/i.exec(
      text,
    );
  if (match?.[1] === undefined) return { kind: "none" };
  const value = Number(match[1].replace(",", "."));
  const hasScale = match[2] !== undefined || match[3] !== undefined;
  if (!hasScale && value > 5 && value <= 10) return { kind: "unclear", value };
  const top = match[3] === undefined ? 100 : Number(match[3]);
  const energy = Math.round((value / top) * 100);
  return top > 0 && energy >= 0 && energy <= 100 ? { kind: "energy", energy } : { kind: "out-of-scale" };
}

/** What bare words name where a word was asked for, "coffee": by itself such a word says nothing of how somebody is. */
export function slotsOfWords(text: string): CheckInSlots {
  const contexts = readContexts(readSentence(cleanText(text)).flat).map(({ name }) => name);
  return contexts.length === 0 ? {} : { contexts };
}
