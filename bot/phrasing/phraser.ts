import type { Refusal } from "../../coaching/phrasing/guard.ts";
import type { SpokenFact } from "../../coaching/phrasing/sentence.ts";
import type { Tone } from "../../coaching/phrasing/tone.ts";
import type { RichText } from "../message.ts";
import type { ModelFailure } from "./language-model.ts";

/** What is to be said, and the template's words for it. */
export type PhraseRequest = {
  readonly userId: string;
  readonly template: string;
  readonly facts: Readonly<Record<string, SpokenFact>>;
  readonly tone: Tone;
  /** As the template says it: what goes out unless something else is found that says the same. */
  readonly fallback: RichText;
};

/** Why the words went out that did. */
export type PhraseReason =
  | "used"
  | "cached"
  /** There is no model here. */
  | "template"
  /** The person has not allowed it, or no more. */
  | "no_consent"
  | "over_budget"
  /** It took longer than a person waits. */
  | "too_late"
  /** Something of ours failed. */
  | "error"
  | ModelFailure
  | Refusal;

export type Phrased = {
  readonly text: RichText;
  readonly by: "template" | "model";
  readonly reason: PhraseReason;
};

/** Puts a message that is chosen and computed into words. Never throws, and never changes what is said. */
export type Phraser = { phrase(request: PhraseRequest): Promise<Phrased> };

/** The template's own words, which are always there. */
export const templatePhraser: Phraser = {
  phrase: async ({ fallback }) => ({ text: fallback, by: "template", reason: "template" }),
};
