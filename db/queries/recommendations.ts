import { and, desc, eq, gte, lt } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { recommendations } from "../schema/coaching.ts";

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
        isWithheld: row.isWithheld ?? false,
        subject: row.subject ?? "",
        slot: row.slot ?? "morning",
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

/** The times of day at which something was said to a person since a local day, in a check-in or unasked. */
export async function saidSlots(
  db: Database,
  userId: string,
  from: LocalDate,
): Promise<readonly Pick<StoredRecommendation, "localDate" | "slot">[]> {
  return db
    .selectDistinct({ localDate: recommendations.localDate, slot: recommendations.slot })
    .from(recommendations)
    .where(
      and(
        eq(recommendations.userId, userId),
        eq(recommendations.isWithheld, false),
        gte(recommendations.localDate, from),
      ),
    );
}

/** What was left out at random at a time of day; null where nothing was. */
export async function withheldOn(
  db: Database,
  userId: string,
  date: LocalDate,
  slot: StoredRecommendation["slot"],
): Promise<string | null> {
  const { id, localDate, isWithheld } = recommendations;
  const [found] = await db
    .select({ id })
    .from(recommendations)
    .where(
      and(
        eq(recommendations.userId, userId),
        eq(localDate, date),
        eq(recommendations.slot, slot),
        eq(isWithheld, true),
      ),
    );
  return found?.id ?? null;
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
