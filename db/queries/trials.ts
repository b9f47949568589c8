import { and, eq, max } from "drizzle-orm";
import type { Database } from "../client.ts";
import { eventLog } from "../schema/coaching.ts";
import { ruleEffects } from "../schema/judgement.ts";
import { logEvent } from "./events.ts";

/** Noted when somebody agreed that something is left out at random now and then, and when they took that back. */
const JOINED_EVENT = "trials_joined";
const LEFT_EVENT = "trials_left";

/**
 * Notes that somebody agreed: what was said before was not left to chance, and tells nothing. Who agrees again begins anew.
 */
export function joinTrials(db: Database, userId: string, now: Date): Promise<void> {
  return logEvent(db, userId, JOINED_EVENT, {}, now);
}

/** Notes that they took it back, and forgets what was worked out about them meanwhile. */
export async function leaveTrials(db: Database, userId: string, now: Date): Promise<void> {
  await db.delete(ruleEffects).where(eq(ruleEffects.userId, userId));
  await logEvent(db, userId, LEFT_EVENT, {}, now);
}

/** When somebody last agreed; null where they never did. */
export async function joinedTrialsAt(db: Database, userId: string): Promise<Date | null> {
  const [joined] = await db
    .select({ at: max(eventLog.timestamp) })
    .from(eventLog)
    .where(and(eq(eventLog.userId, userId), eq(eventLog.eventType, JOINED_EVENT)));
  return joined?.at ?? null;
}
