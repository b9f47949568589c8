import fc from "fast-check";
import { expect, test } from "vitest";
import { contentOf, postingsOf } from "../../../bot/adapters/slack/blocks.ts";
import { breaches, LIMITS } from "../../../bot/adapters/slack/limits.ts";
import { formView, homeView, noteWindow, readForm } from "../../../bot/adapters/slack/views.ts";
import type { OutboundMessage } from "../../../bot/message.ts";
import { render } from "../../../prompts/index.ts";
import { labelsOf, readBlocks } from "../../fakes/slack-person.ts";
import type { Block } from "../../fakes/slack-server.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.nat({ max: 20_000 }).map((length) => "word. ".repeat(length)),
  fc.nat({ max: 9000 }).map((length) => "&".repeat(length)),
);
const button = fc.record({
  token: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 64 }),
  label: fc.string({ unit: "grapheme", maxLength: 200 }),
  aside: fc.boolean(),
});
const message: fc.Arbitrary<OutboundMessage> = fc.record({
  text: fc.array(fc.record({ text }), { maxLength: 4 }),
  buttons: fc.array(button, { maxLength: 130 }),
  many: fc.boolean(),
});

test("given any message, then what is sent keeps to every limit, and its text beside the blocks too", () => {
  fc.assert(
    fc.property(message, (drawn) => {
      const postings = postingsOf(drawn);
      for (const posting of postings) {
        expect(breaches(posting.blocks)).toEqual([]);
        expect(posting.text.length).toBeLessThanOrEqual(LIMITS.fallbackText);
        expect(posting.text).not.toBe("");
      }
      expect(breaches(contentOf(drawn), LIMITS.blocksPerView)).toEqual([]);
      const shown = postings.map(({ blocks }) => readBlocks(blocks as readonly Block[])).join("");
      const bare = (words: string) => words.replace(/\s/g, "");
      const words = drawn.text.map((part) => part.text).join("");
      if (/^[\w. &]*$/.test(words)) expect(bare(shown)).toBe(bare(words));
    }),
    { numRuns: 100 },
  );
});

test("a limit that is passed is found", () => {
  const section = { type: "section" as const, text: { type: "mrkdwn" as const, text: "x".repeat(3001) } };
  const buttons = Array.from({ length: 26 }, () => ({
    type: "button" as const,
    action_id: "tap:0",
    value: "v".repeat(2001),
    text: { type: "plain_text" as const, text: "t".repeat(76) },
  }));
  const found = breaches([...Array(50).fill(section), { type: "actions", elements: buttons }]).join("\n");
  for (const name of [
    "blocks: 51",
    "section text: 3001",
    "elements: 26",
    "button value: 2001",
    "button text: 76",
    "repeated action ids",
  ]) {
    expect(found).toContain(name);
  }
});

const message4 = (labels: readonly string[], many = false): OutboundMessage => ({
  text: [{ text: "Which?" }],
  buttons: labels.map((label, index) => ({ token: `c1:1:${index}`, label, aside: label === "skip" })),
  many,
});

test("answers stand in one row, asides in the next, and more than a row holds go on below", () => {
  const rows = (blocks: readonly { readonly type: string; readonly elements?: unknown }[]) =>
    blocks.filter(({ type }) => type === "actions").map(({ elements }) => (elements as unknown[]).length);
  const [few] = postingsOf(message4(["a", "b", "skip"]));
  expect(rows(few?.blocks ?? [])).toEqual([2, 1]);
  const [lots] = postingsOf(message4(Array.from({ length: 30 }, (_, index) => `b${index}`)));
  expect(rows(lots?.blocks ?? [])).toEqual([25, 5]);
});

test("several to choose are boxes with a button, a list where there are more than ten", () => {
  const [few] = postingsOf(message4(["a", "b", "skip"], true));
  expect(few?.blocks[1]).toMatchObject({
    elements: [{ type: "checkboxes", options: [{ value: "c1:1:0" }, { value: "c1:1:1" }] }],
  });
  expect(labelsOf(few?.blocks as readonly Block[])).toEqual(["that's it", "skip"]);
  const [lots] = postingsOf(
    message4(
      Array.from({ length: 12 }, (_, index) => `b${index}`),
      true,
    ),
  );
  expect(lots?.blocks[1]).toMatchObject({ elements: [{ type: "multi_static_select" }] });
});

test("helpful and not helpful have Slack's own look in a message and are buttons in a window", () => {
  const id = "11111111-1111-4111-8111-111111111111";
  const rated: OutboundMessage = {
    text: [{ text: "x" }],
    buttons: [
      { token: `s1:helpful:${id}`, label: "helpful", aside: false },
      { token: `s1:not-helpful:${id}`, label: "not helpful", aside: false },
      { token: `s1:why:${id}`, label: "why this?", aside: true },
    ],
    many: false,
  };
  const [posting] = postingsOf(rated);
  expect(posting?.blocks.map(({ type }) => type)).toEqual(["section", "context_actions", "actions"]);
  expect(contentOf(rated).map(({ type }) => type)).toEqual(["section", "actions", "actions"]);
});

test("a covered message carries its neutral line and one button, and nothing else", () => {
  const cover = {
    text: "Your answer is ready.",
    buttons: [{ token: "s1:show:x", label: "Open", aside: false }],
  };
  const postings = postingsOf({
    ...message4(["low"]),
    text: [{ text: "$64 at Uniqlo", style: "bold" }],
    cover,
  });
  expect(postings).toHaveLength(1);
  expect(JSON.stringify(postings)).not.toMatch(/64|Uniqlo|low|Which/);
  expect(postings[0]?.text).toBe("Your answer is ready.");
});

test("the form and the home page keep to their limits", () => {
  const view = formView({ id: "11111111-1111-4111-8111-111111111111", date: "2026-11-20" }, "2026-11-23");
  expect(breaches(view.blocks as never, LIMITS.blocksPerView)).toEqual([]);
  expect(view.title.text.length).toBeLessThanOrEqual(LIMITS.viewTitle);
  expect(readBlocks(view.blocks as never)).toContain("This is for Friday 20 November.");
  expect(homeView({ title: "t".repeat(400), paragraphs: [], buttons: [] }).blocks[0]).toMatchObject({
    text: { text: expect.stringMatching(/^t{149}…$/) },
  });
});

test("given a form, then what was left out is null, nonsense is left out, and an empty one is none", () => {
  const of = (values: object, metadata = "") => readForm(values as never, metadata);
  const answer = (value: object) => ({ answer: value });
  expect(of({})).toBeNull();
  expect(of({ note: answer({ value: "  " }) })).toBeNull();
  expect(
    of(
      { mood: answer({ selected_option: { value: "9" } }), note: answer({ value: " hi " }) },
      '{"id":"x","date":"y"}',
    ),
  ).toEqual({
    kind: "check-in-form",
    face: null,
    energy: null,
    words: [],
    note: "hi",
    entry: null,
  });
});

test("given a window that names a command, then it is one that can be typed at Slack", () => {
  expect(readBlocks(noteWindow(render("slack/gone")).blocks as readonly Block[])).toContain("/balance today");
});
