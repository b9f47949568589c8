import { findNotUnderstood, understandPerson } from "../../db/queries/understand.ts";
import { errandJob } from "../../db/queue.ts";
import type { RunErrand } from "./errands.ts";
import { sayMergeOffers } from "./merge-offers.ts";
import type { TickOptions } from "./tick.ts";

/** Understands a person's money anew, after something about it changed; the days that come out different are scored again. */
export const understand: RunErrand = async ({ userId, subject }, { db, clock, log }) => {
  const rows = await understandPerson(db, userId, clock());
  log.info({ userId, rows }, "money understood");
  // Rows that a bank or file has just brought may be purchases that were told by hand.
  await sayMergeOffers({ userId, subject }, { db, clock });
};

/**
 * Queues the understanding of people whose money was stored before this release could, a batch at a time; once at the start.
 *
 * @param after the last person of the batch before
 */
export async function queueNotUnderstood(
  { db, clock, enqueue, batch }: Pick<TickOptions, "db" | "clock" | "enqueue" | "batch">,
  after?: string,
): Promise<{ readonly upTo: string | null; readonly jobs: number }> {
  return db.transaction(async (tx) => {
    const { people, upTo } = await findNotUnderstood(tx, { after, limit: batch });
    const jobs = people.map((userId) =>
      // With a subject, so that of several processes that start only one's counts.
      errandJob({ kind: "understand-money", userId, subject: userId }, clock()),
    );
    await enqueue(tx, "errands", jobs);
    return { upTo, jobs: jobs.length };
  });
}
