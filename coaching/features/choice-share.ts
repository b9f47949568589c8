import { type Days, indexDays, valueAt } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";
import { minorDigits } from "../model/money.ts";
import type { TransactionRow } from "../model/rows.ts";
import { flowOf } from "../money/flow.ts";

const WINDOW_DAYS = 30;
const MIN_PAYMENTS = 5;
/** Whole units of the person's currency. */
const MIN_SPENT_UNITS = 50;

/** A payment as far as it is counted here. */
export type CountedPayment = Pick<
  TransactionRow,
  "date" | "amountMinor" | "currency" | "category" | "subcategory"
>;

/**
 * `discretionary_spend_ratio`: what share of the money spent in the 30 days that end on `date` was a choice, 0 to 1.
 *
 * Both sums are net of refunds and over days known in full; each purchase counts by how likely it was a choice. Fewer than five
 * payments, or less than 50 units of the currency in all, tell nothing.
 *
 * @param payments rows of the same days, in any order; which of them are spending decides `flowOf`
 * @param currency ISO 4217 of the days; payments in others are passed over
 */
export function discretionarySpendRatio(
  days: Days,
  date: LocalDate,
  payments: readonly CountedPayment[],
  currency: string,
): Feature<number> {
  const index = indexDays(days);
  const last = dayNumber(date);
  const known = new Set<LocalDate>();
  let total = 0;
  let wish = 0;
  for (let day = last - WINDOW_DAYS + 1; day <= last; day++) {
    const [spent, chosen] = [
      valueAt(index, "spentTotalMinor", day),
      valueAt(index, "spentDiscretionaryMinor", day),
    ];
    if (spent === null || chosen === null) continue;
    known.add(dateOfDayNumber(day));
    total += spent;
    wish += chosen;
  }
  const [from] = known;
  const to = [...known].at(-1);
  if (from === undefined || to === undefined) return notMeasured("not_synced", 0, 1);
  const count = payments.filter(
    (row) =>
      known.has(row.date) && row.currency === currency && row.amountMinor > 0 && flowOf(row) === "spending",
  ).length;
  if (count < MIN_PAYMENTS) return notMeasured("not_enough_payments", count, MIN_PAYMENTS);
  const need = MIN_SPENT_UNITS * 10 ** minorDigits(currency);
  if (total < need) return notMeasured("too_little_spent", total, need);
  return { kind: "measured", value: Math.min(1, Math.max(0, wish / total)), n: known.size, from, to };
}
