import { readFileSync } from "node:fs";
import { z } from "zod";
import { judgeWords, type Refusal } from "../../coaching/phrasing/guard.ts";
import { everySentence } from "../coaching/phrasing/said-sentences.ts";

const FIXTURES = new URL("../fixtures/phrasing/", import.meta.url);

/** Honest rewordings by what they were written for: `honest` while the guard was made looser, `fresh` to see what that is worth. */
export const REWORDINGS = ["honest", "fresh"] as const;
export type Rewordings = (typeof REWORDINGS)[number];

export type Judged = { readonly id: string; readonly words: string; readonly reason: Refusal | null };

/** What the guard makes of them; `reason` is null where it lets them pass. @throws Error for a wording that is no more */
export function judgeRewordings(which: Rewordings): readonly Judged[] {
  const said = new Map(everySentence().map((one) => [one.id, one]));
  const text = readFileSync(new URL(`${which}.json`, FIXTURES), "utf8");
  return Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(text))).map(([id, words]) => {
    const about = said.get(id);
    if (about === undefined) throw new Error(`no wording is called "${id}"`);
    const verdict = judgeWords(words, about.sentence, about.wordings);
    return { id, words, reason: verdict.kind === "refused" ? verdict.reason : null };
  });
}
