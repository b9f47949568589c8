import { and, eq, gt, isNull, max, or, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { eventLog, recommendations } from "../schema/coaching.ts";
import { type REST_REASONS, ruleRests } from "../schema/judgement.ts";
import { logEvent } from "./events.ts";

export type RestReason = (typeof REST_REASONS)[number];

/** How long a rule rests after "not helpful". */
export const NOT_HELPFUL_DAYS = 60;
const DAY_MS = 86_400_000;

/** Noted when a person brought a rule back that kept still: it is judged by what comes later. */
const WOKEN_EVENT = "rule_woken";

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

/** What rests at an instant by a row of its own, and since when. */
export async function activeRests(
  db: Database,
  userId: string,
  now: Date,
): Promise<readonly (RuleRest & { readonly since: Date })[]> {
  const { ruleId, subject, reason, until, createdAt } = ruleRests;
  return db
    .select({ ruleId, subject, reason, until, since: createdAt })
    .from(ruleRests)
    .where(and(eq(ruleRests.userId, userId), or(isNull(until), gt(until, now))));
}

type Rated = Pick<typeof recommendations.$inferSelect, "ruleId" | "userFeedback" | "feedbackAt">;

/** What rests because a message was not helpful: it stands in that message's answer alone. */
export function notHelpfulRest(
  { ruleId, userFeedback, feedbackAt }: Rated,
  now: Date,
): readonly (RuleRest & { readonly since: Date })[] {
  if (userFeedback !== "not_helpful" || feedbackAt === null) return [];
  const until = new Date(feedbackAt.getTime() + NOT_HELPFUL_DAYS * DAY_MS);
  return until > now ? [{ ruleId, subject: "", reason: "not_helpful", until, since: feedbackAt }] : [];
}

/** Everything that keeps still for a person, whatever for; a rule may be in it several times. */
export async function allRests(
  db: Database,
  userId: string,
  now: Date,
): Promise<readonly (RuleRest & { readonly since: Date })[]> {
  const { ruleId, userFeedback, feedbackAt } = recommendations;
  const since = new Date(now.getTime() - NOT_HELPFUL_DAYS * DAY_MS);
  const [rests, disliked, woken] = await Promise.all([
    activeRests(db, userId, now),
    db
      .select({ ruleId, userFeedback, feedbackAt })
      .from(recommendations)
      .where(and(eq(recommendations.userId, userId), eq(userFeedback, "not_helpful"), gt(feedbackAt, since))),
    wokenRules(db, userId),
  ]);
  const standing = disliked
    .flatMap((row) => notHelpfulRest(row, now))
    .filter((rest) => rest.since > (woken.get(rest.ruleId) ?? new Date(0)));
  return [...rests, ...standing];
}

/** When a person last brought each rule back. */
export async function wokenRules(db: Database, userId: string): Promise<ReadonlyMap<string, Date>> {
  const ruleId = sql<string>`${eventLog.metadata} ->> 'ruleId'`;
  const found = await db
    .select({ ruleId, at: max(eventLog.timestamp) })
    .from(eventLog)
    .where(and(eq(eventLog.userId, userId), eq(eventLog.eventType, WOKEN_EVENT)))
    .groupBy(ruleId);
  return new Map(found.flatMap((row) => (row.at === null ? [] : [[row.ruleId, row.at] as const])));
}

/**
 * Ends what keeps a rule still, or what keeps it still about one merchant or pattern only. A whole rule is judged anew from
 * now on.
 */
export async function wakeRule(
  db: Database,
  userId: string,
  { ruleId, subject }: Pick<RuleRest, "ruleId" | "subject">,
  now: Date,
): Promise<void> {
  await db
    .delete(ruleRests)
    .where(and(eq(ruleRests.userId, userId), eq(ruleRests.ruleId, ruleId), eq(ruleRests.subject, subject)));
  if (subject === "") await logEvent(db, userId, WOKEN_EVENT, { ruleId }, now);
}

/** Lets a rule keep still for good, as it does nothing for the person or annoys them. @returns whether it did not yet */
export async function retireRule(db: Database, userId: string, ruleId: string, now: Date): Promise<boolean> {
  const inserted = await db
    .insert(ruleRests)
    .values({ userId, ruleId, subject: "", reason: "retired", until: null, createdAt: now })
    .onConflictDoNothing()
    .returning({ ruleId: ruleRests.ruleId });
  return inserted.length > 0;
}
