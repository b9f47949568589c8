import type { StepInput } from "../conversation.ts";
import type { EntryAnswers } from "../effect.ts";
import { ENERGY_STEPS, saidFace } from "./check-in-answers.ts";
import { WORDS } from "./check-in-replies.ts";

/** What a form's answers save, and how mood and energy are read back; what was left out is in neither. */
export type ReadForm = {
  readonly answers: EntryAnswers;
  readonly said: { readonly mood?: string; readonly energy?: number };
};

/** A form's answers as the same answers tapped one after another would be saved; its note is read like words that are typed. */
export function readForm({
  answers: { face, energy, words, note },
  frame,
}: Extract<StepInput, { readonly kind: "form" }>): ReadForm {
  const mood = face === null ? null : saidFace(face);
  const energySelf = energy === null ? undefined : ENERGY_STEPS.get(energy);
  const slots = frame?.intent === "check_in" ? frame.slots : {};
  const chosen = words.filter((word) => WORDS.includes(word));
  const hasWords = chosen.length > 0 || note !== null;
  return {
    answers: {
      ...(mood === null ? {} : { mood: mood.mood }),
      ...(energySelf === undefined ? {} : { energySelf }),
      ...(hasWords
        ? {
            emotionTags: [...new Set([...chosen, ...(slots.emotions ?? [])])],
            contextTags: slots.contexts ?? [],
            notes: note,
          }
        : {}),
    },
    said: {
      ...(mood === null ? {} : { mood: mood.said }),
      ...(energySelf === undefined ? {} : { energy: energySelf }),
    },
  };
}
