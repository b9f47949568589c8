import { inArray, isNull, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { dirtyDays } from "../schema/delivery.ts";

/** Drivers take some 65 000 parameters in a statement, and a file may reach back for decades. */
const MOST_AT_ONCE = 5000;

/**
 * Notes that something changed on local days that may have been scored, in the transaction that changes it: a night
 * that synced late, a transaction that posted, an answer that was fixed. They are scored again within minutes.
 */
export async function markDirty(
  db: Database,
  userId: string,
  dates: readonly LocalDate[],
  now: Date,
): Promise<void> {
  const marks = [...new Set(dates)].sort().map((date) => ({ userId, date, markedAt: now }));
  for (let at = 0; at < marks.length; at += MOST_AT_ONCE) {
    await db
      .insert(dirtyDays)
      .values(marks.slice(at, at + MOST_AT_ONCE))
      .onConflictDoUpdate({
        target: [dirtyDays.userId, dirtyDays.date],
        // Never the same instant twice: by it a scoring that read the day before this mark knows that it is another.
        set: {
          markedAt: sql`greatest(excluded.marked_at, dirty_days.marked_at + interval '1 microsecond')`,
          queuedAt: null,
        },
      });
  }
}

/**
 * People with days that no job was queued for yet; those days count as queued from now on.
 *
 * @param limit most days that are taken; when as many were, there may be more
 */
export async function takeDirtyPeople(
  db: Database,
  now: Date,
  limit: number,
): Promise<{ readonly people: readonly string[]; readonly days: number }> {
  const taken = db
    .select({ userId: dirtyDays.userId, date: dirtyDays.date })
    .from(dirtyDays)
    .where(isNull(dirtyDays.queuedAt))
    .orderBy(dirtyDays.markedAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const found = rows(
    await db.execute(sql`
      with taken as (${taken})
      update dirty_days set queued_at = ${now} from taken
      where dirty_days.user_id = taken.user_id and dirty_days.date = taken.date
      returning dirty_days.user_id::text as user_id`),
  );
  return { people: [...new Set(found.map((row) => String(row.user_id)))], days: found.length };
}

/** A dirty day as it was read, with the mark it then had. */
export type DirtyDay = { readonly userId: string; readonly date: LocalDate; readonly mark: string };

/** People's dirty days. Read before the data is: what changes after that is marked anew. */
export async function findDirtyDays(db: Database, userIds: readonly string[]): Promise<readonly DirtyDay[]> {
  return db
    .select({
      userId: dirtyDays.userId,
      date: dirtyDays.date,
      // As text, since a `Date` would drop the microseconds.
      mark: sql<string>`${dirtyDays.markedAt}::text`,
    })
    .from(dirtyDays)
    .where(inArray(dirtyDays.userId, [...userIds]));
}

/**
 * Takes the marks off days in the transaction that scores them. A day that was marked again since it was read stays
 * dirty, and is queued again: the job that was queued for it may have been left out, because this one was under way.
 */
export async function clearDirtyDays(db: Database, scored: readonly DirtyDay[]): Promise<void> {
  if (scored.length === 0) return;
  const column = (value: (day: DirtyDay) => string) => pgArray(scored.map(value));
  await db.execute(sql`
    delete from dirty_days using unnest(
      ${column(({ userId }) => userId)}::text::uuid[], ${column(({ date }) => date)}::text::date[],
      ${column(({ mark }) => mark)}::text::timestamptz[]
    ) as scored (user_id, date, mark)
    where dirty_days.user_id = scored.user_id and dirty_days.date = scored.date
      and dirty_days.marked_at = scored.mark`);
  await db.execute(sql`
    update dirty_days set queued_at = null from unnest(
      ${column(({ userId }) => userId)}::text::uuid[], ${column(({ date }) => date)}::text::date[]
    ) as scored (user_id, date)
    where dirty_days.user_id = scored.user_id and dirty_days.date = scored.date and queued_at is not null`);
}

/** Keeps days for the next night of their person, without a job before that. */
export async function keepForNight(
  db: Database,
  days: readonly { readonly userId: string; readonly date: LocalDate }[],
  now: Date,
): Promise<void> {
  if (days.length === 0) return;
  await db
    .insert(dirtyDays)
    .values(days.map(({ userId, date }) => ({ userId, date, markedAt: now, queuedAt: now })))
    .onConflictDoNothing();
}
