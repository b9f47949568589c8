import type { Database } from "../../db/client.ts";
import { applyDays, type DaysApplied, type DaysSaid } from "../../db/queries/body-in.ts";
import { errandJob, type Queue } from "../../db/queue.ts";

/**
 * Stores days of one of a person's sources, and has a night looked at that was quoted otherwise; in the caller's transaction, with
 * the person's chats locked before.
 */
export async function storeBodyDays(
  tx: Database,
  enqueue: Queue["enqueue"],
  person: { readonly userId: string; readonly timezone: string },
  said: DaysSaid,
  now: Date,
): Promise<DaysApplied> {
  const applied = await applyDays(tx, person, said, now);
  if (applied.dates.length > 0) {
    const { userId } = person;
    await enqueue(tx, "errands", [errandJob({ kind: "night-check", userId, subject: null }, now)]);
  }
  return applied;
}

/** What an update came to, for the log. */
export function countsOf({ added, changed, removed }: DaysApplied) {
  return { added, changed, removed };
}
