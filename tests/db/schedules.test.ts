import { and, asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { planNewKinds } from "../../db/queries/back-fill.ts";
import { markUnreachable } from "../../db/queries/reach.ts";
import { planSchedules } from "../../db/queries/schedules.ts";
import { outbox } from "../../db/schema/chat.ts";
import { decisions, SCHEDULE_KINDS, schedules } from "../../db/schema/delivery.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { startTick } from "../../src/jobs/tick.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { queuedMessages } from "../support/queued-messages.ts";

const { db } = await testDatabase();
const messages = queuedMessages(db);
const monday = new Date("2026-11-23T19:00:00Z");
const tuesday = (clock: string) => new Date(`2026-11-24T${clock}Z`);

const onFailure = (_: string, error: unknown) => {
  throw error;
};

const rowsOf = (userId: string) =>
  db.select().from(schedules).where(eq(schedules.userId, userId)).orderBy(asc(schedules.kind));
const decided = () =>
  db
    .select({ kind: decisions.kind, localDate: decisions.localDate, reason: decisions.reason })
    .from(decisions)
    .orderBy(asc(decisions.kind));

test("given a slot that is due as its kind is switched off, then it is held for that, and what is not due is nobody's slot", async () => {
  const { userId } = await messages.join("ada", monday);
  await db.update(userSettings).set({ moodReminderTime: null }).where(eq(userSettings.userId, userId));
  await planSchedules(db, userId, tuesday("08:00"));
  expect(await decided()).toEqual([
    { kind: "checkin_reminder", localDate: "2026-11-24", reason: "switched_off" },
  ]);
});

test("given slots that are due as the chat turns out to be gone, then they are held for that", async () => {
  const ada = await messages.join("ada", monday);
  await messages.queue(ada, "hello", { at: tuesday("08:40") });
  const [row] = await db.select().from(outbox);
  if (row === undefined) throw new Error("expected a message");
  await markUnreachable(db, { ...row, chatId: ada.chat }, tuesday("08:40"));
  expect(await decided()).toEqual([
    { kind: "checkin_reminder", localDate: "2026-11-24", reason: "unreachable" },
    { kind: "morning_nudge", localDate: "2026-11-24", reason: "unreachable" },
  ]);
});

test("given people who came before a kind of schedule did, then they get its row, and only that changes", async () => {
  const names = ["ada", "ben", "cleo"];
  const people = await Promise.all(names.map((name) => messages.join(name, monday)));
  const before = await Promise.all(people.map(({ userId }) => rowsOf(userId)));
  await db.delete(schedules).where(eq(schedules.kind, "weekly_summary"));
  let after: string | null | undefined;
  let calls = 0;
  while (after !== null) {
    after = await planNewKinds(db, monday, { after, limit: 2, onFailure });
    calls += 1;
  }
  expect(calls).toBe(2);
  expect(await Promise.all(people.map(({ userId }) => rowsOf(userId)))).toEqual(before);
});

test("given somebody whose chat is gone, then a new kind is planned and switched off, but scoring is not", async () => {
  const { userId, identityId, chat } = await messages.join("ada", monday);
  await messages.queue({ userId, identityId }, "hello", { at: monday });
  const [row] = await db.select().from(outbox);
  if (row === undefined) throw new Error("expected a message");
  await markUnreachable(db, { ...row, chatId: chat }, monday);
  await db.delete(schedules).where(and(eq(schedules.userId, userId), eq(schedules.enabled, false)));
  await planNewKinds(db, monday, { limit: 10, onFailure });
  const rows = await rowsOf(userId);
  expect(rows).toHaveLength(SCHEDULE_KINDS.length);
  expect(rows.filter(({ enabled }) => enabled).map(({ kind }) => kind)).toEqual(["daily_scoring"]);
});

test.each([
  {
    what: "zone",
    breaks: (id: string) => db.update(users).set({ timezone: "Mars/Olympus" }).where(eq(users.id, id)),
  },
  {
    what: "time",
    breaks: (id: string) =>
      db.update(userSettings).set({ moodReminderTime: "24:00" }).where(eq(userSettings.userId, id)),
  },
])(
  "given somebody whose $what makes no sense, then they are named once, others get a new kind, and the tick goes on",
  async ({ breaks }) => {
    const names = ["ada", "ben", "cleo"];
    const people = await Promise.all(names.map((name) => messages.join(name, monday)));
    const ids = people.map(({ userId }) => userId).sort();
    const [broken = "", ...others] = ids;
    await db.delete(schedules).where(eq(schedules.kind, "weekly_summary"));
    await breaks(broken);
    const lines: LogLine[] = [];
    const queued: string[] = [];
    const enqueue = async (_: unknown, __: unknown, jobs: readonly { readonly userId: string }[]) => {
      queued.push(...jobs.map(({ userId }) => userId));
    };
    const clock = () => tuesday("09:00");
    // Somebody alone fills a batch of one, and the tick must go past them.
    const options = { db, log: collectLog(lines), clock, enqueue, batch: 1 };
    const round = Promise.withResolvers<void>();
    const sweep = async () => round.resolve();
    const tick = startTick(options, { wake: () => {}, sweep });
    await round.promise;
    await tick.stop();
    const counts = await Promise.all(ids.map(async (id) => (await rowsOf(id)).length));
    expect(counts).toEqual([SCHEDULE_KINDS.length - 1, ...others.map(() => SCHEDULE_KINDS.length)]);
    expect(lines.filter(({ level }) => level === "error")).toMatchObject([{ fields: { userId: broken } }]);
    expect(new Set(queued)).toEqual(new Set(ids));
  },
);

test("given nobody who has begun, then nobody is planned for", async () => {
  expect(await planNewKinds(db, monday, { limit: 10, onFailure })).toBeNull();
  expect(await db.$count(schedules)).toBe(0);
});
