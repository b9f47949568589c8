import { expect, test } from "vitest";
import { findCommand } from "../../bot/commands.ts";
import type { StepContext } from "../../bot/conversation.ts";
import { plainReply } from "../../bot/reply.ts";
import { somebody } from "../support/somebody.ts";

const context: StepContext = {
  now: new Date("2026-11-23T08:00:00Z"),
  today: "2026-11-23",
  freshId: "11111111-1111-4111-8111-111111111111",
  timezoneHint: null,
  person: somebody({ timezone: "Europe/London", currency: "GBP" }),
};

function run(name: string, argument: string) {
  const outcome = findCommand(name)?.run(argument, context);
  return { said: outcome?.replies?.map(plainReply).join("\n"), effects: outcome?.effects ?? [] };
}

test.each([
  ["timezone", "Say it with a city, such as /timezone Berlin."],
  ["currency", "Say it with a currency, such as /currency EUR."],
  ["reminder", "Say it with a time, such as /reminder 7:30, or /reminder off."],
])("/%s with nothing behind it says how to use it, and changes nothing", (name, said) => {
  expect(run(name, "")).toEqual({ said, effects: [] });
});

test.each(["timezone", "currency", "reminder"])(
  "given what /%s does not know, then it is quoted in whole characters",
  (name) => {
    const { said, effects } = run(name, `x${"👍🏽".repeat(80)}`);
    expect(said).toContain(`"x${"👍🏽".repeat(59)}…"`);
    expect(effects).toEqual([]);
  },
);

test("/help says how to leave in a terminal, and nowhere else", () => {
  const person = { ...context.person, isTerminal: true };
  const inTerminal = findCommand("help")
    ?.run("", { ...context, person })
    .replies?.map(plainReply)
    .join("\n");
  expect(inTerminal).toMatch(/\n\/quit leaves the terminal\.$/);
  expect(run("help", "").said).not.toContain("/quit");
});
