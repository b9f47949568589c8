import { and, desc, eq, gte } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { recommendations } from "../schema/coaching.ts";

export type NewRecommendation = typeof recommendations.$inferInsert;
export type StoredRecommendation = typeof recommendations.$inferSelect;

/**
 * Stores a message chosen for a person, once per rule and local day.
 *
 * @returns the stored row: the earlier one when this rule has spoken that day already
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
      set: { ruleId: row.ruleId },
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

/** The last message chosen for a person, whatever rule it came from. */
export async function latestRecommendation(
  db: Database,
  userId: string,
): Promise<StoredRecommendation | null> {
  const [row] = await db
    .select()
    .from(recommendations)
    .where(eq(recommendations.userId, userId))
    .orderBy(desc(recommendations.timestamp))
    .limit(1);
  return row ?? null;
}

export async function saveFeedback(
  db: Database,
  userId: string,
  id: string,
  feedback: "helpful" | "not_helpful",
  now: Date,
): Promise<void> {
  await db
    .update(recommendations)
    .set({ userFeedback: feedback, feedbackAt: now })
    .where(and(eq(recommendations.userId, userId), eq(recommendations.id, id)));
}

/** Rules whose last message since a day was found not helpful: they rest. */
export async function restingRules(
  db: Database,
  userId: string,
  since: LocalDate,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ ruleId: recommendations.ruleId })
    .from(recommendations)
    .where(
      and(
        eq(recommendations.userId, userId),
        eq(recommendations.userFeedback, "not_helpful"),
        gte(recommendations.localDate, since),
      ),
    );
  return new Set(rows.map((row) => row.ruleId));
}
