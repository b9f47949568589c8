import fc from "fast-check";
import { expect, test } from "vitest";
import { lengthOf, splitText, toHtml } from "../../../bot/adapters/telegram/markup.ts";
import type { RichText } from "../../../bot/message.ts";
import { readHtml } from "../../fakes/telegram-request.ts";

const wordsOf = (text: RichText) => text.map((span) => span.text).join("");
const visible = (text: string) => text.replace(/\s/gu, "");

test("bold and italic become tags, and what looks like markup stays what it is", () => {
  const text: RichText = [
    { text: "Saved: ", style: "bold" },
    { text: "M&S <b>x</b>", style: "italic" },
    { text: " &lt; \ud83d" },
  ];
  expect(toHtml(text)).toBe("<b>Saved: </b><i>M&amp;S &lt;b&gt;x&lt;/b&gt;</i> &amp;lt; \ufffd");
});

test("a long text is broken after a sentence, else after a word, else within one", () => {
  const parts = (text: string, limit: number) => splitText([{ text }], [limit]).map(wordsOf);
  expect(parts("One is here. Two is there. Three.", 28)).toEqual(["One is here. Two is there.", "Three."]);
  expect(parts("one two three four", 9)).toEqual(["one two", "three", "four"]);
  expect(parts("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
  expect(parts("a👍🏽b👍🏽", 5)).toEqual(["a👍🏽", "b👍🏽"]);
  expect(parts("First line.\nSecond line.", 14)).toEqual(["First line.", "Second line."]);
  expect(parts(" \n ", 5)).toEqual([]);
});

test("the first part may be shorter than those after it, as words under a picture are", () => {
  const text = [{ text: "One is here. Two is there. Three is over there." }];
  expect(splitText(text, [12, 40]).map(wordsOf)).toEqual([
    "One is here.",
    "Two is there. Three is over there.",
  ]);
});

test("given any text and limit, then no part is longer, none is empty, nothing visible is lost, and styles stay", () => {
  const span = fc.record({
    text: fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.lorem({ mode: "sentences", maxCount: 4 }),
    ),
    style: fc.constantFrom("bold" as const, "italic" as const, undefined),
  });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), fc.integer({ min: 2, max: 120 }), (spans, limit) => {
      const text: RichText = spans.map(({ text: words, style }) =>
        style === undefined ? { text: words } : { text: words, style },
      );
      const parts = splitText(text, [limit]);
      for (const part of parts) {
        expect(lengthOf(part)).toBeLessThanOrEqual(limit);
        expect(wordsOf(part).trim()).not.toBe("");
        expect(wordsOf(part).isWellFormed()).toBe(true);
      }
      expect(visible(parts.map(wordsOf).join(""))).toBe(visible(wordsOf(text)));
      for (const style of ["bold", "italic"] as const) {
        const styled = (spansOf: RichText) => visible(wordsOf(spansOf.filter((one) => one.style === style)));
        expect(styled(parts.flat())).toBe(styled(text));
      }
    }),
    { numRuns: 500 },
  );
});

test("given any text, then Telegram reads from the HTML what was to be said", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff), { maxLength: 60 }), (signs) => {
      const text = String.fromCharCode(...signs);
      expect(readHtml(toHtml([{ text, style: "bold" }]))).toBe(text.toWellFormed().replaceAll("\0", ""));
    }),
    { numRuns: 300 },
  );
});
