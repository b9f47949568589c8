import { expect, test } from "vitest";
import { correctionNote } from "../../../coaching/understanding/correction-note.ts";
import { understand } from "../../../coaching/understanding/understand.ts";

const context = { today: "2026-11-23", timezone: "America/New_York", currency: "USD" };

test.each([
  ["that uniqlo thing wasn't discretionary, winter coat", "winter coat"],
  ["that was a need (new boiler part)", "new boiler part"],
  ["call it gifts, for mum's birthday", "for mum's birthday"],
  ["that was an impulse. saw it in the window", "saw it in the window"],
])('given "%s", then "%s" is what is added in their own words', (text, note) => {
  expect(correctionNote(text, context)).toBe(note);
});

test.each([
  "that wasn't discretionary",
  "amazon thing yesterday wasnt a treat, i needed it",
  "zomato is not shopping it is food delivery, please change",
  "that wasn't a treat, groceries",
  "how much did I spend, roughly",
])('given "%s", then nothing is added', (text) => {
  expect(correctionNote(text, context)).toBeNull();
});

test("given a bank's words before a name, then it is a new name; given a person to call, then it is none", () => {
  expect(understand("call AMZN Mktp Amazon", context)).toMatchObject({
    intent: "correct_transaction",
    slots: { change: { merchant: "AMZN Mktp Amazon" } },
  });
  expect(understand("call Anna Smith", context).intent).not.toBe("correct_transaction");
});
