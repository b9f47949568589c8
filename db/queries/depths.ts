import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";

/** How far behind the coach is: what is due, and what waits to be sent. Counts only. */
export async function readDepths(
  db: Database,
  now: Date,
): Promise<{ readonly dueLagSeconds: number; readonly outboxWaiting: number }> {
  const [row] = rows(
    await db.execute(sql`
      select
        (select min(next_run_at) from schedules where enabled)::text as oldest,
        (select count(*)::int from outbox where status = 'waiting') as waiting`),
  );
  const oldest = typeof row?.oldest === "string" ? new Date(row.oldest) : now;
  return {
    dueLagSeconds: Math.max(0, (now.getTime() - oldest.getTime()) / 1000),
    outboxWaiting: Number(row?.waiting ?? 0),
  };
}
