import { and, asc, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import { z } from "zod";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Plan, PlanCondition } from "../../coaching/plans/condition.ts";
import type { Database } from "../client.ts";
import { plans } from "../schema/judgement.ts";

const minute = z.number().int().min(0).max(1439).nullable();

/** A condition as it is stored. */
export const planCondition: z.ZodType<PlanCondition> = z.object({
  all: z.array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("sleep"), underMinutes: z.number() }),
      z.object({ kind: z.literal("short-night") }),
      z.object({ kind: z.literal("mood"), underFace: z.number().int().min(1).max(7) }),
      z.object({ kind: z.literal("energy"), under: z.number() }),
      z.object({ kind: z.literal("stress"), over: z.number() }),
      z.object({
        kind: z.literal("spent"),
        overMinor: z.number(),
        currency: z.string(),
        during: z.enum(["day", "week"]),
      }),
      z.object({ kind: z.literal("weekday"), days: z.array(z.number().int().min(0).max(6)) }),
      z.object({ kind: z.literal("payday") }),
      z.object({ kind: z.literal("time"), from: minute, until: minute }),
    ]),
  ),
});

export type StoredPlan = Plan & { readonly createdAt: Date; readonly endedAt: Date | null };

export async function savePlan(
  db: Database,
  userId: string,
  plan: Pick<Plan, "id" | "words" | "condition" | "offer">,
  now: Date,
): Promise<void> {
  await db.insert(plans).values({ ...plan, userId, createdAt: now });
}

/** Plans that hold, the oldest first. One whose condition a later release cannot read does not fire. */
export async function activePlans(db: Database, userId: string): Promise<readonly StoredPlan[]> {
  const rows = await db
    .select()
    .from(plans)
    .where(and(eq(plans.userId, userId), isNull(plans.endedAt)))
    .orderBy(asc(plans.createdAt), asc(plans.id));
  return rows.map(planOf);
}

export async function findPlan(db: Database, userId: string, id: string): Promise<StoredPlan | null> {
  const [row] = await db
    .select()
    .from(plans)
    .where(and(eq(plans.userId, userId), eq(plans.id, id)));
  return row === undefined ? null : planOf(row);
}

/** @returns false when it has ended before */
export async function endPlan(db: Database, userId: string, id: string, now: Date): Promise<boolean> {
  const ended = await db
    .update(plans)
    .set({ endedAt: now })
    .where(and(eq(plans.userId, userId), eq(plans.id, id), isNull(plans.endedAt)))
    .returning({ id: plans.id });
  return ended.length > 0;
}

/** An ended plan holds again. @returns false when it held all along */
export async function resumePlan(db: Database, userId: string, id: string): Promise<boolean> {
  const resumed = await db
    .update(plans)
    .set({ endedAt: null })
    .where(and(eq(plans.userId, userId), eq(plans.id, id), isNotNull(plans.endedAt)))
    .returning({ id: plans.id });
  return resumed.length > 0;
}

/** As if it had never been made. */
export async function removePlan(db: Database, userId: string, id: string): Promise<void> {
  await db.delete(plans).where(and(eq(plans.userId, userId), eq(plans.id, id)));
}

/** Notes that a plan has fired on a day. @returns false when it had already on that one */
export async function markPlanFired(
  db: Database,
  userId: string,
  id: string,
  date: LocalDate,
): Promise<boolean> {
  const marked = await db
    .update(plans)
    .set({ lastFiredOn: date })
    .where(
      and(
        eq(plans.userId, userId),
        eq(plans.id, id),
        or(isNull(plans.lastFiredOn), ne(plans.lastFiredOn, date)),
      ),
    )
    .returning({ id: plans.id });
  return marked.length > 0;
}

function planOf(row: typeof plans.$inferSelect): StoredPlan {
  const { id, words, condition, offer, lastFiredOn, createdAt, endedAt } = row;
  const parsed = planCondition.safeParse(condition);
  return {
    id,
    words,
    condition: parsed.success ? parsed.data : { all: [] },
    offer,
    lastFiredOn,
    createdAt,
    endedAt,
  };
}
