import type { LanguageModel, ModelAnswer, ModelPrompt } from "../../bot/phrasing/language-model.ts";

/** A model that answers as a test says, and remembers what it was sent. */
export type FakeModel = LanguageModel & { readonly prompts: ModelPrompt[] };

/** @param answer the words it finds, or how it fails */
export function fakeModel(answer: (prompt: ModelPrompt) => string | ModelAnswer): FakeModel {
  const prompts: ModelPrompt[] = [];
  return {
    prompts,
    async say(prompt, { beforeSending }) {
      if (!(await beforeSending())) return { kind: "failed", reason: "not_sent", received: null };
      prompts.push(prompt);
      const said = answer(prompt);
      return typeof said === "string"
        ? { kind: "said", words: said, received: JSON.stringify({ words: said }) }
        : said;
    },
  };
}
