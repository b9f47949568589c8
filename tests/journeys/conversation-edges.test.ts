import { eq, isNotNull, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { conversations, outbox } from "../../db/schema/chat.ts";
import { eventLog, recommendations } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { type FakeChat, fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const clock = () => ({ now: new Date("2026-11-23T08:00:00Z") });

/** A chat whose person has been welcomed and asked nothing. */
async function settled(options: Partial<Parameters<typeof fakeChat>[0]> = {}): Promise<FakeChat> {
  const chat = fakeChat({ db, clock: clock(), timezone: "Europe/London", ...options });
  await chat.open();
  await chat.tap("start with my own");
  for (let step = 0; step < 4; step++) await chat.say("skip");
  for (let step = 0; step < 3; step++) await chat.say("skip");
  return chat;
}

test("when a button of an earlier question is tapped, then it is answered and not applied", async () => {
  const chat = await settled();
  await chat.say("/checkin");
  const moodButton = chat.sent.at(-1)?.buttons.find((button) => button.label === "awful");
  await chat.tap("good");
  expect(await chat.tapToken(moodButton?.token ?? "")).toMatch(
    /already over, so I left everything as it is\.\nEnergy right now/,
  );
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: 2 }]);
});

test("when a check-in is told for a day before yesterday, then nothing is saved as today's, and it is said", async () => {
  const chat = await settled();
  expect(await chat.say("2 days ago was 4/7, energy 30")).toMatch(
    /^I take check-ins for today and for yesterday only, so I saved nothing of that\./,
  );
  expect(await db.select().from(moodEntries)).toEqual([]);
  await chat.say("yesterday was 4/7, energy 30");
  expect(await db.select().from(moodEntries)).toMatchObject([{ localDate: "2026-11-22", moodScore: 0 }]);
});

test.each([
  "c1:0:1",
  "c1:999999999:4",
  "s1:undo:11111111-1111-4111-8111-111111111111",
  "s1:helpful:x",
  "s1:fix:'; drop table users",
  "zzz",
  "",
])("given the forged button %j, then nothing changes and nothing breaks", async (token) => {
  const chat = await settled();
  await chat.say("4/7, energy 50, fine");
  const before = await db.select().from(moodEntries);
  expect(await chat.tapToken(token)).not.toBe("");
  expect(await db.select().from(moodEntries)).toEqual(before);
  expect(chat.log.filter((line) => line.level === "error")).toEqual([]);
});

test("given another person's message, then its buttons find nothing", async () => {
  const maya = await settled({ sender: "maya" });
  await maya.say("4/7, energy 50, fine");
  const undo = maya.sent.flatMap((message) => message.buttons).findLast((button) => button.label === "undo");
  const tom = await settled({ sender: "tom" });
  expect(await tom.tapToken(undo?.token ?? "")).toMatch(/something I no longer have/);
  expect(await db.select().from(moodEntries)).toHaveLength(1);
});

test("given a stored state this release cannot read, then the conversation restarts and answers are kept", async () => {
  const chat = await settled();
  await chat.say("/checkin");
  await chat.say("5");
  await db.update(conversations).set({ state: sql`'{"step": "from another release"}'::jsonb` });
  expect(await chat.say("full")).toMatch(/I was updated while we were talking[\s\S]*How's your mood/);
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: 2 }]);
});

test("given a conversation this release no longer has, then nothing is stuck", async () => {
  const chat = await settled();
  await db
    .update(conversations)
    .set({ flow: "haiku", state: {}, memory: sql`'{"offers": 7, "undo": "x"}'::jsonb` });
  expect(await chat.say("4/7, energy 50, fine")).toMatch(/^Saved: mood 4 of 7, energy 50/);
  expect(await db.select().from(conversations)).toMatchObject([{ flow: "check-in" }]);
});

const ODD: readonly (readonly [string, string, RegExp])[] = [
  ["10 000 characters", "a ".repeat(5000), /That's 9999 characters, and I read up to 4000/],
  ["a 20 MB line", "x".repeat(20_000_000), /That's 20000000 characters/],
  ["control characters only", "\u0000\u0001\u0007\u001b", /couldn't find any words/],
  ["a NUL inside", "mood 4/7\u0000 energy 50 fine", /Saved: mood 4 of 7, energy 50/],
  ["right-to-left text", "\u202eمرحبا كيف حالك\u202c", /./],
  ["emoji only", "🍕🍕🍕", /./],
  ["a lone surrogate", "\ud83d", /./],
  ["an unknown command", "/frobnicate now", /I don't know \/frobnicate\. \/help lists/],
  ["a mood off its scale", "9/7", /I read a mood of 9, and that scale runs from 1 to 7/],
  ["SQL", "'; drop table users; --", /./],
  ["a template gap", "{{mood}} **bold** /7", /./],
];

test.each(ODD)("given %s, then there is an answer and nothing breaks", async (_, text, expected) => {
  const chat = await settled();
  expect(await chat.say(text)).toMatch(expected);
  expect(chat.log.filter((line) => line.level === "error")).toEqual([]);
  expect(await chat.say("/help")).toMatch(/check-in/);
});

test("given an energy off its scale, then the scale is named and nothing is stored", async () => {
  const chat = await settled();
  await chat.say("/checkin");
  await chat.say("4");
  expect(await chat.say("140")).toMatch(/I expect 0 to 100, or something like 3\/5\.\nEnergy right now/);
  expect(await chat.say("3/5")).toMatch(/energy 60/);
});

test("given a sentence with one number off its scale, then the rest is saved and that one named", async () => {
  const chat = await settled();
  expect(await chat.say("5/7, energy 400, tired")).toMatch(
    /Saved: mood 5 of 7\.\nNoted with it: tired\.\nI read an energy of 400, and that scale runs from 0 to 100, so I left it out\.\nEnergy right now/,
  );
  expect(await db.select().from(moodEntries)).toMatchObject([
    { moodScore: 2, energyLevelSelfReported: null },
  ]);
});

test("given only an energy off its scale and no question open, then it is no question about energy", async () => {
  const chat = await settled();
  expect(await chat.say("energy 120")).toMatch(
    /^I read an energy of 120, and that scale runs from 0 to 100, so I left it out\.\nHow's your mood/,
  );
  expect(await db.select().from(moodEntries)).toEqual([]);
});

test("given settings that make no sense, then what is expected is said and nothing changes", async () => {
  const chat = await settled();
  expect(await chat.say("/timezone Mars")).toMatch(/I don't know a time zone for "Mars"\. A city works/);
  expect(await chat.say("/currency doubloons")).toMatch(/I expect a three-letter code, such as CAD/);
  expect(await chat.say("/reminder 25:00")).toMatch(/"25:00" is no time of day that I know/);
  expect(await chat.say("/settings")).toMatch(
    /Time zone: London[\s\S]*Currency: USD[\s\S]*question: no time set/,
  );
});

test("a question in the middle of a check-in is answered, and the check-in stays open", async () => {
  const chat = await settled();
  await chat.say("/checkin");
  await chat.say("/settings");
  expect(await chat.say("4")).toMatch(/Energy right now/);
});

const CRISES = [
  "i want to kill myself",
  "everyone would be better off without me",
  "i dont want to be alive anymore",
];

test.each(CRISES)("given %j, then help comes before anything else and coaching rests", async (text) => {
  const at = clock();
  const chat = fakeChat({ db, clock: at, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  await chat.tap("low");
  const answer = await chat.say(text);
  expect(answer).toMatch(
    /a program, not a person[\s\S]*call 999[\s\S]*116 123[\s\S]*Are you thinking about ending your life/,
  );
  expect(await chat.say("/today")).toMatch(/keeping scores and money talk off/);
  expect(await chat.say("/nudge")).toMatch(/keeping scores and money talk off/);
  const checkIn = await chat.say("2/7, energy 10, tired");
  expect(checkIn).toMatch(/Saved: mood 2 of 7/);
  expect(checkIn).not.toMatch(/Last night|\$/);

  const stored = JSON.stringify([await db.select().from(eventLog), await db.select().from(conversations)]);
  expect(stored).not.toContain(text);
  at.now = new Date(at.now.getTime() + 73 * 3_600_000);
  // The sample person is made anew for the new day first.
  await chat.say("/today");
  expect(await chat.say("/today")).toMatch(/^Today/);
});

test("given words of crisis in a note, then they are heard there too", async () => {
  const chat = await settled();
  await chat.say("/checkin");
  await chat.say("1");
  await chat.say("empty");
  expect(await chat.say("tired, I want to end my life")).toMatch(/Are you thinking about ending your life/);
});

test("given 'you misread me', then coaching rests a day instead of three", async () => {
  const at = clock();
  const chat = await settled({ clock: at });
  await chat.say("i want to die");
  expect(await chat.tap("no, you misread me")).toMatch(/thanks for saying so/);
  at.now = new Date(at.now.getTime() + 23 * 3_600_000);
  expect(await chat.say("/today")).toMatch(/keeping scores and money talk off/);
  at.now = new Date(at.now.getTime() + 2 * 3_600_000);
  expect(await chat.say("/today")).toMatch(/^Today/);
});

test("given 'not helpful', then that rule rests for 60 days", async () => {
  const chat = fakeChat({ db, clock: clock(), timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  await chat.say("5/7, energy 40, tired");
  const [said] = await db.select().from(recommendations);
  expect(await chat.tap("not helpful")).toMatch(/^Okay\. I leave that kind alone until \d+ January 2027\.$/);
  expect(await chat.say("/nudge")).not.toContain(said?.message);
});

test("given a message shown ahead, then what is typed about it rates no older one", async () => {
  const chat = fakeChat({ db, clock: clock(), timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  await chat.say("5/7, energy 40, tired");
  await chat.say("/nudge");
  expect(await chat.say("not helpful")).not.toMatch(/leave that kind alone/);
  expect(await db.$count(recommendations, isNotNull(recommendations.userFeedback))).toBe(0);
});

test("when a send fails, then what was stored stays and the answer comes with the next one", async () => {
  let away = true;
  const chat = fakeChat({ db, clock: clock(), timezone: "Europe/London", failSend: () => away });
  await chat.say("5/7, energy 40, tired");
  expect(await db.select().from(moodEntries)).toHaveLength(1);
  away = false;
  const answers = await chat.say("/help");
  expect(answers).toMatch(/Saved: mood 5 of 7[\s\S]*You can just write/);
  const left = await db.select().from(outbox).where(eq(outbox.status, "waiting"));
  expect(left).toEqual([]);
});

test("no log line holds what a person wrote", async () => {
  const chat = await settled({ failSend: (message) => JSON.stringify(message).includes("xylophone") });
  await chat.say("call me xylophone");
  await chat.say("5/7 energy 40 xylophone lessons");
  expect(JSON.stringify(chat.log)).not.toMatch(/xylophone|energy/);
});

test.each([
  ["eventId", "e".repeat(256)],
  ["eventId", ""],
  ["sender", "s".repeat(256)],
  ["sender", "nul\0"],
  ["chat", "c".repeat(256)],
] as const)(
  "given an event whose %s is no usable id, then it is refused in words and nothing is stored",
  async (name, id) => {
    const chat = await settled();
    const event = {
      platform: "telegram",
      sender: "someone",
      chat: "chat-of-someone",
      eventId: "event",
    } as const;
    const bad = { ...event, [name]: id };
    expect(await chat.deliver({ ...bad, kind: "text", text: "5/7, energy 40, tired" })).toMatch(
      /^I couldn't save that just now/,
    );
    expect(await chat.deliver({ ...bad, kind: "text", text: "I want to kill myself" })).toMatch(
      /glad|sorry|help/,
    );
    expect(await db.select().from(moodEntries)).toEqual([]);
    expect(await db.$count(users)).toBe(1);
    const errors = chat.log.filter((line) => line.level === "error");
    expect(errors.map((line) => line.message)).toEqual(Array(2).fill("event refused for its ids"));
    expect(errors.map((line) => line.fields)).toEqual(
      Array(2).fill({ platform: "telegram", kind: "text", refused: [name] }),
    );
  },
);

test("given ids of the greatest length, then the event is stored as any other", async () => {
  const chat = fakeChat({ db, clock: clock(), timezone: "Europe/London" });
  const ids = { sender: "ü".repeat(255), chat: "😀".repeat(255), eventId: "é".repeat(255) };
  await chat.deliver({ platform: "telegram", ...ids, kind: "text", text: "5/7, energy 40, tired" });
  expect(await db.select().from(moodEntries)).toHaveLength(1);
  expect(chat.log.filter((line) => line.level === "error")).toEqual([]);
});
