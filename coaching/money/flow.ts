import type { TransactionRow } from "../model/rows.ts";
import { categoryOf, isUnder } from "./category.ts";

/**
 * What a row means for the day's totals.
 *
 * `uncategorized-in` is money that came in and nobody says what for: a refund when there is a purchase it can
 * belong to, else income.
 */
export type Flow = "spending" | "refund" | "income" | "transfer" | "uncategorized-in";

/**
 * Money that only changes its pocket. A credit card's payment is one: what was bought with the card is counted
 * already. A loan paid out is not earned; loan instalments to a lender stay spending.
 */
const TRANSFERS = ["TRANSFER_IN", "TRANSFER_OUT", "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT", "LOAN_DISBURSEMENTS"];

/** Sorts a row by its category and sign; a zero amount counts as spending of nothing. */
export function flowOf(row: Pick<TransactionRow, "category" | "subcategory" | "amountMinor">): Flow {
  const category = categoryOf(row);
  if (TRANSFERS.some((prefix) => isUnder(category, prefix))) return "transfer";
  // An income row of positive sign is a correction of income, never a purchase.
  if (isUnder(category, "INCOME")) return "income";
  if (row.amountMinor >= 0) return "spending";
  return category === null || category === "OTHER" || category === "OTHER_OTHER"
    ? "uncategorized-in"
    : "refund";
}
