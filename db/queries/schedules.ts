import { and, asc, eq, lte, sql } from "drizzle-orm";
import { minuteOfClockTime } from "../../coaching/model/clock-time.ts";
import { nextDailyRun } from "../../coaching/schedule.ts";
import type { Database } from "../client.ts";
import { schedules } from "../schema/coaching.ts";
import { userSettings, users } from "../schema/people.ts";
import { lockChatsOf } from "./people.ts";

export type ScheduleKind = (typeof schedules.$inferSelect)["kind"];
export type ScheduleRow = typeof schedules.$inferSelect;

/** Minutes since local midnight at which the kinds without a setting of their own run. */
const SCORING_MINUTE = 15;
/** How long after the check-in's question the morning message follows. */
const NUDGE_DELAY_MINUTES = 30;

/**
 * Makes or moves a person's schedule rows after a change of zone or time, in the caller's transaction.
 *
 * A row keeps the day it last served, so that a change never serves one local day twice.
 */
export async function planSchedules(db: Database, userId: string, now: Date): Promise<void> {
  const [person] = await db
    .select({ timezone: users.timezone, reminder: userSettings.moodReminderTime })
    .from(users)
    .innerJoin(userSettings, eq(userSettings.userId, users.id))
    .where(eq(users.id, userId));
  if (person === undefined) return;
  const reminder = person.reminder === null ? null : minuteOfClockTime(person.reminder);
  const wanted: readonly (readonly [ScheduleKind, number | null])[] = [
    ["checkin_reminder", reminder],
    ["morning_nudge", reminder === null ? null : Math.min(1439, reminder + NUDGE_DELAY_MINUTES)],
    ["daily_scoring", SCORING_MINUTE],
  ];
  const present = await db.select().from(schedules).where(eq(schedules.userId, userId));
  for (const [kind, minute] of wanted) {
    const row = present.find((schedule) => schedule.kind === kind);
    const localMinute = minute ?? row?.localMinute ?? 0;
    const isSame = row?.timezone === person.timezone && row.localMinute === localMinute;
    // Untouched, so that a run which is due this very minute is not moved to tomorrow.
    if (row !== undefined && isSame && row.enabled === (minute !== null)) continue;
    const next = nextDailyRun(person.timezone, localMinute, now, row?.lastLocalDate ?? null);
    const values = { localMinute, timezone: person.timezone, nextRunAt: next.at, enabled: minute !== null };
    await db
      .insert(schedules)
      .values({ userId, kind, ...values })
      .onConflictDoUpdate({ target: [schedules.userId, schedules.kind], set: values });
  }
}

/** Keys of rows that are due, the longest due first. Nothing is locked: {@link claimDue} does, row by row. */
export async function findDue(
  db: Database,
  now: Date,
  limit: number,
): Promise<readonly Pick<ScheduleRow, "userId" | "kind">[]> {
  return db
    .select({ userId: schedules.userId, kind: schedules.kind })
    .from(schedules)
    .where(and(lte(schedules.nextRunAt, now), eq(schedules.enabled, true)))
    .orderBy(asc(schedules.nextRunAt))
    .limit(limit);
}

/**
 * A row that is still due, locked for this transaction; null when another process has it or has served it.
 *
 * The person's chats are locked first, as an event of theirs does it too: the other way round, an event that moves a
 * schedule and a tick that serves it would wait for each other.
 */
export async function claimDue(
  db: Database,
  { userId, kind }: Pick<ScheduleRow, "userId" | "kind">,
  now: Date,
): Promise<ScheduleRow | null> {
  await lockChatsOf(db, userId);
  const [row] = await db
    .select()
    .from(schedules)
    .where(
      and(
        eq(schedules.userId, userId),
        eq(schedules.kind, kind),
        lte(schedules.nextRunAt, now),
        eq(schedules.enabled, true),
      ),
    )
    .for("update", { skipLocked: true });
  return row ?? null;
}

/** Notes the local day a row was served for and when it is next due. */
export async function advanceSchedule(
  db: Database,
  row: Pick<ScheduleRow, "userId" | "kind">,
  served: { readonly localDate: string; readonly nextRunAt: Date },
): Promise<void> {
  await db
    .update(schedules)
    .set({
      nextRunAt: served.nextRunAt,
      lastLocalDate: sql`greatest(${schedules.lastLocalDate}, ${served.localDate}::date)`,
    })
    .where(and(eq(schedules.userId, row.userId), eq(schedules.kind, row.kind)));
}

/** Switches off a row that makes no sense, so that it is not claimed again every minute. */
export async function disableSchedule(
  db: Database,
  row: Pick<ScheduleRow, "userId" | "kind">,
): Promise<void> {
  await db
    .update(schedules)
    .set({ enabled: false })
    .where(and(eq(schedules.userId, row.userId), eq(schedules.kind, row.kind)));
}
