import { type LocalDate, startOfLocalDay } from "../../../coaching/model/local-date.ts";
import type { TransactionRow } from "../../../coaching/model/rows.ts";

let made = 0;

/** A $10 coffee of no known hour, changed by what a test is about; each with an id of its own. */
export function row(date: LocalDate, change: Partial<TransactionRow> = {}): TransactionRow {
  made++;
  return {
    id: `tx-${String(made).padStart(5, "0")}`,
    accountId: "checking",
    at: startOfLocalDay("UTC", date),
    date,
    merchantName: "Blue Cup",
    amountMinor: 1000,
    currency: "USD",
    category: "FOOD_AND_DRINK",
    subcategory: "FOOD_AND_DRINK_COFFEE",
    isDiscretionary: null,
    isRecurring: null,
    pending: false,
    timeKnown: false,
    ...change,
  };
}

/** A row at a moment of the UTC day, as `21:30`. */
export function rowAt(date: LocalDate, time: string, change: Partial<TransactionRow> = {}): TransactionRow {
  return row(date, { at: new Date(`${date}T${time}:00Z`), timeKnown: true, ...change });
}
