import { and, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { correlationInsights, insightLooks } from "../schema/coaching.ts";
import type { TwoPeople } from "./merge-copies.ts";

/**
 * Forgets both people's looks, and the relations that came of them but for those that either was told of and that were not
 * taken back. The next night finds that looks are missing and looks at what both had together, week by week, when all of it is
 * understood and scored; what was told is found again then, or taken back.
 */
export async function forgetLooks(db: Database, { keeperId, otherId }: TwoPeople): Promise<void> {
  const both = [keeperId, otherId];
  const { userId, saidAt, withdrawnAt } = correlationInsights;
  await db.delete(insightLooks).where(inArray(insightLooks.userId, both));
  await db
    .delete(correlationInsights)
    .where(and(inArray(userId, both), or(isNull(saidAt), isNotNull(withdrawnAt))));
}
