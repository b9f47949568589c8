import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { answerDay, answerToday } from "../../../bot/questions/today.ts";
import { addDays, eachDay, type LocalDate } from "../../../coaching/model/local-date.ts";
import { scorePeople } from "../../../db/queries/scores-batch.ts";
import { dailyBalanceScores } from "../../../db/schema/coaching.ts";
import { testDatabase } from "../../support/database.ts";
import {
  contextOf,
  NOW,
  saidIn,
  seedAccount,
  seedMoods,
  seedPayments,
  seedPerson,
  seedReadings,
  TODAY,
  whyOf,
} from "./seed.ts";

// Ten years of everything are seconds where the cores are shared.
vi.setConfig({ testTimeout: 60_000 });

const { db } = await testDatabase();

type Stored = {
  readonly days: readonly LocalDate[];
  readonly value: (at: number) => number;
  readonly pays?: number;
};
const upTo = (count: number, last: LocalDate = TODAY) => eachDay(addDays(last, 1 - count), last);

/** Somebody whose every signal has one value a day; a mood within its scale, payments of as many dollars. */
async function somebody({ days, value, pays }: Stored) {
  const person = await seedPerson(db);
  const { userId } = person;
  if (days.length === 0) return contextOf(person);
  const accountId = await seedAccount(db, userId, "Checking", TODAY);
  await seedReadings(
    db,
    userId,
    days.map((localDate, at) => ({
      localDate,
      sleepDurationMinutes: 6 * value(at),
      sleepScore: value(at),
      // The table takes neither of a body that has none.
      restingHeartRate: value(at) || null,
      hrv: value(at) || null,
      steps: 100 * value(at),
      stressLevel: value(at),
    })),
  );
  await seedMoods(
    db,
    userId,
    days.map((localDate, at) => ({
      localDate,
      moodScore: value(at) % 5,
      energyLevelSelfReported: value(at),
    })),
  );
  await seedPayments(
    db,
    userId,
    accountId,
    days.map((date, at) => [date, "Shop", String(pays ?? value(at)), "GENERAL_MERCHANDISE"]),
  );
  return contextOf(person);
}

const CASES: Readonly<Record<string, Stored>> = {
  "no data": { days: [], value: () => 0 },
  "one day": { days: upTo(1), value: () => 70 },
  "a constant series": { days: upTo(120), value: () => 70 },
  "all zeros but one": { days: upTo(120), value: (at) => (at === 110 ? 90 : 0) },
  "ties everywhere": { days: upTo(120), value: (at) => 60 + (at % 2) },
  "ten years": { days: upTo(3652), value: (at) => 60 + ((at * 37) % 11) },
  "nothing but refunds": { days: upTo(120), value: (at) => 60 + (at % 7), pays: -50 },
  "a clock a year ahead": { days: upTo(120, addDays(TODAY, 365)), value: (at) => 60 + (at % 7) },
  "a clock a year behind": { days: upTo(120, addDays(TODAY, -365)), value: (at) => 60 + (at % 7) },
};

test.each(Object.keys(CASES))(
  "given %s, when today is asked about, then each score is a number or an honest sentence",
  async (name) => {
    const stored = CASES[name];
    if (stored === undefined) throw new Error("expected a case");
    const context = await somebody(stored);
    const { userId } = context.person;
    const dates = upTo(5, addDays(TODAY, -1));
    const { failed } = await scorePeople(db, new Map([[userId, new Set(dates)]]), NOW);
    expect([...failed.values()]).toEqual([]);
    for (const answer of [
      await answerToday(db, context),
      await answerDay(db, addDays(TODAY, -1), context),
      await answerDay(db, addDays(TODAY, -400), context),
    ]) {
      const said = `${saidIn(answer)}\n${whyOf(answer)}`;
      expect(said).toMatch(
        /^(?:Today|Yesterday|Sunday|Monday|Tuesday|\w+day)[^\n]*: (?:balance \d+ of 100|no balance score)/,
      );
      expect(said).toMatch(/\nEnergy(?: \d+)?: /);
      expect(said).toMatch(/\nMood(?: \d+)?: /);
      expect(said).toMatch(/\nMoney(?: \d+)?: /);
      expect(said).not.toMatch(/NaN|Infinity|undefined|null|\{\{|-0\b/);
      for (const [, score] of said.matchAll(/(?:Energy|Mood|Money|balance) (\d+)(?: of 100)?:/g)) {
        expect(Number(score)).toBeLessThanOrEqual(100);
      }
    }
    const rows = await db.select().from(dailyBalanceScores).where(eq(dailyBalanceScores.userId, userId));
    expect(rows.length).toBeGreaterThanOrEqual(dates.length);
  },
);

test("given a clock that is a year off, then what it told is no part of today", async () => {
  for (const name of ["a clock a year ahead", "a clock a year behind"]) {
    const context = await somebody({ ...(CASES[name] ?? { value: () => 0 }), days: CASES[name]?.days ?? [] });
    const said = saidIn(await answerToday(db, context));
    expect(said).toContain("no balance score yet");
    expect(said).toMatch(/Energy: (?:too little from your wearable|nothing from a wearable for it)/);
    expect(said).toContain("Mood: no check-in for it.");
  }
});
