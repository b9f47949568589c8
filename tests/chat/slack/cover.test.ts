import { expect, test } from "vitest";
import { coverOf, isPlain } from "../../../bot/cover.ts";
import { templateIds, templateSource } from "../../../prompts/index.ts";
import { privateWords } from "../../support/private-words.ts";

const ids = templateIds().filter((id) => !/^(?:covers|home)\//.test(id));
const plain = ids.filter(isPlain);
const outboxId = "00000000-0000-4000-8000-000000000000";

/**
 * Gaps that a plain template may have: places, times, settings, counts of days and messages, names of commands, kinds,
 * platforms and services, whom to call in a country, and codes and addresses that are good for minutes.
 * A gap that quotes a person, or holds an amount, a merchant or an answer, is not among them.
 */
const HARMLESS = new Set(
  `clock day days time place places currency name command quiet perDay perWeek kinds kind word words goals length
   longest code minutes seconds number here there platform
   service what url tone tones directory emergency when until oneIn`
    .split(/\s+/)
    .filter((gap) => gap !== ""),
);

test.each(plain)("%s may be read by anybody: no amount, no mood word, no gap that could hold one", (id) => {
  const { text, labels } = templateSource(id);
  const all = [text, ...labels.map((label) => label.text)].join("\n");
  expect(privateWords(all)).toEqual([]);
  const gaps = [...all.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "");
  expect(gaps.filter((gap) => !HARMLESS.has(gap))).toEqual([]);
});

test("given any other template among plain ones, then the message is covered by a line that anybody may read", () => {
  const others = ids.filter((id) => !isPlain(id));
  expect(others.length).toBeGreaterThan(100);
  for (const id of others) {
    const cover = coverOf(
      [...plain.slice(0, 2), id],
      { buttons: [] },
      { outboxId, checkIn: null, kind: null },
    );
    expect(cover, id).not.toBeNull();
    expect(privateWords(JSON.stringify(cover))).toEqual([]);
    expect(cover?.buttons.map(({ token }) => token)).toEqual([`s1:show:${outboxId}`]);
  }
});

test("given amounts, mood words and what only looks like one, then the test itself can tell", () => {
  expect(privateWords("you spent $64 and 31 EUR, mood low, Tired.")).toEqual(["low", "Tired", "$6", "1 EUR"]);
  expect(privateWords("Okay, that kind rests for 60 days. Slow lowlands, 7:30.")).toEqual([]);
});

test("a template that nobody has thought of yet is covered", () => {
  expect(isPlain("budgets/line-passed")).toBe(false);
  expect(isPlain("unasked/spending-spike")).toBe(false);
});

test("given an open check-in's question, then its cover opens the form for that check-in and day", () => {
  const checkIn = {
    entryId: "11111111-1111-4111-8111-111111111111",
    date: "2026-11-23",
    left: ["mood" as const],
    mood: null,
    energy: null,
    words: false,
  };
  const later = { token: "s1:snooze:checkin_reminder:2026-11-23", label: "later", aside: true };
  const buttons = [{ token: "c1:1:3", label: "meh", aside: false }, later];
  const cover = coverOf(
    ["check-in/ask-mood", "snooze/button"],
    { buttons },
    { outboxId, checkIn, kind: null },
  );
  const token = `s1:check-in:2026-11-23:${checkIn.entryId}`;
  expect(cover).toEqual({
    text: "Your check-in is ready when you are.",
    buttons: [{ token, label: "Check in", aside: false }, later],
  });
  // Telegram's limit for what a button carries holds everywhere.
  expect(Buffer.byteLength(token)).toBeLessThanOrEqual(64);
});

test("given a message of the evening, then its cover says that, and nothing of what it is about", () => {
  const cover = coverOf(
    ["recommendations/impulse-evening/message", "feedback/buttons"],
    { buttons: [] },
    { outboxId, checkIn: null, kind: "evening_nudge" },
  );
  expect(cover?.text).toBe("Your evening message is here.");
});
