import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { serveSlot } from "../../bot/unasked.ts";
import { inbox } from "../../db/schema/chat.ts";
import { decisions, schedules } from "../../db/schema/delivery.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { collectLog, fakeChat, joinAskedAt, type LogLine, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { type DueJobs, runDueJobs } from "../support/due-jobs.ts";

const { db } = await testDatabase();

/** Makes the next writes to a table fail. The count is a sequence, which a rolled back transaction does not set back. */
async function refuseWrites(table: "inbox" | "outbox", code: string, times: number): Promise<void> {
  await db.execute(sql.raw("create sequence refusals"));
  await db.execute(
    sql.raw(`create function refuse() returns trigger language plpgsql as $$ begin
      if nextval('refusals') <= ${times} then raise exception 'refused by the test' using errcode = '${code}'; end if;
      return new; end $$`),
  );
  await db.execute(
    sql.raw(`create trigger refusing before insert on ${table} for each row execute function refuse()`),
  );
}

afterEach(async () => {
  await db.execute(sql`drop function if exists refuse() cascade`);
  await db.execute(sql`drop sequence if exists refusals`);
});

/** Someone who is asked at 7:30 in London. */
async function joined(clock: TestClock) {
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat);
  return chat;
}

test.each(["40P01", "40001"])(
  "given a message that other transactions were in the way of (%s), then it is stored and answered, once",
  async (code) => {
    const clock = { now: new Date("2026-11-23T08:00:00Z") };
    const chat = fakeChat({ db, clock });
    await chat.open();
    await refuseWrites("inbox", code, 3);
    expect(await chat.say("4/7, energy 50, tired")).toMatch(/Saved: mood 4 of 7, energy 50/);
    expect(await db.select().from(moodEntries)).toHaveLength(1);
    expect(await db.select().from(inbox)).toHaveLength(2);
  },
);

test("given a conflict that does not end, then it is given up and said", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chat = fakeChat({ db, clock });
  await chat.open();
  await refuseWrites("inbox", "40001", 1000);
  expect(await chat.say("4/7, energy 50, tired")).toMatch(/I couldn't save that/);
  expect(await db.select().from(moodEntries)).toEqual([]);
});

/** Ticks at 7:30 and again a minute later, with a first question that is refused. */
async function tickTwice(code: string) {
  const clock = { now: new Date("2026-11-23T06:00:00Z") };
  const chat = await joined(clock);
  const lines: LogLine[] = [];
  const questions: string[] = [];
  const waiting: NonNullable<DueJobs["waiting"]> = [];
  await refuseWrites("outbox", code, 1);
  for (const at of ["2026-11-23T07:30:30Z", "2026-11-23T07:31:30Z"]) {
    clock.now = new Date(at);
    const deliver = () => chat.dispatcher.outbox.deliverAll();
    await runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog(lines), waiting });
    questions.push(/How's your mood/.exec(chat.unread())?.[0] ?? "nothing");
  }
  const errors = lines.filter(({ level }) => level === "error").map(({ message }) => message);
  return { questions, errors };
}

test.each(["40P01", "40001", "57P01", "08006"])(
  "given a job that the database was in the way of (%s), then it is tried again, and no error of ours is named",
  async (code) => {
    expect(await tickTwice(code)).toEqual({ questions: ["nothing", "How's your mood"], errors: [] });
  },
);

test("given a job that fails by itself, then it is logged, and a later try takes the failure's place", async () => {
  expect(await tickTwice("22012")).toEqual({
    questions: ["nothing", "How's your mood"],
    errors: ["slot failed"],
  });
  expect(await db.select({ outcome: decisions.outcome, reason: decisions.reason }).from(decisions)).toEqual([
    { outcome: "sent", reason: null },
  ]);
});

test("given a tick that finds nothing due, then it still sends what waits", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  let away = true;
  const chat = fakeChat({ db, clock, failSend: () => away });
  await chat.open();
  away = false;
  clock.now = new Date("2026-11-23T08:01:00Z");
  const deliver = () => chat.dispatcher.outbox.deliverAll();
  expect(await runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog([]) })).toBe(0);
  expect(chat.unread()).toMatch(/^Hi\./);
});

test("given a chat that looks at a sample, then a job for its owner waits for an event of theirs", async () => {
  const clock = { now: new Date("2026-11-23T06:00:00Z") };
  const chat = await joined(clock);
  await chat.say("/sample Maya");
  const [owner] = await db.select().from(users).where(sql`${users.sampleOf} is null`);
  const userId = owner?.id ?? "";
  const now = new Date("2026-11-24T07:30:30Z");
  const slot = { localDate: "2026-11-24", at: new Date("2026-11-24T07:30:00Z") };
  const order: string[] = [];
  const started = Promise.withResolvers<void>();
  const job = started.promise
    .then(() =>
      db.transaction((tx) =>
        serveSlot(tx, { userId, kind: "checkin_reminder", slot, now, freshId: randomUUID() }),
      ),
    )
    .then((decision) => order.push(`job: ${decision}`));
  await db.transaction(async (event) => {
    await event.execute(sql`select 1 from chat_identities where user_id = ${userId} for update`);
    started.resolve();
    // Time for the job to lock what it would lock.
    await event.execute(sql`select pg_sleep(0.2)`);
    await event.update(schedules).set({ enabled: true }).where(eq(schedules.userId, userId));
    order.push("event");
  });
  await job;
  expect(order).toEqual(["event", "job: looking_at_sample"]);
});

test("given messages that race a switch into a sample and back, then nobody is made a second time", async () => {
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const chats = [fakeChat({ db, clock }), fakeChat({ db, clock })];
  await chats[0]?.open();
  for (let round = 0; round < 5; round++) {
    await Promise.all([
      chats[0]?.say("/sample Maya"),
      chats[1]?.say("/about"),
      chats[0]?.say("/own"),
      chats[1]?.say("/about"),
    ]);
  }
  expect(await db.select().from(users).where(sql`${users.sampleOf} is null`)).toHaveLength(1);
});
