import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { logEvent } from "../../db/queries/events.ts";
import { loadInsights } from "../../db/queries/insights.ts";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson } from "../../db/queries/people.ts";
import { planSchedules } from "../../db/queries/schedules.ts";
import { chatIdentities, conversations, outbox } from "../../db/schema/chat.ts";
import { decisions, schedules } from "../../db/schema/delivery.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";
import { insightRow, storeInsight } from "../support/insight-rows.ts";

const { db } = await testDatabase();
const now = new Date("2026-11-23T08:00:00Z");
const askedEvent = "onboarded";

async function twoWithSettings(keeperWasAsked: boolean) {
  const keeper = await createPerson(db, { name: null, timezone: "Europe/London", currency: "GBP" });
  const other = await createPerson(db, {
    name: "Ada",
    email: "ada@example.org",
    timezone: "Asia/Tokyo",
    currency: "JPY",
  });
  await db
    .update(userSettings)
    .set({ goals: ["increase_energy"], weeklyBudget: null })
    .where(eq(userSettings.userId, keeper));
  await db
    .update(userSettings)
    .set({ goals: ["increase_energy", "improve_mood"], moodReminderTime: "08:00", weeklyBudget: "120" })
    .where(eq(userSettings.userId, other));
  for (const id of [keeper, other]) await planSchedules(db, id, now);
  await logEvent(db, other, askedEvent, {}, now);
  if (keeperWasAsked) await logEvent(db, keeper, askedEvent, {}, now);
  await db.transaction((tx) => mergePeople(tx, { keeperId: keeper, otherId: other, askedEvent, now }));
  const [person] = await db.select().from(users);
  const [settings] = await db.select().from(userSettings);
  const planned = await db.select().from(schedules).where(eq(schedules.kind, "checkin_reminder"));
  return { person, settings, planned };
}

test("the settings of whoever made the code hold, goals are united, and nothing that only one has is lost", async () => {
  const { person, settings, planned } = await twoWithSettings(true);
  expect(person).toMatchObject({
    name: "Ada",
    email: "ada@example.org",
    timezone: "Europe/London",
    currency: "GBP",
  });
  expect(settings).toMatchObject({ moodReminderTime: null, weeklyBudget: "120" });
  expect(settings?.goals).toEqual(["increase_energy", "improve_mood"]);
  expect(planned.filter(({ enabled }) => enabled)).toEqual([]);
});

test("given a code made by somebody who was never asked for settings, then the other's hold", async () => {
  const { person, settings, planned } = await twoWithSettings(false);
  expect(person).toMatchObject({ timezone: "Asia/Tokyo", currency: "JPY" });
  expect(settings).toMatchObject({ moodReminderTime: "08:00:00" });
  expect(planned).toMatchObject([{ enabled: true, timezone: "Asia/Tokyo", localMinute: 480 }]);
});

test("the longer rest after a crisis holds, also where it was the other's, and no old button fits any question", async () => {
  const [keeper, other] = [await createPerson(db, {}), await createPerson(db, {})];
  const until = new Date("2026-11-25T08:00:00Z");
  await db.update(conversations).set({ revision: 3 }).where(eq(conversations.userId, keeper));
  await db
    .update(conversations)
    .set({ revision: 9, crisisUntil: until })
    .where(eq(conversations.userId, other));
  await db.transaction((tx) => mergePeople(tx, { keeperId: keeper, otherId: other, askedEvent, now }));
  expect(await db.select().from(conversations)).toMatchObject([
    { userId: keeper, revision: 10, crisisUntil: until },
  ]);
});

/** Two people for whom the message of one slot waits, made just now. */
async function twoWaiting(kind: "checkin_reminder" | "weekly_summary") {
  const ids: string[] = [];
  for (const name of ["keeper", "other"]) {
    const userId = await createPerson(db, {});
    const identityId = crypto.randomUUID();
    const address = { platform: "telegram", platformUserId: name, chatId: name } as const;
    await db.insert(chatIdentities).values({ userId, id: identityId, ...address });
    const slot = { userId, kind, localDate: "2026-11-23" } as const;
    await db.insert(decisions).values({ ...slot, dueAt: now, decidedAt: now, outcome: "waiting" });
    await db
      .insert(outbox)
      .values({ ...slot, identityId, dedupeKey: `${kind}/${userId}`, message: {}, createdAt: now });
    ids.push(userId);
  }
  const [keeperId = "", otherId = ""] = ids;
  return { keeperId, otherId };
}

test("given one slot that waits for both, then it is said once; one that was put off by the other does not stay open", async () => {
  const { keeperId, otherId } = await twoWaiting("checkin_reminder");
  const put = { userId: otherId, kind: "morning_nudge", localDate: "2026-11-23", dueAt: now } as const;
  await db.insert(decisions).values({ ...put, decidedAt: now, outcome: "snoozed", snoozedUntil: now });
  await db.transaction((tx) => mergePeople(tx, { keeperId, otherId, askedEvent, now }));
  const queued = await db.select().from(outbox).orderBy(outbox.sequence);
  expect(queued.map(({ status }) => status)).toEqual(["waiting", "failed"]);
  const slots = await db.select().from(decisions).orderBy(decisions.kind);
  expect(slots.map(({ kind, outcome, reason }) => `${kind} ${reason ?? outcome}`)).toEqual([
    "checkin_reminder waiting",
    "morning_nudge missed",
  ]);
});

test("given a week's message with news that waits for both, then what only the dropped one tells is not forgotten as told", async () => {
  const { keeperId, otherId } = await twoWaiting("weekly_summary");
  const saidAt = new Date("2026-05-03T12:00:00Z");
  await storeInsight(db, otherId, insightRow({ state: "faded", saidAt, withdrawnAt: now }));
  await db.transaction((tx) => mergePeople(tx, { keeperId, otherId, askedEvent, now }));
  expect(await loadInsights(db, keeperId)).toMatchObject([{ saidAt, withdrawnAt: null }]);
});
