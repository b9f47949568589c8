import { addDays } from "../model/local-date.ts";
import type { TransactionRow } from "../model/rows.ts";
import { merchantKey } from "./category.ts";
import { MONEY_CONFIG } from "./config.ts";
import { flowOf } from "./flow.ts";

/** One person's rows, each given its meaning. */
export type SortedFlows = {
  readonly spending: readonly TransactionRow[];
  /** Refund by the id of the purchase it takes back. */
  readonly refundOf: ReadonlyMap<string, TransactionRow>;
  /** Refunds without a purchase of that amount: they lower their own day. */
  readonly looseRefunds: readonly TransactionRow[];
  readonly income: readonly TransactionRow[];
};

/**
 * Sorts rows into spending, refunds and income; transfers drop out.
 *
 * A refund belongs to the latest purchase at the same merchant in the 60 days before it whose amount is the same
 * within a cent, each purchase taken back once. Money that came in without a category is a refund when it belongs
 * to such a purchase, or is at most what one there cost; else it is income.
 *
 * @param rows in order of time, one per id, one currency
 */
export function sortFlows(rows: readonly TransactionRow[]): SortedFlows {
  const flows = rows.map(flowOf);
  const spending = rows.filter((_, at) => flows[at] === "spending");
  const hasRefunds = flows.some((flow) => flow === "refund" || flow === "uncategorized-in");
  const byMerchant = Map.groupBy(hasRefunds ? spending : [], (row) => merchantKey(row.merchantName));

  const refundOf = new Map<string, TransactionRow>();
  const looseRefunds: TransactionRow[] = [];
  const income: TransactionRow[] = [];
  for (const [at, row] of rows.entries()) {
    const flow = flows[at];
    if (flow === "income") income.push(row);
    if (flow !== "refund" && flow !== "uncategorized-in") continue;
    const back = -row.amountMinor;
    const earlier = recentPurchases(byMerchant, row);
    const purchase = earlier.findLast(
      (bought) =>
        !refundOf.has(bought.id) && Math.abs(bought.amountMinor - back) <= MONEY_CONFIG.refundToleranceMinor,
    );
    if (purchase !== undefined) refundOf.set(purchase.id, row);
    else if (flow === "refund" || earlier.some((bought) => bought.amountMinor >= back))
      looseRefunds.push(row);
    else income.push(row);
  }
  return { spending, refundOf, looseRefunds, income };
}

function recentPurchases(
  byMerchant: ReadonlyMap<string | null, readonly TransactionRow[]>,
  refund: TransactionRow,
): readonly TransactionRow[] {
  const merchant = merchantKey(refund.merchantName);
  if (merchant === null) return [];
  const first = addDays(refund.date, -MONEY_CONFIG.refundDays);
  return (byMerchant.get(merchant) ?? []).filter(
    (bought) => bought.date >= first && bought.date <= refund.date,
  );
}
