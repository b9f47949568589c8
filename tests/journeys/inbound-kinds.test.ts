import { expect, test } from "vitest";
import { type InboundEvent, UNREADABLE } from "../../bot/adapter.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

function someone(timezone?: string) {
  const clock: TestClock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = fakeChat({ db, clock, ...(timezone === undefined ? {} : { timezone }) });
  let events = 0;
  type Part = InboundEvent extends infer Event
    ? Event extends InboundEvent
      ? Omit<Event, "platform" | "sender" | "chat" | "eventId">
      : never
    : never;
  const does = (event: Part) =>
    chat.deliver({
      ...event,
      platform: "telegram",
      sender: "someone",
      chat: "chat-of-someone",
      eventId: `by-hand-${events++}`,
    } as InboundEvent);
  return { chat, does };
}

const zone = async () => (await db.select({ timezone: users.timezone }).from(users))[0]?.timezone;

test("given a place while the zone is asked for, then it is the answer, and the next question comes", async () => {
  const { chat, does } = someone();
  await chat.open();
  await chat.tap("start with my own");
  expect(await does({ kind: "place", timezone: "Asia/Tokyo" })).toMatch(/Tokyo[\s\S]*currency/i);
  expect(await zone()).toBe("Asia/Tokyo");
});

test("given a place at any other time, then the zone is set and said", async () => {
  const { chat, does } = someone("Europe/London");
  await joinAskedAt(chat);
  expect(await does({ kind: "place", timezone: "America/New_York" })).toContain("New York");
  expect(await zone()).toBe("America/New_York");
});

test("given words chosen together, then they are saved with the check-in", async () => {
  const { chat, does } = someone("Europe/London");
  await joinAskedAt(chat);
  await chat.say("/checkin");
  await chat.tap("good");
  await chat.tap("good");
  const tokens = (chat.sent.at(-1)?.buttons ?? [])
    .filter(({ label }) => label === "tired" || label === "lonely")
    .map(({ token }) => token);
  expect(await does({ kind: "choices", tokens })).toContain("tired");
  const [entry] = await db.select().from(moodEntries);
  expect(entry?.emotionTags).toEqual(["tired", "lonely"]);
  expect(await does({ kind: "choices", tokens })).toContain("already over");
  expect(await does({ kind: "choices", tokens: [] })).toContain("already over");
});

test("what cannot be read gets a decent answer and changes nothing", async () => {
  const { chat, does } = someone("Europe/London");
  await joinAskedAt(chat);
  const answers = new Set<string>();
  for (const what of UNREADABLE) answers.add(await does({ kind: "unreadable", what }));
  const file = { reference: "x", name: "bank.csv", bytes: 5 };
  answers.add(await does({ kind: "file", file: { ...file, isTooLarge: false } }));
  const tooLarge = await does({ kind: "file", file: { ...file, isTooLarge: true } });
  expect(tooLarge).toContain("20 MB");
  answers.add(tooLarge);
  expect(answers.size).toBe(UNREADABLE.length + 2);
  for (const answer of answers) expect(answer).not.toBe("");
  expect(await db.$count(moodEntries)).toBe(0);
});
