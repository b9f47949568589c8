import { understandPerson } from "../../db/queries/understand.ts";
import type { RunErrand } from "./errands.ts";
import { sayMergeOffers } from "./merge-offers.ts";

/** Understands a person's money anew, after something about it changed; the days that come out different are scored again. */
export const understand: RunErrand = async ({ userId }, { db, clock, log }) => {
  const rows = await understandPerson(db, userId, clock());
  log.info({ userId, rows }, "money understood");
  // Rows that a bank or file has just brought may be purchases that were told by hand.
  await sayMergeOffers(userId, { db, clock });
};
