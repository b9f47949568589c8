import { expect, test } from "vitest";
import { slack } from "../../../bot/adapters/slack.ts";

const problemsOf = (
  given: Readonly<Record<string, string>>,
  publicUrl: string | null = null,
  hasSealer = false,
  canBeCalled = true,
) => {
  const read = slack.read(given, { publicUrl, hasSealer, canBeCalled, isEmbedded: false });
  return "problems" in read ? read.problems : [];
};
const ONE = { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1" };
const SEVERAL = { SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "c", SLACK_STATE_SECRET: "0123456789abcdef" };

test.each([
  ["one workspace over HTTP", ONE],
  ["one workspace over an open connection", { SLACK_APP_TOKEN: "xapp-1", SLACK_BOT_TOKEN: "xoxb-1" }],
])("given %s, then nothing is missing", (_, given) => {
  expect(problemsOf(given)).toEqual([]);
});

test("given several workspaces with an address and a master key, then nothing is missing", () => {
  expect(problemsOf({ SLACK_SIGNING_SECRET: "s", ...SEVERAL }, "https://coach.example", true)).toEqual([]);
});

test("given nothing that listens, then over HTTP a sentence says so, and an open connection needs none", () => {
  expect(problemsOf(ONE, null, false, false)).toEqual([
    "SLACK_SIGNING_SECRET: nothing listens for Slack: set HTTP_PORT to the port that its request URL leads to, or SLACK_APP_TOKEN for Socket Mode.",
  ]);
  expect(problemsOf({ SLACK_APP_TOKEN: "xapp-1", SLACK_BOT_TOKEN: "xoxb-1" }, null, false, false)).toEqual(
    [],
  );
});

test.each([
  ["a token alone", { SLACK_BOT_TOKEN: "xoxb-1" }, /^SLACK_SIGNING_SECRET is missing/],
  ["a secret alone", { SLACK_SIGNING_SECRET: "s" }, /^SLACK_BOT_TOKEN is missing/],
  [
    "a part of the three",
    { SLACK_SIGNING_SECRET: "s", SLACK_CLIENT_ID: "1" },
    /^SLACK_CLIENT_SECRET and SLACK_STATE_SECRET are missing beside SLACK_CLIENT_ID\./,
  ],
  ["one and several", { ...ONE, ...SEVERAL }, /^SLACK_BOT_TOKEN is for one workspace/],
  ["several without an address", { SLACK_SIGNING_SECRET: "s", ...SEVERAL }, /PUBLIC_URL/],
  [
    "several without a master key",
    { SLACK_SIGNING_SECRET: "s", ...SEVERAL },
    /^SLACK_CLIENT_ID needs COACH_SECRET_KEY/,
  ],
  ["another kind of token", { ...ONE, SLACK_BOT_TOKEN: "xoxp-1" }, /^SLACK_BOT_TOKEN: expected a bot token/],
  [
    "a short state secret",
    { SLACK_SIGNING_SECRET: "s", ...SEVERAL, SLACK_STATE_SECRET: "short" },
    /at least 16 characters/,
  ],
])("given %s, then a sentence says so, without a value", (_, given, sentence) => {
  const problems = problemsOf(given);
  expect(problems.join("\n")).toMatch(new RegExp(sentence.source, "m"));
  for (const problem of problems) {
    expect(problem).toMatch(/\.$/);
    for (const value of Object.values(given).filter((value) => value.length > 4))
      expect(problem).not.toContain(value);
  }
});
