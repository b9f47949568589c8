import { addDays } from "../../../coaching/model/local-date.ts";
import type { Payment } from "../../../coaching/recurring/event.ts";

/** Payments to one merchant, as `[day, amount in dollars]`. */
export function payments(
  merchantName: string,
  category: string | null,
  list: readonly (readonly [date: string, amount: number])[],
): Payment[] {
  return list.map(([date, amount], index) => ({
    id: `${merchantName}-${String(index).padStart(3, "0")}`,
    date,
    merchantName,
    amountMinor: Math.round(amount * 100),
    currency: "USD",
    category,
    subcategory: null,
    pending: false,
    rawDescriptor: null,
  }));
}

/** A $15.49 television on the 12th of each month from January 2025 on. */
export function television(months: number): Payment[] {
  return payments(
    "Streamhaus",
    "ENTERTAINMENT_TV_AND_MOVIES",
    Array.from({ length: months }, (_, month) => {
      const year = 2025 + Math.floor(month / 12);
      return [`${year}-${String((month % 12) + 1).padStart(2, "0")}-12`, 15.49] as const;
    }),
  );
}

/** The same rows some days later. */
export function shifted(rows: readonly Payment[], days: number): Payment[] {
  return rows.map((row) => ({ ...row, date: addDays(row.date, days) }));
}
