import { expect, test } from "vitest";
import { promptOf } from "../bot/phrasing/prompt.ts";
import { spokenFacts } from "../bot/recommendation-reply.ts";
import { judgeWords } from "../coaching/phrasing/guard.ts";
import { sentenceOf } from "../coaching/phrasing/sentence.ts";
import { TONES } from "../coaching/phrasing/tone.ts";
import { rules } from "../coaching/rules/index.ts";
import { render, templateIds, templateSource } from "../prompts/index.ts";
import { wordingsOf, wordingTexts } from "../prompts/wordings.ts";
import { EXAMPLE_DAY, RULE_EXAMPLES } from "../src/preview/rule-examples.ts";
import { NEVER_SAID_ANYWHERE, NEVER_SAID_BY_RULES } from "./support/never-said.ts";

const ids = rules.map(({ id }) => id);
const READER = { person: { currency: "USD" }, today: EXAMPLE_DAY };

const messages = ids.flatMap((rule) =>
  (["whole", "alone"] as const).flatMap((telling) =>
    TONES.flatMap((tone) => wordingsOf(rule, tone, telling)).map((wording) => ({
      rule,
      wording,
      id: `recommendations/${rule}/${wording}`,
    })),
  ),
);

function factsOf(rule: string) {
  const example = RULE_EXAMPLES[rule];
  if (example === undefined) throw new Error(`no example of ${rule}`);
  return spokenFacts(example, READER);
}

function textOf(rule: string, id: string): string {
  const facts = Object.entries(factsOf(rule)).map(([name, { text }]) => [name, text]);
  return render(id, Object.fromEntries(facts))
    .map(({ text }) => text)
    .join("");
}

test("given the rules, then each has an example and nothing else has one", () => {
  expect(Object.keys(RULE_EXAMPLES).sort()).toEqual([...ids].sort());
});

test.each(ids)("%s has two wordings in each tone, no two alike", (rule) => {
  for (const [tone, start] of [
    ["plain", "message"],
    ["gentle", "gentle"],
    ["direct", "direct"],
  ] as const) {
    expect(wordingsOf(rule, tone)).toEqual([start, `${start}-2`]);
  }
  const texts = wordingTexts(rule);
  expect(new Set(texts).size).toBe(texts.length);
});

test.each(messages)(
  "$id is one to three short sentences with its facts, and asks one thing at most",
  ({ rule, id }) => {
    const said = textOf(rule, id);
    expect(said).not.toMatch(/[{}]|undefined|NaN|Infinity/);
    expect(said.length, said).toBeLessThanOrEqual(340);
    // A full stop inside a name or a figure ends no sentence.
    expect(said.match(/[.?](?=\s+["A-Z\d]|"?$)/g)?.length ?? 0, said).toBeLessThanOrEqual(3);
    expect(said.split("?").length - 1, said).toBeLessThanOrEqual(1);
  },
);

test.each([
  ...messages.map(({ rule, id }) => ({ rule, id })),
  ...ids.map((rule) => ({ rule, id: `recommendations/${rule}/why` })),
])("$id counts as people do: thousands apart, and one of a thing", ({ rule, id }) => {
  const said = textOf(rule, id);
  expect(said).not.toMatch(/\d{4,} steps/);
  expect(said).not.toMatch(/(?<![\d,.])1 (?:possible )?(?!is\b|was\b|has\b)[a-z]+s\b/);
});

test("a low mood is spoken of in the morning and in the evening, by words that fit both", () => {
  expect(wordingTexts("low-mood-run").join(" ")).not.toMatch(
    /\b(?:today|tonight|this (?:morning|evening))\b/i,
  );
});

test("a night is under so many hours of sleep, and not under six of nothing", () => {
  const texts = ids.flatMap((rule) => wordingTexts(rule)).filter((text) => text.includes("{{cut}}"));
  expect(texts.length).toBeGreaterThan(5);
  for (const text of texts) expect(text).toMatch(/\{\{cut\}\}(?: of sleep|,? you slept)/);
});

test.each(ids)("%s says why with its facts", (rule) => {
  expect(textOf(rule, `recommendations/${rule}/why`)).not.toMatch(/[{}]|undefined|NaN|Infinity/);
});

test.each(messages)(
  "$id holds no verdict, order, praise, blame, cause or comparison with others",
  ({ id }) => {
    expect(templateSource(id).text).not.toMatch(NEVER_SAID_BY_RULES);
  },
);

test.each(messages)("$id may be reworded, as the guard lets it pass as it is", ({ rule, wording, id }) => {
  const sentence = sentenceOf(templateSource(id).text, factsOf(rule));
  expect(judgeWords(sentence.text, sentence, wordingTexts(rule, wording))).toMatchObject({ kind: "fits" });
});

test.each(messages)(
  "$id is sent to a model with every number in a gap, and without a name",
  ({ rule, id }) => {
    const facts = factsOf(rule);
    const { user } = promptOf(sentenceOf(templateSource(id).text, facts), "plain");
    const { sentence } = JSON.parse(user) as { sentence: string };
    expect(sentence).not.toMatch(/\p{N}|\b(?:two|three|twice)\b/u);
    for (const { text, kind } of Object.values(facts)) if (kind === "name") expect(user).not.toContain(text);
  },
);

test.each(NEVER_SAID_ANYWHERE)("given every template, then none has a word of $what", ({ words, except }) => {
  const found = templateIds()
    .filter((id) => !except.test(id))
    .flatMap((id) => {
      const { text, labels } = templateSource(id);
      return [text, ...labels.map((label) => label.text)].flatMap((said) => {
        const word = words.exec(said)?.[0];
        return word === undefined ? [] : [`${id}: ${word}`];
      });
    });
  expect(found).toEqual([]);
});
