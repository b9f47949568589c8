import { afterEach, expect, test } from "vitest";
import { type SlackCoach, slackWithEngine } from "../fakes/slack-engine.ts";
import { labelsOf } from "../fakes/slack-person.ts";
import { testDatabase } from "../support/database.ts";
import { privateWords } from "../support/private-words.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function asMaya(): Promise<SlackCoach> {
  const chat = await slackWithEngine(db, { now: new Date("2026-11-23T18:00:00Z") });
  endings.push(chat.end);
  await chat.settled(chat.person.openTab("messages"));
  await chat.tap("look around as Maya, 120 days of sample data");
  for (const said of ["skip", "skip", "skip"]) await chat.say(said);
  return chat;
}

/** Everything that stands in Slack, or stood there for a moment. */
const exported = ({ slack }: SlackCoach) =>
  slack.calls
    .filter(({ method }) => method.startsWith("chat."))
    .map(({ body }) => [body.text, body.blocks].filter((part) => part !== undefined).join("\n"));

test("given lists and corrections on Slack, then no amount and no merchant stands in the open", async () => {
  const chat = await asMaya();
  for (const words of [
    "/transactions",
    "/transactions groceries last month",
    "/transactions daily basket over 20",
    "/transactions zorbing",
    "1",
    "the daily basket thing was a choice, for the party",
    "call it coffee",
    "split 2 groceries",
    "note on it: for the party",
    "that's a subscription",
    "call it Corner Place",
    "/undo",
    "the zorbing thing was a need",
  ]) {
    await chat.say(words);
  }
  for (const message of exported(chat)) {
    expect(privateWords(message), message).toEqual([]);
    expect(message).not.toMatch(/Daily Basket|Corner Place|zorbing|party/i);
  }
  expect(chat.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("given a list on Slack, then its window shows it with its numbers, and one opens the same way", async () => {
  const chat = await asMaya();
  await chat.say("/transactions groceries");
  expect(chat.said()).toBe("Your answer is ready.");
  expect(await chat.opened()).toMatch(/Groceries.*: 1 to 8 of \d+[\s\S]*1\. \$/);
  expect(labelsOf(chat.window()?.blocks)).toEqual(
    expect.arrayContaining(["1", "2", "3", "4", "5", "6", "7", "8", "earlier", "why?"]),
  );
  await chat.say("2");
  expect(await chat.opened()).toMatch(/Groceries, by your bank's category|Groceries, worked out/);
  expect(labelsOf(chat.window()?.blocks)).toEqual(
    expect.arrayContaining(["another category", "note", "split"]),
  );
});
