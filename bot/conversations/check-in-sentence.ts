import { addDays } from "../../coaching/model/local-date.ts";
import { namesEarlierDay } from "../../coaching/understanding/earlier-day.ts";
import type { CheckInSlots, Frame } from "../../coaching/understanding/frame.ts";
import { soundsLow } from "../../coaching/understanding/low-words.ts";
import { findScaleMisfit } from "../../coaching/understanding/scale-misfit.ts";
import { SURE } from "../../coaching/understanding/understand.ts";
import type { Step, StepContext, StepInput } from "../conversation.ts";
import type { EntryAnswers } from "../effect.ts";
import { looksLikeQuestion } from "../inbound-text.ts";
import { type Part, say } from "../reply.ts";
import {
  ENERGY_OF_WORD,
  type MoodReading,
  readBareEnergy,
  readMood,
  slotsOfWords,
} from "./check-in-answers.ts";
import { isElsewhere, isUnreadQuestion } from "./check-in-elsewhere.ts";
import { type CheckInState, type Question, questionReply } from "./check-in-replies.ts";
import { askAgain, freshState, goOn, wordsOf } from "./check-in-step.ts";

/** A check-in for a day that none can be given for any more is not taken for today's. */
export function earlierDay(
  current: CheckInState,
  { text, frame }: Extract<StepInput, { kind: "text" }>,
  context: StepContext,
): Step<CheckInState> | null {
  if (frame.intent !== "check_in" || !namesEarlierDay(text, context.today)) return null;
  return askAgain(current, current.left, context, say("check-in/earlier-day"));
}

/** What a text says to the open check-in; null where it is about something else. */
export function takeText(
  current: CheckInState,
  text: string,
  frame: Frame,
  context: StepContext,
): Step<CheckInState> | null {
  const [asking] = current.left;
  if (isUnreadQuestion(text, frame))
    return askAgain(current, current.left, context, say("help/question-unclear"));
  if (asking === "energy") {
    const energy = takeEnergy(current, text, frame, context);
    if (energy !== null) return energy;
  }
  if (isElsewhere(text, frame, asking)) return null;
  const bare = asking === "words" ? slotsOfWords(text) : {};
  const slots = frame.intent === "check_in" ? ownSlots(current, frame.slots) : bare;
  if (isAnotherCheckIn(current, text, slots, context)) {
    return takeSentence(freshState(slots, context), slots, text, context);
  }
  const says = slots.mood !== undefined || slots.mood_word !== undefined || slots.energy !== undefined;
  if (asking === "words" || asking === "which" || says || slots.emotions !== undefined) {
    return takeSentence(current, slots, text, context);
  }
  if (soundsLow(text)) return keepLow(current, text, context);
  return askAgain(current, current.left, context, say(notUnderstood(text, asking)));
}

/** Grief and low words are no failed answer: they stay with the check-in in the person's words, and the question waits. */
function keepLow(current: CheckInState, text: string, context: StepContext): Step<CheckInState> {
  const left = current.left.filter((open) => open !== "words");
  const heard = { problems: [say("check-in/heard-low")], isRead: false };
  return goOn(current, left, wordsOf(slotsOfWords(text), text), context, heard);
}

/** What an answer says: a word added to a mood that was given ("low", "good") is a word, no other mood. */
function ownSlots({ left, mood }: CheckInState, slots: CheckInSlots): CheckInSlots {
  if (left[0] !== "words" || mood === null) return slots;
  const { mood_word: _, ...others } = slots;
  return others;
}

function notUnderstood(text: string, asking: Question | undefined) {
  if (looksLikeQuestion(text)) return "help/question-unclear";
  return asking === "energy" ? "check-in/energy-not-understood" : "check-in/mood-not-understood";
}

/**
 * Whether a sentence is a check-in of its own rather than an answer: it is about another day, it comes on a later
 * day and says more than a bare answer, or only an optional word was still open.
 */
function isAnotherCheckIn(
  current: CheckInState,
  text: string,
  slots: CheckInSlots,
  { today }: StepContext,
): boolean {
  const saysMood = slots.mood !== undefined || slots.mood_word !== undefined;
  const isOtherDay =
    slots.day !== undefined && (slots.day === "today" ? today : addDays(today, -1)) !== current.date;
  // "Spent too much yesterday" beside today's answers is a word on today.
  const isAside = current.left[0] === "words" && !saysMood && slots.energy === undefined;
  if (isOtherDay && !(isAside && !/^\W*(?:for )?(?:today|yesterday)\b/i.test(text))) return true;
  // Whoever fixes a check-in has its answers in mind.
  if (current.before !== undefined) return false;
  const isBare = /^\s*[\p{L}\d]+(?:\s*\/\s*\d+)?\s*$/u.test(text);
  if (current.date !== today && saysMood && !isBare) return true;
  return current.left[0] === "words" && current.mood !== null && slots.mood !== undefined;
}

/** "Not that great today" still answers; what is longer and only near it tells something. */
const MOST_WORDS_OF_ENERGY = 4;

/** An answer to the energy question by number or word; null when the text is more than that. */
function takeEnergy(
  current: CheckInState,
  text: string,
  frame: Frame,
  context: StepContext,
): Step<CheckInState> | null {
  const bare = readBareEnergy(text);
  if (bare.kind === "out-of-scale")
    return askAgain(current, current.left, context, say("check-in/energy-out-of-scale"));
  if (bare.kind === "unclear") {
    return askAgain(
      current,
      current.left,
      context,
      say("check-in/energy-which-scale", { value: bare.value }),
    );
  }
  if (bare.kind === "energy") {
    const { energy } = bare;
    return goOn({ ...current, energy }, current.left.slice(1), { energySelf: energy }, context);
  }
  const slots = frame.intent === "check_in" && !/mood|feel/i.test(text) ? frame.slots : {};
  // "Good talk with my sister" says "good" of something else.
  const isOfElse = frame.confidence < SURE && text.trim().split(/\s+/).length > MOST_WORDS_OF_ENERGY;
  if (isOfElse && slots.mood_word !== undefined && slots.energy === undefined)
    return askAgain(current, current.left, context, say("check-in/energy-not-understood"));
  const energy =
    slots.energy ?? (slots.mood_word === undefined ? undefined : ENERGY_OF_WORD[slots.mood_word]);
  if (energy === undefined || slots.mood !== undefined) return null;
  const { mood_word: _, ...others } = slots;
  return takeSentence(current, { ...others, energy }, text, context);
}

/** Everything a sentence says is saved at once; only what it leaves open is asked. */
export function takeSentence(
  current: CheckInState,
  slots: CheckInSlots,
  text: string,
  context: StepContext,
): Step<CheckInState> {
  const mood = readMood(slots);
  const problem = problemWith(text, mood);
  // With nothing else in it, the same question is asked again.
  if (problem !== null && mood.kind !== "mood" && slots.energy === undefined) {
    return { replies: [questionReply(current, [problem], context.today)], next: current };
  }
  const tags = [...(slots.emotions ?? []), ...(slots.contexts ?? [])];
  const answers: EntryAnswers = {
    ...(mood.kind === "mood" ? { mood: mood.mood } : {}),
    ...(slots.energy === undefined ? {} : { energySelf: slots.energy }),
    ...(tags.length > 0 || current.left[0] === "words" ? wordsOf(slots, text) : {}),
  };
  const next = {
    ...current,
    mood: mood.kind === "mood" ? mood.said : current.mood,
    energy: slots.energy ?? current.energy,
  };
  const left = current.left.filter(
    (open) =>
      !(open === "mood" && answers.mood !== undefined) &&
      !(open === "energy" && answers.energySelf !== undefined) &&
      !(open === "words" && (answers.notes !== undefined || tags.length > 0)) &&
      open !== "which",
  );
  return goOn(next, left, answers, context, { problems: problem === null ? [] : [problem], isRead: true });
}

/** What to say of a number that its scale cannot hold; null when all fit. */
function problemWith(text: string, mood: MoodReading): Part | null {
  const misfit = mood.kind === "out-of-scale" ? { what: "mood", ...mood } : findScaleMisfit(text);
  if (misfit === null) return null;
  const { value, low, high } = misfit;
  return say(`check-in/${misfit.what}-off-scale`, { value, low, high });
}
