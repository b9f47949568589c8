import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainDecimal, sumOfDecimals } from "../../../coaching/model/decimal.ts";
import { applySaid, type SaidOf, type SourceRow } from "../../../coaching/money/said.ts";

const source: SourceRow = {
  amount: "64.00",
  merchantName: "UNIQLO 123",
  category: "GENERAL_MERCHANDISE",
  subcategory: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
  isDiscretionary: true,
  notes: null,
};
const nothing: SaidOf = {
  merchantName: null,
  category: null,
  subcategory: null,
  isDiscretionary: null,
  notes: null,
  splits: [],
};
const part = (id: string, amount: string, category: string | null = null) => ({
  id,
  amount,
  category,
  notes: null,
});

describe("applySaid", () => {
  test("given nothing said, then a row is what its source says", () => {
    expect(applySaid(source, null)).toEqual({ ...source, parts: [] });
    expect(applySaid(source, nothing)).toEqual({ ...source, parts: [] });
  });

  test("given a word on one thing, then it wins and the rest is the source's", () => {
    const row = applySaid(source, { ...nothing, isDiscretionary: false, notes: "winter coat" });
    expect(row).toEqual({ ...source, isDiscretionary: false, notes: "winter coat", parts: [] });
  });

  test("given another category, then the detail of the old one does not stand under it", () => {
    const row = applySaid(source, { ...nothing, category: "MEDICAL" });
    expect(row).toMatchObject({ category: "MEDICAL", subcategory: null });
  });

  test("given parts, then they are taken out of the amount, each of the row's category or its own", () => {
    const said = { ...nothing, splits: [part("a", "30.00", "FOOD_AND_DRINK"), part("b", "4.50")] };
    const row = applySaid(source, said);
    expect(row.amount).toBe("29.50");
    expect(row.parts).toMatchObject([
      { id: "a", amount: "30.00", category: "FOOD_AND_DRINK", subcategory: null, isDiscretionary: null },
      { id: "b", amount: "4.50", category: source.category, isDiscretionary: true },
    ]);
  });

  test.each([
    ["less than its parts", "30.00"],
    ["just its parts", "34.50"],
    ["money that comes back", "-64.00"],
    ["nothing", "0"],
  ])("given that the bank makes the amount %s, then the row is whole again", (_what, amount) => {
    const said = { ...nothing, splits: [part("a", "30.00"), part("b", "4.50")] };
    expect(applySaid({ ...source, amount }, said)).toEqual({ ...source, amount, parts: [] });
  });

  test("given any amount and parts, then what the rows say adds up to what the source says", () => {
    const cents = fc.integer({ min: -100_000, max: 100_000 }).map((units) => (units / 100).toFixed(2));
    fc.assert(
      fc.property(cents, fc.array(cents, { maxLength: 4 }), (amount, amounts) => {
        const splits = amounts.map((some, index) => part(String(index), some));
        const row = applySaid({ ...source, amount }, { ...nothing, splits });
        const sum = sumOfDecimals([row.amount, ...row.parts.map((one) => one.amount)]);
        expect(plainDecimal(sum)).toBe(plainDecimal(amount));
      }),
    );
  });
});
