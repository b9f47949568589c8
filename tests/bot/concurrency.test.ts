import { expect, test } from "vitest";
import { SCHEDULE_KINDS, schedules } from "../../db/schema/delivery.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { collectLog, type FakeChat, fakeChat, joinAskedAt, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";

const { db } = await testDatabase();

test("given two first messages of one account at once, then they make one person", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const one = fakeChat({ db, clock });
  const two = fakeChat({ db, clock });
  await Promise.all([one.open(), two.open(), one.say("/help"), two.say("/help")]);
  expect(await db.select().from(users)).toHaveLength(1);
  expect(await db.select().from(schedules)).toHaveLength(SCHEDULE_KINDS.length);
});

test("given many check-ins of one person at once, then each is stored", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chats = [fakeChat({ db, clock }), fakeChat({ db, clock })];
  await chats[0]?.open();
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => chats[index % 2]?.say(`4/7, energy ${30 + index}, tired`)),
  );
  const stored = await db.select().from(moodEntries);
  expect(stored.map((entry) => entry.energyLevelSelfReported).sort()).toEqual(
    Array.from({ length: 12 }, (_, index) => 30 + index),
  );
});

test("given ticks of two processes beside messages that move the schedule, then nobody's question is lost or doubled", async () => {
  const clock = { now: new Date("2026-11-23T06:00:00Z") };
  const chats = ["ada", "ben", "cy"].map((sender) =>
    fakeChat({ db, clock, timezone: "Europe/London", sender }),
  );
  for (const chat of chats) {
    await joinAskedAt(chat);
  }
  const lines: LogLine[] = [];
  const tick = () =>
    runDueJobs({
      db,
      clock: () => clock.now,
      log: collectLog(lines),
      deliver: async () => {
        for (const chat of chats) await chat.dispatcher.outbox.deliverAll();
      },
    });
  for (let day = 24; day < 28; day++) {
    clock.now = new Date(`2026-11-${day}T07:30:30Z`);
    // Any of the senders may be the one that delivers.
    const asked = chats.reduce((sum, chat) => sum + questionsIn(chat), 0);
    await Promise.all([tick(), ...chats.map((chat) => chat.say("/timezone London")), tick()]);
    await tick();
    expect(chats.reduce((sum, chat) => sum + questionsIn(chat), 0) - asked).toBe(chats.length);
  }
});

function questionsIn(chat: FakeChat): number {
  return chat.sent.filter((message) => message.text[0]?.text.includes("How's your mood")).length;
}
