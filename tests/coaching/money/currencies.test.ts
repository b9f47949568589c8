import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import type { TransactionRow } from "../../../coaching/model/rows.ts";
import { sumDailyMoney } from "../../../coaching/money/daily-money.ts";
import { buildLedger } from "../../../coaching/questions/spending-ledger.ts";
import { recurringMoney } from "../../../coaching/recurring/known-streams.ts";
import { ACCOUNT_TYPES, AS_OF, told } from "./money-help.ts";
import { row } from "./row-help.ts";

const OWN = { currency: "USD", zone: "UTC" };

const anyRows: fc.Arbitrary<readonly TransactionRow[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 60 }),
      amountMinor: fc.constantFrom(-1000, 1000, 2500, 333),
      currency: fc.constantFrom("USD", "EUR", "JPY"),
      merchantName: fc.constantFrom("Blue Cup", "Uniqlo", null),
      category: fc.constantFrom("FOOD_AND_DRINK", "TRANSFER_OUT", "INCOME", null),
    }),
    { maxLength: 30 },
  )
  .map((some) =>
    some.map(({ day, ...rest }, index) =>
      row(addDays("2026-09-20", day), {
        ...rest,
        subcategory: null,
        id: `r${String(index).padStart(2, "0")}`,
      }),
    ),
  );

test("given rows in several currencies, then no sum of one holds anything of another", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const only = (currency: string) => rows.filter((one) => one.currency === currency);
      const ledger = buildLedger(rows, OWN);
      expect(ledger.items).toEqual(buildLedger(only("USD"), OWN).items);
      expect(ledger.transfers.every(({ currency }) => currency === "USD")).toBe(true);
      expect(ledger.others.map(({ currency }) => currency)).toEqual(
        ["EUR", "JPY"].filter((currency) => only(currency).length > 0),
      );
      for (const { currency, items } of ledger.others) {
        expect(items).toEqual(buildLedger(only(currency), { ...OWN, currency }).items);
      }
      const days = sumDailyMoney(rows, { ...OWN, to: AS_OF });
      expect(days.byDay).toEqual(sumDailyMoney(only("USD"), { ...OWN, to: AS_OF }).byDay);
      expect(days.otherCurrency).toBe(rows.length - only("USD").length);
    }),
    { numRuns: 300 },
  );
});

test("given one merchant paid in two currencies, then each recurs by itself, in its own", () => {
  const rows = ["08", "09", "10", "11"].flatMap((month) => [
    told(`2026-${month}-03`, "STREAMHAUS PREMIUM", { amountMinor: 999 }),
    told(`2026-${month}-17`, "STREAMHAUS PREMIUM", { amountMinor: 1299, currency: "EUR" }),
  ]);
  const { streams } = recurringMoney(
    rows,
    { rows: new Map(), merchants: [], streams: [] },
    { asOf: AS_OF, accountTypes: ACCOUNT_TYPES },
  );
  expect(streams.map(({ currency, nextAmountMinor }) => [currency, nextAmountMinor])).toEqual([
    ["USD", 999],
    ["EUR", 1299],
  ]);
});
