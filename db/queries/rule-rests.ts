import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { type REST_REASONS, ruleRests } from "../schema/judgement.ts";

export type RestReason = (typeof REST_REASONS)[number];

/** A rule that keeps still, for one merchant or pattern where it has a subject. */
export type RuleRest = {
  readonly ruleId: string;
  /** Empty for the whole rule. */
  readonly subject: string;
  readonly reason: RestReason;
  /** Null: for ever. */
  readonly until: Date | null;
};

/** Lets a rule rest; one that rests for the same reason already rests by what was said last. */
export async function restRule(
  db: Database,
  userId: string,
  rest: RuleRest & { readonly recommendationId: string },
  now: Date,
): Promise<void> {
  const { until, recommendationId } = rest;
  await db
    .insert(ruleRests)
    .values({ userId, ...rest, createdAt: now })
    .onConflictDoUpdate({
      target: [ruleRests.userId, ruleRests.ruleId, ruleRests.subject, ruleRests.reason],
      set: { until, recommendationId, createdAt: now },
    });
}

/** Takes back what was said to one message. */
export async function endRestsOf(db: Database, userId: string, recommendationId: string): Promise<void> {
  await db
    .delete(ruleRests)
    .where(and(eq(ruleRests.userId, userId), eq(ruleRests.recommendationId, recommendationId)));
}

/** What rests at an instant. */
export async function activeRests(db: Database, userId: string, now: Date): Promise<readonly RuleRest[]> {
  const { ruleId, subject, reason, until } = ruleRests;
  return db
    .select({ ruleId, subject, reason, until })
    .from(ruleRests)
    .where(and(eq(ruleRests.userId, userId), or(isNull(until), gt(until, now))));
}
