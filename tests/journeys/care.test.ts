import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { understand } from "../../coaching/understanding/understand.ts";
import { conversations } from "../../db/schema/chat.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { heavyLines } from "../support/heavy-lines.ts";
import { lowDays } from "../support/low-days.ts";
import { strayNotes } from "../support/noted-events.ts";
import { slackChats } from "../support/slack-chats.ts";
import { heard, joinAccounts, twoPeople } from "../support/two-chats.ts";
import { decided, heardAt, joined, saidAt } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
const slack = slackChats(db, endings);
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const CARE = /heavier than a hard day/;
const RESTS = /keeping scores and money talk off/;
const HELP = /Are you thinking about ending your life/;
const context = { today: "2026-11-23", timezone: "Europe/London", currency: "GBP" };
const [heavy = "", another = ""] = heavyLines().filter(
  (line) => understand(line, context).intent === "unclear",
);
const [checkedIn = ""] = heavyLines((line) => `2/7, energy 20, ${line}`);

async function someone(options: { readonly countCrisis?: () => void } = {}) {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat: FakeChat = fakeChat({ db, clock, timezone: "Europe/London", ...options });
  await joinAskedAt(chat);
  return { chat, clock };
}
const cared = () => db.select().from(eventLog).where(eq(eventLog.eventType, "care_offered"));

test("given words that come near a crisis, then they are met with one line of care, and nothing rests", async () => {
  const { chat } = await someone();
  const answer = await chat.say(heavy);
  expect(answer).toMatch(CARE);
  expect(answer.match(/I'm a program/g)).toHaveLength(1);
  expect(answer).not.toMatch(/I didn't get that|116 123/);
  expect(await db.select({ until: conversations.crisisUntil }).from(conversations)).toEqual([
    { until: null },
  ]);
  expect(await chat.say("/today")).not.toMatch(RESTS);
});

test("then that it was said is noted, and nothing of the message", async () => {
  const { chat } = await someone();
  await chat.say(heavy);
  expect((await cared()).map(({ metadata }) => metadata)).toEqual([{}]);
  expect(JSON.stringify(await db.select().from(eventLog))).not.toContain(heavy.slice(0, 20));
  expect(await strayNotes(db)).toEqual([]);
});

test("given another one within a day, then it is answered with help and coaching rests; a day later it is a line of care again", async () => {
  const { chat, clock } = await someone();
  await chat.say(heavy);
  clock.now = new Date("2026-11-24T17:59:00Z");
  const second = await chat.say(another);
  expect(second).toMatch(/That sounds heavy[\s\S]*116 123/);
  expect(second).toMatch(HELP);
  expect(await chat.say("/today")).toMatch(RESTS);
  expect(await cared()).toHaveLength(1);

  const other = fakeChat({ db, clock, timezone: "Europe/London", sender: "another" });
  await joinAskedAt(other);
  await other.say(heavy);
  clock.now = new Date("2026-11-25T18:00:00Z");
  expect(await other.say(another)).toMatch(CARE);
});

test("given the second one in another chat of the same person, then it is heard as the second", async () => {
  const { telegram, slack: onSlack } = await twoPeople(db);
  await joinAccounts({ telegram, slack: onSlack });
  await heard(onSlack);
  expect(await telegram.say(heavy)).toMatch(CARE);
  expect(await onSlack.say(another)).toMatch(HELP);
});

test("given coaching rests, then nothing quieter is said, and the rest is not begun anew by such words", async () => {
  const { chat, clock } = await someone();
  await chat.say("i want to kill myself");
  const [before] = await db.select().from(conversations);
  clock.now = new Date("2026-11-24T18:00:00Z");
  expect(await chat.say(heavy)).not.toMatch(CARE);
  expect(await db.select().from(conversations)).toMatchObject([{ crisisUntil: before?.crisisUntil }]);
  expect(await cared()).toEqual([]);
});

test.each(["help me", "Help me please.", "who"])(
  'given "%s" after a line of care, then they are shown who can help, asked, and coaching rests',
  async (words) => {
    const { chat } = await someone();
    await chat.say(heavy);
    await chat.say("how did I sleep?");
    const answer = words === "who" ? await chat.tap("show who can") : await chat.say(words);
    expect(answer).toMatch(/^I'm glad you asked[\s\S]*999[\s\S]*116 123/);
    expect(answer).toMatch(HELP);
    expect(answer).not.toMatch(/reading it wrong/);
    expect(await chat.say("/today")).toMatch(RESTS);
  },
);

test("given 'help me' without a line of care before, then it is about what the coach can do", async () => {
  const { chat } = await someone();
  const answer = await chat.say("help me");
  expect(answer).toContain("/checkin");
  expect(answer).not.toMatch(HELP);
});

test("given an open question, then its numbers stay with it", async () => {
  const { chat } = await someone();
  await chat.say("/checkin");
  expect(await chat.say(heavy)).toMatch(CARE);
  expect(await chat.say("3")).toMatch(/Energy right now/);
});

test("given a check-in right after it that is tapped, then no nudge comes beside that either", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  await heardAt(maya, ["07:30"]);
  expect(await saidAt(maya, "08:30", heavy)).toMatch(CARE);
  expect(await saidAt(maya, "08:31", "2/7, energy 20")).toMatch(/mood 2 of 7/);
  expect(await maya.chat.say("skip")).not.toMatch(/Your mood has been low|Last night/);
});

test("given somebody who looks around as a sample person, then it was said to them, whomever they look at", async () => {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  expect(await chat.say(heavy)).toMatch(CARE);
  await chat.say("/own");
  expect(await chat.say(another)).toMatch(HELP);
});

test("given it stands in a check-in, then that is saved, and no nudge comes beside it or right after it", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  await heardAt(maya, ["07:30"]);
  const answer = await saidAt(maya, "08:30", checkedIn);
  const end = await maya.chat.say("skip");
  expect(answer).toMatch(/mood 2 of 7, energy 20/);
  expect(`${answer}\n${end}`).toMatch(CARE);
  expect(`${answer}\n${end}`).not.toMatch(/Your mood has been low|Last night/);
  const later = await heardAt(maya, ["09:00", "10:00", "10:31", "11:00"]);
  expect(later.join("\n")).not.toMatch(/Your mood has been low|Last night/);
  expect(await decided(maya, "morning_nudge")).toEqual(["in_conversation never"]);
  expect(await strayNotes(db)).toEqual([]);
});

test("given the same check-in without those words, then the nudge is said", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  await heardAt(maya, ["07:30"]);
  await saidAt(maya, "08:30", "2/7, energy 20");
  expect(await maya.chat.say("skip")).toMatch(/Your mood has been low/);
});

test("given Slack's privacy mode, then a neutral line stands for it, its window has it, and whom to call never waits behind a button", async () => {
  const chat = await slack.joined();
  await chat.say(heavy);
  expect(chat.said()).toBe("A short note for you.");
  const exported = JSON.stringify(
    chat.slack.calls.filter(({ method }) => /^chat\./.test(method)).map(({ body }) => body),
  );
  expect(exported).not.toMatch(CARE);
  expect(await chat.opened()).toMatch(CARE);
  const who = chat
    .window()
    ?.blocks.flatMap(({ elements = [] }) => elements)
    .find(({ text }) => text?.text === "show who can");
  await chat.settled(chat.person.act(who ?? {}, {}));
  expect(chat.said()).toMatch(/I'm glad you asked[\s\S]*116 123/);
});

test("given a note in Slack's form, then it is listened to in the same way", async () => {
  const chat = await slack.joined();
  const submit = async (note: string) => {
    await chat.say("/checkin");
    await chat.tap("Check in");
    const form = chat.window();
    if (form === undefined) throw new Error("a form was expected");
    const values = {
      mood: { answer: { selected_option: { value: "2" } } },
      words: { answer: { selected_options: [] } },
      note: { answer: { value: note } },
    };
    await chat.settled(chat.person.submit(form, values, note));
  };
  await submit(heavy);
  expect(chat.said()).toBe("A short note for you.");
  await submit(another);
  expect(chat.said()).toMatch(/That sounds heavy[\s\S]*116 123/);
});

test("given help that was given for any of this, then the operator's count has it, and a line of care is none", async () => {
  let crises = 0;
  const { chat } = await someone({
    countCrisis: () => {
      crises += 1;
    },
  });
  await chat.say(heavy);
  expect(crises).toBe(0);
  await chat.say(another);
  expect(crises).toBe(1);
  await chat.say("i want to kill myself", "the-same-event");
  await chat.say("i want to kill myself", "the-same-event");
  expect(crises).toBe(2);
});
