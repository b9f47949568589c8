import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ClassifiedRow,
  type Correction,
  classify,
  learnFrom,
  readPurchases,
} from "../../../coaching/discretionary/classifier.ts";

const COFFEE = "FOOD_AND_DRINK_COFFEE";
const GROCERIES = "FOOD_AND_DRINK_GROCERIES";

function bought(id: string, merchantName: string | null, category: string | null): ClassifiedRow {
  return { id, merchantName, category, subcategory: null, rawDescriptor: null };
}

const said = (transactionId: string, isDiscretionary: boolean): Correction => ({
  transactionId,
  isDiscretionary,
});

function judged(rows: readonly ClassifiedRow[], corrections: readonly Correction[], id: string) {
  const purchases = readPurchases(rows);
  return classify(purchases, learnFrom(purchases, corrections), id);
}

describe("before the person has said anything", () => {
  test.each([
    [COFFEE, 0.9, true],
    [GROCERIES, 0.12, false],
    ["RENT_AND_UTILITIES_RENT", 0.04, false],
    [null, 0.48, false],
  ])("given %s, then it is %d", (category, probability, isDiscretionary) => {
    expect(judged([bought("a", "Anywhere", category)], [], "a")).toMatchObject({
      probability,
      isDiscretionary,
      reason: { kind: "usual-of-category", category },
    });
  });

  test("given one odd category at a merchant, then the usual one there decides", () => {
    const rows = [
      bought("a", "Blue Cup", COFFEE),
      bought("b", "Blue Cup", COFFEE),
      bought("c", "Blue Cup", GROCERIES),
    ];
    expect(judged(rows, [], "c").probability).toBe(0.9);
  });

  test("given a purchase without a merchant, then its own category decides", () => {
    const rows = [bought("a", null, COFFEE), bought("b", null, GROCERIES)];
    expect(judged(rows, [], "b").probability).toBe(0.12);
  });

  test("given a doubtful category, then the prior is pulled half-way to .48", () => {
    const row = { ...bought("a", "Blue Cup", COFFEE), isCategoryDoubtful: true };
    expect(judged([row], [], "a").probability).toBeCloseTo(0.69, 12);
  });

  test("given a doubtful contract that recurs, then it is at most .15; a streaming subscription keeps its prior", () => {
    const rent = { ...bought("a", "Harbor Homes", "RENT_AND_UTILITIES_RENT"), isCategoryDoubtful: true };
    expect(judged([rent], [], "a").probability).toBeCloseTo(0.26, 12);
    expect(judged([{ ...rent, isRecurring: true }], [], "a").probability).toBe(0.15);
    const video = { ...bought("b", "Streamhaus", "ENTERTAINMENT_TV_AND_MOVIES"), isRecurring: true };
    expect(judged([video], [], "b").probability).toBe(0.9);
  });

  test.each(["INCOME_SALARY", "TRANSFER_OUT_SAVINGS", "TRANSFER_IN_DEPOSIT"])(
    "given %s, then it is no spending and no choice",
    (category) => {
      expect(judged([bought("a", "Bank", category)], [], "a")).toMatchObject({
        probability: 0,
        reason: { kind: "no-spending" },
      });
    },
  );

  test("given a purchase that was never read, then it is refused", () => {
    expect(() => judged([], [], "nothing")).toThrow(RangeError);
  });
});

describe("learning", () => {
  const rows = [
    bought("a", "Blue Cup", COFFEE),
    bought("b", "Blue Cup", COFFEE),
    bought("c", "Corner Coffee", COFFEE),
    bought("d", "Greenleaf Market", GROCERIES),
  ];

  test("given one answer, then the merchant follows it and the category moves a little", () => {
    const corrections = [said("a", false)];
    // Category: 4 × .9 of 5 answers is .72; at the merchant half of it.
    expect(judged(rows, corrections, "b")).toMatchObject({
      probability: 0.36,
      isDiscretionary: false,
      isUnsure: true,
      reason: { kind: "said-of-merchant", count: 1, choices: 0 },
    });
    expect(judged(rows, corrections, "c")).toMatchObject({
      probability: 0.72,
      reason: { kind: "said-of-category", category: COFFEE, count: 1, choices: 0 },
    });
    expect(judged(rows, corrections, "d").probability).toBe(0.12);
  });

  test("given an answer about the whole merchant, then it counts three times there", () => {
    const corrections = [{ ...said("a", false), isWholeMerchant: true }];
    expect(judged(rows, corrections, "b").probability).toBeCloseTo(0.72 / 4, 12);
    expect(judged(rows, corrections, "c").probability).toBe(0.72);
  });

  test("given two answers about one purchase, then the later one counts, once", () => {
    expect(judged(rows, [said("a", false), said("a", true)], "b")).toEqual(
      judged(rows, [said("a", true)], "b"),
    );
  });

  test("given an answer about a purchase that is gone, then it changes nothing", () => {
    expect(judged(rows, [said("gone", true)], "d")).toEqual(judged(rows, [], "d"));
  });
});

describe("properties", () => {
  const merchants = ["Blue Cup", "Corner Coffee", "Greenleaf Market", "Willow Pharmacy"] as const;
  const categories = [
    COFFEE,
    GROCERIES,
    "RENT_AND_UTILITIES_RENT",
    "MEDICAL_PHARMACIES_AND_SUPPLEMENTS",
  ] as const;
  const history = fc.array(fc.record({ merchant: fc.nat(3), category: fc.nat(3) }), {
    minLength: 2,
    maxLength: 40,
  });
  const answers = fc.array(fc.record({ row: fc.nat(39), isDiscretionary: fc.boolean() }), { maxLength: 30 });
  const rowsOf = (list: readonly { merchant: number; category: number }[]) =>
    list.map(({ merchant, category }, index) =>
      bought(`t${index}`, merchants[merchant] ?? null, categories[category] ?? null),
    );
  const correctionsOf = (list: readonly { row: number; isDiscretionary: boolean }[], count: number) =>
    list.map(({ row, isDiscretionary }) => said(`t${row % count}`, isDiscretionary));

  test("given a correction, then its own purchase is as said for ever, whatever is said later of others", () => {
    fc.assert(
      fc.property(history, answers, fc.boolean(), (list, others, isDiscretionary) => {
        const rows = rowsOf(list);
        const later = correctionsOf(others, rows.length).filter(
          ({ transactionId }) => transactionId !== "t0",
        );
        const found = judged(rows, [said("t0", isDiscretionary), ...later], "t0");
        expect(found).toMatchObject({ probability: isDiscretionary ? 1 : 0, reason: { kind: "said-here" } });
      }),
      { numRuns: 500 },
    );
  });

  test("given a first correction at a merchant, then every purchase there is predicted as corrected", () => {
    fc.assert(
      fc.property(history, answers, fc.boolean(), (list, others, isDiscretionary) => {
        const rows = [
          ...rowsOf(list),
          bought("new-1", "Never Before", GROCERIES),
          bought("new-2", "Never Before", COFFEE),
        ];
        const corrections = [...correctionsOf(others, list.length), said("new-1", isDiscretionary)];
        expect(judged(rows, corrections, "new-2").isDiscretionary).toBe(isDiscretionary);
      }),
      { numRuns: 500 },
    );
  });

  test("given one more answer of a kind, then no probability moves away from it", () => {
    fc.assert(
      fc.property(history, answers, fc.boolean(), (list, before, isDiscretionary) => {
        const rows = rowsOf(list);
        const earlier = correctionsOf(before, rows.length).filter(
          ({ transactionId }) => transactionId !== "t0",
        );
        for (const { id } of rows) {
          const without = judged(rows, earlier, id).probability;
          const withIt = judged(rows, [...earlier, said("t0", isDiscretionary)], id).probability;
          if (isDiscretionary) expect(withIt).toBeGreaterThanOrEqual(without - 1e-12);
          else expect(withIt).toBeLessThanOrEqual(without + 1e-12);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("given rows and answers in another order, then nothing changes", () => {
    fc.assert(
      fc.property(history, answers, (list, given) => {
        const rows = rowsOf(list);
        const once = new Map(correctionsOf(given, rows.length).map((one) => [one.transactionId, one]));
        const corrections = [...once.values()];
        for (const { id } of rows) {
          expect(judged(rows.toReversed(), corrections.toReversed(), id)).toEqual(
            judged(rows, corrections, id),
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});
