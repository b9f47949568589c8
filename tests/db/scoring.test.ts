import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addDays, eachDay, type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import { generate } from "../../coaching/sample/generate.ts";
import { clearDirtyDays, findDirtyDays, markDirty, takeDirtyPeople } from "../../db/queries/dirty-days.ts";
import { removeEntry, saveEntry } from "../../db/queries/mood-entries.ts";
import { createPerson } from "../../db/queries/people.ts";
import { scorePersonDays } from "../../db/queries/scores.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import { dailyBalanceScores, monthlySummary, weeklySummary } from "../../db/schema/coaching.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { RESCORING } from "../../src/jobs/index.ts";
import { scoreJobs } from "../../src/jobs/scoring.ts";
import { runTick } from "../../src/jobs/tick.ts";
import { seedAccount, seedMoods, seedPayments, seedReadings } from "../bot/questions/seed.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { storePerson } from "../support/stored-person.ts";

const { db } = await testDatabase();

/** The night after Sunday 22 November 2026, all over the world. */
const NOW = new Date("2026-11-23T14:00:00Z");
const YESTERDAY = "2026-11-22";

function job(userId: string, kind: string, localDate: LocalDate = "2026-11-23") {
  return { id: randomUUID(), job: { userId, kind, localDate, dueAt: NOW.toISOString() } };
}

async function score(userIds: readonly string[], kind = "daily_scoring", now = NOW) {
  const lines: LogLine[] = [];
  const jobs = userIds.map((userId) => job(userId, kind));
  const failed = await scoreJobs(jobs, { db, log: collectLog(lines), clock: () => now });
  return { lines, failed: jobs.filter(({ id }) => failed.has(id)).map((one) => one.job.userId) };
}

/** Everything stored of a person's scored days but what differs from one writing to the next. */
async function storedDays(userId: string) {
  const { date, energyScore, moodScore, financialScore, compositeScore, moneyAtHand, configVersion } =
    dailyBalanceScores;
  return db
    .select({ date, energyScore, moodScore, financialScore, compositeScore, moneyAtHand, configVersion })
    .from(dailyBalanceScores)
    .where(eq(dailyBalanceScores.userId, userId))
    .orderBy(asc(date));
}

async function computedAt(userId: string): Promise<ReadonlyMap<LocalDate, string>> {
  const { date, computedAt: at } = dailyBalanceScores;
  const found = await db
    .select({ date, at })
    .from(dailyBalanceScores)
    .where(eq(dailyBalanceScores.userId, userId));
  return new Map(found.map((row) => [row.date, row.at.toISOString()]));
}

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
      for (const date of dates) await scorePersonDays(db, userId, { from: date, to: date }, NOW);
      single.set(userId, await storedDays(userId));
    }
    await db.delete(dailyBalanceScores).where(sql`date <> ${YESTERDAY}::date`);
    await db.update(dailyBalanceScores).set({ energyScore: 1, moodScore: 1, configVersion: "other" });
    for (const userId of ids) await markDirty(db, userId, dates.slice(0, -1), NOW);

    expect((await score(ids)).failed).toEqual([]);
    for (const userId of ids) expect(await storedDays(userId)).toEqual(single.get(userId));
    expect(await db.select().from(dirtyDays)).toEqual([]);
  });

  test("when all their days are scored at once, then each day is as its own night scores it", async () => {
    const ids = await storePeople();
    const dates = eachDay("2026-09-20", YESTERDAY);
    await scorePeople(db, new Map(ids.map((userId) => [userId, new Set(dates)])), NOW);
    const together = new Map<string, unknown>();
    for (const userId of ids) together.set(userId, await storedDays(userId));
    await db.delete(dailyBalanceScores).where(sql`extract(day from date)::int % 5 = 0`);
    for (const date of dates.filter((day) => Number(day.slice(-2)) % 5 === 0)) {
      await scorePeople(db, new Map(ids.map((userId) => [userId, new Set([date])])), NOW);
    }
    for (const userId of ids) expect(await storedDays(userId)).toEqual(together.get(userId));
  });
});

describe("given somebody with two weeks of scored days", () => {
  const DAYS = eachDay("2026-11-09", YESTERDAY);

  async function scoredPerson(): Promise<string> {
    const userId = await createPerson(db, { timezone: "America/New_York", currency: "USD" });
    await seedReadings(
      db,
      userId,
      DAYS.map((localDate, at) => ({ localDate, sleepDurationMinutes: 400 + at, hrv: 50 + at })),
    );
    await seedMoods(
      db,
      userId,
      DAYS.map((localDate) => ({ localDate, moodScore: 2 })),
    );
    await scorePeople(db, new Map([[userId, new Set(DAYS)]]), new Date("2026-11-23T08:00:00Z"));
    return userId;
  }

  /** Queues and works on what is dirty, as a minute of the running coach does. */
  async function minute(now: Date): Promise<number> {
    let people = 0;
    const enqueue = async (_: unknown, __: string, jobs: readonly { readonly userId: string }[]) => {
      people += jobs.length;
      await Promise.resolve();
    };
    await runTick({ db, log: collectLog([]), clock: () => now, enqueue, batch: 3 });
    return people;
  }

  async function changedDays(userId: string, before: ReadonlyMap<LocalDate, string>) {
    const after = await computedAt(userId);
    return [...after]
      .filter(([date, at]) => before.get(date) !== at)
      .map(([date]) => date)
      .sort();
  }

  test("when a night syncs late, then only that day is scored anew", async () => {
    const userId = await scoredPerson();
    const before = await computedAt(userId);
    await db
      .update(biometricReadings)
      .set({ sleepDurationMinutes: 200 })
      .where(and(eq(biometricReadings.userId, userId), eq(biometricReadings.localDate, "2026-11-20")));
    await markDirty(db, userId, ["2026-11-20"], NOW);
    expect(await minute(NOW)).toBe(1);
    await score([userId], RESCORING);
    expect(await changedDays(userId, before)).toEqual(["2026-11-20"]);
    expect(await minute(NOW)).toBe(0);
  });

  test("when answers of past days are given, fixed and removed, then those days are scored anew and no other", async () => {
    const userId = await scoredPerson();
    const before = await computedAt(userId);
    const moodsBefore = (await storedDays(userId)).map((row) => row.moodScore);
    const change = { userId, timezone: "America/New_York", at: NOW };
    const id = randomUUID();
    await saveEntry(db, { ...change, id, localDate: "2026-11-18" }, { moodScore: -4 });
    await saveEntry(db, { ...change, id: randomUUID(), localDate: "2026-11-21" }, { moodScore: -4 });
    await saveEntry(
      db,
      { ...change, id: randomUUID(), localDate: localDateOf(NOW, change.timezone) },
      { moodScore: 1 },
    );
    expect((await findDirtyDays(db, [userId])).map(({ date }) => date).sort()).toEqual([
      "2026-11-18",
      "2026-11-21",
    ]);
    await score([userId], RESCORING);
    expect(await changedDays(userId, before)).toEqual(["2026-11-18", "2026-11-21"]);
    expect((await storedDays(userId)).map((row) => row.moodScore)).not.toEqual(moodsBefore);

    await removeEntry(db, { ...change, id });
    await score([userId], RESCORING);
    const after = await storedDays(userId);
    expect(after.find((row) => row.date === "2026-11-18")?.moodScore).toBe(70);
  });

  test("when a day changes again while it is scored, then it stays dirty and is queued again", async () => {
    const userId = await scoredPerson();
    await markDirty(db, userId, ["2026-11-18", "2026-11-19"], NOW);
    await minute(NOW);
    const now = NOW;
    await db.transaction(async (tx) => {
      const read = await findDirtyDays(tx, [userId]);
      await markDirty(tx, userId, ["2026-11-19"], now);
      await takeDirtyPeople(tx, now, 10);
      await clearDirtyDays(tx, read);
    });
    expect((await findDirtyDays(db, [userId])).map(({ date }) => date)).toEqual(["2026-11-19"]);
    expect(await minute(NOW)).toBe(1);
  });

  test("when one person has more dirty days than a tick takes at once, then everybody is queued in the same tick", async () => {
    const many = await scoredPerson();
    const other = await scoredPerson();
    await markDirty(db, many, DAYS, NOW);
    await markDirty(db, other, ["2026-11-18"], new Date(NOW.getTime() + 1000));
    await minute(NOW);
    expect(await db.select().from(dirtyDays).where(sql`queued_at is null`)).toEqual([]);
  });

  test("when a day that goes on is marked, then it waits for its night", async () => {
    const userId = await scoredPerson();
    await markDirty(db, userId, ["2026-11-23"], NOW);
    await minute(NOW);
    await score([userId], RESCORING);
    expect((await computedAt(userId)).has("2026-11-23")).toBe(false);
    expect(await minute(NOW)).toBe(0);
    await scoreJobs([job(userId, "daily_scoring", "2026-11-24")], {
      db,
      log: collectLog([]),
      clock: () => new Date("2026-11-24T06:00:00Z"),
    });
    expect((await computedAt(userId)).has("2026-11-23")).toBe(true);
    expect(await db.select().from(dirtyDays)).toEqual([]);
  });

  test("when somebody's zone is unknown, then only their days are not scored, and they stay dirty", async () => {
    const [good, bad] = [await scoredPerson(), await scoredPerson()];
    await db.update(users).set({ timezone: "Mars/Olympus" }).where(eq(users.id, bad));
    for (const userId of [good, bad]) await markDirty(db, userId, ["2026-11-18"], NOW);
    const { failed, lines } = await score([good, bad], RESCORING);
    expect(failed).toEqual([bad]);
    expect(lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect((await db.select().from(dirtyDays)).map((row) => row.userId)).toEqual([bad]);
  });

  test("when the database refuses one person's rows, then the others are scored one by one", async () => {
    const [good, bad] = [await scoredPerson(), await scoredPerson()];
    const before = await computedAt(good);
    await db.execute(sql`
      create or replace function refuse_one() returns trigger language plpgsql as
        $$ begin if new.user_id::text = tg_argv[0] then raise exception 'refused'; end if; return new; end $$`);
    await db.execute(
      sql.raw(`
      create trigger refuse_one before insert or update on daily_balance_scores
        for each row execute function refuse_one('${bad}')`),
    );
    try {
      for (const userId of [good, bad]) await markDirty(db, userId, ["2026-11-18"], NOW);
      expect((await score([good, bad], RESCORING)).failed).toEqual([bad]);
      expect(await changedDays(good, before)).toEqual(["2026-11-18"]);
      expect((await db.select().from(dirtyDays)).map((row) => row.userId)).toEqual([bad]);
    } finally {
      await db.execute(sql`drop trigger refuse_one on daily_balance_scores`);
      await db.execute(sql`drop function refuse_one`);
    }
  });
});

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
    await scorePeople(db, new Map([[userId, new Set(eachDay("2026-11-16", "2026-11-21"))]]), NOW);
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
      insights: [],
    });
    expect(await db.select().from(monthlySummary)).toEqual([]);
  });

  test("when the 1st begins, then the month has its row; a week that goes on has none", async () => {
    const userId = await spender();
    const now = new Date("2026-11-01T00:30:00Z");
    await scoreJobs([job(userId, "daily_scoring", "2026-11-01")], {
      db,
      log: collectLog([]),
      clock: () => now,
    });
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

  test("when a day of a week that was summed up changes, then its row follows and what was noted in it stays", async () => {
    const userId = await spender();
    await score([userId]);
    await db.update(weeklySummary).set({ insights: [{ kind: "noted" }] });
    await db.update(transactions).set({ amount: "25.05" }).where(eq(transactions.merchantName, "Kino"));
    await markDirty(db, userId, ["2026-11-16"], NOW);
    await score([userId], RESCORING);
    expect(await db.select().from(weeklySummary)).toMatchObject([
      { totalSpending: "55.05", insights: [{ kind: "noted" }] },
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
