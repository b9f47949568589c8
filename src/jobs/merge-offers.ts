import { randomUUID } from "node:crypto";
import { LOOK_BACK_DAYS, mayOfferMerges, offerMerges } from "../../bot/money/merge.ts";
import { speak } from "../../bot/speak.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { hasHandEntries } from "../../db/queries/hand-merge.ts";
import { findImport } from "../../db/queries/imports.ts";
import type { JobContext } from "./talk.ts";

/**
 * Offers to make one of payments told by hand and rows that a bank or file has brought of them.
 *
 * May be run twice: a pair is noted as offered in the transaction that says it.
 *
 * @param subject the import that the errand follows on, if it does: who has just stored a file is there to answer, at any hour
 */
export async function sayMergeOffers(
  { userId, subject }: { readonly userId: string; readonly subject: string | null },
  { db, clock }: Pick<JobContext, "db" | "clock">,
): Promise<void> {
  const now = clock();
  // A day more than is looked at, since the person's day is not known yet.
  const since = addDays(now.toISOString().slice(0, 10), -LOOK_BACK_DAYS - 1);
  if (!(await hasHandEntries(db, userId, since))) return;
  const isThere = subject !== null && (await findImport(db, userId, subject)) !== null;
  // One of its own for every run: what was offered is noted, so that nothing is said under two.
  const eventKey = `merge-offers/${randomUUID()}`;
  await db.transaction(async (tx) => {
    const to = { userId, identityId: null, eventKey, now };
    await speak(tx, isThere ? to : { ...to, unasked: "merge_offer" }, async (turn) => {
      if (isThere || mayOfferMerges(turn)) await offerMerges(turn);
    });
  });
}
