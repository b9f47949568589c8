import { expect, test } from "vitest";
import { conversations } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { heard, joinAccounts, twoPeople } from "../support/two-chats.ts";

const { db } = await testDatabase();
const HOUR_MS = 3_600_000;
const CRISIS = new Date("2026-11-23T18:00:00Z");
const YES = /don't stay alone with it/;
const BAD = /don't have to be at the very end/;
const BELIEVED = /thanks for saying so/;

const restsUntil = async () => (await db.select().from(conversations)).map((row) => row.crisisUntil);
const hours = (count: number) => new Date(CRISIS.getTime() + count * HOUR_MS);

async function inCrisis(): Promise<{ readonly chat: FakeChat; readonly clock: TestClock }> {
  const clock: TestClock = { now: CRISIS };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat);
  await chat.say("i want to kill myself");
  return { chat, clock };
}

test.each([
  ["you misread me", "just kidding"],
  ["just kidding", "you misread me"],
  ["you misread me", "you misread me"],
])(
  "given %j and then %j, then the rest ends a day after the crisis, and the second changes nothing",
  async (first, second) => {
    const { chat, clock } = await inCrisis();
    expect(await chat.say(first)).toMatch(BELIEVED);
    expect(await restsUntil()).toEqual([hours(24)]);
    for (const after of [1, 5, 20]) {
      clock.now = hours(after);
      await chat.say(second);
      expect(await restsUntil()).toEqual([hours(24)]);
    }
    expect(await chat.tap("no, you misread me")).toMatch(/until today, 18:00/);
    expect(await restsUntil()).toEqual([hours(24)]);
    expect(await chat.say("/today")).toMatch(/keeping scores and money talk off/);
  },
);

test.each([
  [2, 24],
  [11, 24],
  [13, 25],
  [40, 52],
  [59, 71],
  [71, 72],
])(
  "given it is tapped or typed %i hours later, then the rest lasts until hour %i, as the answer says",
  async (late, end) => {
    for (const how of ["tapped", "typed"]) {
      await db.delete(conversations);
      const clock: TestClock = { now: CRISIS };
      const chat = fakeChat({ db, clock, timezone: "Europe/London", sender: how });
      await joinAskedAt(chat);
      await chat.say("i want to kill myself");
      clock.now = hours(late);
      const answer = await (how === "tapped" ? chat.tap("no, you misread me") : chat.say("you misread me"));
      expect(answer, how).toMatch(BELIEVED);
      expect(answer, how).toContain(`${String((18 + end) % 24).padStart(2, "0")}:00 all the same`);
      expect(await restsUntil(), how).toEqual([hours(end)]);
    }
  },
);

test.each(["no", "nope", "no thanks", "not", "no,"])(
  "given a bare %j to the words of a check-in, then nothing was misread, and the rest stays",
  async (words) => {
    const { chat, clock } = await inCrisis();
    clock.now = hours(1);
    await chat.say("/checkin");
    await chat.say("2");
    expect(await chat.say("1")).toMatch(/Add a word\?/);
    expect(await chat.say(words)).not.toMatch(BELIEVED);
    expect(await restsUntil()).toEqual([hours(72)]);
    expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: -3 }]);
  },
);

test("given numbers past those of the open question, then none is an answer to the crisis", async () => {
  const { chat, clock } = await inCrisis();
  clock.now = hours(1);
  await chat.say("/checkin");
  for (const number of ["8", "9", "10"]) {
    expect(await chat.say(number)).not.toMatch(/don't stay alone|very end|thanks for saying/);
  }
  expect(await restsUntil()).toEqual([hours(72)]);
});

test("given the whole words of a button later, then they are its answer still", async () => {
  const { chat, clock } = await inCrisis();
  clock.now = hours(1);
  await chat.say("/settings");
  expect(await chat.say("not that, but it's bad")).toMatch(BAD);
  await chat.say("/settings");
  expect(await chat.say("no, you misread me")).toMatch(BELIEVED);
  expect(await restsUntil()).toEqual([hours(24)]);
});

test.each(["yes", "maybe", "a bit", "no", "idk", "1", "got it", "just kidding"])(
  "given %j after something else was said, then it is no answer to the crisis",
  async (words) => {
    const { chat, clock } = await inCrisis();
    clock.now = hours(5);
    await chat.say("/settings");
    expect(await chat.say(words)).not.toMatch(/don't stay alone|very end|thanks for saying/);
    expect(await restsUntil()).toEqual([hours(72)]);
  },
);

test.each([
  ["yes", YES],
  ["a bit", YES],
  ["idk", BAD],
  ["2", BAD],
])(
  "given %j while the question was the last thing said, however long ago, then it answers it",
  async (words, answer) => {
    const { chat, clock } = await inCrisis();
    clock.now = hours(30);
    expect(await chat.say(words)).toMatch(answer);
    expect(await chat.say("a bit")).toMatch(YES);
  },
);

test("given it was asked on Telegram, then a yes on Slack is none, and one on Telegram still is", async () => {
  const { telegram, slack } = await twoPeople(db);
  await joinAccounts({ telegram, slack });
  await heard(slack);
  await telegram.say("i want to kill myself");
  expect(await slack.say("yes")).not.toMatch(YES);
  expect(await slack.say("/settings")).not.toMatch(YES);
  expect(await telegram.say("yes")).toMatch(YES);
});
