import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pairTransfers, type TransferRow, type TransferWord } from "../../../coaching/money/transfers.ts";
import { categoriesOf, saying, told } from "./money-help.ts";

const CARD_PAID = "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT";

describe("the two sides of a transfer", () => {
  test("given a payment of a card whose lines say nothing, then both sides are the card's payment", () => {
    const out = told("2026-11-02", "ONLINE 88123", { amountMinor: 41_230 });
    const into = told("2026-11-04", "REF 991", { accountId: "card", amountMinor: -41_230 });
    expect(categoriesOf([out, into])).toEqual([CARD_PAID, CARD_PAID]);
  });

  test("given money put aside, then it is neither spent nor earned; given it comes back, then likewise", () => {
    const rows = [
      told("2026-11-02", "STANDING ORDER 12", { amountMinor: 20_000 }),
      told("2026-11-02", "FROM J SMITH", { accountId: "savings", amountMinor: -20_000 }),
      told("2026-11-10", "TO J SMITH", { accountId: "savings", amountMinor: 5_000 }),
      told("2026-11-11", "INCOMING", { amountMinor: -5_000 }),
    ];
    expect(categoriesOf(rows)).toEqual([
      "TRANSFER_OUT_SAVINGS",
      "TRANSFER_IN_SAVINGS",
      "TRANSFER_OUT_SAVINGS",
      "TRANSFER_IN_SAVINGS",
    ]);
  });

  test("given a coffee and a refund of the same amount on another account, then they are no transfer", () => {
    const rows = [
      told("2026-11-01", "CU LIN", { accountId: "card", amountMinor: 450 }),
      told("2026-11-02", "BLUE CUP COFFEE", { amountMinor: 450 }),
      told("2026-11-03", "CU LIN", { accountId: "card", amountMinor: -450 }),
    ];
    expect(categoriesOf(rows)).toEqual([null, "FOOD_AND_DRINK_COFFEE", null]);
  });

  test("given the same amount on one account, six days apart, or in another currency, then it is no transfer", () => {
    const out = told("2026-11-02", "TRANSFER 1", { amountMinor: 9_900 });
    const others = [
      told("2026-11-03", "TRANSFER 2", { amountMinor: -9_900 }),
      told("2026-11-08", "TRANSFER 3", { accountId: "savings", amountMinor: -9_900 }),
      told("2026-11-03", "TRANSFER 4", { accountId: "savings", amountMinor: -9_900, currency: "EUR" }),
    ];
    for (const other of others) expect(categoriesOf([out, other])).toEqual([null, null]);
  });

  test("given a salary in two parts to two accounts on one day, then both are income, and the rent is the rent", () => {
    const rows = [
      told("2026-11-01", "ACME PAYROLL", { amountMinor: -150_000 }),
      told("2026-11-01", "ACME PAYROLL", { accountId: "savings", amountMinor: -50_000 }),
      told("2026-11-01", "ACME PAYROLL", { accountId: "second", amountMinor: -50_000 }),
      told("2026-11-02", "RIVERBANK PROPERTIES RENT", { amountMinor: 50_000 }),
    ];
    expect(categoriesOf(rows)).toEqual([
      "INCOME_SALARY",
      "INCOME_SALARY",
      "INCOME_SALARY",
      "RENT_AND_UTILITIES_RENT",
    ]);
  });

  test("given a nearer side, then it is taken; the other row stays what its words say", () => {
    const rows = [
      told("2026-11-02", "TRANSFER TO SAVINGS", { amountMinor: 10_000 }),
      told("2026-11-03", "DEPOSIT A", { accountId: "savings", amountMinor: -10_000 }),
      told("2026-11-06", "DEPOSIT B", { accountId: "savings", amountMinor: -10_000 }),
    ];
    expect(categoriesOf(rows)).toEqual(["TRANSFER_OUT_SAVINGS", "TRANSFER_IN_SAVINGS", null]);
  });

  test("given the person calls one side rent, then it is rent, and the other side is left alone", () => {
    const out = told("2026-11-02", "TRANSFER 77", { amountMinor: 80_000 });
    const into = told("2026-11-02", "TRANSFER 78", { accountId: "second", amountMinor: -80_000 });
    const rows = new Map([
      saying(out, { category: "RENT_AND_UTILITIES", subcategory: "RENT_AND_UTILITIES_RENT" }),
    ]);
    expect(categoriesOf([out, into], { rows })).toEqual(["RENT_AND_UTILITIES_RENT", null]);
  });

  test("given an instalment and the same money on the loan's own account, then it is spent once", () => {
    const rows = [
      told("2026-11-01", "HARBOR MORTGAGE", { amountMinor: 120_000 }),
      told("2026-11-02", "PAYMENT RECEIVED", { accountId: "loan", amountMinor: -120_000 }),
      told("2026-11-05", "BUY 3 VTI", { accountId: "papers", amountMinor: 60_000 }),
    ];
    expect(categoriesOf(rows)).toEqual([
      "LOAN_PAYMENTS_MORTGAGE_PAYMENT",
      "TRANSFER_IN_ACCOUNT_TRANSFER",
      "TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS",
    ]);
  });

  test("given cash from a machine, then it is money at hand and not spent", () => {
    expect(categoriesOf([told("2026-11-01", "ATM WITHDRAWAL 0042", { amountMinor: 6_000 })])).toEqual([
      "TRANSFER_OUT_WITHDRAWAL",
    ]);
  });
});

const anyRow: fc.Arbitrary<Omit<TransferRow, "id">> = fc.record({
  accountId: fc.constantFrom("a", "b", "c"),
  accountType: fc.constantFrom("checking", "savings", "credit_card"),
  day: fc.integer({ min: 0, max: 20 }),
  amountMinor: fc.constantFrom(-500, 500, -700, 700, 0),
  currency: fc.constantFrom("USD", "EUR"),
  merchantKey: fc.constantFrom(null, "A", "B"),
  says: fc.constantFrom<TransferWord>("yes", "maybe", "silent", "no"),
});
const anyRows = fc
  .array(anyRow, { maxLength: 30 })
  .map((rows) => rows.map((row, index) => ({ ...row, id: `r${String(index).padStart(2, "0")}` })));

test("given thousands of like transfers on one day, then each finds its other side, without all being held against all", () => {
  const rows = Array.from({ length: 20_000 }, (_, index): TransferRow => {
    const isOut = index % 2 === 0;
    return {
      id: `r${String(index).padStart(5, "0")}`,
      accountId: isOut ? "checking" : "savings",
      accountType: isOut ? "checking" : "savings",
      day: 20_000,
      amountMinor: isOut ? 500 : -500,
      currency: "USD",
      merchantKey: `TO${index}`,
      says: "yes",
    };
  });
  expect(pairTransfers(rows).size).toBe(20_000);
});

describe("any rows", () => {
  test("then each is paired at most once, with an equal and opposite one of another account within five days", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const byId = new Map(rows.map((row) => [row.id, row]));
        const paired = pairTransfers(rows);
        for (const [id, { otherId }] of paired) {
          const [one, other] = [byId.get(id), byId.get(otherId)];
          expect(paired.get(otherId)?.otherId).toBe(id);
          expect((one?.amountMinor ?? 0) + (other?.amountMinor ?? 1)).toBe(0);
          expect(one?.currency).toBe(other?.currency);
          expect(one?.accountId).not.toBe(other?.accountId);
          expect(Math.abs((one?.day ?? 0) - (other?.day ?? 99))).toBeLessThanOrEqual(5);
          expect([one?.says, other?.says]).not.toContain("no");
        }
      }),
      { numRuns: 500 },
    );
  });

  test("then their order does not matter", () => {
    fc.assert(
      fc.property(
        anyRows.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, shuffled]) => {
          expect([...pairTransfers(shuffled)].sort()).toEqual([...pairTransfers(rows)].sort());
        },
      ),
      { numRuns: 300 },
    );
  });
});
