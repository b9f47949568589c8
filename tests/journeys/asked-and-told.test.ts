import { expect, test } from "vitest";
import { conversations } from "../../db/schema/chat.ts";
import { recommendations } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { collectLog, type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";

const { db } = await testDatabase();
const MINUTE_MS = 60_000;

async function joined(clock: TestClock, time = "7:30"): Promise<FakeChat> {
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat, time);
  return chat;
}

async function letRun(clock: TestClock, chat: FakeChat, until: string): Promise<readonly string[]> {
  const heard: string[] = [];
  while (clock.now < new Date(until)) {
    clock.now = new Date(clock.now.getTime() + 30 * MINUTE_MS);
    await runDueJobs({
      db,
      clock: () => clock.now,
      deliver: () => chat.dispatcher.outbox.deliverAll(),
      log: collectLog([]),
    });
    const text = chat.unread();
    if (text !== "") heard.push(`${clock.now.toISOString().slice(0, 16)} ${text}`);
  }
  return heard;
}

async function sampleMaya(clock: TestClock): Promise<FakeChat> {
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  return chat;
}

test("given a check-in that nobody answers, then it is asked again each day, and every second day after the third", async () => {
  const clock = { now: new Date("2026-11-23T06:00:00Z") };
  const chat = await joined(clock);
  const heard = await letRun(clock, chat, "2026-11-28T20:00:00Z");
  expect(heard.map((line) => line.slice(0, 16))).toEqual([
    "2026-11-23T07:30",
    "2026-11-24T07:30",
    "2026-11-25T07:30",
    "2026-11-27T07:30",
  ]);
});

test("given a check-in asked days ago, then a whole sentence counts for today, a bare answer for the day asked", async () => {
  const clock = { now: new Date("2026-11-20T08:00:00Z") };
  const chat = await joined(clock);
  await chat.say("/checkin");
  clock.now = new Date("2026-11-21T00:30:00Z");
  await chat.say("4");
  clock.now = new Date("2026-11-23T08:00:00Z");
  await chat.say("5/7, tired after work, energy 40");
  const stored = await db.select().from(moodEntries).orderBy(moodEntries.localDate);
  expect(stored.map(({ localDate, moodScore }) => [localDate, moodScore])).toEqual([
    ["2026-11-20", 0],
    ["2026-11-23", 2],
  ]);
});

test("given a sentence about yesterday in today's check-in, then it is stored for yesterday", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = await joined(clock);
  await chat.say("/checkin");
  await chat.say("yesterday was 2/7");
  expect(await db.select().from(moodEntries)).toMatchObject([{ localDate: "2026-11-22", moodScore: -3 }]);
});

test("given something said beside an open question, then numbers still answer the question", async () => {
  const chat = await sampleMaya({ now: new Date("2026-11-23T08:00:00Z") });
  const preview = await chat.say("/nudge");
  expect(preview).toMatch(/Last night: 5 h 40 m/);
  expect(await chat.say("2")).toMatch(/^Energy right now/);
  expect(await db.select().from(recommendations)).toEqual([]);
});

test("given an energy answered in words or with an unclear number, then mood stays as it was", async () => {
  const chat = await joined({ now: new Date("2026-11-23T08:00:00Z") });
  await chat.say("/checkin");
  await chat.say("7");
  expect(await chat.say("8")).toMatch(/8 on which scale\?/);
  expect(await chat.say("so so")).toMatch(/mood 7 of 7, energy 50/);
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: 5, energyLevelSelfReported: 50 }]);
});

test("given a tag and then nothing more, then what was noted is not denied", async () => {
  const chat = await joined({ now: new Date("2026-11-23T08:00:00Z") });
  await chat.say("tired");
  await chat.say("skip");
  expect(await chat.say("skip")).not.toMatch(/Nothing saved/);
});

test("an undo button of an older check-in leaves the open one open", async () => {
  const chat = await joined({ now: new Date("2026-11-23T08:00:00Z") });
  await chat.say("5/7, energy 40, tired");
  const undo = chat.sent.flatMap((message) => message.buttons).findLast((button) => button.label === "undo");
  await chat.say("/checkin");
  await chat.tapToken(undo?.token ?? "");
  expect(await db.select().from(moodEntries)).toEqual([]);
  await chat.say("2");
  expect(await chat.say("full")).toMatch(/mood 2 of 7, energy 95/);
  expect(await db.select().from(moodEntries)).toHaveLength(1);
});

test("given /undo while a question is unanswered, then the question is dropped and the earlier check-in stays", async () => {
  const chat = await joined({ now: new Date("2026-11-23T08:00:00Z") });
  await chat.say("5/7, energy 40, tired");
  await chat.say("/checkin");
  expect(await chat.say("/undo")).toMatch(/dropped that question/);
  expect(await db.select().from(moodEntries)).toHaveLength(1);
});

test("given a why button of an earlier answer, then it does not explain the newer one", async () => {
  const chat = await sampleMaya({ now: new Date("2026-11-23T08:00:00Z") });
  await chat.say("how did I sleep?");
  const why = chat.sent.at(-1)?.buttons.find((button) => button.label.startsWith("why"));
  await chat.say("how much did I spend last week?");
  expect(await chat.tapToken(why?.token ?? "")).toMatch(/an earlier answer/);
  expect(await chat.say("why?")).toMatch(/days known in full/);
});

test("given onboarding left in the middle, then /start takes it up again", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("start with my own");
  await chat.say("5/7, energy 40, tired");
  expect(await chat.say("/start")).toMatch(/London time zone/);
});

test("given a stranger who begins with words, then they are told who this is", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = fakeChat({ db, clock });
  expect(await chat.say("hello")).toMatch(/a program, not a person/);
  const other = fakeChat({ db, clock, sender: "another" });
  expect(await other.say("5/7, energy 40, tired")).toMatch(
    /a program, not a person[\s\S]*Saved: mood 5 of 7/,
  );
});

test.each([
  ["Maya", /looking around as Maya now/],
  ["sample please", /looking around as Maya now/],
  ["the first one", /looking around as Maya now/],
  ["look around", /looking around as Maya now/],
  ["sample tom", /looking around as Tom now/],
  ["own", /London time zone/],
  ["I'd like to start with my own please", /London time zone/],
  ["hello", /^Hi\. One question first:\nWant to look around/],
  ["hi", /^Hi\. One question first:\nWant to look around/],
  ["what are you?", /^I'm a program that.*\nWant to look around/],
  ["my dog died last week", /^I'm sorry.*\nWant to look around/],
  ["maya or tom", /^I need one of these three/],
])(
  "given the first question, when somebody says %j, then it is taken as it is meant",
  async (said, answer) => {
    const chat = fakeChat({
      db,
      clock: { now: new Date("2026-11-23T08:00:00Z") },
      timezone: "Europe/London",
    });
    await chat.open();
    expect(await chat.say(said)).toMatch(answer);
  },
);

test.each([
  ["hello", /^Hi\. One question first:\nWhich currency/],
  ["thanks", /^Which currency/],
])("given a later first question, when somebody says %j, then it is asked again", async (said, answer) => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.open();
  await chat.say("own");
  await chat.say("yes");
  expect(await chat.say(said)).toMatch(answer);
  expect(await chat.say("GBP")).toMatch(/GBP/);
});

test.each(["hi", "what are you?"])(
  "given %j as the very first words, then who this is comes with the question",
  async (said) => {
    const chat = fakeChat({
      db,
      clock: { now: new Date("2026-11-23T08:00:00Z") },
      timezone: "Europe/London",
    });
    expect(await chat.say(said)).toMatch(/a program, not a person[\s\S]*Want to look around/);
  },
);

test("given 'no' to a guessed time zone, then it is not kept in silence", async () => {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("start with my own");
  expect(await chat.say("nope")).toMatch(/Which city are you in/);
});

test("the rest after a crisis told in a sample goes along back to one's own data", async () => {
  const chat = await joined({ now: new Date("2026-11-23T08:00:00Z") });
  await chat.say("/sample tom");
  await chat.say("i want to die");
  expect(await chat.say("/today")).toMatch(/keeping scores and money talk off/);
  await chat.say("/own");
  expect(await chat.say("/today")).toMatch(/keeping scores and money talk off/);
});

test("given a worrying check-in, then it is saved, help comes first and no numbers follow", async () => {
  const chat = await sampleMaya({ now: new Date("2026-11-23T08:00:00Z") });
  const answer = await chat.say(
    "2/7, energy 10, i feel hopeless and everyone would be better off without me",
  );
  expect(answer).toMatch(/^(I'm really glad|That sounds heavy)[\s\S]*116 123/);
  expect(answer).not.toMatch(/Last night|\$/);
});

test("given short words after the crisis question, then they are heard as an answer to it", async () => {
  const chat = await joined({ now: new Date("2026-11-23T08:00:00Z") });
  await chat.say("i want to kill myself");
  expect(await chat.say("yeah")).toMatch(/don't stay alone with it/);
  expect(await chat.say("not really")).toMatch(/don't have to be at the very end/);
  expect(await chat.say("blue potato")).toMatch(/I hear you/);
});

test("given a forged or old crisis button, then the rest is not shortened", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = await joined(clock);
  await chat.say("i want to kill myself");
  const old = chat.sent.at(-1)?.buttons.find((button) => button.label.startsWith("no,"));
  clock.now = new Date("2026-11-23T20:00:00Z");
  await chat.say("i want to kill myself");
  const [before] = await db.select().from(conversations);
  await chat.tapToken("s1:crisis:zzz");
  await chat.tapToken(old?.token ?? "");
  expect(await db.select().from(conversations)).toMatchObject([{ crisisUntil: before?.crisisUntil }]);
});

test("given words of crisis in a message that is far too long, then they are heard", async () => {
  const chat = await joined({ now: new Date("2026-11-23T08:00:00Z") });
  const long = `${"it has been going on like this for weeks and ".repeat(110)} i want to kill myself`;
  expect(await chat.say(long)).toMatch(/Are you thinking about ending your life/);
});

test("given 'why?' while coaching rests, then no score is shown", async () => {
  const chat = await sampleMaya({ now: new Date("2026-11-23T08:00:00Z") });
  await chat.say("/today");
  const why = chat.sent.at(-1)?.buttons.find((button) => button.label.startsWith("why"));
  await chat.say("i want to die");
  expect(await chat.tapToken(why?.token ?? "")).toMatch(/keeping scores and money talk off/);
});

test("given a sample person of an earlier day, then they are made anew for today", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = await sampleMaya(clock);
  clock.now = new Date("2026-11-26T08:00:00Z");
  expect(await chat.open()).toMatch(/looking around as Maya now/);
  expect(await chat.say("5/7, energy 40, tired")).toMatch(/Last night: 5 h 40 m/);
  expect(await chat.say("/reminder 7:30")).toMatch(/not for a sample person/);
});

test.each(["you misread me", "misread", "just kidding", "no, you misunderstood me"])(
  'given "%s" typed under the question, then it is believed, and told until when the rest lasts all the same',
  async (words) => {
    const chat = await joined({ now: new Date("2026-11-23T08:00:00Z") });
    await chat.say("everyone would be better off without me");
    expect(await chat.say(words)).toMatch(
      /^Okay, thanks for saying so\. I keep scores and money talk off until Tuesday 24 November, \d\d:00 all the same/,
    );
    expect(await chat.say("/today")).toMatch(/talk off until Tuesday 24 November, \d\d:00\. That can wait/);
  },
);
