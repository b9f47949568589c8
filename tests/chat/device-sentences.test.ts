import { describe, expect, test } from "vitest";
import { deviceSentence } from "../../bot/body/device-sentences.ts";
import { routeSentence } from "../../bot/route.ts";
import { understand } from "../../coaching/understanding/understand.ts";
import { somebody } from "../support/somebody.ts";

const report = (text: string) => {
  const followUp = deviceSentence(text)?.followUp;
  return followUp !== undefined && "report" in followUp ? followUp.report : null;
};

test.each([
  "which device is that from",
  "And which device is that from?",
  "what device does my sleep come from?",
  "where does my sleep come from?",
  "where is that from?",
  "Which wearable do you read?",
])('"%s" asks which device speaks', (text) => {
  expect(report(text)).toBe("which-device");
});

test.each(["my devices", "show my wearables", "Devices"])('"%s" shows the devices', (text) => {
  expect(report(text)).toBe("devices");
});

test.each([
  "use my Oura for sleep",
  "Please use my oura ring for sleep and HRV from now on.",
  "prefer Apple Health for steps",
  "prefer my whoop",
  "use my watch for everything",
  "read my sleep from Oura",
  "take heart rate from my Fitbit",
  "use the garmin for my sleep",
])('"%s" says which device comes first', (text) => {
  expect(report(text)).toBe("prefer");
});

test.each([
  ["connect my Oura", "Oura"],
  ["How do I link my Fitbit?", "Fitbit"],
  ["pair the whoop strap", "whoop strap"],
])('"%s" begins a link', (text, said) => {
  expect(deviceSentence(text)).toEqual({ followUp: { report: "connect", said } });
});

test.each([
  "connect my bank",
  "link my slack",
  "add 12 coffee",
  "use euros",
  "use my card",
  "take a break",
  "take 12 for coffee",
  "which one?",
  "what did I buy yesterday?",
  "where did my money go last week?",
  "where does the time go",
  "how did I sleep this week?",
  "read that from the top",
  "use my words for it",
])('"%s" is about no device', (text) => {
  expect(deviceSentence(text)).toBeNull();
});

describe("given what the parser makes of such a sentence", () => {
  test("then it is taken before a question of the same words", () => {
    const today = "2026-11-26";
    const context = {
      now: new Date("2026-11-26T09:00:00Z"),
      today,
      freshId: "",
      timezoneHint: null,
      person: somebody(),
    };
    for (const text of ["use my Oura for sleep", "where does my sleep come from?"]) {
      const frame = understand(text, { ...context.person, today });
      expect(frame.intent).toBe("ask_sleep_or_body");
      expect(routeSentence(text, frame, context)).toMatchObject({
        kind: "outcome",
        outcome: { followUp: { report: expect.stringMatching(/^(?:prefer|which-device)$/) } },
      });
    }
  });
});
