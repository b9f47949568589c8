import { eq, isNull, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import { dirtyDays } from "../schema/delivery.ts";

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
  if (dates.length === 0) return;
  await db
    .insert(dirtyDays)
    .values([...new Set(dates)].map((date) => ({ userId, date, markedAt: now })))
    .onConflictDoUpdate({
      target: [dirtyDays.userId, dirtyDays.date],
      set: { markedAt: now, queuedAt: null },
    });
}

/** People with days that no job was queued for yet; they count as queued from now on. */
export async function takeDirtyPeople(db: Database, now: Date, limit: number): Promise<readonly string[]> {
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
  return [...new Set(found.map((row) => String(row.user_id)))];
}

/** A person's dirty days, which the caller scores in the same transaction; they are clean when it commits. */
export async function takeDirtyDays(db: Database, userId: string): Promise<readonly LocalDate[]> {
  const taken = await db
    .delete(dirtyDays)
    .where(eq(dirtyDays.userId, userId))
    .returning({ date: dirtyDays.date });
  return taken.map(({ date }) => date).sort();
}
