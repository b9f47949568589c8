import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { BodySignal } from "../../coaching/model/body-signals.ts";
import type { SourceOrder } from "../../coaching/model/body-sources.ts";
import { readSourceOrder } from "../../coaching/model/source-order.ts";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import { userSettings } from "../schema/people.ts";
import { signalColumns } from "./body.ts";
import { markDirty } from "./dirty-days.ts";

/** The sources that people want to hear first, by person; who has set none is left out. */
export async function loadSourceOrders(
  db: Database,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, SourceOrder>> {
  const found = await db
    .select({ userId: userSettings.userId, order: userSettings.sourceOrder })
    .from(userSettings)
    .where(and(inArray(userSettings.userId, [...userIds]), sql`${userSettings.sourceOrder} <> '{}'::jsonb`));
  return new Map(found.map(({ userId, order }) => [userId, readSourceOrder(order)]));
}

/** One person's; empty where they have set none. */
export async function loadSourceOrder(db: Database, userId: string): Promise<SourceOrder> {
  return (await loadSourceOrders(db, [userId])).get(userId) ?? {};
}

/**
 * Stores whom a person wants to hear first, and has every scored day scored again that may come out otherwise: those from the
 * day on from which two sources told any of these signals. However many that are, since answers about old days follow the
 * order at once, and two years of one person are scored in a second or so.
 *
 * @param signals those of which the order is another one now
 */
export async function saveSourceOrder(
  db: Database,
  userId: string,
  {
    order,
    signals,
    now,
  }: { readonly order: SourceOrder; readonly signals: readonly BodySignal[]; readonly now: Date },
): Promise<void> {
  await db
    .update(userSettings)
    .set({ sourceOrder: order, updatedAt: now })
    .where(eq(userSettings.userId, userId));
  if (signals.length === 0) return;
  const isTold = or(...signals.map((signal) => sql`${signalColumns[signal]} is not null`));
  const found = rows(
    await db.execute(sql`
      select date::text as date from daily_balance_scores
      where user_id = ${userId}::uuid and date >= (
        select min(local_date) as first from biometric_readings
        where user_id = ${userId}::uuid and ${isTold}
        group by source order by first offset 1 limit 1)`),
  );
  await markDirty(
    db,
    userId,
    found.map(({ date }) => String(date)),
    now,
  );
}
