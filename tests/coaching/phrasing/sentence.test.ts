import { expect, test } from "vitest";
import { fillSlots, sentenceOf } from "../../../coaching/phrasing/sentence.ts";

const money = (text: string) => ({ text, kind: "money" }) as const;
const count = (text: string) => ({ text, kind: "count" }) as const;

test("facts become gaps, and so do the numbers of the template's own words", () => {
  const sentence = sentenceOf("You spent {{spent}} in the 7 days\nto {{lastDay}}.", {
    spent: money("$64"),
    lastDay: { text: "Sunday 22 November", kind: "date" },
  });
  expect(sentence.text).toBe("You spent {{spent}} in the {{number}} to {{lastDay}}.");
  expect(sentence.slots).toEqual([
    { id: "spent", kind: "money", text: "$64", times: 1 },
    { id: "number", kind: "count", text: "7 days", times: 1 },
    { id: "lastDay", kind: "date", text: "Sunday 22 November", times: 1 },
  ]);
  expect(fillSlots(sentence.text, sentence.slots)).toBe("You spent $64 in the 7 days to Sunday 22 November.");
});

test("a count takes along what it counts, and a fact what is written to it", () => {
  const sentence = sentenceOf("{{weekday}}s cost {{usual}} ({{weekdays}} {{weekday}}s looked at).", {
    weekday: { text: "Friday", kind: "weekday" },
    weekdays: count("12"),
    usual: money("$40"),
  });
  expect(sentence.text).toBe("{{weekday}} cost {{usual}} ({{weekdays}} looked at).");
  expect(sentence.slots.map(({ text }) => text)).toEqual(["Fridays", "$40", "12 Fridays"]);
});

test("one name that says two things has two gaps; said twice alike, it has one that may come twice", () => {
  const facts = { day: { text: "Friday", kind: "weekday" } as const };
  const sentence = sentenceOf("On {{day}}, as on {{day}}s: {{day}}.", facts);
  expect(sentence.text).toBe("On {{day}}, as on {{dayX}}: {{day}}.");
  expect(sentence.slots.map(({ id, times }) => [id, times])).toEqual([
    ["day", 2],
    ["dayX", 1],
  ]);
});

test("given a missing fact or an unknown gap, then it is named", () => {
  expect(() => sentenceOf("{{spent}}", {})).toThrow('misses its fact "spent"');
  expect(() => fillSlots("{{other}}", [])).toThrow('no fact is called "other"');
});

test("given a fact's text that looks like a gap, then it is said as it is", () => {
  const sentence = sentenceOf("At {{shop}}.", { shop: { text: "{{spent}} $& 7", kind: "name" } });
  expect(fillSlots(sentence.text, sentence.slots)).toBe("At {{spent}} $& 7.");
});
