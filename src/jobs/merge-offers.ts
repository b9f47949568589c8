import { randomUUID } from "node:crypto";
import { LOOK_BACK_DAYS, mayOfferMerges, offerMerges } from "../../bot/money/merge.ts";
import { speak } from "../../bot/speak.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { hasHandEntries } from "../../db/queries/hand-merge.ts";
import type { JobContext } from "./talk.ts";

/**
 * Offers to make one of payments told by hand and rows that a bank or file has brought of them.
 *
 * May be run twice: a pair is noted as offered in the transaction that says it.
 */
export async function sayMergeOffers(
  userId: string,
  { db, clock }: Pick<JobContext, "db" | "clock">,
): Promise<void> {
  const now = clock();
  // A day more than is looked at, since the person's day is not known yet.
  const since = addDays(now.toISOString().slice(0, 10), -LOOK_BACK_DAYS - 1);
  if (!(await hasHandEntries(db, userId, since))) return;
  // One of its own for every run: what was offered is noted, so that nothing is said under two.
  const eventKey = `merge-offers/${randomUUID()}`;
  await db.transaction(async (tx) => {
    await speak(tx, { userId, identityId: null, eventKey, now }, async (turn) => {
      if (mayOfferMerges(turn)) await offerMerges(turn);
    });
  });
}
