import { and, eq, gt, isNull, max, or, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { eventLog, recommendations } from "../schema/coaching.ts";
import { NO_MESSAGE, type REST_REASONS, ruleRests } from "../schema/judgement.ts";
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

/** One that is kept, with since when and by which message; null: by none, it came by itself. */
export type StandingRest = RuleRest & { readonly since: Date; readonly recommendationId: string | null };

/** What was said to a message takes the place of whatever was said to it before. @param rest null: nothing rests by it */
export async function setRestOf(
  db: Database,
  userId: string,
  { recommendationId, rest }: { readonly recommendationId: string; readonly rest: RuleRest | null },
  now: Date,
): Promise<void> {
  await db
    .delete(ruleRests)
    .where(and(eq(ruleRests.userId, userId), eq(ruleRests.recommendationId, recommendationId)));
  if (rest !== null) await db.insert(ruleRests).values({ userId, ...rest, recommendationId, createdAt: now });
}

/** Whether something rests, or would if it had not been brought back, by what was said to a message. */
export async function hasRestOf(db: Database, userId: string, recommendationId: string): Promise<boolean> {
  const found = await db
    .select({ ruleId: ruleRests.ruleId })
    .from(ruleRests)
    .where(and(eq(ruleRests.userId, userId), eq(ruleRests.recommendationId, recommendationId)));
  return found.length > 0;
}

/** What rests by what was said to a message, and since when; null for nothing, and for what was brought back. */
export async function standingRestOf(
  db: Database,
  userId: string,
  recommendationId: string,
): Promise<{ readonly reason: RestReason; readonly since: Date } | null> {
  const { reason, createdAt, endedAt } = ruleRests;
  const [found] = await db
    .select({ reason, since: createdAt })
    .from(ruleRests)
    .where(
      and(eq(ruleRests.userId, userId), eq(ruleRests.recommendationId, recommendationId), isNull(endedAt)),
    );
  return found ?? null;
}

/** What rests at an instant by a row of its own. */
export async function activeRests(db: Database, userId: string, now: Date): Promise<readonly StandingRest[]> {
  const { ruleId, subject, reason, until, createdAt, recommendationId, endedAt } = ruleRests;
  const found = await db
    .select({ ruleId, subject, reason, until, since: createdAt, recommendationId })
    .from(ruleRests)
    .where(and(eq(ruleRests.userId, userId), isNull(endedAt), or(isNull(until), gt(until, now))));
  return found.map((rest) => ({
    ...rest,
    recommendationId: rest.recommendationId === NO_MESSAGE ? null : rest.recommendationId,
  }));
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
export async function allRests(db: Database, userId: string, now: Date): Promise<readonly StandingRest[]> {
  const { id, ruleId, userFeedback, feedbackAt } = recommendations;
  const since = new Date(now.getTime() - NOT_HELPFUL_DAYS * DAY_MS);
  const [rests, disliked, woken] = await Promise.all([
    activeRests(db, userId, now),
    db
      .select({ id, ruleId, userFeedback, feedbackAt })
      .from(recommendations)
      .where(and(eq(recommendations.userId, userId), eq(userFeedback, "not_helpful"), gt(feedbackAt, since))),
    wokenRules(db, userId),
  ]);
  const standing = disliked
    .flatMap((row) => notHelpfulRest(row, now).map((rest) => ({ ...rest, recommendationId: row.id })))
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
    .update(ruleRests)
    .set({ endedAt: now })
    .where(
      and(
        eq(ruleRests.userId, userId),
        eq(ruleRests.ruleId, ruleId),
        eq(ruleRests.subject, subject),
        isNull(ruleRests.endedAt),
      ),
    );
  if (subject === "") await logEvent(db, userId, WOKEN_EVENT, { ruleId }, now);
}

/**
 * Takes back that a rule was brought back at an instant: what rested then rests again for as long as it would have, and
 * answers from before count again.
 *
 * @returns false where that was taken back before
 */
export async function restAgain(
  db: Database,
  userId: string,
  { ruleId, wokenAt }: { readonly ruleId: string; readonly wokenAt: Date },
): Promise<boolean> {
  const rested = await db
    .update(ruleRests)
    .set({ endedAt: null })
    .where(and(eq(ruleRests.userId, userId), eq(ruleRests.ruleId, ruleId), eq(ruleRests.endedAt, wokenAt)))
    .returning({ ruleId: ruleRests.ruleId });
  const noted = await db
    .delete(eventLog)
    .where(
      and(
        eq(eventLog.userId, userId),
        eq(eventLog.eventType, WOKEN_EVENT),
        eq(eventLog.timestamp, wokenAt),
        sql`${eventLog.metadata} ->> 'ruleId' = ${ruleId}`,
      ),
    )
    .returning({ id: eventLog.id });
  return rested.length > 0 || noted.length > 0;
}

/** Lets a rule keep still for good, as it does nothing for the person or annoys them. @returns whether it did not yet */
export async function retireRule(db: Database, userId: string, ruleId: string, now: Date): Promise<boolean> {
  const retired = await db
    .insert(ruleRests)
    .values({ userId, ruleId, subject: "", reason: "retired", until: null, createdAt: now })
    .onConflictDoUpdate({
      target: [
        ruleRests.userId,
        ruleRests.ruleId,
        ruleRests.subject,
        ruleRests.reason,
        ruleRests.recommendationId,
      ],
      // One that was brought back, and has stopped once more.
      set: { createdAt: now, endedAt: null },
      setWhere: sql`${ruleRests.endedAt} is not null`,
    })
    .returning({ ruleId: ruleRests.ruleId });
  return retired.length > 0;
}
