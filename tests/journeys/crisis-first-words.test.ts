import { expect, test } from "vitest";
import type { InboundEvent } from "../../bot/adapter.ts";
import { conversations } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const HELP = /Are you thinking about ending your life/;
const RESTS = /keeping scores and money talk off/;
const HELPED = /really glad you said that[\s\S]*116 123/;

function someone(options: Partial<Parameters<typeof fakeChat>[0]> = {}) {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London", ...options });
  let events = 0;
  const does = (event: object) =>
    chat.deliver({
      ...event,
      platform: "telegram",
      sender: "someone",
      chat: "chat-of-someone",
      eventId: `by-hand-${events++}`,
      timezoneHint: "Europe/London",
    } as InboundEvent);
  return { chat, clock, does };
}

const FORM = { kind: "check-in-form", face: 1, energy: "low", words: [], entry: null } as const;

test.each([
  ["yes", /don't stay alone with it/],
  ["yeah", /don't stay alone with it/],
  ["no", /don't have to be at the very end/],
  ["1", /don't stay alone with it/],
  ["you misread me", /thanks for saying so/],
  ["hello?", /I hear you/],
])(
  "given a crisis in the very first words, when %j follows, then it is an answer to what was asked, and no first question",
  async (words, answer) => {
    const { chat } = someone();
    expect(await chat.say("i want to kill myself")).toMatch(HELPED);
    expect(await chat.say(words)).toMatch(answer);
    expect(chat.sent.map(({ text }) => JSON.stringify(text)).join()).not.toMatch(/look around as|currency/i);
  },
);

test("then the first questions come once they are asked for, or the rest is over", async () => {
  const { chat, clock } = someone();
  await chat.say("i want to kill myself");
  expect(await chat.say("/today")).toMatch(RESTS);
  clock.now = new Date("2026-11-26T18:01:00Z");
  expect(await chat.say("hello")).toMatch(/a program, not a person/);
});

test("given a form as the very first thing, with a crisis in its note, then help is all that is said, and the answers are saved", async () => {
  const { does } = someone();
  const answer = await does({ ...FORM, note: "i want to kill myself" });
  expect(answer).toMatch(/^I'm really glad you said that/);
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: -5, notes: null }]);
});

test.each([
  ["under a picture", { kind: "unreadable", what: "picture" }],
  ["in a message that was changed", { kind: "unreadable", what: "edit" }],
  ["in what is passed on", { kind: "unreadable", what: "forward" }],
  [
    "beside a file",
    { kind: "file", file: { reference: "-", name: "bank.csv", bytes: 10, isTooLarge: false } },
  ],
] as const)("given a crisis %s, then it is answered as anywhere, and coaching rests", async (_, event) => {
  const { chat, does } = someone();
  await joinAskedAt(chat);
  expect(await does({ ...event, words: "i want to kill myself" })).toMatch(HELP);
  const [row] = await db.select().from(conversations);
  expect(row?.crisisUntil).toEqual(new Date("2026-11-26T18:00:00Z"));
  expect(chat.errands).toEqual([]);
  expect(await chat.say("/today")).toMatch(RESTS);
});

test("given a sample person of an earlier day, when a crisis is told, then that is answered before they are made anew", async () => {
  const { chat, clock } = someone();
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  clock.now = new Date("2026-11-26T18:00:00Z");
  expect(await chat.say("i want to kill myself")).toMatch(HELP);
  expect(await chat.say("yes")).toMatch(/don't stay alone with it/);
  clock.now = new Date("2026-11-29T18:01:00Z");
  expect(await chat.open()).toMatch(/looking around as Maya now/);
});

test("given ordinary words there, then they are let be as before", async () => {
  const { chat, does } = someone();
  await joinAskedAt(chat);
  expect(await does({ kind: "unreadable", what: "picture", words: "lunch 12" })).toMatch(
    /can't look at pictures/,
  );
});

test("given a stranger whom nobody let in, then a form's note and a caption are heard too", async () => {
  const { does } = someone({ access: { kind: "invite" } });
  const inside = fakeChat({ db, clock: { now: new Date("2026-11-23T18:00:00Z") }, sender: "first" });
  await inside.open();
  expect(await does({ ...FORM, note: "i want to kill myself" })).toMatch(HELP);
  expect(await does({ kind: "unreadable", what: "picture", words: "i want to kill myself" })).toMatch(HELP);
});

test("given a crisis behind /start, as what a link carries, then it is heard as well", async () => {
  const { chat } = someone();
  expect(await chat.open("i want to kill myself")).toMatch(HELP);
  expect(await chat.say("/today")).toMatch(RESTS);
});
