import fc from "fast-check";
import { expect, test } from "vitest";
import { matchHandRows, type Purchase, pairKey } from "../../../coaching/money/hand-merge.ts";

const COFFEE = "FOOD_AND_DRINK_COFFEE";

function purchase(id: string, changes: Partial<Purchase> = {}): Purchase {
  return {
    id,
    date: "2026-11-24",
    amountMinor: 1200,
    currency: "USD",
    words: "coffee",
    category: COFFEE,
    ...changes,
  };
}

const told = purchase("told");
const shown = (changes: Partial<Purchase> = {}) =>
  purchase("shown", { words: "Blue Cup", category: COFFEE, ...changes });
const matches = (bank: Purchase, hand: Purchase = told) =>
  matchHandRows([hand], [bank]).map(({ isSameAmount }) => (isSameAmount ? "same" : "tip"));

test.each<[string, Partial<Purchase>, readonly string[]]>([
  ["the same amount on the same day", {}, ["same"]],
  ["a cent more", { amountMinor: 1201 }, ["same"]],
  ["two cents less", { amountMinor: 1198 }, []],
  ["a day before", { date: "2026-11-23" }, ["same"]],
  ["two days before", { date: "2026-11-22" }, []],
  ["three days after", { date: "2026-11-27" }, ["same"]],
  ["four days after", { date: "2026-11-28" }, []],
  ["another currency", { currency: "CAD" }, []],
  ["money in", { amountMinor: -1200 }, []],
  ["a quarter more, where people tip", { amountMinor: 1500 }, ["tip"]],
  ["more than a quarter more", { amountMinor: 1501 }, []],
  ["a tenth more at a supermarket", { amountMinor: 1320, category: "FOOD_AND_DRINK_GROCERIES" }, []],
  ["another kind of spending", { words: "Shell", category: "TRANSPORTATION_GAS" }, []],
  ["no kind known", { words: "ACME 0042", category: null }, ["same"]],
  ["something else", { words: "ACME 0042", category: "OTHER_OTHER" }, ["same"]],
  ["another kind, but the same words", { words: "Coffee Kiosk", category: "TRAVEL" }, ["same"]],
  ["a transfer", { words: "Sam", category: "TRANSFER_OUT_ACCOUNT_TRANSFER" }, []],
])(
  "given a bank's row with %s, then it is offered only where it can be the same purchase",
  (_, changes, expected) => {
    expect(matches(shown(changes))).toEqual(expected);
  },
);

test("given money that came in, then its kind does not rule it out", () => {
  const gift = purchase("told", { amountMinor: -5000, words: "mum", category: null });
  expect(matches(shown({ amountMinor: -5000, words: "J Smith", category: "TRANSFER_IN" }), gift)).toEqual([
    "same",
  ]);
});

test("given two rows that fit, then the nearer one is taken", () => {
  const far = shown({ date: "2026-11-26" });
  const near = purchase("near", { words: "Blue Cup", date: "2026-11-25" });
  expect(matchHandRows([told], [far, near])).toEqual([
    { handId: "told", bankId: "near", isSameAmount: true },
  ]);
});

test("given a pair that was said to be two, then it is not offered again", () => {
  expect(matchHandRows([told], [shown()], new Set([pairKey("told", "shown")]))).toEqual([]);
});

const purchases = (prefix: string) =>
  fc
    .array(
      fc.record({
        date: fc.constantFrom("2026-11-20", "2026-11-21", "2026-11-23", "2026-11-24"),
        amountMinor: fc.constantFrom(1200, 1201, 1400, -1200, 0),
        currency: fc.constantFrom("USD", "EUR"),
        words: fc.constantFrom("coffee", "Blue Cup", "lunch", null),
        category: fc.constantFrom(COFFEE, "FOOD_AND_DRINK_RESTAURANT", "TRAVEL", null),
      }),
      { maxLength: 7 },
    )
    .map((rows) => rows.map((row, at) => ({ ...row, id: `${prefix}${at}` })));

test("given any rows in any order, then the matches are the same, and each row is in one at most", () => {
  fc.assert(
    fc.property(purchases("h"), purchases("b"), fc.infiniteStream(fc.nat()), (hand, bank, keys) => {
      const shuffled = <Row>(rows: readonly Row[]) =>
        rows
          .map((row) => ({ row, key: keys.next().value ?? 0 }))
          .sort((left, right) => left.key - right.key)
          .map(({ row }) => row);
      const found = matchHandRows(hand, bank);
      expect(matchHandRows(shuffled(hand), shuffled(bank))).toEqual(found);
      expect(new Set(found.map(({ handId }) => handId)).size).toBe(found.length);
      expect(new Set(found.map(({ bankId }) => bankId)).size).toBe(found.length);
      for (const { handId, bankId } of found) {
        const one = hand.find(({ id }) => id === handId);
        const other = bank.find(({ id }) => id === bankId);
        expect(one?.currency).toBe(other?.currency);
        expect(Math.sign(one?.amountMinor ?? 0)).toBe(Math.sign(other?.amountMinor ?? 0));
      }
      // Nothing that fits is left over on both sides.
      const used = new Set(found.flatMap(({ handId, bankId }) => [handId, bankId]));
      const free = ({ id }: Purchase) => !used.has(id);
      expect(matchHandRows(hand.filter(free), bank.filter(free))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
