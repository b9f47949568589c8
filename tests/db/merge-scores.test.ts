import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson } from "../../db/queries/people.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import { dailyBalanceScores, monthlySummary, weeklySummary } from "../../db/schema/coaching.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { seedMoods } from "../bot/questions/seed.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";

const { db } = await testDatabase();
const now = new Date("2026-11-23T09:00:00Z");
const DAYS = eachDay("2026-10-01", "2026-11-22");

async function person(which: (index: number) => boolean): Promise<string> {
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  const moods = DAYS.map((localDate, at) => ({ localDate, moodScore: (at % 11) - 5 }));
  await seedMoods(
    db,
    userId,
    moods.filter((_, index) => which(index)),
  );
  await scorePeople(db, new Map([[userId, new Set<LocalDate>(DAYS)]]), now);
  return userId;
}

async function scoresOf(userId: string) {
  const { date, moodScore, compositeScore } = dailyBalanceScores;
  const days = await db
    .select({ date, moodScore, compositeScore })
    .from(dailyBalanceScores)
    .where(eq(dailyBalanceScores.userId, userId))
    .orderBy(asc(date));
  const weeks = await db
    .select({ from: weeklySummary.weekStartDate, mood: weeklySummary.avgMoodScore })
    .from(weeklySummary)
    .where(eq(weeklySummary.userId, userId))
    .orderBy(asc(weeklySummary.weekStartDate));
  const months = await db
    .select({ from: monthlySummary.monthStartDate, mood: monthlySummary.avgMoodScore })
    .from(monthlySummary)
    .where(eq(monthlySummary.userId, userId));
  return { days, weeks, months };
}

test("given two halves of one person's days, when they are joined, then the scores and summaries are those of somebody who had all of them from the start", async () => {
  const whole = await person(() => true);
  const keeperId = await person((index) => index % 2 === 0);
  const otherId = await person((index) => index % 2 === 1);
  const expected = await scoresOf(whole);
  expect(await scoresOf(keeperId)).not.toEqual(expected);

  await db.transaction((tx) => mergePeople(tx, { keeperId, otherId, askedEvent: "onboarded", now }));
  const lines: LogLine[] = [];
  await runDueJobs({ db, clock: () => now, log: collectLog(lines), deliver: async () => {} });

  expect(await scoresOf(keeperId)).toEqual(expected);
  expect(expected.days.length).toBeGreaterThan(40);
  expect(expected.weeks.length).toBeGreaterThan(5);
  expect(expected.months).toHaveLength(1);
  expect(await db.$count(dirtyDays)).toBe(0);
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("days with something of the other's, and scored days after them, are scored again; the running day is not", async () => {
  const [keeper, other] = [await createPerson(db, {}), await createPerson(db, {})];
  const score = { userId: keeper, configVersion: "x" };
  await db
    .insert(dailyBalanceScores)
    .values(["2026-11-17", "2026-11-20"].map((date) => ({ ...score, date })));
  await db.insert(moodEntries).values(
    ["2026-11-18", "2026-11-23"].map((localDate) => ({
      userId: other,
      timestamp: now,
      localDate,
      moodScore: 1,
    })),
  );
  await db.transaction((tx) =>
    mergePeople(tx, { keeperId: keeper, otherId: other, askedEvent: "onboarded", now }),
  );
  const found = await db.select().from(dirtyDays).orderBy(dirtyDays.date);
  expect(found.map(({ userId, date }) => [userId, date])).toEqual([
    [keeper, "2026-11-18"],
    [keeper, "2026-11-20"],
  ]);
});
