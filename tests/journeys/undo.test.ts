import { expect, test } from "vitest";
import { moodEntries } from "../../db/schema/health.ts";
import { transactions } from "../../db/schema/money.ts";
import { fakeChat, joinAskedAt } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

async function someone() {
  const clock = { now: new Date("2026-11-26T12:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat);
  chat.unread();
  const counted = async () => [await db.$count(transactions), await db.$count(moodEntries)];
  return { clock, chat, counted };
}

test("given a payment, a check-in and a payment, when undo is said three times, then they go in the order of the last first", async () => {
  const { clock, chat, counted } = await someone();
  for (const said of ["12 coffee", "5/7, energy 60, tired", "30 book"]) {
    clock.now = new Date(clock.now.getTime() + 60_000);
    await chat.say(said);
  }
  expect(await counted()).toEqual([2, 1]);
  expect(await chat.say("undo")).toContain("book");
  expect(await chat.say("undo")).toBe("Taken back: that check-in is gone.");
  expect(await counted()).toEqual([1, 0]);
  expect(await chat.say("undo")).toContain("coffee");
  expect(await chat.say("undo")).toBe("There's nothing to take back.");
});

test("given something done more than an hour before the last, when the last is taken back, then another undo leaves the older alone", async () => {
  const { clock, chat, counted } = await someone();
  await chat.say("12 coffee");
  clock.now = new Date(clock.now.getTime() + 61 * 60_000);
  await chat.say("30 book");
  await chat.say("undo");
  expect(await chat.say("undo")).toBe("There's nothing to take back.");
  expect(await counted()).toEqual([1, 0]);
});

test.each(["/pause 3", "/tone direct", "/timezone Tokyo", "/reminder 8:00"])(
  "given a payment and then %s, when undo is said, then the payment is named and goes only when that is wanted",
  async (said) => {
    const { chat, counted } = await someone();
    await chat.say("12 coffee");
    await chat.say(said);
    expect(await chat.say("undo")).toBe(
      "What you did last has no undo. Before it there was a payment that you told me: shall I take that back?",
    );
    expect(await counted()).toEqual([1, 0]);
    expect(await chat.say("yes")).toContain("coffee");
    expect(await counted()).toEqual([0, 0]);
  },
);

test.each(["take it back", "undo that", "/undo"])(
  "given that undo has named what it would take back, when %j is said, then it is taken back",
  async (said) => {
    const { chat, counted } = await someone();
    await chat.say("12 coffee");
    await chat.say("/tone direct");
    await chat.say("undo");
    expect(await chat.say(said)).toContain("coffee");
    expect(await counted()).toEqual([0, 0]);
  },
);

test("given a setting and nothing else, when undo is said, then that has no undo, and where it is changed is said", async () => {
  const { chat } = await someone();
  await chat.say("/pause 3");
  expect(await chat.say("undo")).toBe(
    "What you did last has no undo. /settings shows what holds and how to change it.",
  );
});

test("given a setting and then a check-in that was just asked for, when undo is said, then the question goes", async () => {
  const { chat } = await someone();
  await chat.say("12 coffee");
  await chat.say("/tone direct");
  await chat.say("/checkin");
  expect(await chat.say("undo")).toContain("I've dropped that question");
  expect(await chat.say("undo")).toContain("Before it there was a payment");
});
