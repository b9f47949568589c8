import { eq, sql } from "drizzle-orm";
import type { Look } from "../../coaching/insights/look.ts";
import { daysThatAllowLook } from "../../coaching/insights/sundays.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { insightLooks } from "../schema/coaching.ts";

/** Somebody and the last Sunday that has ended where they are. */
export type PersonsSunday = { readonly userId: string; readonly sunday: LocalDate };

/** Those of some people whose last Sunday was not looked at, though enough is known for a look to test something. */
export async function findNotLookedAt(
  db: Database,
  people: readonly PersonsSunday[],
): Promise<readonly string[]> {
  if (people.length === 0) return [];
  const column = (value: (person: PersonsSunday) => string) => pgArray(people.map(value));
  const found = rows(
    await db.execute(sql`
      select person.user_id::text as user_id
      from unnest(
        ${column(({ userId }) => userId)}::text::uuid[], ${column(({ sunday }) => sunday)}::text::date[],
        ${column(({ sunday }) => daysThatAllowLook(sunday).from)}::text::date[],
        ${column(({ sunday }) => daysThatAllowLook(sunday).to)}::text::date[]
      ) as person (user_id, sunday, first, last)
      where exists (select from users where id = person.user_id)
        and not exists (select from insight_looks where user_id = person.user_id and look_date >= person.sunday)
        and (
          exists (select from biometric_readings where user_id = person.user_id and local_date between first and last)
          or exists (select from mood_entries where user_id = person.user_id and local_date between first and last)
          or exists (select from transactions where user_id = person.user_id and local_date between first and last)
        )`),
  );
  return found.map((row) => String(row.user_id));
}

/** Sundays that a person's data was looked at. */
export async function lookedSundays(db: Database, userId: string): Promise<ReadonlySet<LocalDate>> {
  const found = await db
    .select({ date: insightLooks.lookDate })
    .from(insightLooks)
    .where(eq(insightLooks.userId, userId));
  return new Set(found.map(({ date }) => date));
}

/** Stores a look, unless its Sunday has one: what was once seen stays. */
export async function saveLook(db: Database, userId: string, look: Look, now: Date): Promise<void> {
  const { date, from, configVersion, results } = look;
  await db
    .insert(insightLooks)
    .values({ userId, lookDate: date, fromDate: from, configVersion, results, computedAt: now })
    .onConflictDoNothing();
}
