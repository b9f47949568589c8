import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { understandLines } from "../../src/commands/understand.ts";

const defaults = { today: "2026-11-23", timezone: "America/New_York", currency: "USD" };

async function run(...lines: string[]) {
  const written: string[] = [];
  const exitCode = await understandLines(
    Readable.from([lines.join("\n")]),
    (line) => written.push(line),
    defaults,
  );
  return {
    exitCode,
    raw: written,
    answers: written.map((line): Record<string, unknown> => JSON.parse(line)),
  };
}

test("given plain lines, then each answer carries its line number and exactly five keys; empty lines are skipped", async () => {
  const { exitCode, answers, raw } = await run("12 coffee", "", "   ", "undo");
  expect(exitCode).toBe(0);
  expect(answers).toEqual([
    {
      id: 1,
      intent: "add_transaction",
      slots: { amount: 12, what: "coffee" },
      confidence: expect.any(Number),
      tier: null,
    },
    { id: 4, intent: "undo", slots: {}, confidence: expect.any(Number), tier: null },
  ]);
  expect(raw.every((line) => line.endsWith("\n") && line.indexOf("\n") === line.length - 1)).toBe(true);
});

test("given JSON lines, then id, day, zone and currency are theirs", async () => {
  const { answers } = await run(
    '{"id":"a","text":"how much did i spend yesterday","today":"2025-03-01"}',
    '{"id":7,"text":"$5 tea","currency":"AUD"}',
    '{"text":"hi"}',
  );
  expect(answers.map(({ id }) => id)).toEqual(["a", 7, 3]);
  expect(answers[0]).toMatchObject({ slots: { period: { from: "2025-02-28", to: "2025-02-28" } } });
  expect(answers[1]).toMatchObject({ slots: { currency: "AUD" } });
});

test("given broken lines, then each is answered with an error that names it, the others are read, and the exit code is 1", async () => {
  const { exitCode, answers } = await run(
    "{not json",
    "undo",
    '{"id":"x","text":5}',
    '{"id":"y","text":"hi","today":"2026-02-30"}',
    '{"id":"z","text":"hi","timezone":"Mars/Base","currency":"ABC"}',
  );
  expect(exitCode).toBe(1);
  expect(answers).toHaveLength(5);
  expect(answers[0]).toMatchObject({ id: null, error: expect.stringContaining("line 1") });
  expect(answers[1]).toMatchObject({ id: 2, intent: "undo" });
  expect(answers[2]).toMatchObject({ id: "x", error: expect.stringContaining("text") });
  expect(answers[3]).toMatchObject({ id: "y", error: expect.stringContaining("2026-11-23") });
  expect(answers[4]).toMatchObject({ id: "z", error: expect.stringMatching(/Europe\/Berlin.*EUR/) });
});

test("given a crisis, then the tier says how sure", async () => {
  const { answers } = await run("i want to kill myself", "everyone would be better off without me");
  expect(answers).toMatchObject([
    { intent: "crisis", slots: {}, tier: "explicit" },
    { intent: "crisis", slots: {}, tier: "possible" },
  ]);
});

test("given a line of 5 million characters, then it is answered like any other", async () => {
  const { exitCode, answers } = await run(
    "a".repeat(5_000_000),
    `{"text":"${"b ".repeat(1_000_000)}"}`,
    "undo",
  );
  expect(exitCode).toBe(0);
  expect(answers).toHaveLength(3);
});
