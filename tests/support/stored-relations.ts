import { asc, eq, sql } from "drizzle-orm";
import type { Look } from "../../coaching/insights/look.ts";
import type { Database } from "../../db/client.ts";
import { loadLooks } from "../../db/queries/insights.ts";
import { lookForRelations } from "../../db/queries/look-for-relations.ts";
import { saveLook } from "../../db/queries/looks.ts";
import { rows } from "../../db/results.ts";
import { correlationInsights, dailyBalanceScores } from "../../db/schema/coaching.ts";

/** Looks for a person's relations as their errand does. @returns how many looks were made */
export function lookOn(db: Database, userId: string, now: Date): Promise<number> {
  return lookForRelations(db, userId, { now, describe: ({ type, lag, r }) => `${type} ${lag} ${r > 0}` });
}

/** All that looks left of a person but for ids and when it was written. */
export async function storedRelations(db: Database, userId: string) {
  const found = await db
    .select()
    .from(correlationInsights)
    .where(eq(correlationInsights.userId, userId))
    .orderBy(asc(correlationInsights.signalType), asc(correlationInsights.subject));
  const insights = found.map(({ id: _, userId: __, ...insight }) => insight);
  return { looks: await loadLooks(db, userId), insights };
}

/** Which version of its row everything that looks write stands at: what is written again is another one. */
export async function versionsOf(db: Database, userId: string): Promise<readonly string[]> {
  const found = rows(
    await db.execute(sql`
      select 'look ' || look_date || xmin::text as row from insight_looks where user_id = ${userId}::uuid
      union all select 'insight ' || id || xmin::text from correlation_insights where user_id = ${userId}::uuid
      union all select 'day ' || date || xmin::text from daily_balance_scores where user_id = ${userId}::uuid
      order by 1`),
  );
  return found.map(({ row }) => String(row));
}

/** Scored days that name relations, with how many. */
export async function daysThatName(db: Database, userId: string) {
  const { date, insightsGenerated } = dailyBalanceScores;
  const found = await db
    .select({ date, ids: insightsGenerated })
    .from(dailyBalanceScores)
    .where(eq(dailyBalanceScores.userId, userId))
    .orderBy(asc(date));
  return found.filter(({ ids }) => ids.length > 0);
}

export async function storeLooks(db: Database, userId: string, looks: readonly Look[]): Promise<void> {
  for (const look of looks) await saveLook(db, userId, look, new Date(`${look.date}T23:59:59Z`));
}
