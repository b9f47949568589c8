import { expect, test } from "vitest";
import { chatIdentities } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { followUp } from "../../src/jobs/follow-up.ts";
import { type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { heard, joinAccounts, twoPeople } from "../support/two-chats.ts";

const { db } = await testDatabase();
const FOLLOW_UP = /^Just asking: how are you today\?/;
const HEARD = /^Thank you for telling me\. However today is[\s\S]*116 123[\s\S]*999/;
const RESTS = /keeping scores and money talk off/;

/** The day after, when it is asked. @returns what the chats were told, in their order */
async function askedNextDay(clock: TestClock, chats: readonly FakeChat[]): Promise<readonly string[]> {
  clock.now = new Date("2026-11-24T18:05:00Z");
  const [identity] = await db.select().from(chatIdentities);
  await followUp({ userId: identity?.userId ?? "" }, { db, clock: () => clock.now });
  const told: string[] = [];
  for (const chat of chats) told.push(await heard(chat));
  return told;
}

async function asked(): Promise<FakeChat> {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat);
  await chat.say("i want to kill myself");
  expect((await askedNextDay(clock, [chat]))[0]).toMatch(FOLLOW_UP);
  return chat;
}

test.each([
  "a bit better, thanks",
  "better",
  "still bad",
  "okay i guess",
  "not great",
  "fine",
  "no",
  "a bit",
  "tired but ok",
])("given %j to the soft question, then one line answers it, and no mood is made of it", async (words) => {
  const chat = await asked();
  expect(await chat.say(words)).toMatch(HEARD);
  expect(await db.select().from(moodEntries)).toEqual([]);
});

test.each([
  ["4", 0],
  ["3/7", -2],
  ["🙂", 2],
  ["mood 2, energy 20", -3],
])("given the plain number or face %j, then it is saved as in any check-in", async (words, moodScore) => {
  const chat = await asked();
  await chat.say(words);
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore }]);
});

test("given a crisis in answer to it, then help comes first", async () => {
  const chat = await asked();
  expect(await chat.say("i really want to die")).toMatch(/right now\?/);
});

test("given a command to it, then that is carried out", async () => {
  const chat = await asked();
  expect(await chat.say("/settings")).toContain("London");
  expect(await db.select().from(moodEntries)).toEqual([]);
});

test("given a question to it, then that is answered, and what follows goes its usual way", async () => {
  const chat = await asked();
  expect(await chat.say("how much did I spend last week?")).toMatch(RESTS);
  expect(await chat.say("no")).not.toMatch(HEARD);
});

/** One person on both platforms, Slack private and preferred for what comes unasked. */
async function onBoth() {
  const { telegram, slack, clock } = await twoPeople(db);
  await joinAccounts({ telegram, slack });
  await heard(slack);
  await telegram.say("/platform slack");
  return { telegram, slack, clock };
}

const openly = ({ sent }: FakeChat) => {
  const { cover, text } = sent.at(-1) ?? { cover: undefined, text: [] };
  return cover?.text ?? text.map((span) => span.text).join("");
};

test("given a crisis told on Telegram, then nothing on Slack tells of it to whoever reads along, but help still stands openly", async () => {
  const { telegram, slack } = await onBoth();
  await telegram.say("i want to kill myself");
  for (const words of ["/today", "blue potato", "you misread me"]) {
    expect(await slack.say(words)).toMatch(/keeping scores|I hear you|I keep scores/);
    expect(openly(slack), words).toBe("Your answer is ready.");
  }
  await slack.say("i want to kill myself");
  expect(openly(slack)).toMatch(/116 123/);
  await slack.say("/today");
  expect(openly(slack)).toMatch(RESTS);
});

test("given it was told on Telegram, then it is asked there how they are, whichever platform is preferred, and answered there", async () => {
  const { telegram, slack, clock } = await onBoth();
  await telegram.say("i want to kill myself");
  const [onTelegram, onSlack] = await askedNextDay(clock, [telegram, slack]);
  expect(onTelegram).toMatch(FOLLOW_UP);
  expect(onSlack).toBe("");
  expect(await slack.say("fine")).not.toMatch(HEARD);
  expect(await telegram.say("a bit better, thanks")).toMatch(HEARD);
});

test("given it was told on Slack, then it is asked there, and openly", async () => {
  const { telegram, slack, clock } = await onBoth();
  await telegram.say("/platform telegram");
  await slack.say("i want to kill myself");
  const [onTelegram, onSlack] = await askedNextDay(clock, [telegram, slack]);
  expect(onTelegram).toBe("");
  expect(onSlack).toMatch(FOLLOW_UP);
  expect(openly(slack)).toMatch(FOLLOW_UP);
});

test("given they cannot be met there any more, then it is asked where they are, and covered on Slack", async () => {
  const { telegram, slack, clock } = await onBoth();
  // A sample is not entered in a rest, so they look around as one before.
  await telegram.say("/sample maya");
  await telegram.say("i want to kill myself");
  const [onTelegram, onSlack] = await askedNextDay(clock, [telegram, slack]);
  expect(onTelegram).toBe("");
  expect(onSlack).toMatch(FOLLOW_UP);
  expect(openly(slack)).toBe("A short note for you.");
});
