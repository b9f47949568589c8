import { expect, test } from "vitest";
import { readAnswer } from "../../../src/integrations/model/answer.ts";

const completion = (content: unknown, more: object = {}) => ({
  choices: [{ finish_reason: "stop", message: { content, ...more } }],
});

test.each([
  ['{"words":"You spent {{spent}}."}', "You spent {{spent}}."],
  ['```json\n{"words": "You spent {{spent}}."}\n```', "You spent {{spent}}."],
  ['<think>They want {{spent}}.</think> {"words": "You spent {{spent}}."}', "You spent {{spent}}."],
  ["You spent {{spent}}.", "You spent {{spent}}."],
  ['{"text": "You spent {{spent}}."}', null],
  ['{"words": 7}', null],
  ['{"words": "cut', null],
  ["", null],
  ["  ", null],
])("%s is read as %s", (content, words) => {
  const answer = readAnswer(completion(content));
  expect(answer.kind === "said" ? answer.words : null).toBe(words);
});

test("what is no completion at all is malformed, and kept as far as it is text", () => {
  for (const answered of [null, undefined, 7, [], {}, { choices: [] }, { choices: [{}] }]) {
    expect(readAnswer(answered)).toEqual({ kind: "failed", reason: "malformed", received: null });
  }
  expect(readAnswer("<html>")).toEqual({ kind: "failed", reason: "malformed", received: "<html>" });
});

test("a filtered answer is a refusal", () => {
  const answered = { choices: [{ finish_reason: "content_filter", message: { content: "" } }] };
  expect(readAnswer(answered)).toMatchObject({ kind: "failed", reason: "refused" });
});
