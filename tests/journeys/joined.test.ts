import { expect, test } from "vitest";
import { conversations, outbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { joinAskedAt } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { heard, joinAccounts, linkCodeFrom, twoChats, twoPeople } from "../support/two-chats.ts";

const { db } = await testDatabase();

test("given an event of the other account that comes again after the joining, then it ends there as before", async () => {
  const { telegram, slack } = await twoPeople(db);
  expect(await slack.say("5/7, energy 40", "delivered-twice")).toContain("Saved");
  await joinAccounts({ telegram, slack });
  await heard(slack);
  expect(await slack.say("5/7, energy 40", "delivered-twice")).toBe("");
  expect(await db.$count(moodEntries)).toBe(1);
});

test("given an open question in the chat that made the code, then it is put again, and an older button picks nothing else", async () => {
  const { telegram, slack } = await twoPeople(db);
  await slack.say("/checkin");
  const code = await linkCodeFrom(telegram);
  await slack.say(code);
  await slack.tap("join them");
  await heard(telegram);
  await telegram.say("/checkin");
  const stale = telegram.sent.at(-1)?.buttons[0]?.token ?? "";
  expect(await telegram.tap("yes, join them")).toMatch(/^Done[\s\S]*How's your mood/);
  expect(await telegram.tapToken(stale)).toContain("already over");
  expect(await db.$count(moodEntries)).toBe(0);
  await telegram.tap("good");
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: 2 }]);
});

test("given a question asked on one platform, when it is answered on the other, then it goes on there in one message", async () => {
  const { telegram, slack } = await twoPeople(db);
  await joinAccounts({ telegram, slack });
  await heard(slack);
  const before = await db.$count(outbox);
  expect(await telegram.say("/checkin")).toContain("How's your mood");
  expect(await slack.say("5")).toContain("Energy right now");
  expect(await slack.say("low")).toContain("Add a word");
  expect(await slack.say("skip")).toContain("Saved");
  const told = (await db.select().from(outbox).orderBy(outbox.sequence)).slice(before);
  const shown = told.map(({ identityId, platformMessageId }) => `${identityId} ${platformMessageId}`);
  // One message in each chat: the question in the one, everything after it in the other.
  expect(new Set(shown).size).toBe(2);
  expect(await telegram.tap("good")).toContain("already over");
});

test("given a person who rests after a crisis in one account, then the joined one rests as well", async () => {
  const { telegram, slack } = await twoPeople(db);
  await slack.say("i want to kill myself");
  await joinAccounts({ telegram, slack });
  const [row] = await db.select().from(conversations);
  expect(row?.crisisUntil).toEqual(new Date("2026-11-26T18:00:00Z"));
  expect(await telegram.say("/today")).toContain("keeping scores and money talk off");
});

test("given a code made in the middle of the first questions, and an account that has answered them, then they are over, and its answers hold", async () => {
  const { telegram, slack } = twoChats(db);
  await telegram.open();
  await telegram.tap("start with my own");
  await joinAskedAt(slack, "9:00");
  const done = await joinAccounts({ telegram, slack });
  expect(done).toMatch(/^Done/);
  expect(done).not.toContain("time zone");
  expect(await telegram.say("/settings")).toContain("09:00");
  expect(await telegram.open()).toContain("Hello again");
});

test("given first questions that nobody has answered yet, then they go on where the code was made", async () => {
  const { telegram, slack } = twoChats(db);
  await telegram.open();
  await telegram.tap("start with my own");
  await slack.open();
  expect(await joinAccounts({ telegram, slack })).toMatch(/^Done[\s\S]*time zone/);
});
