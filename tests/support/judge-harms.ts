import { readFileSync } from "node:fs";
import { z } from "zod";
import { judgeWords, type Refusal } from "../../coaching/phrasing/guard.ts";
import { HARMS } from "../coaching/phrasing/harms.ts";
import { everySentence } from "../coaching/phrasing/said-sentences.ts";
import { judgeRewordings, REWORDINGS } from "./judge-rewordings.ts";

export type Harmed = { readonly harm: string; readonly words: string; readonly isSaid: boolean };

/**
 * Outputs with one thing made wrong: of every rule's every wording, and of the honest rewordings that the guard lets pass, every kind
 * of harm, `times` times each; of these one in `every`.
 */
export function judgeHarms({ times = 1, every = 1 } = {}): readonly Harmed[] {
  const sentences = everySentence();
  const reworded = REWORDINGS.flatMap(judgeRewordings).filter(({ reason }) => reason === null);
  const said = [...sentences.map(({ id, sentence }) => ({ id, words: sentence.text })), ...reworded];
  const judged: Harmed[] = [];
  let pick = 0;
  let made = 0;
  for (const [harm, make] of Object.entries(HARMS)) {
    for (const { id, words } of said) {
      const about = sentences.find((one) => one.id === id);
      if (about === undefined) continue;
      for (let time = 0; time < times; time++) {
        // A stride that shares no factor with the lists' lengths, so that all of them are gone through.
        pick += 7919;
        made += 1;
        if (made % every !== 0) continue;
        const wrong = make(words, about.sentence, pick);
        if (wrong === null || wrong === words) continue;
        const isSaid = judgeWords(wrong, about.sentence, about.wordings).kind === "fits";
        judged.push({ harm, words: wrong, isSaid });
      }
    }
  }
  return judged;
}

const WRONG = new URL("../fixtures/phrasing/wrong.json", import.meta.url);
const wrongs = z.array(z.object({ of: z.string(), words: z.string() }));

/** Fluent sentences in a model's manner that say something else than the wording they are of; `reason` is null where one is said. */
export function judgeWrong(): readonly { readonly words: string; readonly reason: Refusal | null }[] {
  const said = new Map(everySentence().map((one) => [one.id, one]));
  return wrongs.parse(JSON.parse(readFileSync(WRONG, "utf8"))).map(({ of, words }) => {
    const about = said.get(of);
    if (about === undefined) throw new Error(`no wording is called "${of}"`);
    const verdict = judgeWords(words, about.sentence, about.wordings);
    return { words, reason: verdict.kind === "refused" ? verdict.reason : null };
  });
}
