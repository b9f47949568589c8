import { expect, test } from "vitest";
import { plannedBy } from "../bot/plans/plan-offered.ts";
import { TONES } from "../coaching/phrasing/tone.ts";
import { rules } from "../coaching/rules/index.ts";

import { labelOf, templateSource } from "../prompts/index.ts";
import { wordingOf, wordingsOf } from "../prompts/wordings.ts";
import { LACKED_ALONE } from "../src/preview/rule-examples.ts";

const isPlanned = (rule: string) => plannedBy({ ruleId: rule, subject: "1" }) !== null;
const gapsIn = (id: string) =>
  [...new Set([...templateSource(id).text.matchAll(/\{\{\w+\}\}|\d+/g)].map((match) => match[0]))].sort();

test.each(rules.map(({ id }) => id))(
  "every wording of %s has the same facts and the same answers",
  (rule) => {
    const first = `recommendations/${rule}/message`;
    for (const tone of TONES) {
      for (const wording of wordingsOf(rule, tone)) {
        const id = `recommendations/${rule}/${wording}`;
        expect(gapsIn(id), id).toEqual(gapsIn(first));
        expect(templateSource(id).labels, id).toEqual(templateSource(first).labels);
        // A plan of the person's own is answered, everything else is rated.
        const answer = isPlanned(rule) ? "yes" : "helpful";
        expect(labelOf(id, answer)?.text, id).toBe(answer);
      }
    }
  },
);

test.each(Object.keys(LACKED_ALONE))(
  "every wording of %s that is said alone has the same facts, which the whole ones have too",
  (rule) => {
    const whole = gapsIn(`recommendations/${rule}/message`);
    const alone = gapsIn(`recommendations/${rule}/message-alone`);
    expect(whole).toEqual(expect.arrayContaining(alone));
    expect(alone.length).toBeLessThan(whole.length);
    for (const tone of TONES) {
      const wordings = wordingsOf(rule, tone, "alone");
      expect(wordings).toHaveLength(2);
      for (const wording of wordings) {
        const id = `recommendations/${rule}/${wording}`;
        expect(gapsIn(id), id).toEqual(alone);
        expect(labelOf(id, "helpful")?.text, id).toBe("helpful");
      }
    }
  },
);

test("the rules of the first days have two wordings in each tone", () => {
  for (const rule of ["low-mood-run", "short-night-spending-day", "spending-ahead"]) {
    expect(wordingsOf(rule, "plain")).toEqual(["message", "message-2"]);
    expect(wordingsOf(rule, "gentle")).toEqual(["gentle", "gentle-2"]);
    expect(wordingsOf(rule, "direct")).toEqual(["direct", "direct-2"]);
  }
});

test("a wording is not said twice in a row, and the one said longest ago comes next", () => {
  const rule = "spending-ahead";
  expect(wordingOf(rule, "plain")).toBe("message");
  expect(wordingOf(rule, "plain", ["message"])).toBe("message-2");
  expect(wordingOf(rule, "plain", ["message-2", "message"])).toBe("message");
  expect(wordingOf(rule, "gentle", ["message", null])).toBe("gentle");
  expect(wordingOf(rule, "gentle", ["gentle", "message", "gentle-2"])).toBe("gentle-2");
});

test("given a rule that has nothing in a tone, then it speaks plainly", () => {
  expect(wordingsOf("no-such-rule", "gentle")).toEqual([]);
  expect(wordingOf("no-such-rule", "gentle", ["message"])).toBe("message");
});
