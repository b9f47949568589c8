import { expect, test } from "vitest";
import { crisisTier, soundsHeavy } from "../../../coaching/understanding/crisis.ts";
import { ALARM_AT, CARE_AT } from "../../../coaching/understanding/crisis-sound.ts";
import { trainingLines } from "../../support/crisis-lines.ts";
import { heavyLines } from "../../support/heavy-lines.ts";

const lines = trainingLines();

test("a word of care is said below the alarm", () => {
  expect(CARE_AT).toBeLessThan(ALARM_AT);
});

test("given what is ordinarily said to the coach, then none of it is met with a word of care", () => {
  const everyday = lines.filter(({ source }) => source === "everyday");
  expect(everyday.length).toBeGreaterThan(700);
  expect(everyday.filter(({ text }) => soundsHeavy(text))).toEqual([]);
}, 60_000);

test("given what alarms, then it is answered with help and with nothing quieter", () => {
  const alarming = lines.filter(({ text }) => crisisTier(text) !== null);
  expect(alarming.length).toBeGreaterThan(900);
  expect(alarming.filter(({ text }) => soundsHeavy(text))).toEqual([]);
}, 60_000);

test("given lines of a crisis that no alarm hears, then some come near it", () => {
  expect(heavyLines().length).toBeGreaterThan(10);
}, 60_000);

test("given a joke about a small thing, then nothing is said to it", () => {
  expect(soundsHeavy("lol gonna kms if rent goes up")).toBe(false);
});
