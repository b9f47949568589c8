import { asc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { addDays, eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { generate } from "../../coaching/sample/generate.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import { createPerson } from "../../db/queries/people.ts";
import { rows } from "../../db/results.ts";
import { dailyBalanceScores, monthlySummary, weeklySummary } from "../../db/schema/coaching.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { accounts } from "../../db/schema/money.ts";
import { RESCORING } from "../../src/jobs/index.ts";
import { testDatabase } from "../support/database.ts";
import { nightOn, storedDays } from "../support/scored-night.ts";
import { storePerson } from "../support/stored-person.ts";

const { db } = await testDatabase();
const score = nightOn(db);

/** A year with both clock changes in it. */
const FIRST = "2025-11-10";
const LAST = addDays(FIRST, 364);
/** Before that the year was scored at once, from what was known by then. */
const FIRST_NIGHT = addDays(LAST, -100);
const AFTER = new Date(`${addDays(LAST, 1)}T22:00:00Z`);

async function storedSummaries(userId: string) {
  const weeks = await db
    .select()
    .from(weeklySummary)
    .where(eq(weeklySummary.userId, userId))
    .orderBy(asc(weeklySummary.weekStartDate));
  const months = await db
    .select()
    .from(monthlySummary)
    .where(eq(monthlySummary.userId, userId))
    .orderBy(asc(monthlySummary.monthStartDate));
  return [...weeks, ...months].map(({ userId: _, computedAt: __, ...summary }) => summary);
}

/** Gives some days of somebody's rows to somebody else, as if it had come in for them. */
async function hand(from: string, to: string, first: LocalDate, last = first): Promise<void> {
  const given = sql`jsonb_build_object('user_id', ${to}::text)`;
  for (const table of ["biometric_readings", "mood_entries"]) {
    const name = sql.identifier(table);
    await db.execute(sql`
      insert into ${name} select (jsonb_populate_record(null::${name}, to_jsonb(t) || ${given})).* from ${name} t
      where user_id = ${from}::uuid and local_date between ${first}::date and ${last}::date`);
  }
  await db.execute(sql`
    insert into transactions
    select (jsonb_populate_record(null::transactions, to_jsonb(t) || ${given} || jsonb_build_object('account_id', mine.id))).*
    from transactions t
    join accounts theirs on theirs.user_id = t.user_id and theirs.id = t.account_id
    join accounts mine on mine.user_id = ${to}::uuid and mine.external_account_id = theirs.external_account_id
    where t.user_id = ${from}::uuid and t.local_date between ${first}::date and ${last}::date`);
  await db.update(accounts).set({ syncedThrough: last }).where(eq(accounts.userId, to));
}

/** Every column of somebody's scored days but when they were computed. */
async function contentsOf(userId: string): Promise<readonly string[]> {
  const found = rows(
    await db.execute(sql`
      select (to_jsonb(d) - 'computed_at')::text as row from daily_balance_scores d where user_id = ${userId}::uuid
      order by 1`),
  );
  return found.map(({ row }) => String(row));
}

test("given a year that comes in late, then it is scored and summed up as if it had come in and been scored night by night; doing it again, or by two at once, changes nothing", async () => {
  const [person] = generate({ seed: "late year", persons: 1, from: FIRST, days: 365 }).persons;
  if (person === undefined) throw new Error("expected a person");
  const late = await storePerson(db, person, [LAST, LAST]);
  const daily = await createPerson(db, { timezone: person.timezone, currency: person.currency });
  await db.execute(sql`
    insert into accounts (user_id, id, provider, external_account_id, account_name, account_type, currency, synced_through)
    select ${daily}::uuid, gen_random_uuid(), provider, external_account_id, account_name, account_type, currency, null
    from accounts where user_id = ${late}::uuid`);
  const days = eachDay(FIRST, LAST);
  const before = addDays(FIRST_NIGHT, -1);
  await hand(late, daily, FIRST, before);
  await markDirty(db, daily, eachDay(FIRST, before), AFTER);
  await score([daily], RESCORING, FIRST_NIGHT, new Date(`${FIRST_NIGHT}T22:00:00Z`));
  for (const date of eachDay(FIRST_NIGHT, LAST)) {
    await hand(late, daily, date);
    const night = addDays(date, 1);
    await score([daily], "daily_scoring", night, new Date(`${night}T22:00:00Z`));
  }
  await markDirty(db, late, days, AFTER);
  expect((await score([late], RESCORING, addDays(LAST, 1), AFTER)).failed).toEqual([]);

  const scored = await storedDays(db, late);
  expect(scored).toHaveLength(365);
  expect(scored.filter(({ compositeScore }) => compositeScore !== null).length).toBeGreaterThan(300);
  expect(await storedDays(db, daily)).toEqual(scored);
  const summaries = await storedSummaries(late);
  expect(summaries.length).toBeGreaterThan(60);
  expect(await storedSummaries(daily)).toEqual(summaries);
  expect(await db.$count(dirtyDays)).toBe(0);

  const rowsBefore = await contentsOf(late);
  for (const userId of [late, daily]) await markDirty(db, userId, days.slice(-90), AFTER);
  const both = () => score([late, daily], RESCORING, addDays(LAST, 1), AFTER);
  await Promise.all([both(), both()]);
  expect(await contentsOf(late)).toEqual(rowsBefore);
  expect(await storedDays(db, daily)).toEqual(scored);
  expect(await storedSummaries(late)).toEqual(summaries);
  expect(await db.$count(dailyBalanceScores)).toBe(730);
  expect(await db.$count(dirtyDays)).toBe(0);
}, 120_000);
