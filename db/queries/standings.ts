import { and, eq, inArray, sql } from "drizzle-orm";
import type { KeptRelation, ShownState } from "../../coaching/insights/moves.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { correlationInsights } from "../schema/coaching.ts";
import type { SupportingData } from "./insights.ts";

/** A kept relation with the instant at which it came to its state. */
export type StoredStanding = KeptRelation & { readonly detectedAt: Date };

/** A relation as it is to be stored. */
export type NewStanding = {
  readonly signalType: string;
  readonly subject: string;
  readonly state: ShownState;
  readonly detectedAt: Date;
  readonly correlationStrength: number;
  readonly description: string;
  readonly supportingData: SupportingData;
  readonly establishedOn: LocalDate | null;
  readonly lookedOn: LocalDate;
};

/** What is written of a person's relations. */
export type StandingChanges = {
  /** In place of the row of the same relation, whose marks of what was said stay. */
  readonly saved: readonly NewStanding[];
  readonly faded: readonly { readonly id: string; readonly detectedAt: Date }[];
  readonly removed: readonly string[];
};

/** A person's relations, held until the transaction ends: what is said or taken back meanwhile waits for it. */
export async function lockStandings(db: Database, userId: string): Promise<readonly StoredStanding[]> {
  const { id, signalType, subject, state, detectedAt, establishedOn, lookedOn, saidAt, withdrawnAt } =
    correlationInsights;
  const found = await db
    .select({
      id,
      type: signalType,
      subject,
      state,
      detectedAt,
      establishedOn,
      lookedOn,
      saidAt,
      withdrawnAt,
    })
    .from(correlationInsights)
    .where(eq(correlationInsights.userId, userId))
    .for("update");
  return found.map(({ saidAt: said, withdrawnAt: takenBack, ...row }) => ({
    ...row,
    isSaid: said !== null,
    isTakenBack: takenBack !== null,
  }));
}

/** Writes a person's relations as they stand, and on the days of the looks that established them their ids. */
export async function saveStandings(
  db: Database,
  userId: string,
  { saved, faded, removed }: StandingChanges,
): Promise<void> {
  const { id, userId: owner, signalType, subject } = correlationInsights;
  await db.delete(correlationInsights).where(and(eq(owner, userId), inArray(id, [...removed])));
  for (const { id: rowId, detectedAt } of faded) {
    await db
      .update(correlationInsights)
      .set({ state: "faded", detectedAt })
      .where(and(eq(owner, userId), eq(id, rowId)));
  }
  for (const standing of saved) {
    await db
      .insert(correlationInsights)
      .values({ ...standing, userId })
      .onConflictDoUpdate({ target: [owner, signalType, subject], set: standing });
  }
  await nameOnTheirDays(db, userId);
}

/** Lets the day of the look that established a relation name its id, and no day one that is gone. */
export async function nameOnTheirDays(db: Database, userId: string): Promise<void> {
  await db.execute(sql`
    with named as (
      select established_on as date, jsonb_agg(id order by signal_type, subject) as ids
      from correlation_insights where user_id = ${userId}::uuid and established_on is not null
      group by established_on
    )
    update daily_balance_scores as day set insights_generated = coalesce(named.ids, '[]')
    from daily_balance_scores as same left join named using (date)
    where same.user_id = ${userId}::uuid and day.user_id = same.user_id and day.id = same.id
      and day.insights_generated <> coalesce(named.ids, '[]')`);
}
