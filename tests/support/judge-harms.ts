import { judgeWords } from "../../coaching/phrasing/guard.ts";
import { HARMS } from "../coaching/phrasing/harms.ts";
import { everySentence } from "../coaching/phrasing/said-sentences.ts";
import { judgeRewordings, REWORDINGS } from "./judge-rewordings.ts";

export type Harmed = { readonly harm: string; readonly words: string; readonly isSaid: boolean };

/**
 * Outputs with one thing made wrong: of every rule's every wording, and of the honest rewordings that the guard lets pass, every kind
 * of harm, `times` times each.
 */
export function judgeHarms(times: number): readonly Harmed[] {
  const sentences = everySentence();
  const reworded = REWORDINGS.flatMap(judgeRewordings).filter(({ reason }) => reason === null);
  const said = [...sentences.map(({ id, sentence }) => ({ id, words: sentence.text })), ...reworded];
  const judged: Harmed[] = [];
  let pick = 0;
  for (const [harm, make] of Object.entries(HARMS)) {
    for (const { id, words } of said) {
      const about = sentences.find((one) => one.id === id);
      if (about === undefined) continue;
      for (let time = 0; time < times; time++) {
        // A stride that shares no factor with the lists' lengths, so that all of them are gone through.
        pick += 7919;
        const wrong = make(words, about.sentence, pick);
        if (wrong === null || wrong === words) continue;
        const isSaid = judgeWords(wrong, about.sentence, about.wordings).kind === "fits";
        judged.push({ harm, words: wrong, isSaid });
      }
    }
  }
  return judged;
}
