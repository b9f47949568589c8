import fc from "fast-check";
import type { InlineKeyboardMarkup } from "grammy/types";
import { expect, test } from "vitest";
import { isSameKeyboard, keyboardOf, readPress } from "../../../bot/adapters/telegram/keyboard.ts";
import { type CheckInState, questionReply } from "../../../bot/conversations/check-in-replies.ts";
import { composeMessage } from "../../../bot/reply.ts";

const labels = (keyboard: InlineKeyboardMarkup | undefined) =>
  keyboard?.inline_keyboard.map((row) => row.map(({ text }) => text));

function asked(question: "mood" | "energy" | "words") {
  const state: CheckInState = {
    entryId: "11111111-1111-4111-8111-111111111111",
    date: "2026-11-23",
    left: [question],
    mood: null,
    energy: null,
    words: false,
  };
  return keyboardOf(composeMessage(questionReply(state, []), 4));
}

test("the mood is a row of seven faces, the energy a row of words, and asides stand below", () => {
  expect(labels(asked("mood"))).toEqual([["😣", "🙁", "😕", "😐", "🙂", "😊", "😁"], ["skip"]]);
  expect(asked("mood")?.inline_keyboard[0]?.[2]).toEqual({ text: "😕", callback_data: "c1:4:3" });
  expect(labels(asked("energy"))).toEqual([["empty", "low", "medium", "good", "full"], ["skip"]]);
});

test("where several may be chosen, there is a grid that leaves room for ticks, and a button to confirm", () => {
  expect(labels(asked("words"))).toEqual([
    ["tired", "stressed", "bored"],
    ["lonely", "fine"],
    ["done", "skip"],
    ["fix an answer"],
  ]);
});

test("long answers stand alone, and a message without buttons has no keyboard", () => {
  const button = (label: string) => ({ token: `c1:1:${label}`, label, aside: false });
  const long = ["look around as Maya, 120 days of sample data", "start with my own", "no"].map(button);
  const message = { text: [], buttons: long, many: false };
  expect(labels(keyboardOf(message))).toEqual(long.map(({ label }) => [label]));
  expect(keyboardOf({ ...message, buttons: [] })).toBeUndefined();
});

test("given seven answers that are not a mood, then they keep their words", () => {
  const buttons = Array.from({ length: 7 }, (_, index) => ({
    token: `c1:1:${index + 2}`,
    label: String(index + 2),
    aside: false,
  }));
  expect(labels(keyboardOf({ text: [], buttons, many: false }))?.flat()).toEqual(
    buttons.map(({ label }) => label),
  );
});

test("a tap on an answer of several ticks it, another one takes the tick away, and done confirms what is ticked", () => {
  const fresh = asked("words");
  const ticked = readPress("c1:4:bored", fresh);
  if (ticked.kind !== "toggle") throw new Error("a tick was expected");
  expect(labels(ticked.keyboard)?.[0]).toEqual(["tired", "stressed", "✅ bored"]);
  expect(readPress("done", ticked.keyboard)).toEqual({ kind: "choices", tokens: ["c1:4:bored"] });
  expect(readPress("c1:4:bored", ticked.keyboard)).toEqual({ kind: "toggle", keyboard: fresh });
  expect(readPress("done", fresh)).toEqual({ kind: "choices", tokens: [] });
});

test("a tap on an aside, on a single answer, or with a keyboard that Telegram no longer has is an answer by itself", () => {
  for (const [data, keyboard] of [
    ["c1:4:skip", asked("words")],
    ["c1:4:fix", asked("words")],
    ["c1:4:3", asked("mood")],
    ["c1:4:tired", undefined],
  ] as const) {
    expect(readPress(data, keyboard)).toEqual({ kind: "tap", token: data });
  }
});

test("given any taps, then what is ticked is what was tapped an odd number of times, and nothing else changes", () => {
  const words = ["tired", "stressed", "bored", "lonely", "fine"];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 20 }), (taps) => {
      const fresh = asked("words");
      if (fresh === undefined) throw new Error("a keyboard was expected");
      const keyboard = taps.reduce((before, word) => {
        const pressed = readPress(`c1:4:${word}`, before);
        return pressed.kind === "toggle" ? pressed.keyboard : before;
      }, fresh);
      const odd = words.filter((word) => taps.filter((tap) => tap === word).length % 2 === 1);
      const confirmed = readPress("done", keyboard);
      expect(confirmed).toEqual({ kind: "choices", tokens: odd.map((word) => `c1:4:${word}`) });
      expect(isSameKeyboard(fresh, keyboard)).toBe(true);
      expect(labels(keyboard)?.slice(2)).toEqual(labels(fresh)?.slice(2));
    }),
  );
});
