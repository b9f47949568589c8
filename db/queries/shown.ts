import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { pgArray } from "../results.ts";
import { eventLog } from "../schema/coaching.ts";
import { logEventOnce } from "./events.ts";

/** Noted once a recommendation, when the first message that shows it was sent. */
const SHOWN_EVENT = "recommendation_shown";
/** Noted once a recommendation and way, where a person is known to have looked at it. */
const VIEWED_EVENT = "recommendation_viewed";

/** A recommendation that a message shows. */
export type Shown = { readonly userId: string; readonly recommendationId: string };

/** The recommendation that a queued message shows; null for one that shows none. */
export function recommendationIn(message: unknown): string | null {
  const id: unknown = Reflect.get(Object(message), "recommendationId");
  return typeof id === "string" ? id : null;
}

/** Notes that these were sent, in the transaction that marks them so; of who was erased meanwhile, nothing. */
export async function noteShown(db: Database, shown: readonly Shown[], now: Date): Promise<void> {
  if (shown.length === 0) return;
  const column = (name: keyof Shown) => pgArray(shown.map((one) => one[name]));
  await db.execute(sql`
    insert into event_log (user_id, event_type, metadata, timestamp)
    select distinct r.user_id, ${SHOWN_EVENT},
      jsonb_build_object('recommendationId', r.id, 'ruleId', r.rule_id, 'slot', r.slot),
      ${sql.param(now, eventLog.timestamp)}::timestamptz
    from recommendations r
    join unnest(${column("userId")}::text::uuid[], ${column("recommendationId")}::text::uuid[]) as sent (user_id, id)
      on r.user_id = sent.user_id and r.id = sent.id
    where not exists (
      select from event_log before
      where before.user_id = r.user_id and before.event_type = ${SHOWN_EVENT}
        and before.metadata ->> 'recommendationId' = r.id::text)`);
}

/**
 * Notes that the person looked at what was recommended.
 *
 * @param by `why`: they asked for its reason; `opened`: they opened what its cover stands for
 */
export function noteViewed(
  db: Database,
  { userId, recommendationId }: Shown,
  by: "why" | "opened",
  now: Date,
): Promise<void> {
  return logEventOnce(db, userId, VIEWED_EVENT, { recommendationId, by }, now);
}
