import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeMrkdwn, mrkdwnOf, readMrkdwn, splitText } from "../../../bot/adapters/slack/mrkdwn.ts";
import { readMarkup } from "../../fakes/slack-person.ts";

test.each([
  ["*x*", "a merchant called *x* is not bold"],
  ["<!channel>", "nobody is called"],
  ["<@U012345>", "nobody is mentioned"],
  ["<https://evil.example|your bank>", "no link hides another"],
  ["_x_ ~y~ `z`", "no other style"],
  [":skull:", "no emoji"],
  ["> quoted", "no quotation"],
  ["&lt;!here&gt;", "what is escaped already stays as it was typed"],
])("given %s in a fact, then %s", (fact) => {
  const written = escapeMrkdwn(fact);
  expect(written).not.toMatch(/[*`~<>]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:\w+:/u);
  expect(readMarkup(written)).toBe(fact);
});

test("given any text, then it is read as it was, and nothing in it is markup", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "*",
      "_",
      "~",
      "`",
      "<",
      ">",
      "&",
      "&amp;",
      "<!channel>",
      "<@U1>",
      ":smile:",
      " ",
      "\n",
      "a",
    ),
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join("")),
      (text) => {
        // Signs that the escaper itself uses are not told apart from what they stand for.
        fc.pre(!/[\u200b\u2217\u02cd\u223c\u02cb\u2236\u203a]/u.test(text));
        const written = escapeMrkdwn(text);
        expect(written).not.toMatch(/[<>*`~]/);
        expect(readMarkup(written)).toBe(text);
      },
    ),
    { numRuns: 500 },
  );
});

test("given styles, then they are Slack's, line by line, also inside a word and around what looks like markup", () => {
  expect(mrkdwnOf([{ text: "Monday: balance 60", style: "bold" }, { text: ", steady" }])).toBe(
    "*Monday: balance 60*, steady",
  );
  expect(mrkdwnOf([{ text: "re" }, { text: "mark", style: "bold" }, { text: "able" }])).toBe(
    "re\u200b*mark*\u200bable",
  );
  expect(mrkdwnOf([{ text: "one \ntwo*", style: "italic" }])).toBe("_one_ \n_two\u2217_");
});

test("given a command of ours in a text, then it is as it can be typed at Slack", () => {
  expect(mrkdwnOf([{ text: "/pause 3, /why_quiet or 1/2 and https://x.y/today; /unknown stays" }])).toBe(
    "/balance pause 3, /balance why_quiet or 1/2 and https://x.y/today; /unknown stays",
  );
});

test("given a long text, then pieces end behind a sentence, hold everything and cut no sign in half", () => {
  const text = `${"A sentence of some words. ".repeat(300)}${"&amp;".repeat(900)}${"👍🏽".repeat(900)}`;
  const pieces = splitText(text, 3000);
  for (const piece of pieces) {
    expect(piece.length).toBeLessThanOrEqual(3000);
    expect(piece.isWellFormed()).toBe(true);
    expect(piece.replaceAll("&amp;", "")).not.toContain("&");
  }
  expect(pieces[0]).toMatch(/words\.$/);
  expect(pieces.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
});

test("given what a person typed, then Slack's entities are read once", () => {
  expect(readMrkdwn("&amp;lt; &lt;b&gt;")).toBe("&lt; <b>");
});
