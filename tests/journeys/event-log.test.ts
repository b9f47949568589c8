import { asc, eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { eventLog, recommendations } from "../../db/schema/coaching.ts";
import { fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { lowDays } from "../support/low-days.ts";
import { strayNotes } from "../support/noted-events.ts";
import { slackChats } from "../support/slack-chats.ts";
import { at, heardAt, joined, saidAt, TUESDAY } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const noted = async (eventType: string) =>
  (
    await db.select().from(eventLog).where(eq(eventLog.eventType, eventType)).orderBy(asc(eventLog.timestamp))
  ).map(({ metadata }) => metadata);

async function recommended() {
  const [row] = await db.select().from(recommendations);
  return { recommendationId: row?.id ?? "", ruleId: "low-mood-run", slot: "morning" };
}

test("given a morning that cannot be sent, then nothing is noted as shown until it is", async () => {
  let isAway = true;
  const maya = await joined(db, "2026-11-20", {
    failSend: ({ text }) => isAway && /Your mood/.test(JSON.stringify(text)),
  });
  await lowDays(db, 400);
  maya.clock.now = at("07:30");
  await heardAt(maya, ["07:30"]);
  await heardAt(maya, ["08:00"]).catch(() => {});
  expect(await noted("morning_said")).toHaveLength(1);
  expect(await noted("recommendation_shown")).toEqual([]);
  isAway = false;
  maya.clock.now = at("08:20");
  await maya.chat.dispatcher.outbox.deliverAll();
  expect(await noted("recommendation_shown")).toEqual([await recommended()]);
});

test("given what was shown is put off and comes back, then it was shown once", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  await heardAt(maya, ["07:30", "08:00"]);
  await maya.chat.tap("later");
  expect(await heardAt(maya, ["10:00"])).toHaveLength(1);
  expect(await noted("recommendation_shown")).toEqual([await recommended()]);
});

test("given it is said under a check-in, then it is noted as shown, and as viewed once the reason is asked for", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  await heardAt(maya, ["07:30"]);
  await saidAt(maya, "07:40", "2/7, energy 20");
  expect(await noted("recommendation_shown")).toEqual([]);
  expect(await maya.chat.say("skip")).toContain("Your mood has been low");
  const { recommendationId, ...about } = await recommended();
  expect(await noted("recommendation_shown")).toEqual([{ recommendationId, ...about }]);
  expect(await noted("recommendation_viewed")).toEqual([]);
  for (let times = 0; times < 2; times++) await maya.chat.tap("why this?");
  expect(await noted("recommendation_viewed")).toEqual([{ recommendationId, by: "why" }]);
  await maya.chat.tap("helpful");
  expect(await noted("recommendation_answered")).toEqual([{ recommendationId, answer: "helpful" }]);
  expect(await noted("checkin_done")).toHaveLength(1);
  expect(await strayNotes(db)).toEqual([]);
});

test("given coaching rests, when the reason is asked for, then nothing is shown and nothing noted as viewed", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  await heardAt(maya, ["07:30"]);
  await saidAt(maya, "07:40", "2/7, energy 20");
  expect(await maya.chat.say("skip")).toContain("Your mood has been low");
  await maya.chat.say("i want to kill myself");
  expect(await maya.chat.tap("why this?")).toContain("keeping scores and money talk off");
  expect(await noted("recommendation_viewed")).toEqual([]);
  expect(await strayNotes(db)).toEqual([]);
});

test("given somebody who looks around as a sample person, then nothing is noted as shown to them", async () => {
  const chat = fakeChat({ db, clock: { now: at("08:00") }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  await chat.say("5/7, energy 40, tired");
  expect(await db.select().from(recommendations)).not.toEqual([]);
  expect(await noted("recommendation_shown")).toEqual([]);
  expect(await strayNotes(db)).toEqual([]);
});

test("given a covered message on Slack, then opening it is noted, once", async () => {
  const chat = await slackChats(db, endings).joined({ now: at("08:00") });
  await lowDays(db, 400);
  await chat.say("/balance 2/7, energy 20, tired");
  expect(await noted("recommendation_shown")).toHaveLength(1);
  expect(await noted("recommendation_viewed")).toEqual([]);
  for (let times = 0; times < 2; times++) expect(await chat.opened()).toContain("Your mood has been low");
  const { recommendationId } = await recommended();
  expect(await noted("recommendation_viewed")).toEqual([{ recommendationId, by: "opened" }]);
});

test.each([
  ["taps", ["3", "low", "1"], 1],
  ["one sentence", ["5/7, tired after work, energy 40"], 1],
  ["a mood alone, the rest skipped", ["3", "skip", "skip"], 1],
  ["nothing but skipping", ["skip", "skip", "skip"], 0],
] as const)("given a check-in by %s, then it is noted as often as it was done", async (_, said, times) => {
  const maya = await joined(db);
  expect(await noted("checkin_done"), "the first one was skipped").toEqual([]);
  await heardAt(maya, ["07:30"]);
  for (const [index, text] of said.entries()) await saidAt(maya, `07:4${index}`, text);
  expect(await noted("checkin_done")).toHaveLength(times);
  expect((await db.select().from(eventLog)).every(({ timestamp }) => timestamp <= at("23:59", TUESDAY))).toBe(
    true,
  );
});
