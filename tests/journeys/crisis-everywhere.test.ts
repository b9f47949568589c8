import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { conversations } from "../../db/schema/chat.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { followUp, queueFollowUps } from "../../src/jobs/follow-up.ts";
import { collectLog, type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";
import { heard, joinAccounts, twoPeople } from "../support/two-chats.ts";

const { db } = await testDatabase();
const CRISES = eq(eventLog.eventType, "crisis_answered");
const RESTS = /keeping scores and money talk off/;
const FOLLOW_UP = /Just asking: how are you today\?/;

/** When what comes unasked is looked at on each day: after the check-in's times, and when the soft question is due. */
const LOOKED_AT = ["07:31", "09:01", "18:01"];

/** Days pass until an instant. @returns what each chat was told of itself */
async function until(clock: TestClock, instant: string, chats: readonly FakeChat[]) {
  const end = new Date(instant);
  const told: string[][] = chats.map(() => []);
  const days = Array.from({ length: 5 }, (_, day) => `2026-11-${23 + day}`);
  const instants = days.flatMap((day) => LOOKED_AT.map((time) => new Date(`${day}T${time}:00Z`)));
  for (const now of instants.filter((one) => one > clock.now && one < end)) {
    clock.now = now;
    const deliver = async () => {
      for (const chat of chats) await chat.dispatcher.outbox.deliverAll();
    };
    await runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog([]) });
    const about = { db, clock: () => clock.now };
    await queueFollowUps({
      ...about,
      batch: 100,
      enqueue: async (_, __, jobs) => {
        for (const { userId } of jobs) await followUp({ userId }, about);
      },
    });
    await deliver();
    chats.forEach((chat, index) => {
      const text = chat.unread();
      if (text !== "") told[index]?.push(text);
    });
  }
  return told.map((texts) => texts.join("\n"));
}

test("given a crisis told on Telegram, then the joined Slack account rests too for 72 hours, hears one soft question, and then all is back", async () => {
  const { telegram, slack, clock } = await twoPeople(db);
  await joinAccounts({ telegram, slack });
  await heard(slack);
  expect(await telegram.say("everyone's life improves the second i'm out of it")).toContain(
    "That sounds heavy",
  );

  expect(await slack.say("/today")).toMatch(RESTS);
  expect(await slack.say("how much did I spend last week?")).toMatch(RESTS);
  expect(await slack.say("/budget")).toMatch(RESTS);

  const told = (await until(clock, "2026-11-26T17:59:00Z", [telegram, slack])).join("\n");
  expect(told.match(new RegExp(FOLLOW_UP, "g"))).toHaveLength(1);
  expect(told.replace(FOLLOW_UP, "")).not.toMatch(/\$|£|€|score|spent/i);
  const held = await db.select({ outcome: decisions.outcome, reason: decisions.reason }).from(decisions);
  expect(held).toContainEqual({ outcome: "held", reason: "resting" });
  expect(held.filter(({ outcome }) => outcome !== "held")).toEqual([]);
  expect(await slack.say("/today")).toMatch(RESTS);

  clock.now = new Date("2026-11-26T18:01:00Z");
  expect(await slack.say("/today")).not.toMatch(RESTS);
  expect(await telegram.say("/budget")).not.toMatch(RESTS);
  const after = await until(clock, "2026-11-27T12:00:00Z", [telegram, slack]);
  expect(after.join("\n")).toContain("How's your mood?");
  expect(after.join("\n")).not.toMatch(FOLLOW_UP);
}, 60_000);

test("given a crisis, when the coach starts anew and the person too, then it still rests", async () => {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const about = { db, clock, timezone: "Europe/London" };
  const before = fakeChat(about);
  await joinAskedAt(before);
  await before.say("i want to kill myself");
  clock.now = new Date("2026-11-25T18:00:00Z");
  const after = fakeChat(about);
  await after.open();
  await after.say("/start");
  expect(await after.say("/today")).toMatch(RESTS);
});

test("given 'you misread me', then it is believed, kept for a day, and over after it", async () => {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat);
  await chat.say("i would like to fall asleep in the snow and not be found");
  const answer = await chat.tap("no, you misread me");
  expect(answer).toContain("thanks for saying so");
  expect(answer).not.toMatch(/call|number/);
  const [row] = await db.select().from(conversations);
  expect(row?.crisisUntil).toEqual(new Date("2026-11-24T18:00:00Z"));
  clock.now = new Date("2026-11-24T17:59:00Z");
  expect(await chat.say("/today")).toMatch(RESTS);
  clock.now = new Date("2026-11-24T18:01:00Z");
  expect(await chat.say("/today")).not.toMatch(RESTS);
});

test("given a second disclosure, then it is answered anew, shorter and in other words, and the rest begins again", async () => {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat);
  const first = await chat.say("i want to kill myself");
  clock.now = new Date("2026-11-24T18:00:00Z");
  const second = await chat.say("i really want to die");
  expect(second).toMatch(/glad you tell me again[\s\S]*116 123[\s\S]*999[\s\S]*right now\?/);
  expect(second.length).toBeLessThan(first.length);
  const sentences = (text: string) => text.split(/(?<=[.?:])\s+/);
  expect(sentences(second).filter((sentence) => sentences(first).includes(sentence))).toEqual([]);
  const [row] = await db.select().from(conversations);
  expect(row?.crisisUntil).toEqual(new Date("2026-11-27T18:00:00Z"));
});

test.each([
  ["said outright", "i want to kill myself", 3],
  ["possible", "i would like to fall asleep in the snow and not be found", 3],
] as const)(
  "given it is %s again and again, then no two answers in a row share a sentence, and each has the numbers",
  async (_, words, times) => {
    const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
    const chat = fakeChat({ db, clock, timezone: "Europe/London" });
    await joinAskedAt(chat);
    const answers: string[] = [];
    for (let time = 0; time <= times; time += 1) {
      clock.now = new Date(clock.now.getTime() + 3_600_000);
      answers.push(await chat.say(words));
    }
    const sentences = (text = "") => text.split(/(?<=[.?:])\s+/);
    for (const [index, answer] of answers.entries()) {
      expect(answer).toMatch(/999/);
      expect(answer).toMatch(/116 123/);
      expect(answer).toMatch(/\?$/);
      expect(answer).toMatch(/I'm a program/);
      const before = sentences(answers[index - 1]);
      if (index > 0) expect(sentences(answer).filter((one) => before.includes(one))).toEqual([]);
    }
    expect(sentences(answers[2]).filter((one) => sentences(answers[0]).includes(one))).toEqual([]);
  },
);

test("given a country with several lines, when it is said a third time, then another one of them is named", async () => {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/Brussels" });
  await joinAskedAt(chat);
  await chat.say("i want to kill myself");
  expect(await chat.say("i want to kill myself")).toContain("1813");
  expect(await chat.say("i want to kill myself")).toMatch(/0800 32 123[\s\S]*112/);
});

test("given a possible crisis before, when it is said outright for the first time, then the whole answer is given", async () => {
  const { telegram, slack, clock } = await twoPeople(db);
  await joinAccounts({ telegram, slack });
  await heard(slack);
  await telegram.say("i would like to fall asleep in the snow and not be found");
  clock.now = new Date("2026-11-23T20:00:00Z");
  const outright = await slack.say("i want to kill myself");
  expect(outright).toMatch(/really glad you said that[\s\S]*116 123[\s\S]*by country/);
  expect(outright).not.toMatch(/again/);
  expect(await telegram.say("i want to kill myself")).toContain("glad you tell me again");
  const noted = await db.select({ metadata: eventLog.metadata }).from(eventLog).where(CRISES);
  const tiers = noted.map(({ metadata }) => metadata as { tier: string });
  expect(tiers.map(({ tier }) => tier).sort()).toEqual(["explicit", "explicit", "possible"]);
});

test("given 'you misread me' before, when it is said outright for the first time, then the whole answer is given", async () => {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat);
  await chat.say("i would like to fall asleep in the snow and not be found");
  await chat.tap("no, you misread me");
  clock.now = new Date("2026-11-24T10:00:00Z");
  expect(await chat.say("i want to kill myself")).toMatch(
    /really glad you said that[\s\S]*116 123[\s\S]*by country/,
  );
});

test("given a possible crisis before, when another one follows, then it is answered shorter and nothing is called said again", async () => {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat);
  const first = await chat.say("i would like to fall asleep in the snow and not be found");
  clock.now = new Date("2026-11-23T20:00:00Z");
  const second = await chat.say("everyone's life improves the second i'm out of it");
  expect(second).toMatch(/somebody who knows you[\s\S]*116 123/);
  expect(second).not.toMatch(/again/);
  expect(second.length).toBeLessThan(first.length);
});

test("given it was said outright while looking at a sample person, then it counts as told afterwards too", async () => {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  await chat.say("i want to kill myself");
  expect(await chat.say("/own")).toContain("back to your own data");
  expect(await chat.say("i want to kill myself")).toContain("glad you tell me again");
});
