import { faceFromMood } from "../../coaching/model/mood.ts";
import {
  defineConversation,
  type Step,
  type StepContext,
  type StepInput,
  type StoredEntry,
} from "../conversation.ts";
import { ENERGY_STEPS, saidFace } from "./check-in-answers.ts";
import { readForm } from "./check-in-form.ts";
import { type CheckInState, checkInState, questionReply, WORDS } from "./check-in-replies.ts";
import { earlierDay, takeSentence, takeText } from "./check-in-sentence.ts";
import { askAgain, freshState, goOn, wordsOf } from "./check-in-step.ts";

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
