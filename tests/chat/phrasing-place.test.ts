import { expect, test } from "vitest";
import { outboundMessage, plainText } from "../../bot/message.ts";
import { composeMessage, say } from "../../bot/reply.ts";

const night = say("morning/night", { slept: "5 h 40 m", usual: "7 h 05 m" });
const finding = say("recommendations/low-mood-run/message", { lowDays: "3" });
const about = {
  tone: "plain",
  facts: { lowDays: { text: "3", kind: "count" } },
} as const;

test.each([
  ["alone", [finding]],
  ["last", [night, finding]],
  ["between others", [night, finding, night]],
])(
  "given a part that may be said in other words, %s, then it is found among the message's spans",
  (_, parts) => {
    const { text, phrasing } = composeMessage({ parts, phrasing: { part: finding, ...about } }, 0);
    const { from = -1, count = 0 } = phrasing ?? {};
    const part = composeMessage({ parts: [finding] }, 0).text;
    expect(text.slice(from, from + count)).toEqual(part);
    expect(plainText(text.toSpliced(from, count, { text: "X" }))).toBe(
      plainText(text).replace(plainText(part), "X"),
    );
  },
);

test("given a stored message whose phrasing cannot be read, then its words stand", () => {
  const stored = { text: [{ text: "words" }], phrasing: { template: 7 } };
  expect(outboundMessage.parse(stored)).toMatchObject({ text: [{ text: "words" }] });
  expect(outboundMessage.parse(stored).phrasing).toBeUndefined();
});
