import { z } from "zod";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { entrySnapshot } from "../entry-snapshot.ts";
import { dayPhrase } from "../format.ts";
import { type Choice, type Part, type Reply, say } from "../reply.ts";

const question = z.enum(["mood", "energy", "words", "which"]);
export type Question = z.infer<typeof question>;

export const checkInState = z.object({
  entryId: z.uuid(),
  /** The day the check-in is about, whenever it is answered. */
  date: z.iso.date(),
  /** What is still to be asked, the open question first. */
  left: z.array(question).min(1),
  /** As the person put it, `5 of 7`. */
  mood: z.string().nullable(),
  energy: z.number().nullable(),
  /** Words were saved with it. */
  words: z.boolean(),
  /** A finished check-in that is being fixed, as it stood; absent while it is taken for the first time. */
  before: entrySnapshot.optional(),
});
export type CheckInState = z.infer<typeof checkInState>;

/** The open check-in among a conversation's stored flow and state; null when something else or nothing is open. */
export function openCheckIn({ flow, state }: { readonly flow: string | null; readonly state: unknown }) {
  if (flow !== "check-in") return null;
  const parsed = checkInState.safeParse(state);
  return parsed.success ? parsed.data : null;
}

/** Words that are offered with a check-in. */
export const WORDS: readonly string[] = ["tired", "stressed", "bored", "lonely", "fine"];

const CHOICES: Readonly<Record<Question, readonly string[]>> = {
  mood: ["1", "2", "3", "4", "5", "6", "7", "skip"],
  energy: ["empty", "low", "medium", "good", "full", "skip"],
  words: [...WORDS, "skip", "fix"],
  which: ["mood", "energy", "words", "skip"],
};
const QUESTION_PROMPTS: Readonly<Record<Question, string>> = {
  mood: "check-in/ask-mood",
  energy: "check-in/ask-energy",
  words: "check-in/ask-words",
  which: "check-in/ask-which",
};
/** How a question is put when it is about a day gone by. */
const PAST_PROMPTS: Partial<Readonly<Record<Question, string>>> = {
  mood: "check-in/ask-mood-past",
  energy: "check-in/ask-energy-past",
};

/**
 * The open question, after what went before it, in the check-in's one message.
 *
 * @param isRead whether the answer before it was read out of a sentence, so that it is read back at once
 * @param today left out, the check-in's own day; another day is named with the question
 */
export function questionReply(
  state: CheckInState,
  before: readonly Part[],
  today: LocalDate = state.date,
  isRead = false,
): Reply {
  const asking = state.left[0] ?? "mood";
  // A tapped mood is plain from the tap.
  const isPlain = asking === "energy" && before.length === 0 && !isRead;
  const saved = isPlain ? [] : answerParts(state);
  const ask = state.date === today ? undefined : PAST_PROMPTS[asking];
  return {
    parts: [...dayParts(state, today), ...saved, ...before, say(ask ?? QUESTION_PROMPTS[asking])],
    choices: CHOICES[asking].map((id) => ({ id })),
    many: asking === "words",
    ...inPlace(state),
  };
}

/** What stands saved at the end, with a way to mend it that works for ever. */
export function closingReply(state: CheckInState, noted: readonly Part[], today: LocalDate): Reply {
  const told = [...answerParts(state), ...noted];
  if (told.length === 0 && !state.words) return { parts: [say("check-in/nothing-saved")], ...inPlace(state) };
  const mend: readonly Choice[] = [
    { id: `fix:${state.entryId}`, label: "fix", standing: true },
    { id: `undo:${state.entryId}`, label: "undo", standing: true },
  ];
  const said = told.length > 0 ? [...dayParts(state, today), ...told] : [say("check-in/kept")];
  return { parts: [...said, say("check-in/closing")], choices: mend, ...inPlace(state) };
}

/** Which day a check-in is about, where that is not today. */
function dayParts({ date }: CheckInState, today: LocalDate): readonly Part[] {
  return date === today ? [] : [say("check-in/day", { day: dayPhrase(date, today) })];
}

function answerParts({ mood, energy }: CheckInState): readonly Part[] {
  if (mood !== null && energy !== null) return [say("check-in/saved-both", { mood, energy })];
  if (mood !== null) return [say("check-in/saved-mood", { mood })];
  return energy === null ? [] : [say("check-in/saved-energy", { energy })];
}

function inPlace(state: CheckInState): { readonly key: string; readonly edits: string } {
  const key = `check-in:${state.entryId}`;
  return { key, edits: key };
}
