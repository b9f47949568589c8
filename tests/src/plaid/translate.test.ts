import fc from "fast-check";
import { expect, test } from "vitest";
import type { PlaidAccount, PlaidTransaction } from "../../../src/integrations/banks/plaid/answers.ts";
import { syncPage } from "../../../src/integrations/banks/plaid/answers.ts";
import { accountsOf, transactionOf } from "../../../src/integrations/banks/plaid/translate.ts";
import { plaidAccount, plaidRow } from "../../fakes/plaid-bank.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const row = (about: object = {}) =>
  transactionOf(plaidRow({ transaction_id: "t1", ...about }) as unknown as PlaidTransaction, []);
const account = (about: object = {}, transactions: readonly object[] = [], freshAt: Date | null = null) =>
  accountsOf(
    [plaidAccount(about) as unknown as PlaidAccount],
    transactions.map((one) => plaidRow({ transaction_id: "t", ...one }) as unknown as PlaidTransaction),
    freshAt,
  )[0]!;

test("Plaid's sign is ours: what left the account is positive", () => {
  expect(row({ amount: 12.5 }).amount).toBe("12.50");
  expect(row({ amount: -2400 }).amount).toBe("-2400.00");
  expect(row({ amount: -0 }).amount).toBe("0.00");
});

test("amounts are exact text in the currency's own digits, without the dust of binary fractions", () => {
  expect(row({ amount: 0.1 + 0.2 }).amount).toBe("0.30");
  // More than a column takes: left out by whoever stores it, and no fault.
  expect(row({ amount: 1e300 }).amount).toBe("1e+300");
  expect(row({ amount: 1234567.89 }).amount).toBe("1234567.89");
  expect(row({ amount: 1200, iso_currency_code: "JPY" }).amount).toBe("1200");
  expect(row({ amount: 1.234, iso_currency_code: "KWD" }).amount).toBe("1.234");
  fc.assert(
    fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (cents) => {
      const sign = cents < 0 ? "-" : "";
      const digits = String(Math.abs(cents)).padStart(3, "0");
      expect(row({ amount: cents / 100 }).amount).toBe(`${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`);
    }),
  );
});

test("given a currency that nobody standardised, then its code and its small amounts are kept", () => {
  const coin = row({ amount: 0.00012, iso_currency_code: null, unofficial_currency_code: "BTC" });
  expect(coin).toMatchObject({ amount: "0.00012", currency: "BTC" });
  expect(row({ amount: 3, iso_currency_code: null, unofficial_currency_code: "BTC" }).amount).toBe("3");
});

test("given a row without a currency, then it is in its account's", () => {
  const accounts = [account({ balances: { current: 1, iso_currency_code: "EUR" } })];
  const bare = plaidRow({ transaction_id: "t1", iso_currency_code: null }) as unknown as PlaidTransaction;
  expect(transactionOf(bare, accounts).currency).toBe("EUR");
  expect(transactionOf(bare, []).currency).toBe("XXX");
});

test("the day is that of the purchase where it is known, else that of the booking, and each has its own time", () => {
  const both = {
    date: "2026-11-11",
    datetime: "2026-11-11T03:00:00Z",
    authorized_date: "2026-11-09",
    authorized_datetime: "2026-11-09T18:22:31Z",
  };
  expect(row(both)).toMatchObject({ date: "2026-11-09", at: new Date("2026-11-09T18:22:31Z") });
  expect(row({ ...both, authorized_datetime: null })).toMatchObject({ date: "2026-11-09", at: null });
  expect(row({ ...both, authorized_date: null, authorized_datetime: null })).toMatchObject({
    date: "2026-11-11",
    at: new Date("2026-11-11T03:00:00Z"),
  });
});

test("given midnight in place of a time, or a time of another day, or none that can be told, then no time is known", () => {
  const at = (datetime: string | null) => row({ date: "2026-11-09", datetime }).at;
  for (const none of [
    null,
    "2026-11-09T00:00:00Z",
    "2026-11-09T00:00:00.000Z",
    "2026-11-09T00:00:00-05:00",
    "2026-11-15T10:00:00Z",
    "2026-11-09T10:00:00",
    "soon",
  ]) {
    expect(at(none), String(none)).toBeNull();
  }
  // Late in the evening in California it is the next day in UTC.
  expect(at("2026-11-10T06:30:00Z")).toEqual(new Date("2026-11-10T06:30:00Z"));
  expect(at("2026-11-09T22:30:00-08:00")).toEqual(new Date("2026-11-10T06:30:00Z"));
});

test("the line is the bank's own, the merchant is Plaid's, and a till's maker is no merchant", () => {
  expect(row({ name: "Corner Cafe", original_description: "SQ *CORNER CAFE 123" })).toMatchObject({
    name: "SQ *CORNER CAFE 123",
    merchantName: null,
  });
  expect(row({ original_description: null, merchant_name: "Walmart" })).toMatchObject({
    name: "CORNER CAFE",
    merchantName: "Walmart",
  });
  const square = { name: "Square", type: "payment_terminal" };
  const cafe = { name: "Corner Cafe", type: "merchant" };
  expect(row({ counterparties: [square, cafe] }).merchantName).toBe("Corner Cafe");
  expect(row({ counterparties: [square] }).merchantName).toBeNull();
  expect(row({ payment_meta: { reason: "Rent November" } }).memo).toBe("Rent November");
});

test("a category comes with Plaid's doubt about it", () => {
  const category = (confidence_level: string | null) =>
    row({ personal_finance_category: { primary: "TRAVEL", detailed: "TRAVEL_FLIGHTS", confidence_level } })
      .category;
  for (const sure of ["VERY_HIGH", "HIGH", "MEDIUM", null]) {
    expect(category(sure)).toEqual({ detailed: "TRAVEL_FLIGHTS", isDoubtful: false });
  }
  for (const doubtful of ["LOW", "UNKNOWN"]) expect(category(doubtful)?.isDoubtful).toBe(true);
  expect(row({ personal_finance_category: null }).category).toBeNull();
});

test("accounts are of our kinds, with what is owed on a card positive as Plaid has it", () => {
  const kind = (type: string, subtype: string | null) => account({ type, subtype }).type;
  expect(kind("depository", "checking")).toBe("checking");
  expect(kind("depository", "money market")).toBe("savings");
  expect(kind("depository", null)).toBe("checking");
  expect(kind("credit", "credit card")).toBe("credit_card");
  expect(kind("loan", "mortgage")).toBe("loan");
  expect(kind("investment", "401k")).toBe("investment");
  expect(kind("brokerage", null)).toBe("investment");
  expect(kind("something new", null)).toBe("other");
  const card = { type: "credit", balances: { current: 410, available: 1590, iso_currency_code: "USD" } };
  expect(account(card).balance).toBe("410.00");
});

test("a balance is as old as Plaid's last word from the bank, where it says no time of its own", () => {
  const freshAt = new Date("2026-11-12T06:00:00Z");
  expect(account({}, [], freshAt)).toMatchObject({ balance: "110.94", balanceAt: freshAt });
  const balances = {
    current: null,
    available: 5,
    iso_currency_code: "USD",
    last_updated_datetime: "2026-11-11T05:00:00Z",
  };
  expect(account({ balances }, [], freshAt)).toMatchObject({
    balance: "5.00",
    balanceAt: new Date("2026-11-11T05:00:00Z"),
  });
  expect(account({ balances: { iso_currency_code: "USD" } }, [], freshAt)).toMatchObject({
    balance: null,
    balanceAt: null,
  });
});

test("given a balance without a currency, then the account is in that of what moves on it", () => {
  const balances = { current: 1, iso_currency_code: null };
  expect(account({ balances }, [{ iso_currency_code: null }, { iso_currency_code: "CAD" }]).currency).toBe(
    "CAD",
  );
  expect(account({ balances }).currency).toBe("XXX");
  expect(account({ name: "", official_name: "Gold Checking" }).name).toBe("Gold Checking");
});

test.skipIf(!hasFixture("plaid/examples/transactions_sync.json"))(
  "given Plaid's own example of a page, then it is read whole",
  () => {
    const page = syncPage.parse(readFixture("plaid/examples/transactions_sync.json"));
    const accounts = accountsOf(page.accounts ?? [], page.added, null);
    expect(accounts).toMatchObject([
      { name: "Plaid Checking", type: "checking", balance: "110.94", mask: "0000" },
    ]);
    expect(page.added.map((one) => transactionOf(one, accounts))[0]).toMatchObject({
      accountExternalId: accounts[0]?.externalId,
      date: "2023-09-22",
      at: new Date("2023-09-22T10:34:50Z"),
      amount: "72.10",
      currency: "USD",
      merchantName: "Walmart",
      category: { detailed: "GENERAL_MERCHANDISE_SUPERSTORES", isDoubtful: false },
    });
  },
);
