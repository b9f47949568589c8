import { PassThrough, Writable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createTerminal, renderMessage } from "../../bot/adapters/terminal.ts";
import { columnsOf } from "../../bot/adapters/wrap.ts";
import { questionReply } from "../../bot/conversations/check-in-replies.ts";
import { composeMessage } from "../../bot/reply.ts";
import { pixelPictures, WEEK_CHART } from "../fakes/pictures.ts";
import { SAVED_CHECK_IN } from "../support/saved-check-in.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { chatAdapterContract } from "./chat-adapter.ts";

const folder = await tempFolder();

function underTest() {
  const input = new PassThrough();
  let seen = "";
  let isAway = false;
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      if (isAway) return done(new Error("EPIPE"));
      seen += chunk.toString();
      done();
    },
  });
  const adapter = createTerminal({
    input,
    output,
    timezone: "Europe/Berlin",
    styled: false,
    goodbye: "Bye.",
    pictures: pixelPictures(folder),
  });
  return {
    adapter,
    type: (lines: readonly string[]) => input.end(lines.map((line) => `${line}\n`).join("")),
    seen: () => seen,
    goAway: () => {
      isAway = true;
    },
  };
}

chatAdapterContract("terminal", underTest);

test("in a pipe the transcript shows both sides, ends with the goodbye and holds no escape codes", async () => {
  const { adapter, type, seen } = underTest();
  const running = adapter.run(async (event) => {
    if (event.kind === "text") await adapter.sayPlainly("local", `heard ${event.text}`);
  });
  type(["hi", "", "/quit", "never read"]);
  await running;
  expect(seen()).toBe("you    hi\ncoach  heard hi\nyou    /quit\ncoach  Bye.\n");
});

test("answers are numbered, asides stand in brackets, long lines are wrapped under the first", () => {
  const shown = renderMessage(composeMessage(questionReply(SAVED_CHECK_IN, []), 1), false, 80);
  expect(shown).toBe(
    [
      "coach  Saved: mood 3 of 7, energy 25.",
      "       Add a word?",
      "       1 tired  2 stressed  3 bored  4 lonely  5 fine  [skip]  [fix an answer]",
      "",
    ].join("\n"),
  );
  const narrow = renderMessage(
    { text: [{ text: "word ".repeat(40).trim() }], buttons: [], many: false },
    false,
    60,
  );
  for (const line of narrow.trimEnd().split("\n")) expect(line.length).toBeLessThanOrEqual(60);
});

test("given escape codes in a fact, then they do not reach the terminal", () => {
  const shown = renderMessage(
    { text: [{ text: "shop \u001b[2J\u0007name" }], buttons: [], many: false },
    true,
    80,
  );
  expect(shown).toBe("coach  shop [2Jname\n");
});

test("a picture stands in blocks under the words, with where it is; in a window too narrow for them it does not", () => {
  const message = { ...said("Balance 55 on average."), picture: { chart: WEEK_CHART, alt: "" } };
  expect(linesOf(renderMessage(message, false, 80, "/data/pictures/week-1.png"))).toEqual([
    "coach  Balance 55 on average.",
    // 62 is (62 - 25) / 65 of the way, the fifth of eight blocks; 48 the third.
    "       ▅·▃  balance",
    "       picture: /data/pictures/week-1.png",
  ]);
  const days = { ...WEEK_CHART, rows: [{ name: "balance", scores: Array.from({ length: 7 }, () => 62) }] };
  const long = { ...message, picture: { chart: days, alt: "" } };
  // 7 blocks, two spaces and the name take 16 of the 17 columns beside the margin; one more column would be too many.
  expect(renderMessage(long, false, 24)).toContain("▅▅▅▅▅▅▅  balance");
  const longer = { ...days, rows: [{ name: "your balance", scores: days.rows[0]?.scores ?? [] }] };
  expect(renderMessage({ ...message, picture: { chart: longer, alt: "" } }, false, 24)).not.toContain("▅");
  expect(renderMessage(message, false, 80)).not.toContain("picture:");
});

const said = (text: string) => ({ text: [{ text }], buttons: [], many: false });
const linesOf = (shown: string) => shown.replace(/\n$/, "").split("\n");

// Counted by hand after Unicode's East Asian Width and emoji presentation.
test.each([
  ["coffee", 6],
  ["コーヒー", 8],
  ["커피", 4],
  ["\u1100\u1161\u11a8", 2],
  ["ｶﾌｪ", 3],
  ["Ｃａｆｅ", 8],
  ["cafe\u0301", 4],
  ["e\u0301\u0323\u0330\u0317", 1],
  ["😊", 2],
  ["👨‍👩‍👧‍👦", 2],
  ["🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2],
  ["👍🏽", 2],
  ["🇩🇪", 2],
  ["❤", 1],
  ["❤️", 2],
  ["€ − ±", 5],
  ["قهوة", 4],
  ["", 0],
])("%j takes %i columns", (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

test("given wide characters, then lines are broken by columns and between characters, never inside one", () => {
  const shown = renderMessage(said("朝のコーヒーを買った".repeat(3)), false, 27);
  // 27 columns less the margin of 7 are 20, ten characters of two columns each.
  expect(linesOf(shown)).toEqual([
    "coach  朝のコーヒーを買った",
    "       朝のコーヒーを買った",
    "       朝のコーヒーを買った",
  ]);
  const families = renderMessage(said("👨‍👩‍👧‍👦".repeat(12)), false, 24);
  expect(linesOf(families)).toEqual([`coach  ${"👨‍👩‍👧‍👦".repeat(8)}`, `       ${"👨‍👩‍👧‍👦".repeat(4)}`]);
});

test("given more asides than a line holds, then as many stand side by side as fit", () => {
  const aside = (label: string) => ({ token: `s1:${label}`, label, aside: true });
  const buttons = [..."12345678"].map((number) => aside(`open ${number}`));
  const shown = renderMessage({ text: [{ text: "Which?" }], buttons, many: false }, false, 46);
  expect(linesOf(shown)).toEqual([
    "coach  Which?",
    "       [open 1]  [open 2]  [open 3]  [open 4]",
    "       [open 5]  [open 6]  [open 7]  [open 8]",
  ]);
});

test("given a narrow window, then long words are broken and long answers go on under their words", () => {
  const shown = renderMessage(
    {
      text: [{ text: "At " }, { text: "Donaudampfschifffahrtsgesellschaft", style: "bold" }],
      buttons: [
        { token: "c1:1:a", label: "look around as Maya, 120 days", aside: false },
        { token: "c1:1:b", label: "no", aside: false },
        { token: "c1:1:s", label: "skip", aside: true },
        { token: "c1:1:f", label: "fix an answer please", aside: true },
      ],
      many: false,
    },
    true,
    24,
  );
  const [bold, plain] = ["\u001b[1m", "\u001b[22m"];
  expect(linesOf(shown)).toEqual([
    "coach  At",
    `       ${bold}Donaudampfschifff${plain}`,
    `       ${bold}ahrtsgesellschaft${plain}`,
    "       1 look around as",
    "         Maya, 120 days",
    "       2 no",
    "       [skip]",
    "       [fix an answer",
    "       please]",
  ]);
});

test("given an address, then it is whole on a line, however wide, as it is to be opened", () => {
  const url = `https://sign.in.example/authorize?${"scope=daily&".repeat(12)}state=1`;
  const shown = renderMessage(said(`Open this: ${url} It works until 10:30.`), false, 40);
  expect(linesOf(shown)).toEqual(["coach  Open this:", `       ${url}`, "       It works until 10:30."]);
});

test("given any text but an address and any window of 24 columns or more, then no line is wider and nothing visible is lost", () => {
  const label = fc.string({ unit: "grapheme", maxLength: 60 });
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.array(fc.record({ label, aside: fc.boolean(), token: fc.constant("c1:1:a") }), { maxLength: 5 }),
      fc.integer({ min: 24, max: 120 }),
      (text, buttons, columns) => {
        const shown = renderMessage({ text: [{ text }], buttons, many: false }, false, columns);
        for (const line of linesOf(shown)) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        const visible = (words: string) => words.replace(/[\s\p{Cc}\p{Cf}\ufffd]/gu, "");
        expect(visible(renderMessage(said(text), false, columns))).toBe(`coach${visible(text)}`);
      },
    ),
    { numRuns: 300 },
  );
});

test("given marks that turn the reading direction or hide, then neither words nor buttons carry them", () => {
  const name = "Shop\u202egro.live\u202c \u2066a\u2069\u200b\u200f\ufeff\u00adb\ud83d";
  const shown = renderMessage(
    { ...said(name), buttons: [{ token: "c1:1:a", label: name, aside: true }] },
    false,
    80,
  );
  expect(shown).toBe("coach  Shopgro.live ab\ufffd\n       [Shopgro.live ab\ufffd]\n");
  expect(renderMessage(said("👩‍🚀 👩\u200bx\u200d"), false, 80)).toBe("coach  👩‍🚀 👩x\n");
});

test("given a long line in a pipe, then the transcript shows its first 400 characters, none cut in half", async () => {
  const { adapter, type, seen } = underTest();
  const running = adapter.run(async () => {});
  type([`a${"👍🏽".repeat(500)}`]);
  await running;
  expect(seen()).toBe(`you    a${"👍🏽".repeat(399)}…\ncoach  Bye.\n`);
});

test("given a terminal that is gone before the chat begins, then the chat ends", async () => {
  const { adapter, goAway } = underTest();
  goAway();
  const isGone = { name: "ChatError", code: "unavailable", cause: { message: "EPIPE" } };
  await expect(adapter.send("local", said("hi"))).rejects.toMatchObject(isGone);
  await adapter.run(async () => {});
});
