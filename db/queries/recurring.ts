import type { LocalDate } from "../../coaching/model/local-date.ts";
import { type RecurringMoney, recurringMoney } from "../../coaching/recurring/known-streams.ts";
import type { Database } from "../client.ts";
import { loadMoneyInputs } from "./understand-load.ts";

/**
 * What recurs in a person's money, with names, next dates and amounts, price changes and signals; everything they said
 * counts at once, whether the rows were understood anew or not.
 *
 * @param today the person's local day
 */
export async function loadRecurring(
  db: Database,
  person: { readonly userId: string },
  today: LocalDate,
): Promise<RecurringMoney> {
  const { rows, said, accountTypes } = await loadMoneyInputs(db, person.userId);
  return recurringMoney(rows, said, { asOf: today, accountTypes });
}
