import { addDays } from "../../coaching/model/local-date.ts";
import { takeDirtyDays } from "../../db/queries/dirty-days.ts";
import { scorePersonDays } from "../../db/queries/scores.ts";
import type { SlotJob } from "../../db/queue.ts";
import { RESCORING } from "./index.ts";
import type { JobContext } from "./talk.ts";

/**
 * Scores for many people the day that has just ended, and beside it the days of theirs that changed since they were
 * scored.
 *
 * @returns ids of the jobs that failed
 */
export async function scoreJobs(
  jobs: readonly { readonly id: string; readonly job: SlotJob }[],
  { db, log, clock }: JobContext,
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  for (const { id, job } of jobs) {
    const { userId, kind, localDate } = job;
    try {
      await db.transaction(async (tx) => {
        const dirty = await takeDirtyDays(tx, userId);
        const days = new Set(kind === RESCORING ? dirty : [...dirty, addDays(localDate, -1)]);
        for (const day of days) await scorePersonDays(tx, userId, { from: day, to: day }, clock());
      });
    } catch (error) {
      log.error({ userId, kind, localDate, ...log.describe(error) }, "days not scored");
      failed.add(id);
    }
  }
  return failed;
}
