import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createTerminal, renderMessage } from "../../bot/adapters/terminal.ts";
import { questionReply } from "../../bot/conversations/check-in-replies.ts";
import { composeMessage } from "../../bot/reply.ts";
import { chatAdapterContract } from "./chat-adapter.ts";

function underTest() {
  const input = new PassThrough();
  const output = new PassThrough();
  let seen = "";
  output.on("data", (chunk: Buffer) => {
    seen += chunk.toString();
  });
  const adapter = createTerminal({
    input,
    output,
    timezone: "Europe/Berlin",
    styled: false,
    goodbye: "Bye.",
  });
  return {
    adapter,
    type: (lines: readonly string[]) => input.end(lines.map((line) => `${line}\n`).join("")),
    seen: () => seen,
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
  const state = {
    entryId: "11111111-1111-4111-8111-111111111111",
    date: "2026-11-23",
    left: ["words" as const],
    mood: "3 of 7",
    energy: 25,
    words: false,
  };
  const shown = renderMessage(composeMessage(questionReply(state, []), 1), false, 80);
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
