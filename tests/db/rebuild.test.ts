import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { eachDay } from "../../coaching/model/local-date.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import { createPerson } from "../../db/queries/people.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import { dailyBalanceScores, weeklySummary } from "../../db/schema/coaching.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { users } from "../../db/schema/people.ts";
import { type Rebuilt, rebuildScores } from "../../src/rebuilding.ts";
import { seedMoods } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";

const { db, kind } = await testDatabase();
/** Monday in Berlin and in Los Angeles, where it has hardly begun. */
const NOW = new Date("2026-11-23T09:00:00Z");

async function person(timezone: string): Promise<string> {
  const userId = await createPerson(db, { timezone, currency: "EUR" });
  await seedMoods(
    db,
    userId,
    eachDay("2026-11-10", "2026-11-23").map((localDate, at) => ({ localDate, moodScore: (at % 11) - 5 })),
  );
  return userId;
}

function stored() {
  const { userId, date, moodScore, moneyAtHand } = dailyBalanceScores;
  return db
    .select({ userId, date, moodScore, moneyAtHand })
    .from(dailyBalanceScores)
    .orderBy(asc(userId), asc(date));
}

async function rebuild(choice: { only?: string; after?: string } = {}) {
  const told: string[] = [];
  const done: Rebuilt = await rebuildScores({
    db,
    kind,
    clock: () => NOW,
    ...choice,
    progress: (_, last) => told.push(last),
  });
  return { ...done, told };
}

test("when everything is rebuilt, then each day has the row that its night made, and no mark is left", async () => {
  const ids = [await person("Europe/Berlin"), await person("America/Los_Angeles")];
  const days = eachDay("2026-11-10", "2026-11-22");
  for (const date of days) await scorePeople(db, new Map(ids.map((id) => [id, new Set([date])])), NOW);
  const nights = await stored();
  const weeks = await db.$count(weeklySummary);
  await db.delete(dailyBalanceScores);
  await db.delete(weeklySummary);
  for (const id of ids) await markDirty(db, id, ["2026-11-12"], NOW);

  const done = await rebuild();
  expect(done).toMatchObject({ people: 2, days: 26, failed: [] });
  expect(await stored()).toEqual(nights);
  expect(await db.$count(weeklySummary)).toBe(weeks);
  expect(await db.select().from(dirtyDays)).toEqual([]);
});

test("when one person is named, or one to go on after, then nobody else is touched", async () => {
  const [first, second, third] = [await person("UTC"), await person("UTC"), await person("UTC")].sort();
  expect(await rebuild({ only: String(second) })).toMatchObject({ people: 1, days: 13, told: [second] });
  expect(new Set((await stored()).map(({ userId }) => userId))).toEqual(new Set([second]));
  await db.delete(dailyBalanceScores);
  expect((await rebuild({ after: String(first) })).told).toEqual([third]);
  expect(new Set((await stored()).map(({ userId }) => userId))).toEqual(new Set([second, third]));
});

test("given somebody whose zone is unknown and somebody of whom nothing is known, then the others are rebuilt", async () => {
  const [good, bad] = [await person("UTC"), await person("UTC")];
  await createPerson(db, { timezone: "UTC", currency: "EUR" });
  await db.update(users).set({ timezone: "Mars/Olympus" }).where(eq(users.id, bad));
  const { failed, days } = await rebuild();
  expect(failed.map(({ userId }) => userId)).toEqual([bad]);
  expect(days).toBe(13);
  expect(new Set((await stored()).map(({ userId }) => userId))).toEqual(new Set([good]));
});
