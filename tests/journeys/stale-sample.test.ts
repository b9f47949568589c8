import { expect, test } from "vitest";
import { conversations } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { type FakeChat, fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const LOOKS = "looking around as Maya now";

/** Somebody who looked around as Maya yesterday, and comes back in the evening. */
async function nextDay(): Promise<FakeChat> {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  clock.now = new Date("2026-11-24T22:00:00Z");
  return chat;
}

test("given a crisis as the first message into a sample of yesterday, then help is all that is said, and coaching rests", async () => {
  const chat = await nextDay();
  const answer = await chat.say("i want to kill myself");
  expect(answer).toMatch(/^I'm really glad you said that[\s\S]*116 123[\s\S]*Are you thinking/);
  expect(answer).not.toContain(LOOKS);
  const rests = (await db.select().from(conversations)).map(({ crisisUntil }) => crisisUntil);
  expect(rests).toEqual(rests.map(() => new Date("2026-11-27T22:00:00Z")));
  expect(await chat.say("yes")).toMatch(/^Thank you for telling me\. Please don't stay alone with it/);
  expect(await chat.say("/today")).toMatch(/keeping scores and money talk off/);
});

test("then a form's note is heard as well", async () => {
  const chat = await nextDay();
  const answer = await chat.deliver({
    ...{ platform: "telegram", sender: "someone", chat: "chat-of-someone", eventId: "a-form" },
    ...{ kind: "check-in-form", face: 2, energy: null, words: [], entry: null },
    note: "i want to kill myself",
  });
  expect(answer).toMatch(/^I'm really glad you said that/);
});

test("given /own as the first message, then it leads out, and no sample is entered", async () => {
  const chat = await nextDay();
  const answer = await chat.say("/own");
  expect(answer).toContain("back to your own data");
  expect(answer).not.toContain(LOOKS);
  expect(await chat.say("/own")).not.toContain(LOOKS);
});

test("given another sample is asked for, then that one is entered", async () => {
  const chat = await nextDay();
  const answer = await chat.say("/sample tom");
  expect(answer).toContain("looking around as Tom now");
  expect(answer).not.toContain("Maya");
});

test.each([
  ["a question", "how did I sleep?", /Last night: 5 h 40 m/],
  ["a command", "/settings", /London/],
  ["a check-in", "5/7, energy 40, tired", /Saved: mood 5 of 7/],
])("given %s, then the sample is made anew and it is answered there", async (_, text, words) => {
  const chat = await nextDay();
  const answer = await chat.say(text);
  expect(answer).toContain(LOOKS);
  expect(answer).toMatch(words);
});

test.each(["typed", "tapped"])(
  "given an answer to yesterday's question, %s, then it is asked for today, and nothing is stored of it",
  async (how) => {
    const chat = await nextDay();
    const before = await db.select().from(moodEntries);
    const answer = await (how === "typed" ? chat.say("4") : chat.tap("okay"));
    expect(answer).toMatch(/looking around as Maya now[\s\S]*How's your mood\?/);
    expect((await db.select().from(moodEntries)).length).toBeLessThanOrEqual(before.length);
    expect(await chat.say("4")).toMatch(/Energy right now\?/);
  },
);
