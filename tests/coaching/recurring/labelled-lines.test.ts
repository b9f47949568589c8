import { expect, test } from "vitest";
import type { Payment } from "../../../coaching/recurring/event.ts";
import { findRecurring } from "../../../coaching/recurring/streams.ts";
import { hasFixture, readFixtureText } from "../../support/fixtures.ts";

const LINES = "labelled-transactions/fava-example.csv";
/** The household's own categories, as an aggregator would name them. */
const CATEGORIES: Readonly<Record<string, string>> = {
  "Expenses:Food:Restaurant": "FOOD_AND_DRINK_RESTAURANT",
  "Expenses:Food:Groceries": "FOOD_AND_DRINK_GROCERIES",
  "Expenses:Food:Coffee": "FOOD_AND_DRINK_COFFEE",
  "Expenses:Food:Alcohol": "FOOD_AND_DRINK_BEER_WINE_AND_LIQUOR",
  "Expenses:Financial:Fees": "BANK_FEES_OTHER_BANK_FEES",
  "Expenses:Home:Rent": "RENT_AND_UTILITIES_RENT",
  "Expenses:Home:Phone": "RENT_AND_UTILITIES_TELEPHONE",
  "Expenses:Home:Internet": "RENT_AND_UTILITIES_INTERNET_AND_CABLE",
  "Expenses:Home:Electricity": "RENT_AND_UTILITIES_GAS_AND_ELECTRICITY",
  "Expenses:Transport:Tram": "TRANSPORTATION_PUBLIC_TRANSIT",
  Transfer: "TRANSFER_OUT",
};

function readPayments(): Payment[] {
  const [, ...lines] = readFixtureText(LINES).trim().split(/\r?\n/u);
  return lines.map((line, index) => {
    const cells = line.split(",");
    const [date = "", payee = ""] = cells;
    const [amount, , category = ""] = cells.slice(-3);
    return {
      id: `line-${index}`,
      date,
      merchantName: payee === "" ? null : payee,
      amountMinor: Math.round(Number(amount) * 100),
      currency: "USD",
      category: category.startsWith("Income") ? "INCOME_WAGES" : (CATEGORIES[category] ?? null),
      subcategory: null,
      pending: false,
      rawDescriptor: null,
    };
  });
}

test.skipIf(!hasFixture(LINES))(
  `given the labelled bank lines of some years (${LINES}), then rent and bills are monthly, and no meal, shop or ride recurs`,
  () => {
    const payments = readPayments();
    const categoryOf = new Map(payments.map(({ id, category }) => [id, category] as const));
    const asOf =
      payments
        .map(({ date }) => date)
        .sort()
        .at(-1) ?? "";
    const streams = findRecurring(payments, { asOf });
    const bills = ["RENT", "TELEPHONE", "INTERNET_AND_CABLE", "GAS_AND_ELECTRICITY"].map(
      (bill) => `RENT_AND_UTILITIES_${bill}`,
    );
    for (const bill of bills) {
      const ids = payments.filter(({ category }) => category === bill).map(({ id }) => id);
      const found = streams.filter(({ category }) => category === bill);
      expect(found.map(({ cadence }) => cadence)).toEqual(["monthly"]);
      expect(found[0]?.transactionIds).toEqual(ids);
    }
    const habits = streams
      .flatMap(({ transactionIds }) => transactionIds)
      .map((id) => categoryOf.get(id) ?? "")
      .filter((category) => category.startsWith("FOOD_AND_DRINK") || category.startsWith("TRANSPORTATION"));
    expect(habits).toEqual([]);
  },
);
