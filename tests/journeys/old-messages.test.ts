import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { pruneChats } from "../../db/queries/upkeep.ts";
import { inbox, outbox } from "../../db/schema/chat.ts";
import { recommendations } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { type FakeChat, fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

/** The token of the newest button with these words. */
function tokenOf(chat: FakeChat, label: string): string {
  const button = chat.sent
    .flatMap(({ buttons }) => buttons)
    .findLast((candidate) => candidate.label === label);
  if (button === undefined) throw new Error(`no button "${label}" was ever offered`);
  return button.token;
}

test("given messages that the upkeep has forgotten, when their buttons are tapped, then each does what it says", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const shown = new Map<string, string>();
  const chat = fakeChat({ db, clock, timezone: "Europe/London", shown });
  await chat.open();
  await chat.tap("start with my own");
  for (let step = 0; step < 4; step++) await chat.say("skip");
  await chat.say("/checkin");
  const mood = tokenOf(chat, "good");
  await chat.say("5/7, energy 40, tired");
  const [fix, undo] = [tokenOf(chat, "fix an answer"), tokenOf(chat, "undo")];
  const [entry] = await db.select().from(moodEntries);
  if (entry === undefined) throw new Error("expected a check-in");
  const id = randomUUID();
  await db.insert(recommendations).values({
    id,
    userId: entry.userId,
    timestamp: clock.now,
    localDate: "2026-11-23",
    ruleId: "short-night",
    type: "energy",
    message: "as it was said",
    riskLevel: "low",
    triggerSource: "low_sleep",
  });

  clock.now = new Date("2026-12-31T08:00:00Z");
  await pruneChats(db, clock.now);
  // The newest event tells how long somebody has been silent.
  expect([await db.$count(outbox), await db.$count(inbox)]).toEqual([0, 1]);

  const before = shown.size;
  // The message that this would edit in place is forgotten: it comes as a new one, and is edited from then on.
  expect(await chat.tapToken(fix)).toMatch(/Which answer shall we change/);
  expect(shown.size).toBe(before + 1);
  await chat.tap("mood");
  await chat.tap("low");
  expect(shown.size).toBe(before + 1);
  expect(await db.select().from(moodEntries)).toMatchObject([{ id: entry.id, moodScore: -3 }]);
  expect(await chat.tapToken(mood)).toMatch(/already over/);
  expect(await chat.tapToken(`s1:not-helpful:${id}`)).toMatch(/leave that kind alone until/);
  expect(await db.select().from(recommendations)).toMatchObject([{ userFeedback: "not_helpful" }]);
  await chat.tapToken(undo);
  expect(await db.select().from(moodEntries)).toMatchObject([{ id: entry.id, moodScore: 2 }]);
  await chat.tapToken(undo);
  expect(await db.select().from(moodEntries)).toEqual([]);
  expect(chat.log.filter(({ level }) => level !== "info")).toEqual([]);
});
