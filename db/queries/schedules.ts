import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { CHECK_IN_WAIT_MINUTES } from "../../coaching/delivery/after-check-in.ts";
import { minuteOfClockTime } from "../../coaching/model/clock-time.ts";
import { daysBetween, eachDay, isTimeZone, localDateOf } from "../../coaching/model/local-date.ts";
import { type Cadence, nextRun, type Slot } from "../../coaching/schedule.ts";
import type { Database } from "../client.ts";
import { pgArray } from "../results.ts";
import { SCHEDULE_KINDS, schedules } from "../schema/delivery.ts";
import { userSettings, users } from "../schema/people.ts";
import { recordDecision } from "./decisions.ts";
import { markDirty } from "./dirty-days.ts";
import { holdSnoozed, isSnoozed } from "./snoozes.ts";

export type ScheduleKind = (typeof schedules.$inferSelect)["kind"];
export type ScheduleRow = typeof schedules.$inferSelect;

/** More days than a move can leave out. */
const MOST_UNSCORED_DAYS = 4;
/** Scores are made shortly after the local day has ended. */
const SCORING_MINUTE = 15;
/** When the day's second chance to say something comes. */
export const EVENING_MINUTE = 18 * 60;
/** How long after it a summary follows, and between which times of day. */
const SUMMARY_DELAY_MINUTES = 60;
const SUMMARY_HOURS = { from: 9 * 60, until: 20 * 60 } as const;

/** How often a kind is due. */
export const cadenceOf: Readonly<Record<ScheduleKind, Cadence>> = {
  checkin_reminder: "daily",
  morning_nudge: "daily",
  evening_nudge: "daily",
  daily_scoring: "daily",
  weekly_summary: "weekly",
  monthly_summary: "monthly",
};

/** Minutes since local midnight at which each kind is wanted; null: not at all. */
export function wantedMinutes(reminder: number | null): Readonly<Record<ScheduleKind, number | null>> {
  const later = (minutes: number) => (reminder === null ? null : Math.min(1439, reminder + minutes));
  const summary = later(SUMMARY_DELAY_MINUTES);
  const daytime =
    summary === null ? null : Math.min(Math.max(summary, SUMMARY_HOURS.from), SUMMARY_HOURS.until);
  return {
    checkin_reminder: reminder,
    morning_nudge: later(CHECK_IN_WAIT_MINUTES),
    // Whoever is asked towards evening is told with that: how somebody feels is asked before they are told.
    evening_nudge:
      reminder === null || reminder + CHECK_IN_WAIT_MINUTES > EVENING_MINUTE ? null : EVENING_MINUTE,
    daily_scoring: SCORING_MINUTE,
    weekly_summary: daytime,
    monthly_summary: daytime,
  };
}

/**
 * Makes or moves a person's schedule rows after a change of zone or time, in the caller's transaction.
 *
 * A row keeps the day it last served, so that a change never serves one local day twice. What the person put off comes back
 * at the instant they were told, whatever zone or time holds by then, and the plan holds after it. What is due or put off
 * as its kind is switched off by the change is held for that.
 *
 * @param isUnreachable nothing can be said to them: only scores are made
 */
export async function planSchedules(
  db: Database,
  userId: string,
  now: Date,
  isUnreachable = false,
): Promise<void> {
  const [person] = await db
    .select({ timezone: users.timezone, reminder: userSettings.moodReminderTime })
    .from(users)
    .innerJoin(userSettings, eq(userSettings.userId, users.id))
    .where(eq(users.id, userId));
  if (person === undefined) return;
  const zone = person.timezone;
  const reminder = person.reminder === null ? null : minuteOfClockTime(person.reminder);
  const present = await db.select().from(schedules).where(eq(schedules.userId, userId)).for("update");
  const wanted = Object.entries(wantedMinutes(reminder)) as [ScheduleKind, number | null][];
  const changed = wanted.flatMap(([kind, minute]) => {
    const row = present.find((schedule) => schedule.kind === kind);
    const enabled = minute !== null && (kind === "daily_scoring" || !isUnreachable);
    const localMinute = minute ?? row?.localMinute ?? 0;
    // Untouched, so that a run which is due this very minute is not moved to tomorrow.
    const isSame = row?.timezone === zone && row.localMinute === localMinute && row.enabled === enabled;
    if (isSame) return [];
    // What is due and not claimed yet stays due, and so does what was put off: the tick serves it, then goes by the new plan.
    const isKept = row?.enabled === true && (row.nextRunAt <= now || isSnoozed(row));
    const { localDate: nextLocalDate, at: nextRunAt } = isKept
      ? { localDate: row.nextLocalDate, at: row.nextRunAt }
      : nextRun({ cadence: cadenceOf[kind], zone, minute: localMinute }, now, servedBy(row));
    return [{ userId, kind, localMinute, timezone: zone, nextLocalDate, nextRunAt, enabled }];
  });
  if (changed.length === 0) return;
  const scoring = present.find((row) => row.kind === "daily_scoring");
  if (scoring !== undefined && scoring.timezone !== zone) await markUnscored(db, scoring, zone, now);
  const dropped = present.filter(
    (row) => row.enabled && changed.some(({ kind, enabled }) => kind === row.kind && !enabled),
  );
  await holdDropped(db, dropped, isUnreachable ? "unreachable" : "switched_off", now);
  await db
    .insert(schedules)
    .values(changed)
    .onConflictDoUpdate({
      target: [schedules.userId, schedules.kind],
      set: {
        localMinute: sql`excluded.local_minute`,
        timezone: sql`excluded.timezone`,
        nextLocalDate: sql`excluded.next_local_date`,
        nextRunAt: sql`excluded.next_run_at`,
        enabled: sql`excluded.enabled`,
      },
    });
}

/** The kinds that a person has switched-on schedules of. */
export async function scheduledKinds(db: Database, userId: string): Promise<readonly ScheduleKind[]> {
  const found = await db
    .select({ kind: schedules.kind })
    .from(schedules)
    .where(and(eq(schedules.userId, userId), eq(schedules.enabled, true)));
  return found.map(({ kind }) => kind);
}

/** Whether somebody is asked how they are on most days: whoever is only just arriving is not yet. */
export async function isSpokenTo(db: Database, userId: string): Promise<boolean> {
  return (await scheduledKinds(db, userId)).includes("checkin_reminder");
}

/** Leaves a decision about what was due or put off when its kind was switched off: no slot goes without one. */
async function holdDropped(
  db: Database,
  dropped: readonly ScheduleRow[],
  reason: "unreachable" | "switched_off",
  now: Date,
): Promise<void> {
  for (const row of dropped) {
    const { userId, kind, nextLocalDate: localDate, nextRunAt: dueAt } = row;
    const isPutOff = isSnoozed(row);
    if (isPutOff) await holdSnoozed(db, { userId, kind, localDate }, reason, now);
    // Also a summary that waits for the check-in, about which nothing was decided yet.
    if (isPutOff || dueAt <= now)
      await recordDecision(db, { userId, kind, localDate, dueAt }, { outcome: "held", reason }, now);
  }
}

/**
 * Marks the days whose night may fall away as somebody moves: going east, a day ends hours before its night would have
 * come, and the next night is the next day's.
 */
async function markUnscored(db: Database, { userId, ...row }: ScheduleRow, zone: string, now: Date) {
  const { localDate } = servedBy(row) ?? { localDate: row.nextLocalDate };
  const today = localDateOf(now, zone);
  if (localDate > today || daysBetween(localDate, today) > MOST_UNSCORED_DAYS) return;
  await markDirty(db, userId, eachDay(localDate, today), now);
}

/** The slot that a row has served last. */
function servedBy(row: Pick<ScheduleRow, "lastLocalDate" | "lastRunAt"> | undefined): Slot | null {
  if (row === undefined || row.lastLocalDate === null || row.lastRunAt === null) return null;
  return { localDate: row.lastLocalDate, at: row.lastRunAt };
}

/** What a tick looks at. */
export type DueRow = Pick<
  ScheduleRow,
  "userId" | "kind" | "localMinute" | "timezone" | "nextLocalDate" | "nextRunAt"
>;

/**
 * Claims rows that are due, the longest due first: locked until the caller's transaction ends, and those that
 * another process has locked are left to it.
 */
export async function claimDue(db: Database, now: Date, limit: number): Promise<readonly DueRow[]> {
  const { userId, kind, localMinute, timezone, nextLocalDate, nextRunAt } = schedules;
  return db
    .select({ userId, kind, localMinute, timezone, nextLocalDate, nextRunAt })
    .from(schedules)
    .where(
      and(
        lte(schedules.nextRunAt, now),
        eq(schedules.enabled, true),
        // A newer release's kinds are left to its processes.
        inArray(schedules.kind, [...SCHEDULE_KINDS]),
      ),
    )
    .orderBy(asc(schedules.nextRunAt))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** What a row served, and when it is next due. */
export type Advance = {
  readonly row: Pick<ScheduleRow, "userId" | "kind" | "nextLocalDate" | "nextRunAt">;
  readonly served: Slot;
  readonly next: Slot;
};

/** Moves claimed rows on, with one statement. */
export async function advanceSchedules(db: Database, advances: readonly Advance[]): Promise<void> {
  if (advances.length === 0) return;
  const column = (value: (advance: Advance) => string | Date | null) => pgArray(advances.map(value));
  // Nearly always the slot that the row waited for, which it knows: only a catch-up has served a later one.
  const later = ({ row, served }: Advance) => (served.at > row.nextRunAt ? served : null);
  await db.execute(sql`
    update schedules set last_local_date = coalesce(moved.last_date, schedules.next_local_date),
      last_run_at = coalesce(moved.last_run, schedules.next_run_at),
      next_local_date = moved.next_date, next_run_at = moved.next_run
    from unnest(
      ${column(({ row }) => row.userId)}::text::uuid[], ${column(({ row }) => row.kind)}::text::text[],
      ${column((advance) => later(advance)?.localDate ?? null)}::text::date[],
      ${column((advance) => later(advance)?.at ?? null)}::text::timestamptz[],
      ${column(({ next }) => next.localDate)}::text::date[],
      ${column(({ next }) => next.at)}::text::timestamptz[]
    ) as moved (user_id, kind, last_date, last_run, next_date, next_run)
    where schedules.user_id = moved.user_id and schedules.kind = moved.kind`);
}

/**
 * Puts off rows that make no sense to the next run that their kind would have, so that they are named that often and not
 * every minute: an operator, a new plan or the next release may mend them. Day and instant move together, and what is
 * mended is served from there. By UTC where nobody knows the zone.
 */
export async function putOffSchedules(
  db: Database,
  broken: readonly Pick<DueRow, "userId" | "kind" | "timezone" | "localMinute">[],
  now: Date,
): Promise<void> {
  for (const { userId, kind, timezone, localMinute: minute } of broken) {
    const zone = isTimeZone(timezone) ? timezone : "UTC";
    const next = nextRun({ cadence: cadenceOf[kind], zone, minute }, now, null);
    await db
      .update(schedules)
      .set({ nextLocalDate: next.localDate, nextRunAt: next.at })
      .where(and(eq(schedules.userId, userId), eq(schedules.kind, kind)));
  }
}
