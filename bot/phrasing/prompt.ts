import type { Sentence } from "../../coaching/phrasing/sentence.ts";
import { TONES, type Tone } from "../../coaching/phrasing/tone.ts";
import { inline } from "../reply.ts";
import type { ModelPrompt } from "./language-model.ts";

/** The words that every request begins with: who speaks, in which tones, by which rules. */
export function persona(): string {
  const tones = TONES.map((tone) => inline(`persona/tone-${tone}`));
  const rules = inline("persona/rules", { gap: "{{usual}}" });
  const form = inline("persona/form", { example: '{"words": "..."}' });
  return [inline("persona/who"), ...tones, rules, form].join("\n");
}

/**
 * What a model is sent: the template's sentence with gaps, and what stands in them. A name, which comes from outside,
 * stays a gap: what it says could be an instruction.
 */
export function promptOf({ text, slots }: Sentence, tone: Tone): ModelPrompt {
  const facts = slots.map(({ id, kind, text: said }) =>
    kind === "name" ? { id, kind } : { id, kind, text: said },
  );
  return { system: persona(), user: JSON.stringify({ tone, sentence: text, facts }) };
}
