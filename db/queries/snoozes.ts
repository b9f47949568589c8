import { and, eq } from "drizzle-orm";
import type { HoldReason } from "../../coaching/delivery/reasons.ts";
import type { Slot } from "../../coaching/delivery/windows.ts";
import type { Database } from "../client.ts";
import { decisions, schedules } from "../schema/delivery.ts";
import { type DecisionRow, isSlot, type SlotKey } from "./decisions.ts";
import type { ScheduleRow } from "./schedules.ts";

/** A slot that was said, and when its kind is next due; null when that is switched off. */
export type SaidSlot = { readonly decision: DecisionRow; readonly nextRunAt: Date | null };

/**
 * A slot that was said, its schedule row locked until the caller's transaction ends.
 *
 * @returns null when it was not said, or its kind has moved on to another day
 */
export async function lockSaidSlot(db: Database, slot: SlotKey): Promise<SaidSlot | null> {
  const [schedule] = await db
    .select()
    .from(schedules)
    .where(and(eq(schedules.userId, slot.userId), eq(schedules.kind, slot.kind)))
    .for("update");
  const [decision] = await db.select().from(decisions).where(isSlot(slot));
  if (schedule?.lastLocalDate !== slot.localDate || decision === undefined) return null;
  const wasSaid = decision.outcome !== "held" || decision.snoozedUntil !== null;
  return wasSaid ? { decision, nextRunAt: schedule.enabled ? schedule.nextRunAt : null } : null;
}

/** Puts a slot off: its kind is due again at `until`, for the same local day, and then goes on as planned. */
export async function snoozeSlot(db: Database, slot: SlotKey, until: Date, now: Date): Promise<void> {
  await db
    .update(decisions)
    .set({ outcome: "snoozed", reason: null, snoozedUntil: until, decidedAt: now })
    .where(isSlot(slot));
  await db
    .update(schedules)
    .set({ nextLocalDate: slot.localDate, nextRunAt: until })
    .where(and(eq(schedules.userId, slot.userId), eq(schedules.kind, slot.kind)));
}

/** Lets a slot about which nothing was decided yet wait: its kind is due again then, for the same local day. */
export async function postponeSlot(db: Database, slot: SlotKey, until: Date): Promise<void> {
  const { userId, kind, localDate } = slot;
  await db
    .update(schedules)
    .set({ nextLocalDate: localDate, nextRunAt: until })
    .where(
      and(eq(schedules.userId, userId), eq(schedules.kind, kind), eq(schedules.lastLocalDate, localDate)),
    );
}

/** Whether a schedule row waits for a slot that was put off: the only way in which a day served is due again. */
export function isSnoozed(row: ScheduleRow): boolean {
  return row.enabled && row.nextLocalDate === row.lastLocalDate;
}

/** Whether a slot was put off until the time it is now due at, and nothing has been decided since. */
export function isBackFromSnooze({ snoozedUntil, outcome, reason }: DecisionRow, { at }: Slot): boolean {
  return snoozedUntil?.getTime() === at.getTime() && (outcome === "snoozed" || reason === "failed");
}

/** Holds what was put off and will not come back, as its kind is no longer due. */
export async function holdSnoozed(db: Database, slot: SlotKey, reason: HoldReason, now: Date): Promise<void> {
  await db
    .update(decisions)
    .set({ outcome: "held", reason, decidedAt: now })
    .where(and(isSlot(slot), eq(decisions.outcome, "snoozed")));
}
