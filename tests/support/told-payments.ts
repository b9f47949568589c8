import type { Database } from "../../db/client.ts";
import { type Paid, seedAccount, seedPayments, seedPerson, TODAY } from "../bot/questions/seed.ts";

/** A row as a bank tells it: its line and, where it has one, a category. */
function told(line: string, category: string | null): NonNullable<Paid[4]> {
  return { merchantName: null, rawName: line, sourceCategory: category, category: null, understoodBy: null };
}

export const paid = (date: string, line: string, amount: string, category: string | null = null): Paid => [
  date,
  null,
  amount,
  null,
  told(line, category),
];

/** Somebody with an account that has these payments. */
export async function personWith(db: Database, rows: readonly Paid[]) {
  const person = await seedPerson(db);
  const accountId = await seedAccount(db, person.userId, "Checking", TODAY);
  await seedPayments(db, person.userId, accountId, rows);
  return { person, accountId, userId: person.userId };
}

/** A subscription, a coffee, an income and a payment of a card. */
export const SOME_PAID: readonly Paid[] = [
  paid("2026-09-01", "NETFLIX.COM 8884", "15.49"),
  paid("2026-10-01", "NETFLIX.COM 1234", "15.49"),
  paid("2026-11-01", "NETFLIX.COM 7777", "15.49"),
  paid("2026-11-02", "SQ *BLUE CUP #12 SEATTLE WA", "4.50", "FOOD_AND_DRINK_COFFEE"),
  paid("2026-11-03", "ACME PAYROLL", "-2000.00"),
  paid("2026-11-04", "CAPITAL ONE AUTOPAY", "300.00"),
];
