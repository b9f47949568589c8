import { MODEL_CALLS_KEPT_DAYS } from "../../db/queries/model-calls.ts";
import type { Person } from "../conversation.ts";
import { shorten } from "../format.ts";
import { type Part, say as part, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";

/** `/words model` lets a language model put what is recommended into other words, `/words own` takes that back. */
export async function chooseWords(turn: Turn, said: string): Promise<void> {
  const { person } = turn.context;
  const isModel = /^(?:model|on|yes)$/i.test(said);
  const isOwn = /^(?:own|yours|off|no)$/i.test(said);
  if (!isModel && !isOwn) {
    const understood = said === "" ? [] : [part("words/not-understood", { said: shorten(said) })];
    const usage = turn.setting.hasModel ? [part("words/usage")] : [];
    return say(turn, [{ parts: [...understood, ...standingParts(turn), ...usage] }]);
  }
  if (isModel && !turn.setting.hasModel) return say(turn, [tell("words/none")]);
  if (person.sampleName !== null) return say(turn, [tell("sample/no-settings")]);
  await takeAnswer(turn, {
    replies: [isModel ? { parts: [part("words/allowed"), whatGoes()] } : tell("words/taken-back")],
    effects: [
      { kind: "save-notifications", preferences: { ...person.preferences, phrasesByModel: isModel } },
    ],
  });
}

/** Whether a model is there and allowed, and what it is then sent. */
export function standingParts(turn: Turn): readonly Part[] {
  return turn.setting.hasModel ? [standingPart(turn), whatGoes()] : [standingPart(turn)];
}

/** Whether a model is there and allowed. */
export function standingPart({ setting, context }: Turn): Part {
  if (!setting.hasModel) return part("words/none");
  return context.person.preferences.phrasesByModel ? part("words/is-allowed") : part("words/is-not-allowed");
}

function whatGoes(): Part {
  return part("words/what-goes", { days: MODEL_CALLS_KEPT_DAYS });
}

/** That a model may say things, for `/settings`; of one that may not there is nothing to say. */
export function wordsParts({ preferences }: Person): readonly Part[] {
  return preferences.phrasesByModel ? [part("words/in-settings")] : [];
}
