import { addDays } from "../../coaching/model/local-date.ts";
import { faceFromMood } from "../../coaching/model/mood.ts";
import { namesEarlierDay } from "../../coaching/understanding/earlier-day.ts";
import type { CheckInSlots, Frame } from "../../coaching/understanding/frame.ts";
import { findScaleMisfit } from "../../coaching/understanding/scale-misfit.ts";
import { SURE } from "../../coaching/understanding/understand.ts";
import {
  defineConversation,
  type Step,
  type StepContext,
  type StepInput,
  type StoredEntry,
} from "../conversation.ts";
import type { Effect, EntryAnswers } from "../effect.ts";
import { looksLikeQuestion } from "../inbound-text.ts";
import { type Part, say } from "../reply.ts";
import {
  ENERGY_OF_WORD,
  ENERGY_STEPS,
  type MoodReading,
  readBareEnergy,
  readMood,
  saidFace,
  slotsOfWords,
} from "./check-in-answers.ts";
import { readForm } from "./check-in-form.ts";
import {
  type CheckInState,
  checkInState,
  closingReply,
  type Question,
  questionReply,
  WORDS,
} from "./check-in-replies.ts";

const FACES: readonly string[] = ["1", "2", "3", "4", "5", "6", "7"];

/** A mood face, energy, a word: each answer is saved the moment it is given, in one message edited in place. */
export const checkIn = defineConversation<CheckInState>({
  name: "check-in",
  state: checkInState,
  start(context, input) {
    if (input?.kind === "entry") return reopen(input.entry, context);
    if (input?.kind === "form")
      return takeForm({ ...freshState({}, context), ...aboutOf(input) }, input, context);
    const slots = input?.kind === "text" && input.frame.intent === "check_in" ? input.frame.slots : {};
    const fresh = freshState(slots, context);
    if (input?.kind !== "text") return { replies: [questionReply(fresh, [], context.today)], next: fresh };
    return earlierDay(fresh, input, context) ?? takeSentence(fresh, slots, input.text, context);
  },
  answer(current, input, context) {
    if (input.kind === "choice") return takeChoices(current, [input.id], context);
    if (input.kind === "choices") return takeChoices(current, input.ids, context);
    if (input.kind === "entry") return reopen(input.entry, context);
    if (input.kind === "form") return takeForm(current, input, context);
    return earlierDay(current, input, context) ?? takeText(current, input.text, input.frame, context);
  },
  repeat: (current, { today }) => [questionReply(current, [], today)],
});

function freshState(slots: CheckInSlots, { freshId, today }: StepContext): CheckInState {
  return {
    entryId: freshId,
    date: slots.day === "yesterday" ? addDays(today, -1) : today,
    left: ["mood", "energy", "words"],
    mood: null,
    energy: null,
    words: false,
  };
}

function takeChoices(
  current: CheckInState,
  ids: readonly string[],
  context: StepContext,
): Step<CheckInState> {
  const [id = ""] = ids;
  const [asking] = current.left;
  if (id === "skip") return goOn(current, current.left.slice(1), {}, context);
  if (id === "fix") return askAgain(current, ["which", ...current.left], context);
  if (asking === "which") {
    return id === "mood" || id === "energy" || id === "words"
      ? askAgain(current, [id, ...current.left.slice(1).filter((open) => open !== id)], context)
      : askAgain(current, current.left, context);
  }
  if (asking === "mood" && FACES.includes(id)) {
    const { mood, said } = saidFace(Number(id));
    return goOn({ ...current, mood: said }, current.left.slice(1), { mood }, context);
  }
  const energySelf = ENERGY_STEPS.get(id);
  if (asking === "energy" && energySelf !== undefined) {
    return goOn({ ...current, energy: energySelf }, current.left.slice(1), { energySelf }, context);
  }
  const words = ids.filter((word) => WORDS.includes(word));
  if (asking === "words" && words.length > 0)
    return goOn(current, current.left.slice(1), wordsOf({ emotions: words }, null), context);
  return askAgain(current, current.left, context);
}

/** A check-in for a day that none can be given for any more is not taken for today's. */
function earlierDay(
  current: CheckInState,
  { text, frame }: Extract<StepInput, { kind: "text" }>,
  context: StepContext,
): Step<CheckInState> | null {
  if (frame.intent !== "check_in" || !namesEarlierDay(text, context.today)) return null;
  return askAgain(current, current.left, context, say("check-in/earlier-day"));
}

function takeText(
  current: CheckInState,
  text: string,
  frame: Frame,
  context: StepContext,
): Step<CheckInState> | null {
  const [asking] = current.left;
  if (asking === "energy") {
    const energy = takeEnergy(current, text, frame, context);
    if (energy !== null) return energy;
  }
  if (frame.intent !== "check_in" && frame.intent !== "unclear" && frame.confidence >= SURE) return null;
  const bare = asking === "words" ? slotsOfWords(text) : {};
  const slots = frame.intent === "check_in" ? ownSlots(current, frame.slots) : bare;
  if (isAnotherCheckIn(current, text, slots, context)) {
    return takeSentence(freshState(slots, context), slots, text, context);
  }
  const says = slots.mood !== undefined || slots.mood_word !== undefined || slots.energy !== undefined;
  if (asking === "words" || asking === "which" || says || slots.emotions !== undefined) {
    return takeSentence(current, slots, text, context);
  }
  return askAgain(current, current.left, context, say(notUnderstood(text, asking)));
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
  if (slots.day !== undefined && (slots.day === "today" ? today : addDays(today, -1)) !== current.date)
    return true;
  // Whoever fixes a check-in has its answers in mind.
  if (current.before !== undefined) return false;
  const isBare = /^\s*[\p{L}\d]+(?:\s*\/\s*\d+)?\s*$/u.test(text);
  if (current.date !== today && saysMood && !isBare) return true;
  return current.left[0] === "words" && current.mood !== null && slots.mood !== undefined;
}

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
  const energy =
    slots.energy ?? (slots.mood_word === undefined ? undefined : ENERGY_OF_WORD[slots.mood_word]);
  if (energy === undefined || slots.mood !== undefined) return null;
  const { mood_word: _, ...others } = slots;
  return takeSentence(current, { ...others, energy }, text, context);
}

/** Everything a sentence says is saved at once; only what it leaves open is asked. */
function takeSentence(
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

/** All that words say, what they leave out being empty, so that a fix leaves nothing of the words before it. */
function wordsOf({ emotions, contexts }: CheckInSlots, notes: string | null): EntryAnswers {
  return { emotionTags: emotions ?? [], contextTags: contexts ?? [], notes };
}

/** What to say of a number that its scale cannot hold; null when all fit. */
function problemWith(text: string, mood: MoodReading): Part | null {
  const misfit = mood.kind === "out-of-scale" ? { what: "mood", ...mood } : findScaleMisfit(text);
  if (misfit === null) return null;
  const { value, low, high } = misfit;
  return say(`check-in/${misfit.what}-off-scale`, { value, low, high });
}

const TAPPED = { problems: [], isRead: false };

/** Saves what came and asks what is left, or ends with what was saved. */
function goOn(
  current: CheckInState,
  left: readonly Question[],
  answers: EntryAnswers,
  context: StepContext,
  { problems, isRead }: { readonly problems: readonly Part[]; readonly isRead: boolean } = TAPPED,
): Step<CheckInState> {
  const saves = Object.keys(answers).length > 0;
  const { entryId, date } = current;
  const { before } = current;
  // Words said at two questions of one check-in both stay; only a fix takes the place of what was noted.
  const adds = before === undefined && current.words;
  const effects: readonly Effect[] = saves ? [{ kind: "save-entry", entryId, date, answers, adds }] : [];
  const undone = { kind: "entry" as const, entryId };
  const undo = saves
    ? { undo: before === undefined ? undone : { ...undone, before: { date, answers: before } } }
    : {};
  const noted = [...notedParts(answers), ...problems];
  const words = current.words || answers.notes !== undefined || answers.emotionTags !== undefined;
  const next = { ...current, words, left: [...left] };
  if (left.length > 0)
    return { replies: [questionReply(next, noted, context.today, isRead)], effects, next, ...undo };
  const isAnswered = next.mood !== null || next.energy !== null || words;
  // A check-in is done once, however often it is fixed, and one that was skipped is not.
  const isDone = before === undefined && isAnswered;
  return {
    replies: [closingReply(next, noted, context.today)],
    effects: isDone ? [...effects, { kind: "log", event: "checkin_done" }] : effects,
    next: null,
    ...(date === context.today ? { followUp: { question: "morning" as const } } : {}),
    ...undo,
  };
}

/** What was taken from words beside mood and energy, so that a misreading shows at once. */
function notedParts(answers: EntryAnswers): readonly Part[] {
  const tags = [...(answers.emotionTags ?? []), ...(answers.contextTags ?? [])];
  if (tags.length > 0) return [say("check-in/noted", { words: tags.join("; ") })];
  return (answers.notes ?? null) === null ? [] : [say("check-in/noted-words")];
}

/** The same or another question of this check-in, with what was not understood before it. */
function askAgain(
  current: CheckInState,
  left: readonly Question[],
  { today }: StepContext,
  problem?: Part,
): Step<CheckInState> {
  const next = { ...current, left: [...left] };
  return { replies: [questionReply(next, problem === undefined ? [] : [problem], today)], next };
}

type FormInput = Extract<StepInput, { readonly kind: "form" }>;

/** What a form says of the check-in it is about; one that is stored already is fixed by it. */
function aboutOf({ about }: FormInput): Partial<CheckInState> {
  if (about === null) return {};
  const { id: entryId, date, before } = about;
  return before === undefined ? { entryId, date } : { entryId, date, ...knownOf(before) };
}

/** A form is the whole check-in: what it leaves out stays as it is and is not asked. */
function takeForm(current: CheckInState, input: FormInput, context: StepContext): Step<CheckInState> {
  const { answers, said } = readForm(input);
  return goOn({ ...current, ...said }, [], answers, context);
}

/** A stored check-in, open again for one answer to be mended. */
function reopen({ id, date, answers }: StoredEntry, { today }: StepContext): Step<CheckInState> {
  const next: CheckInState = {
    entryId: id,
    date,
    left: ["which"],
    ...knownOf(answers),
  };
  return { replies: [questionReply(next, [], today)], next };
}

/** What is known of a stored check-in that is being fixed. */
function knownOf(answers: StoredEntry["answers"]) {
  const mood = answers.mood === null ? null : saidFace(faceFromMood(answers.mood)).said;
  return { mood, energy: answers.energySelf, words: true, before: answers };
}
