import type { Tone } from "../../coaching/phrasing/tone.ts";
import type { CommandOutcome } from "../commands.ts";
import type { StepContext } from "../conversation.ts";
import { setTone } from "./tone.ts";

/** "Be gentler", "talk to me more directly". */
const TONE =
  /^(?:(?:please|can you|could you|would you) )*(?:be|talk|speak|sound|write)(?: to me)?(?: a (?:bit|little))?(?: more)? (\w+)(?: (?:with|to) me)?(?:,? please)?[.!?]*$/i;
const TONE_WORDS: readonly (readonly [Tone, RegExp])[] = [
  ["gentle", /^(?:gentl(?:e|er|y)|soft(?:er|ly)?|kind(?:er|ly)?)$/i],
  ["direct", /^(?:direct|directly|blunt|blunter|bluntly|straight)$/i],
  ["plain", /^(?:plain|plainer|plainly|normal|normally)$/i],
];

const MODEL = String.raw`(?:a |an |the |any |your )?(?:language model|ai|llm|chat ?gpt)\b`;
/** "Let a language model phrase it", "use AI for the wording". */
const MODEL_ON = new RegExp(`^(?:please )?(?:let|allow|use) ${MODEL}`, "i");
/** "No AI", "stop using a language model", "don't send anything to an AI". */
const MODEL_OFF = new RegExp(
  `^(?:please )?(?:no|no more|stop|don'?t|do not|never)\\b.{0,40}?\\b${MODEL}`,
  "i",
);

/** A sentence about how the coach is to speak, or who finds its words; null for any other. */
export function wordsSentence(text: string, context: StepContext): CommandOutcome | null {
  if (MODEL_ON.test(text)) return { followUp: { report: "words", said: "model" } };
  if (MODEL_OFF.test(text)) return { followUp: { report: "words", said: "own" } };
  const word = TONE.exec(text)?.[1] ?? "";
  const tone = TONE_WORDS.find(([, pattern]) => pattern.test(word))?.[0];
  return tone === undefined ? null : setTone(tone, context);
}
