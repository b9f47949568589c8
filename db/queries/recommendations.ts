import { and, desc, eq, gte, lt, or } from "drizzle-orm";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { recommendations } from "../schema/coaching.ts";
import { activeRests } from "./rule-rests.ts";

export type NewRecommendation = typeof recommendations.$inferInsert;
export type StoredRecommendation = typeof recommendations.$inferSelect;

/**
 * Stores a message chosen for a person, once per rule and local day.
 *
 * @returns the stored row; said again on the same day it is the earlier row with what was said last
 */
export async function saveRecommendation(
  db: Database,
  row: NewRecommendation,
): Promise<StoredRecommendation> {
  const [saved] = await db
    .insert(recommendations)
    .values(row)
    .onConflictDoUpdate({
      target: [recommendations.userId, recommendations.localDate, recommendations.ruleId],
      set: {
        message: row.message,
        metadata: row.metadata ?? {},
        timestamp: row.timestamp,
        variant: row.variant ?? null,
      },
    })
    .returning();
  if (saved === undefined) throw new Error("a recommendation was not stored");
  return saved;
}

export async function findRecommendation(
  db: Database,
  userId: string,
  id: string,
): Promise<StoredRecommendation | null> {
  const [row] = await db
    .select()
    .from(recommendations)
    .where(and(eq(recommendations.userId, userId), eq(recommendations.id, id)));
  return row ?? null;
}

/** As many as a rule has wordings in any tone. */
const MOST_WORDINGS = 12;

/** The wordings in which a rule spoke on days before this one, the newest first; null where it was not noted. */
export async function saidWordings(
  db: Database,
  userId: string,
  ruleId: string,
  today: LocalDate,
): Promise<readonly (string | null)[]> {
  const rows = await db
    .select({ variant: recommendations.variant })
    .from(recommendations)
    .where(
      and(
        eq(recommendations.userId, userId),
        eq(recommendations.ruleId, ruleId),
        eq(recommendations.isWithheld, false),
        lt(recommendations.localDate, today),
      ),
    )
    .orderBy(desc(recommendations.localDate))
    .limit(MOST_WORDINGS);
  return rows.map(({ variant }) => variant);
}

export async function saveFeedback(
  db: Database,
  userId: string,
  id: string,
  feedback: "helpful" | "not_helpful" | null,
  now: Date,
): Promise<void> {
  await db
    .update(recommendations)
    .set({ userFeedback: feedback, feedbackAt: feedback === null ? null : now })
    .where(and(eq(recommendations.userId, userId), eq(recommendations.id, id)));
}

/** How long a rule keeps still after it has spoken, in days: nothing is said twice without something new. */
const QUIET_DAYS = 7;
/** How long after "not helpful". */
export const NOT_HELPFUL_DAYS = 60;
const DAY_MS = 86_400_000;

/** What keeps still now, asked of a finding's rule and what it is about. */
export type IsResting = (finding: { readonly ruleId: string; readonly subject: string }) => boolean;

/**
 * Rules that rest: found not helpful within 60 days, put off or called normal, or said on one of the last seven days before
 * today.
 */
export async function restingRules(
  db: Database,
  userId: string,
  { now, today }: { readonly now: Date; readonly today: LocalDate },
): Promise<IsResting> {
  const rests = await activeRests(db, userId, now);
  const rows = await db
    .select({ ruleId: recommendations.ruleId })
    .from(recommendations)
    .where(
      and(
        eq(recommendations.userId, userId),
        or(
          and(
            eq(recommendations.userFeedback, "not_helpful"),
            gte(recommendations.feedbackAt, new Date(now.getTime() - NOT_HELPFUL_DAYS * DAY_MS)),
          ),
          and(
            gte(recommendations.localDate, addDays(today, -QUIET_DAYS)),
            lt(recommendations.localDate, today),
          ),
        ),
      ),
    );
  const whole = new Set([
    ...rows.map((row) => row.ruleId),
    ...rests.filter(({ subject }) => subject === "").map(({ ruleId }) => ruleId),
  ]);
  return ({ ruleId, subject }) =>
    whole.has(ruleId) || rests.some((rest) => rest.ruleId === ruleId && rest.subject === subject);
}
