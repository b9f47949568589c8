import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import { createPerson } from "../../db/queries/people.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import { monthlySummary, weeklySummary } from "../../db/schema/coaching.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { RESCORING } from "../../src/jobs/index.ts";
import { seedAccount, seedMoods, seedPayments } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { NIGHT, nightOn, YESTERDAY } from "../support/scored-night.ts";

const { db } = await testDatabase();
const score = nightOn(db);

describe("given two weeks across the end of a month", () => {
  async function spender(): Promise<string> {
    const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
    const account = await seedAccount(db, userId, "giro", "2026-11-22", "EUR");
    await seedPayments(db, userId, account, [
      [
        "2026-09-30",
        "Rewe",
        "40.00",
        "FOOD_AND_DRINK_GROCERIES",
        { currency: "EUR", isDiscretionary: false },
      ],
      [
        "2026-10-31",
        "Rewe",
        "10.10",
        "FOOD_AND_DRINK_GROCERIES",
        { currency: "EUR", isDiscretionary: false },
      ],
      ["2026-11-16", "Kino", "20.05", "ENTERTAINMENT", { currency: "EUR", isDiscretionary: true }],
      [
        "2026-11-17",
        "Rewe",
        "30.00",
        "FOOD_AND_DRINK_GROCERIES",
        { currency: "EUR", isDiscretionary: false },
      ],
      ["2026-11-17", "Shop", "99.00", "GENERAL_MERCHANDISE", { currency: "USD", isDiscretionary: true }],
    ]);
    await seedMoods(db, userId, [
      { localDate: "2026-11-16", moodScore: 3 },
      { localDate: "2026-11-20", moodScore: -1 },
    ]);
    return userId;
  }

  test("when Sunday's night is scored, then the week has means of what could be told, and its spending", async () => {
    const userId = await spender();
    await scorePeople(db, new Map([[userId, new Set(eachDay("2026-11-16", "2026-11-21"))]]), NIGHT);
    expect(await db.select().from(weeklySummary)).toMatchObject([{ weekStartDate: "2026-11-16" }]);
    await db.delete(weeklySummary);
    await score([userId]);
    const [week, ...rest] = await db.select().from(weeklySummary);
    expect(rest).toEqual([]);
    expect(week).toMatchObject({
      userId,
      weekStartDate: "2026-11-16",
      avgMoodScore: 60,
      avgEnergyScore: null,
      totalSpending: "50.05",
      discretionarySpending: "20.05",
      // 2.86 a day by choice, after none in the weeks before: under the least change that is named.
      insights: [],
    });
    expect(await db.select().from(monthlySummary)).toEqual([]);
  });

  test("when the 1st begins, then the month has its row; a week that goes on has none", async () => {
    const userId = await spender();
    const now = new Date("2026-11-01T00:30:00Z");
    await score([userId], "daily_scoring", "2026-11-01", now);
    expect(await db.select().from(monthlySummary)).toMatchObject([
      {
        monthStartDate: "2026-10-01",
        totalSpending: "10.10",
        discretionarySpending: "0.00",
        avgMoodScore: null,
      },
    ]);
    expect(await db.select().from(weeklySummary)).toEqual([]);
  });

  test("when a day of a week that was summed up changes, then its row and what was noted in it follow", async () => {
    const userId = await spender();
    await score([userId]);
    await db.update(transactions).set({ amount: "95.05" }).where(eq(transactions.merchantName, "Kino"));
    await markDirty(db, userId, ["2026-11-16"], NIGHT);
    await score([userId], RESCORING);
    expect(await db.select().from(weeklySummary)).toMatchObject([
      { totalSpending: "125.05", insights: [{ of: "spend_discretionary", before: 0, now: 9505 / 7 }] },
    ]);
  });

  test("when not every day's money is known, then there is no total, rather than a smaller one", async () => {
    const userId = await spender();
    await db.update(accounts).set({ syncedThrough: addDays(YESTERDAY, -1) });
    await score([userId]);
    const unlinked = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
    await score([unlinked]);
    const found = await db.select().from(weeklySummary);
    expect(found.map((week) => [week.totalSpending, week.discretionarySpending])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});
