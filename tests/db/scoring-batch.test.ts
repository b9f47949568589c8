import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { eachDay } from "../../coaching/model/local-date.ts";
import { generate } from "../../coaching/sample/generate.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import { createPerson } from "../../db/queries/people.ts";
import { scorePersonDays } from "../../db/queries/scores.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import { dailyBalanceScores } from "../../db/schema/coaching.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { accounts } from "../../db/schema/money.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { seedPayments, seedReadings } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { NIGHT, nightOn, storedDays, YESTERDAY } from "../support/scored-night.ts";
import { storePerson } from "../support/stored-person.ts";

const { db } = await testDatabase();
const score = nightOn(db);

describe("given invented people of several zones and currencies", () => {
  /** Six homes, each with another gap in what is known. */
  async function storePeople(): Promise<readonly string[]> {
    const { persons } = generate({ seed: "batch", persons: 6, from: "2026-06-01", days: 175 });
    const ids: string[] = [];
    for (const person of persons) ids.push(await storePerson(db, person, [person.to]));
    const [synced, late, unlinked, foreign, budgeted, bare] = ids;
    if (!synced || !late || !unlinked || !foreign || !budgeted || !bare)
      throw new Error("expected six people");
    await db.update(accounts).set({ syncedThrough: "2026-11-10" }).where(eq(accounts.userId, late));
    await db.delete(accounts).where(eq(accounts.userId, unlinked));
    await db.update(users).set({ currency: "CHF" }).where(eq(users.id, foreign));
    await db
      .update(userSettings)
      .set({ weeklyBudget: "150.00", sleepNeedMinutes: 430 })
      .where(eq(userSettings.userId, budgeted));
    await db.delete(biometricReadings).where(eq(biometricReadings.userId, bare));
    // Two payments a millisecond apart and less, a name with a comma, a quote and a control character.
    const [account] = await db
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.userId, budgeted));
    await seedPayments(
      db,
      budgeted,
      account?.id ?? "",
      ['Joe\'s "Bar", {NULL}\u001e\\', "NULL", null].map((name) => [
        "2026-11-20",
        name,
        "12.34",
        "FOOD_AND_DRINK_BAR",
        { timeKnown: true, externalId: randomUUID() },
      ]),
    );
    await db.execute(sql`
      update transactions set "timestamp" = '2026-11-20T22:15:00.000+00'::timestamptz
        + (row_number.place || ' microseconds')::interval
      from (select id, row_number() over (order by id) * 300 as place from transactions) as row_number
      where transactions.id = row_number.id and transactions.external_id like '%-%-4%'
        and transactions.local_date = '2026-11-20'`);
    // A second device for some weeks.
    await seedReadings(
      db,
      late,
      eachDay("2026-09-01", "2026-10-20").map((localDate) => ({ localDate, hrv: 40, steps: 9000 })),
      "another",
    );
    return [...ids, await createPerson(db, { timezone: "Pacific/Auckland", currency: "JPY" })];
  }

  test("when a night scores all of them at once, then each has the rows that scoring one person makes", async () => {
    const ids = await storePeople();
    // What was known of one day only: a balance that was asked about, and one in an earlier currency.
    for (const userId of ids)
      await scorePersonDays(db, userId, { from: YESTERDAY, to: YESTERDAY }, new Date("2026-11-22T12:30:00Z"));
    const dates = ["2026-08-05", "2026-10-14", "2026-11-01", "2026-11-09", "2026-11-21", YESTERDAY];
    const single = new Map<string, unknown>();
    for (const userId of ids) {
      for (const date of dates) await scorePersonDays(db, userId, { from: date, to: date }, NIGHT);
      single.set(userId, await storedDays(db, userId));
    }
    await db.delete(dailyBalanceScores).where(sql`date <> ${YESTERDAY}::date`);
    await db.update(dailyBalanceScores).set({ energyScore: 1, moodScore: 1, configVersion: "other" });
    for (const userId of ids) await markDirty(db, userId, dates.slice(0, -1), NIGHT);

    expect((await score(ids)).failed).toEqual([]);
    for (const userId of ids) expect(await storedDays(db, userId)).toEqual(single.get(userId));
    expect(await db.select().from(dirtyDays)).toEqual([]);
  });

  test("when all their days are scored at once, then each day is as its own night scores it", async () => {
    const ids = await storePeople();
    const dates = eachDay("2026-09-20", YESTERDAY);
    await scorePeople(db, new Map(ids.map((userId) => [userId, new Set(dates)])), NIGHT);
    const together = new Map<string, unknown>();
    for (const userId of ids) together.set(userId, await storedDays(db, userId));
    await db.delete(dailyBalanceScores).where(sql`extract(day from date)::int % 5 = 0`);
    for (const date of dates.filter((day) => Number(day.slice(-2)) % 5 === 0)) {
      await scorePeople(db, new Map(ids.map((userId) => [userId, new Set([date])])), NIGHT);
    }
    for (const userId of ids) expect(await storedDays(db, userId)).toEqual(together.get(userId));
  });
});
