import { asc, gt, sql } from "drizzle-orm";
import { addDays, eachDay, type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { users } from "../schema/people.ts";
import { clearDirtyDays, findDirtyDays } from "./dirty-days.ts";
import { type ScoredPeople, scorePeople } from "./scores-batch.ts";

/** The next people in order of id, after one or from the first on. */
export async function peopleAfter(
  db: Database,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const found = await db
    .select({ id: users.id })
    .from(users)
    .where(after === null ? undefined : gt(users.id, after))
    .orderBy(asc(users.id))
    .limit(limit);
  return found.map(({ id }) => id);
}

/**
 * Scores every day of some people anew, from the first of which anything is known to the day before today, with the
 * summaries, in one transaction; nothing that they had marked as changed is left.
 *
 * @returns how many days were scored, and whose failed
 */
export async function rebuildPeople(
  db: Database,
  userIds: readonly string[],
  now: Date,
): Promise<Pick<ScoredPeople, "failed"> & { readonly days: number }> {
  return db.transaction(async (tx) => {
    const dirty = await findDirtyDays(tx, userIds);
    const wanted = new Map<string, Set<LocalDate>>();
    let days = 0;
    for (const { userId, first } of await firstKnownDays(tx, userIds)) {
      // A day too many in the west is left out by who scores.
      const dates = eachDay(first, addDays(localDateOf(now, "UTC"), 1));
      wanted.set(userId, new Set(dates));
    }
    const { failed, notEnded } = await scorePeople(tx, wanted, now);
    for (const [userId, dates] of wanted) if (!failed.has(userId)) days += dates.size;
    const left = new Set(notEnded.map(({ userId, date }) => `${userId}/${date}`));
    await clearDirtyDays(
      tx,
      dirty.filter(({ userId, date }) => !failed.has(userId) && !left.has(`${userId}/${date}`)),
    );
    return { failed, days: days - left.size };
  });
}

/** The first day of which anything is stored, scores included; who has nothing is left out. */
async function firstKnownDays(
  db: Database,
  userIds: readonly string[],
): Promise<readonly { readonly userId: string; readonly first: LocalDate }[]> {
  const found = rows(
    await db.execute(sql`
      select person.user_id::text as user_id, least(
        (select min(local_date) from biometric_readings where user_id = person.user_id),
        (select min(local_date) from mood_entries where user_id = person.user_id),
        (select min(local_date) from transactions where user_id = person.user_id),
        (select min(date) from daily_balance_scores where user_id = person.user_id)
      )::text as first
      from unnest(${pgArray(userIds)}::text::uuid[]) as person (user_id)`),
  );
  return found.flatMap(({ user_id, first }) =>
    typeof first === "string" ? [{ userId: String(user_id), first }] : [],
  );
}
