import { and, eq } from "drizzle-orm";
import type { Slot } from "../../coaching/schedule.ts";
import type { Database } from "../client.ts";
import { schedules } from "../schema/delivery.ts";
import type { ScheduleKind } from "./schedules.ts";

/**
 * When a kind of schedule is due next for a person; null where they have none.
 *
 * @returns with the minutes since local midnight at which it is wanted
 */
export async function nextSlotOf(
  db: Database,
  userId: string,
  kind: ScheduleKind,
): Promise<(Slot & { readonly minute: number }) | null> {
  const [row] = await db
    .select({
      localDate: schedules.nextLocalDate,
      at: schedules.nextRunAt,
      minute: schedules.localMinute,
    })
    .from(schedules)
    .where(and(eq(schedules.userId, userId), eq(schedules.kind, kind), eq(schedules.enabled, true)));
  return row ?? null;
}

/** The slot of a kind that was served last, and the one that is due next, which is the same day's where it was put off. */
export async function slotsAround(
  db: Database,
  userId: string,
  kind: ScheduleKind,
): Promise<{ readonly last: Slot | null; readonly next: Slot | null }> {
  const [row] = await db
    .select()
    .from(schedules)
    .where(and(eq(schedules.userId, userId), eq(schedules.kind, kind), eq(schedules.enabled, true)));
  if (row === undefined) return { last: null, next: null };
  const { lastLocalDate, lastRunAt, nextLocalDate, nextRunAt } = row;
  const last =
    lastLocalDate === null || lastRunAt === null ? null : { localDate: lastLocalDate, at: lastRunAt };
  return { last, next: { localDate: nextLocalDate, at: nextRunAt } };
}
