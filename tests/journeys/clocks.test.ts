import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { dailyBalanceScores } from "../../db/schema/coaching.ts";
import { decisions, schedules } from "../../db/schema/delivery.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import {
  collectLog,
  type FakeChat,
  fakeChat,
  joinAskedAt,
  type LogLine,
  type TestClock,
} from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";

const { db } = await testDatabase();
const MINUTE_MS = 60_000;

/** A person whose check-in question comes at a time of their own. */
async function joinedAt(clock: TestClock, timezone: string, time: string): Promise<FakeChat> {
  const chat = fakeChat({ db, clock, timezone, sender: timezone });
  await joinAskedAt(chat, time);
  return chat;
}

/** Lets the clock run in steps and gives back the instants at which something was said unasked. */
async function letRun(clock: TestClock, chats: readonly FakeChat[], until: string, stepMinutes = 15) {
  const heard: { readonly at: string; readonly text: string }[] = [];
  const lines: LogLine[] = [];
  while (clock.now < new Date(until)) {
    clock.now = new Date(clock.now.getTime() + stepMinutes * MINUTE_MS);
    const deliver = async () => {
      for (const chat of chats) await chat.dispatcher.outbox.deliverAll();
    };
    await runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog(lines) });
    for (const chat of chats) {
      const text = chat.unread();
      if (text !== "") heard.push({ at: clock.now.toISOString(), text });
    }
  }
  expect(lines.filter((line) => line.level === "error")).toEqual([]);
  return heard;
}

test("given the same instant in Auckland and in Los Angeles, then it counts for each one's own day", async () => {
  const clock = { now: new Date("2026-11-23T10:30:00Z") };
  for (const timezone of ["Pacific/Auckland", "America/Los_Angeles"]) {
    const chat = fakeChat({ db, clock, timezone, sender: timezone });
    await chat.open();
    await chat.say("4/7, energy 50, fine");
  }
  const stored = await db
    .select({ timezone: users.timezone, day: moodEntries.localDate })
    .from(moodEntries)
    .innerJoin(users, eq(users.id, moodEntries.userId))
    .orderBy(users.timezone);
  expect(stored).toEqual([
    { timezone: "America/Los_Angeles", day: "2026-11-23" },
    { timezone: "Pacific/Auckland", day: "2026-11-23" },
  ]);
  clock.now = new Date("2026-11-23T11:30:00Z");
  const auckland = fakeChat({ db, clock, timezone: "Pacific/Auckland", sender: "Pacific/Auckland" });
  await auckland.say("4/7, energy 50, fine");
  const days = await db
    .select({ day: moodEntries.localDate })
    .from(moodEntries)
    .orderBy(moodEntries.localDate);
  expect(days.map(({ day }) => day)).toEqual(["2026-11-23", "2026-11-23", "2026-11-24"]);
});

test("the check-in question comes at each one's own time of day, once", async () => {
  const clock = { now: new Date("2026-11-23T03:00:00Z") };
  const auckland = await joinedAt(clock, "Pacific/Auckland", "7:30");
  const angeles = await joinedAt(clock, "America/Los_Angeles", "7:30");
  const heard = await letRun(clock, [auckland, angeles], "2026-11-24T03:00:00Z");
  expect(heard.map(({ at }) => at)).toEqual(["2026-11-23T15:30:00.000Z", "2026-11-23T18:30:00.000Z"]);
  for (const { text } of heard) expect(text).toMatch(/^Morning\. How's your mood\?/);
});

test("given the clocks go forward over the wanted time, then the question comes as much later, once", async () => {
  const clock = { now: new Date("2026-03-07T20:00:00Z") };
  const chat = await joinedAt(clock, "America/New_York", "2:30");
  const heard = await letRun(clock, [chat], "2026-03-08T20:00:00Z");
  // 02:30 does not exist on 8 March 2026 in New York; 03:30 EDT is 07:30 UTC.
  expect(heard.map(({ at }) => at)).toEqual(["2026-03-08T07:30:00.000Z"]);
});

test("given the clocks go back over the wanted time, then the question comes the first time only", async () => {
  const clock = { now: new Date("2026-10-31T20:00:00Z") };
  const chat = await joinedAt(clock, "America/New_York", "1:30");
  const heard = await letRun(clock, [chat], "2026-11-02T05:00:00Z");
  // 01:30 comes twice on 1 November 2026 in New York; the first is 05:30 UTC.
  expect(heard.map(({ at }) => at)).toEqual(["2026-11-01T05:30:00.000Z"]);
});

test("given Auckland's clocks go back, then the question comes the first time only there too", async () => {
  const clock = { now: new Date("2026-04-03T20:00:00Z") };
  const autumn = await joinedAt(clock, "Pacific/Auckland", "2:30");
  // 02:30 comes twice on 5 April 2026; the first, still summer time, is 13:30 UTC of the day before.
  expect((await letRun(clock, [autumn], "2026-04-05T05:00:00Z")).map(({ at }) => at)).toEqual([
    "2026-04-04T13:30:00.000Z",
  ]);
});

test("given Auckland's clocks go forward, then the question comes as much later there too", async () => {
  const clock = { now: new Date("2026-09-26T05:00:00Z") };
  const spring = await joinedAt(clock, "Pacific/Auckland", "2:30");
  // 02:30 does not exist on 27 September 2026; 03:30 is 14:30 UTC of the day before.
  const heard = await letRun(clock, [spring], "2026-09-27T05:00:00Z");
  expect(heard.map(({ at }) => at)).toEqual(["2026-09-26T14:30:00.000Z"]);
});

test("given a check-in that was answered before its time, then nobody is asked again", async () => {
  const clock = { now: new Date("2026-11-23T06:00:00Z") };
  const chat = await joinedAt(clock, "Europe/London", "7:30");
  await chat.say("5/7, energy 60, fine");
  expect(await letRun(clock, [chat], "2026-11-23T20:00:00Z")).toEqual([]);
});

test("given a coach that was off for hours, then a late question is left out and the next one comes", async () => {
  const clock = { now: new Date("2026-11-23T06:00:00Z") };
  const chat = await joinedAt(clock, "Europe/London", "7:30");
  clock.now = new Date("2026-11-23T15:00:00Z");
  const heard = await letRun(clock, [chat], "2026-11-24T08:00:00Z");
  expect(heard.map(({ at }) => at)).toEqual(["2026-11-24T07:30:00.000Z"]);
});

test("given a person who moves, then the next question comes at the same wall time there and no day twice", async () => {
  const clock = { now: new Date("2026-11-23T06:00:00Z") };
  const chat = await joinedAt(clock, "Europe/London", "7:30");
  await letRun(clock, [chat], "2026-11-23T08:00:00Z");
  for (let step = 0; step < 3; step++) await chat.say("skip");
  await chat.say("/timezone New York");
  const heard = await letRun(clock, [chat], "2026-11-24T14:00:00Z");
  expect(heard.map(({ at }) => at)).toEqual(["2026-11-24T12:30:00.000Z"]);
});

test.each([
  { timezone: "Mars/Olympus" },
  { nextLocalDate: "2030-01-01" },
  { nextRunAt: new Date("1970-01-01T00:00:00Z"), nextLocalDate: "1970-01-01" },
])(
  "given a schedule row edited into nonsense (%o), then it is named and put off, and others are served",
  async (nonsense) => {
    const clock = { now: new Date("2026-11-23T06:00:00Z") };
    await joinedAt(clock, "Europe/London", "7:30");
    const fine = await joinedAt(clock, "Europe/Berlin", "8:30");
    const [london] = await db.select({ id: users.id }).from(users).where(eq(users.timezone, "Europe/London"));
    const isTheirs = and(eq(schedules.userId, london?.id ?? ""), eq(schedules.kind, "checkin_reminder"));
    await db.update(schedules).set(nonsense).where(isTheirs);
    clock.now = new Date("2026-11-23T07:31:00Z");
    const lines: LogLine[] = [];
    const deliver = () => fine.dispatcher.outbox.deliverAll();
    const tick = () => runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog(lines) });
    await tick();
    await tick();
    expect(fine.unread()).toMatch(/How's your mood/);
    expect(lines.filter((line) => line.level === "error")).toMatchObject([
      { fields: { userId: london?.id, kind: "checkin_reminder" } },
    ]);
  },
);

test("given a schedule row whose zone is mended after four days, then it is served again, as weekly ones are", async () => {
  const clock = { now: new Date("2026-11-23T06:00:00Z") };
  const chat = await joinedAt(clock, "Europe/London", "7:30");
  await db.update(schedules).set({ timezone: "Mars/Olympus" });
  const lines: LogLine[] = [];
  const deliver = () => chat.dispatcher.outbox.deliverAll();
  const tick = () => runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog(lines) });
  while (clock.now < new Date("2026-11-27T06:00:00Z")) {
    clock.now = new Date(clock.now.getTime() + 30 * MINUTE_MS);
    await tick();
  }
  expect(chat.unread()).toBe("");
  const named = lines.filter(({ fields }) => Reflect.get(fields, "kind") === "checkin_reminder");
  expect(named.map(({ level }) => level)).toEqual(["error", "error", "error", "error"]);
  await db.update(schedules).set({ timezone: "Europe/London" });
  const heard = await letRun(clock, [chat], "2026-11-27T08:00:00Z");
  expect(heard.map(({ at }) => at)).toEqual(["2026-11-27T07:30:00.000Z"]);
  // Another Monday, not a week of the coach's own.
  const [weekly] = await db.select().from(schedules).where(eq(schedules.kind, "weekly_summary"));
  expect(weekly?.nextLocalDate).toBe("2026-11-30");
});

test("given a move east late in the day, then the day whose night falls away is scored all the same", async () => {
  const clock = { now: new Date("2026-11-22T15:00:00Z") };
  const chat = await joinedAt(clock, "America/New_York", "7:30");
  await letRun(clock, [chat], "2026-11-23T06:00:00Z");
  clock.now = new Date("2026-11-23T23:00:00Z");
  await chat.say("4/7, energy 50, fine");
  // 20:00 in New York and two in the morning of the 24th in Berlin, whose night has been.
  clock.now = new Date("2026-11-24T01:00:00Z");
  await chat.say("/timezone Berlin");
  await letRun(clock, [chat], "2026-11-24T02:00:00Z");
  const scored = await db.select({ date: dailyBalanceScores.date }).from(dailyBalanceScores);
  expect(scored.map(({ date }) => date)).toContain("2026-11-23");
});

test("given four days without a tick, then each kind and day due is missed once, and every day with data is scored", async () => {
  const clock = { now: new Date("2026-11-23T06:00:00Z") };
  const chat = await joinedAt(clock, "Europe/London", "7:30");
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  const days = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"];
  for (const localDate of days) {
    const timestamp = new Date(`${localDate}T12:00:00Z`);
    await db.insert(moodEntries).values({ userId, localDate, timestamp, updatedAt: timestamp, moodScore: 2 });
  }
  clock.now = new Date("2026-11-27T06:00:00Z");
  // The second look finds nothing more.
  expect(await letRun(clock, [chat], "2026-11-27T06:30:00Z")).toEqual([]);
  const decided = await db.select().from(decisions).orderBy(decisions.localDate, decisions.kind);
  expect(decided.map(({ kind, localDate, outcome, reason }) => [localDate, kind, outcome, reason])).toEqual([
    ["2026-11-23", "checkin_reminder", "held", "missed"],
    ["2026-11-23", "evening_nudge", "held", "missed"],
    ["2026-11-23", "morning_nudge", "held", "missed"],
    // A Monday.
    ["2026-11-23", "weekly_summary", "held", "missed"],
    ...days
      .slice(1)
      .flatMap((day) =>
        ["checkin_reminder", "evening_nudge", "morning_nudge"].map((kind) => [day, kind, "held", "missed"]),
      ),
  ]);
  const scored = await db.select().from(dailyBalanceScores).orderBy(dailyBalanceScores.date);
  expect(scored.map(({ date, moodScore }) => [date, moodScore !== null])).toEqual(
    days.map((day) => [day, true]),
  );
});
