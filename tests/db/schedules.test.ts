import { and, asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { planNewKinds } from "../../db/queries/back-fill.ts";
import { markUnreachable } from "../../db/queries/reach.ts";
import { planSchedules } from "../../db/queries/schedules.ts";
import { outbox } from "../../db/schema/chat.ts";
import { decisions, SCHEDULE_KINDS, schedules } from "../../db/schema/delivery.ts";
import { userSettings } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";
import { queuedMessages } from "../support/queued-messages.ts";

const { db } = await testDatabase();
const messages = queuedMessages(db);
const monday = new Date("2026-11-23T19:00:00Z");
const tuesday = (clock: string) => new Date(`2026-11-24T${clock}Z`);

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
    after = await planNewKinds(db, monday, { after, limit: 2 });
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
  await planNewKinds(db, monday, { limit: 10 });
  const rows = await rowsOf(userId);
  expect(rows).toHaveLength(SCHEDULE_KINDS.length);
  expect(rows.filter(({ enabled }) => enabled).map(({ kind }) => kind)).toEqual(["daily_scoring"]);
});

test("given nobody who has begun, then nobody is planned for", async () => {
  expect(await planNewKinds(db, monday, { limit: 10 })).toBeNull();
  expect(await db.$count(schedules)).toBe(0);
});
