import { expect, test } from "vitest";
import { eventLog } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { testDatabase } from "../support/database.ts";
import { type ErrandChat, errandChat } from "../support/errand-chat.ts";

const { db } = await testDatabase();
const HOUR = 60;
const FOLLOW_UP = /^Just asking: how are you today\?/;

/** At ten in Berlin, on a Thursday in winter. */
async function someone(): Promise<ErrandChat> {
  const clock = { now: new Date("2026-11-26T09:00:00Z") };
  return errandChat(db, { clock, kinds: ["crisis-follow-up"] });
}

test("given a crisis, then the lines are those of the country the person is in", async () => {
  const { chat } = await someone();
  const answer = await chat.say("i want to kill myself");
  expect(answer).toContain("please call 112");
  expect(answer).toContain("call 0800 111 0 111 (TelefonSeelsorge), free, at any hour.");
  expect(answer).not.toMatch(/988|Samaritans/);
  expect(await chat.tap("not that, but it's bad")).toContain("0800 111 0 111");
  expect(await chat.say("/today")).toContain("0800 111 0 111");
});

test("then they are asked once, softly, the day after, and never again for it", async () => {
  const { chat, later } = await someone();
  await chat.say("i want to kill myself");
  chat.unread();
  expect(await later(23 * HOUR)).toBe("");
  expect(await later(2 * HOUR)).toMatch(FOLLOW_UP);
  expect(await later(HOUR)).toBe("");
  expect(await later(24 * HOUR)).toBe("");
  const events = await db.select().from(eventLog);
  expect(events.map(({ eventType }) => eventType)).toContain("crisis_followed_up");
  expect(JSON.stringify(events)).not.toContain("kill");
});

test("given quiet hours when it is due, then it is asked once they are over", async () => {
  const { chat, later, clock } = await someone();
  clock.now = new Date("2026-11-26T21:00:00Z");
  await chat.say("i want to die");
  chat.unread();
  expect(await later(24 * HOUR)).toBe("");
  expect(await later(9 * HOUR)).toBe("");
  // Half past seven in Berlin.
  expect(await later(45)).toMatch(FOLLOW_UP);
});

test("given that the coach misread them, then they are not asked again", async () => {
  const { chat, later } = await someone();
  await chat.say("i want to die");
  await chat.tap("no, you misread me");
  chat.unread();
  expect(await later(25 * HOUR)).toBe("");
  expect(await later(24 * HOUR)).toBe("");
});

test("given two such messages, then it is a day after the last one", async () => {
  const { chat, later } = await someone();
  await chat.say("i want to die");
  await later(9 * HOUR);
  await chat.say("i really want to die");
  chat.unread();
  expect(await later(15 * HOUR)).toBe("");
  expect(await later(10 * HOUR)).toMatch(FOLLOW_UP);
});

test("given a pause, or a coach that was down for days, then it is left alone", async () => {
  const { chat, later } = await someone();
  await chat.say("i want to die");
  await chat.say("/pause 5");
  chat.unread();
  expect(await later(30 * HOUR)).toBe("");
  await chat.say("/resume");
  chat.unread();
  expect(await later(48 * HOUR)).toBe("");
});

test.each([
  ["should I take melatonin?", /can't advise on anything you take/],
  ["am i burned out?", /can't tell what a body or a mind has/],
  ["should I invest in bitcoin?", /don't advise on investing/],
  ["can I deduct my home office?", /can't advise on tax/],
  ["should I take a payday loan?", /can't tell you whether to borrow/],
  ["my husband controls my money", /No message of mine will be about it.*findahelpline\.com/s],
  ["I'm pregnant", /No message|no message of mine will be about it/],
])('given "%s", then one honest answer, and nothing of it is kept', async (text, words) => {
  const { chat } = await someone();
  expect(await chat.say(text)).toMatch(words);
  expect(JSON.stringify(await db.select().from(eventLog))).not.toContain(text);
  expect(await db.select().from(moodEntries)).toEqual([]);
});
