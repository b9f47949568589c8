import { type SpokenFact, sentenceOf } from "../../../coaching/phrasing/sentence.ts";
import { TONES } from "../../../coaching/phrasing/tone.ts";
import { templateSource } from "../../../prompts/index.ts";
import { wordingsOf, wordingTexts } from "../../../prompts/wordings.ts";

/** Facts as three rules say them, made by hand; enough for every wording of each. */
const FACTS: Readonly<Record<string, Readonly<Record<string, SpokenFact>>>> = {
  "low-mood-run": { lowDays: { text: "4", kind: "count" } },
  "short-night-spending-day": {
    weekday: { text: "Friday", kind: "weekday" },
    usualSpend: { text: "$48", kind: "money" },
    anyDaySpend: { text: "$21", kind: "money" },
    weekdays: { text: "12", kind: "count" },
  },
  "spending-ahead": {
    spent: { text: "$164", kind: "money" },
    usualWeek: { text: "$97", kind: "money" },
    lastDay: { text: "Sunday 22 November", kind: "date" },
  },
};

/** Every wording of these rules as a sentence with gaps. */
export function everySentence() {
  return Object.entries(FACTS).flatMap(([rule, facts]) =>
    TONES.flatMap((tone) => wordingsOf(rule, tone)).map((wording) => ({
      id: `recommendations/${rule}/${wording}`,
      sentence: sentenceOf(templateSource(`recommendations/${rule}/${wording}`).text, facts),
      wordings: wordingTexts(rule),
    })),
  );
}
