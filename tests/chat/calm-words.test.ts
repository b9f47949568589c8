import { expect, test } from "vitest";
import { readCrisis, soundsHeavy } from "../../coaching/understanding/crisis.ts";
import { templateIds, templateSource } from "../../prompts/index.ts";

const labels = templateIds()
  .filter((id) => !id.startsWith("crisis/"))
  .flatMap((id) => templateSource(id).labels.map(({ text }) => `${id}: ${text}`));

test("given any button typed as it reads, then it is no alarm", () => {
  const heard = labels.filter((label) => readCrisis(label.slice(label.indexOf(": ") + 2)).tier !== null);
  expect(labels.length).toBeGreaterThan(150);
  expect(heard).toEqual([]);
});

test("given any button typed as it reads, then it is met with no word of care", () => {
  expect(labels.filter((label) => soundsHeavy(label.slice(label.indexOf(": ") + 2)))).toEqual([]);
});

// A stranger typed these within an hour, and was asked whether they think of ending their life.
test.each([
  "normal for me",
  "just looking",
  "just to see what's there",
  "don't ask me",
  "goodbye",
  "are you a real person?",
  "anyone there?",
  "are you alive?",
  "should I stop my pills?",
  "I took my pills",
  "forgot my pills",
  "tell me",
  "not me",
  "nobody",
  "keep them",
  "what's normal for me?",
])('given "%s", then it is no alarm, and no word of care', (words) => {
  expect(readCrisis(words).tier).toBeNull();
  expect(soundsHeavy(words)).toBe(false);
});
