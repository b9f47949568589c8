import { spokenFacts } from "../../../bot/recommendation-reply.ts";
import { type Sentence, sentenceOf } from "../../../coaching/phrasing/sentence.ts";
import { TONES } from "../../../coaching/phrasing/tone.ts";
import { templateSource } from "../../../prompts/index.ts";
import { wordingsOf, wordingTexts } from "../../../prompts/wordings.ts";
import { EXAMPLE_DAY, RULE_EXAMPLES } from "../../../src/preview/rule-examples.ts";

const READER = { person: { currency: "USD" }, today: EXAMPLE_DAY };

/** A wording `rule/section` with gaps, and all of its rule's wordings, whose words the guard knows. */
export type SaidSentence = {
  readonly id: string;
  readonly sentence: Sentence;
  readonly wordings: readonly string[];
};

/** Every wording of every rule as a sentence with gaps. */
export function everySentence(): readonly SaidSentence[] {
  return Object.entries(RULE_EXAMPLES).flatMap(([rule, example]) =>
    (["whole", "alone"] as const).flatMap((telling) =>
      TONES.flatMap((tone) => wordingsOf(rule, tone, telling)).map((wording) => ({
        id: `${rule}/${wording}`,
        sentence: sentenceOf(
          templateSource(`recommendations/${rule}/${wording}`).text,
          spokenFacts(example, READER),
        ),
        wordings: wordingTexts(rule, wording),
      })),
    ),
  );
}
