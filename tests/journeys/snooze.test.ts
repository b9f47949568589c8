import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { plainText } from "../../bot/message.ts";
import { recordDecision, settleDecisions } from "../../db/queries/decisions.ts";
import { conversations, outbox } from "../../db/schema/chat.ts";
import { schedules } from "../../db/schema/delivery.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { talk } from "../../src/jobs/talk.ts";
import { collectLog } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { at, decided, heardAt, joined, labels, saidAt, TUESDAY } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const UNTIL = "2026-11-24T10:45:00.000Z";

test("given the check-in question is put off, then it comes back once at the time told, and on as planned after it", async () => {
  const maya = await joined(db);
  expect(await heardAt(maya, ["07:30"])).toEqual([
    expect.stringMatching(/^07:30 Morning\. How's your mood\?/),
  ]);
  expect(labels(maya).slice(-2)).toEqual(["skip", "later"]);
  maya.clock.now = at("08:45:20");
  expect(await maya.chat.tap("later")).toBe("Okay, I'll come back to it at 10:45.");
  expect([...maya.shown.values()].at(-1), "the question is gone from its message").toMatch(/^Okay, I'll/);
  expect(await decided(maya, "checkin_reminder")).toEqual([`snoozed ${UNTIL}`]);
  expect(await maya.chat.say("/why_quiet")).toContain(
    "Tuesday 24 November: check-in question put off to 10:45, as you asked",
  );
  const heard = await heardAt(maya, ["09:00", "10:44", "10:45", "10:46", "12:45"]);
  expect(heard).toEqual([expect.stringMatching(/^10:45 Morning\. How's your mood\?/)]);
  expect(labels(maya).at(-1), "once is enough").toBe("skip");
  expect(await maya.chat.say("5")).toMatch(/^Energy right now/);
  expect(await db.select().from(moodEntries)).toMatchObject([{ localDate: TUESDAY, moodScore: 2 }]);
  expect(await maya.chat.say("/why_quiet")).toMatch(/check-in question \(put off to 10:45, as you asked\) /);
  for (let step = 0; step < 2; step++) await maya.chat.say("skip");
  const next = await heardAt(maya, ["07:29", "07:30", "10:45"], "2026-11-25");
  expect(next).toEqual([expect.stringMatching(/^07:30 Morning\. How's your mood/)]);
});

test("given 'later' typed, then it puts off what was asked, also after something else was said, and never a started check-in", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  expect(await saidAt(maya, "07:40", "how did I sleep?")).not.toMatch(/mood/);
  expect(await maya.chat.say("later")).toBe("Okay, I'll come back to it at 09:40.");
  expect(await maya.chat.say("later")).toBe("I'm coming back to it at 09:40 already.");
  await heardAt(maya, ["09:40"]);
  await maya.chat.say("5");
  expect(await maya.chat.say("later"), "an energy is skipped").toMatch(/Add a word/);
});

test("given an answer in between, then nobody is asked again, and an answered question cannot be put off", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  maya.clock.now = at("07:40");
  await maya.chat.tap("later");
  await saidAt(maya, "08:10", "5/7, energy 60, fine");
  expect(await heardAt(maya, ["09:40"])).toEqual([]);
  expect(await decided(maya, "checkin_reminder")).toEqual(["answered_already 2026-11-24T09:40:00.000Z"]);
  const tom = await heardAt(maya, ["07:30"], "2026-11-25");
  expect(tom).toHaveLength(1);
  await maya.chat.say("4");
  expect(await maya.chat.tap("later")).toBe(
    "You've answered that one already, so there is nothing to put off.",
  );
});

test("given a button of the day before, or of a message that came back, then it changes nothing and says why", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  const old = maya.chat.sent.at(-1)?.buttons.at(-1)?.token ?? "";
  maya.clock.now = at("07:40");
  await maya.chat.tapToken(old);
  await heardAt(maya, ["09:40"]);
  expect(await maya.chat.tapToken(old)).toBe(
    "I come back to a message once, and to that one I did already.\n/checkin works any time.",
  );
  expect(await maya.chat.say("5"), "the question stays open").toMatch(/^Energy right now/);
  for (let step = 0; step < 2; step++) await maya.chat.say("skip");
  await heardAt(maya, ["07:30"], "2026-11-25");
  const before = await db.select().from(schedules);
  expect(await maya.chat.tapToken(old)).toBe("That one was from yesterday, so I left everything as it is.");
  expect(await db.select().from(schedules)).toEqual(before);
  expect(await maya.chat.say("5"), "today's question stays open").toMatch(/^Energy right now/);
  for (const forged of [
    "checkin_reminder:2026-11-26",
    "checkin_reminder:2026-13-45",
    "daily_scoring:2026-11-25",
  ]) {
    expect(await maya.chat.tapToken(`s1:snooze:${forged}`)).toMatch(/^That button is from something/);
  }
});

test("given quiet hours or a pause two hours later, then that is said instead, and the question stays open", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  await saidAt(maya, "08:00", "/quiet 09:30-17:00");
  expect(await maya.chat.tap("later")).toBe(
    "That would be 10:00, inside your quiet hours (09:30–17:00), so I won't come back to it today.\n/checkin works any time.",
  );
  await maya.chat.say("/quiet off");
  await maya.chat.say("/pause 3");
  expect(await maya.chat.tap("later")).toMatch(/^That would be 10:00, and you have paused me/);
  await maya.chat.say("/resume");
  await maya.chat.say("/mute checkin");
  expect(await maya.chat.tap("later")).toMatch(/^You have switched off the check-in question/);
  await maya.chat.say("/unmute checkin");
  maya.clock.now = at("10:31");
  expect(await maya.chat.tap("later")).toMatch(/^That would be 12:31, which is too late for it/);
  expect(await decided(maya, "checkin_reminder")).toEqual(["sent never"]);
  expect(await maya.chat.say("5")).toMatch(/^Energy right now/);
});

test("given a pause that begins after it was put off, then it is held for that", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  maya.clock.now = at("07:40");
  await maya.chat.tap("later");
  await maya.chat.say("/pause 3");
  expect(await heardAt(maya, ["09:40"])).toEqual([]);
  expect(await maya.chat.say("/why_quiet")).toContain(
    "check-in question (put off to 09:40, as you asked) and morning message held: you had paused me",
  );
});

test.each([
  ["/reminder 9:00", ["09:40"], "09:00"],
  ["/timezone Berlin", ["09:40"], "06:30"],
] as const)(
  "given %s while it is put off, then it comes at the time told and by the new plan after it",
  async (command, heard, next) => {
    const maya = await joined(db);
    await heardAt(maya, ["07:30"]);
    maya.clock.now = at("07:40");
    await maya.chat.tap("later");
    await maya.chat.say(command);
    const times = (await heardAt(maya, ["08:00", "09:00", "09:39", "09:40", "10:40"])).map((line) =>
      line.slice(0, 5),
    );
    expect(times).toEqual(heard);
    await maya.chat.say("5/7, energy 60, fine");
    const [first] = await heardAt(maya, ["06:29", "06:30", "07:30", "09:00"], "2026-11-25");
    expect(first?.slice(0, 5)).toBe(next);
  },
);

test("given the question is switched off while it is put off, then it does not come and is held for that", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  maya.clock.now = at("07:40");
  await maya.chat.tap("later");
  await maya.chat.say("/reminder off");
  expect(await heardAt(maya, ["09:40"])).toEqual([]);
  expect(await decided(maya, "checkin_reminder")).toEqual(["switched_off 2026-11-24T09:40:00.000Z"]);
  await maya.chat.say("/reminder 9:50");
  expect(await heardAt(maya, ["09:50"])).toEqual([]);
  expect(await heardAt(maya, ["09:50"], "2026-11-25")).toHaveLength(1);
  await maya.chat.say("/reminder off");
  expect(await maya.chat.tap("later")).toBe(
    "You have switched off the check-in question, so I won't come back to it.\n/checkin works any time.",
  );
});

test("given a chat that shows the sample person, then the button waits for its owner, and nothing comes into the sample", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  const later = maya.chat.sent.at(-1)?.buttons.at(-1)?.token ?? "";
  maya.clock.now = at("07:40");
  await maya.chat.say("/sample");
  const inSample = await db.select().from(conversations).orderBy(conversations.userId);
  expect(await maya.chat.tapToken(later)).toMatch(/^That one was for you, not for a sample person/);
  expect(
    (await db.select().from(conversations).orderBy(conversations.userId)).map(({ flow }) => flow),
  ).toEqual(inSample.map(({ flow }) => flow));
  expect(await decided(maya, "checkin_reminder")).toEqual(["sent never"]);
  await maya.chat.say("/own");
  expect(await maya.chat.tapToken(later)).toBe("Okay, I'll come back to it at 09:40.");
  await maya.chat.say("/sample");
  expect(await heardAt(maya, ["09:40"])).toEqual([]);
  expect(await decided(maya, "checkin_reminder")).toEqual(["looking_at_sample 2026-11-24T09:40:00.000Z"]);
});

test("given coaching rests after a crisis, then nothing is put off and help is given again", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  maya.clock.now = at("07:40");
  await maya.chat.say("i want to die");
  expect(await maya.chat.tap("later")).toMatch(/keeping scores and money talk off/);
  expect(await decided(maya, "checkin_reminder")).toEqual(["sent never"]);
});

test("given jobs that run twice or late, then each time it was due is said once", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  maya.clock.now = at("07:40");
  await maya.chat.tap("later");
  const [person] = await db.select({ id: users.id }).from(users);
  const slot = { userId: person?.id ?? "", kind: "checkin_reminder" as const, localDate: TUESDAY };
  const context = { db, log: collectLog([]), clock: () => maya.clock.now };
  const questions = async () => db.$count(outbox, eq(outbox.kind, "checkin_reminder"));
  const [first, second] = [at("07:30").toISOString(), at("09:40").toISOString()];
  await talk({ ...slot, dueAt: first }, context);
  expect([await questions(), await decided(maya, "checkin_reminder")]).toEqual([1, [`snoozed ${second}`]]);
  // The first time's sending is noted late: what was put off by then stays so.
  await settleDecisions(db, [slot], { outcome: "sent" }, maya.clock.now);
  expect(await decided(maya, "checkin_reminder")).toEqual([`snoozed ${second}`]);
  await heardAt(maya, ["09:40"]);
  for (const dueAt of [second, first, second]) await talk({ ...slot, dueAt }, context);
  expect(await questions()).toBe(2);
});

test("given an error of ours when it comes back, then a later try says it, without putting off again", async () => {
  const maya = await joined(db);
  await heardAt(maya, ["07:30"]);
  maya.clock.now = at("07:40");
  await maya.chat.tap("later");
  const [person] = await db.select({ id: users.id }).from(users);
  const dueAt = at("09:40");
  const slot = { userId: person?.id ?? "", kind: "checkin_reminder" as const, localDate: TUESDAY };
  maya.clock.now = at("09:40:10");
  await recordDecision(db, { ...slot, dueAt }, { outcome: "held", reason: "failed" }, maya.clock.now);
  expect(await decided(maya, "checkin_reminder")).toEqual(["failed 2026-11-24T09:40:00.000Z"]);
  const context = { db, log: collectLog([]), clock: () => maya.clock.now };
  await talk({ ...slot, dueAt: at("07:30").toISOString() }, context);
  expect(await decided(maya, "checkin_reminder")).toEqual(["failed 2026-11-24T09:40:00.000Z"]);
  await talk({ ...slot, dueAt: dueAt.toISOString() }, context);
  await maya.chat.dispatcher.outbox.deliverAll();
  expect(maya.chat.unread()).toMatch(/^Morning\. How's your mood/);
  expect(labels(maya)).not.toContain("later");
});

test("given what the person asks for, then there is no 'later' under it", async () => {
  const maya = await joined(db);
  maya.clock.now = at("12:00");
  for (const asked of ["/checkin", "/today", "/nudge", "how was last week?"]) {
    await maya.chat.say(asked);
    expect(maya.chat.sent.map((message) => plainText(message.text)).join("\n")).not.toMatch(/\blater\b/);
    expect(maya.chat.sent.flatMap(({ buttons }) => buttons.map(({ label }) => label))).not.toContain("later");
  }
});
