import { addDays } from "../../coaching/model/local-date.ts";
import type { CheckInSlots } from "../../coaching/understanding/frame.ts";
import type { Step, StepContext } from "../conversation.ts";
import type { Effect, EntryAnswers } from "../effect.ts";
import { type Part, say } from "../reply.ts";
import { type CheckInState, closingReply, type Question, questionReply } from "./check-in-replies.ts";

/** A check-in of which nothing is answered yet. */
export function freshState(slots: CheckInSlots, { freshId, today }: StepContext): CheckInState {
  return {
    entryId: freshId,
    date: slots.day === "yesterday" ? addDays(today, -1) : today,
    left: ["mood", "energy", "words"],
    mood: null,
    energy: null,
    words: false,
  };
}

/** All that words say, what they leave out being empty, so that a fix leaves nothing of the words before it. */
export function wordsOf({ emotions, contexts }: CheckInSlots, notes: string | null): EntryAnswers {
  return { emotionTags: emotions ?? [], contextTags: contexts ?? [], notes };
}

const TAPPED = { problems: [], isRead: false };

/** Saves what came and asks what is left, or ends with what was saved. */
export function goOn(
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
export function askAgain(
  current: CheckInState,
  left: readonly Question[],
  { today }: StepContext,
  problem?: Part,
): Step<CheckInState> {
  const next = { ...current, left: [...left] };
  return { replies: [questionReply(next, problem === undefined ? [] : [problem], today)], next };
}
