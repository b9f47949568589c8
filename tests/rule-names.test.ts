import { expect, test } from "vitest";
import { ruleName } from "../bot/rests/rule-name.ts";
import { rules } from "../coaching/rules/index.ts";
import { templateIds, templateSource } from "../prompts/index.ts";
import { NEVER_SAID_ANYWHERE, NEVER_SAID_BY_RULES } from "./support/never-said.ts";

const named = templateIds().filter((id) => id.startsWith("rule-names/"));

test("given any rule, then it has a name of its own, and no name is of a rule that is gone", () => {
  expect([...named].sort()).toEqual(rules.map(({ id }) => `rule-names/${id}`).sort());
  expect(new Set(rules.map(({ id }) => ruleName(id))).size).toBe(rules.length);
});

test.each(named)("%s fits into a sentence, names nothing in particular and judges nothing", (id) => {
  const { text, labels } = templateSource(id);
  expect(text).toMatch(/^(?:[a-z]|HRV)[^.!?:;(){}\d]*[a-z]$/);
  expect(labels).toEqual([]);
  expect(text).not.toMatch(NEVER_SAID_BY_RULES);
  for (const { words } of NEVER_SAID_ANYWHERE) expect(text).not.toMatch(words);
});

test("given a rule that is gone, then it has no name", () => {
  expect(ruleName("a-rule-that-is-gone")).toBeNull();
});
