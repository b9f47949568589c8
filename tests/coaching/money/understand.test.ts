import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { flowOf } from "../../../coaching/money/flow.ts";
import { rowKey, type SaidOfRow, type SourceMovement } from "../../../coaching/money/source-row.ts";
import { recurringMoney } from "../../../coaching/recurring/known-streams.ts";
import { ACCOUNT_TYPES, AS_OF, categoriesOf, ruling, saying, told, understood } from "./money-help.ts";

describe("who was paid", () => {
  test("given one merchant from two sources, then it has one name", () => {
    const rows = [
      told("2026-11-01", "AMZN MKTP US*2K4", { sourceMerchant: "Amazon" }),
      told("2026-11-02", "AMZN MKTP US*9Z1"),
      told("2026-11-03", "SQ *BLUE CUP #12 SEATTLE WA"),
      told("2026-11-04", "Blue Cup"),
    ];
    const answers = understood(rows);
    expect(rows.map(({ id }) => answers.get(id)?.merchantName)).toEqual([
      "Amazon",
      "Amazon",
      "Blue Cup",
      "Blue Cup",
    ]);
  });

  test("given a line that says it is a refund, then it is of the shop that was paid, and is no income", () => {
    const bought = told("2026-11-01", "QRST FASHION 12", { amountMinor: 4_000 });
    const back = told("2026-11-09", "REFUND: QRST FASHION 12", { amountMinor: -4_000 });
    const answers = understood([bought, back]);
    expect(answers.get(back.id)).toMatchObject({
      merchantName: "Qrst Fashion",
      category: "GENERAL_MERCHANDISE",
      subcategory: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
    });
    expect(answers.get(bought.id)?.merchantName).toBe("Qrst Fashion");
  });

  test("given lines that tell only 'card payment' and a memo each, then the memo names the merchant, and nobody else is it", () => {
    const coffee = told("2026-11-01", "DEBIT PURCHASE", { memo: "66-6666 BLUE CUP" });
    const books = told("2026-11-02", "DEBIT PURCHASE", { memo: "66-6666 PAPER MOON" });
    const silent = told("2026-11-03", "DEBIT PURCHASE");
    const answers = understood([coffee, books, silent]);
    expect([coffee, books, silent].map(({ id }) => answers.get(id)?.merchantName)).toEqual([
      "Blue Cup",
      "Paper Moon",
      null,
    ]);
  });

  test("given a circle of names, then it ends, and everything in it is one merchant", () => {
    const rows = [told("2026-11-01", "ALPHA"), told("2026-11-02", "BETA")];
    const merchants = [ruling("ALPHA", { displayName: "Beta" }), ruling("BETA", { displayName: "Alpha" })];
    expect(understood(rows, { merchants }).size).toBe(2);
  });

  test("given a name for one row alone, then the others keep theirs", () => {
    const [mine, other] = [told("2026-11-01", "BLUE CUP"), told("2026-11-02", "BLUE CUP")];
    const answers = understood([mine, other], { rows: new Map([saying(mine, { merchantName: "Anna's" })]) });
    expect([mine, other].map(({ id }) => answers.get(id)?.merchantName)).toEqual(["Anna's", "Blue Cup"]);
  });

  test("given words of the person's own, then a hand entry keeps them, and is filed by them", () => {
    const byHand = { source: "hand", accountId: "hand" } as const;
    const rows = [
      told("2026-11-01", "lunch with Ann", byHand),
      told("2026-11-02", "from mum", { ...byHand, amountMinor: -5000 }),
      told("2026-11-03", "boots", byHand),
    ];
    expect(understood(rows).get(rows[0]?.id ?? "")?.merchantName).toBe("lunch with Ann");
    expect(categoriesOf(rows)).toEqual([
      "FOOD_AND_DRINK_RESTAURANT",
      null,
      "MEDICAL_PHARMACIES_AND_SUPPLEMENTS",
    ]);
  });
});

describe("as what", () => {
  test("given a code of version 1 or a code nobody knows, then it is one of ours, or its words decide", () => {
    const rows = [
      told("2026-11-01", "ACME", { amountMinor: -1000, sourceCategory: "INCOME_WAGES" }),
      told("2026-11-02", "LIDL DANKT 0223", { sourceCategory: "Expenses:Food" }),
      told("2026-11-03", "NOBODY KNOWS", { sourceCategory: "OTHER_OTHER" }),
    ];
    expect(categoriesOf(rows)).toEqual(["INCOME_SALARY", "FOOD_AND_DRINK_GROCERIES", "OTHER_OTHER"]);
  });

  test("given a source that doubts itself, then well-known words win, and without any its doubt counts", () => {
    const doubtful = { sourceCategory: "ENTERTAINMENT_VIDEO_GAMES", isCategoryDoubtful: true };
    const rows = [told("2026-11-01", "LIDL DANKT 0223", doubtful), told("2026-11-02", "QRST", doubtful)];
    expect(categoriesOf(rows)).toEqual(["FOOD_AND_DRINK_GROCERIES", "ENTERTAINMENT_VIDEO_GAMES"]);
    expect(understood(rows).get(rows[1]?.id ?? "")?.discretionaryProbability).toBe(0.69);
  });

  test("given a part of its own kind and one of none, then each is filed by itself", () => {
    const whole = told("2026-11-01", "TARGET 0042", { amountMinor: 4000 });
    const part = (id: string, amountMinor: number) =>
      told("2026-11-01", "TARGET 0042", {
        source: "split",
        externalId: `split:${id}`,
        splitOf: whole.id,
        amountMinor,
      });
    const rows = [whole, part("a", 3000), part("b", 500)];
    const splits = [
      { id: "a", category: "FOOD_AND_DRINK_GROCERIES" },
      { id: "b", category: null },
    ];
    const said = { rows: new Map([saying(whole, { splits, isDiscretionary: true })]) };
    expect(categoriesOf(rows, said)).toEqual([
      "GENERAL_MERCHANDISE_SUPERSTORES",
      "FOOD_AND_DRINK_GROCERIES",
      "GENERAL_MERCHANDISE_SUPERSTORES",
    ]);
    const answers = understood(rows, said);
    expect(rows.map(({ id }) => answers.get(id)?.discretionaryProbability)).toEqual([1, 0.12, 1]);
  });

  test("given a subscription split in two, then it recurs by what was paid in all, and so do its parts", () => {
    const paid = ["08", "09", "10", "11"].map((month) =>
      told(`2026-${month}-05`, "STREAMHAUS PREMIUM", { amountMinor: 1500 }),
    );
    const last = paid.at(-1);
    if (last === undefined) throw new Error("expected a payment");
    const rest = { ...last, amountMinor: 900 };
    const part = told(last.date, "STREAMHAUS PREMIUM", {
      source: "split",
      splitOf: last.id,
      externalId: "split:x",
      amountMinor: 600,
    });
    const rows = [...paid.slice(0, -1), rest, part];
    const answers = understood(rows);
    expect(rows.map(({ id }) => answers.get(id)?.isRecurring)).toEqual([true, true, true, true, true]);
    const { streams } = recurringMoney(
      rows,
      { rows: new Map(), merchants: [], streams: [] },
      { asOf: AS_OF, accountTypes: ACCOUNT_TYPES },
    );
    expect(streams).toMatchObject([
      { name: "Streamhaus Premium", nextAmountMinor: 1500, nextDate: "2026-12-05" },
    ]);
  });
});

describe("what recurs", () => {
  test("given less than 45 days or a single visit, then nothing is said about repetition", () => {
    const rows = [
      told("2026-10-20", "NETFLIX.COM", { amountMinor: 1549 }),
      told("2026-11-20", "NETFLIX.COM", { amountMinor: 1549 }),
      told("2026-11-20", "CORNER CAFE"),
    ];
    const probabilities = (some: readonly SourceMovement[]) => {
      const answers = understood(some);
      return rows.map(({ id }) => answers.get(id)?.recurringProbability ?? null);
    };
    expect(probabilities(rows)).toEqual([null, null, null]);
    const older = told("2026-09-01", "SOMETHING ELSE");
    expect(probabilities([...rows, older])).toEqual([0.75, 0.75, null]);
  });

  test("given a trial with its length, a late payment and one that ended, then each has its signal", () => {
    const monthly = (line: string, months: readonly string[]) =>
      months.map((month) => told(`2026-${month}-10`, line, { amountMinor: 999 }));
    const rows = [
      ...monthly("STREAMHAUS PREMIUM", ["06", "07", "08", "09"]),
      ...monthly("SPOTIFY", ["01", "02", "03", "04"]),
      told("2026-11-15", "AUDIBLE 14 DAY TRIAL", { amountMinor: 0 }),
    ];
    const { signals } = recurringMoney(
      rows,
      { rows: new Map(), merchants: [], streams: [] },
      { asOf: "2026-11-23", accountTypes: ACCOUNT_TYPES },
    );
    expect(signals).toMatchObject([
      { kind: "ended", stream: { name: "Streamhaus Premium" } },
      { kind: "trial-ending", name: "Audible", began: "2026-11-15", ends: "2026-11-29" },
    ]);
  });
});

/** Lines of all kinds, so that every way of being filed and judged comes up. */
const LINES = [
  "BLUE CUP COFFEE",
  "LIDL DANKT 0223",
  "AMZN MKTP US*2K4",
  "ACME PAYROLL",
  "TRANSFER TO SAVINGS",
  "INCOMING 12",
  "PAYMENT THANK YOU",
  "NETFLIX.COM",
  "ATM 0042",
  "QRST",
];

const anyMovement = fc.record({
  day: fc.integer({ min: 0, max: 120 }),
  line: fc.constantFrom(...LINES),
  amountMinor: fc.constantFrom(-5000, -1549, -1000, 450, 1000, 1549, 1549, 5000, 12_345),
  accountId: fc.constantFrom("checking", "savings", "card"),
  currency: fc.constantFrom("USD", "USD", "EUR"),
  pending: fc.boolean(),
});
const anyMoney = fc
  .array(anyMovement, { maxLength: 40 })
  .map((some) =>
    some.map(({ day, line, ...rest }, index) =>
      told(addDays("2026-07-20", day), line, { ...rest, id: `r${String(index).padStart(2, "0")}` }),
    ),
  );
const anyWord: fc.Arbitrary<Partial<SaidOfRow>> = fc.record({
  category: fc.constantFrom(null, "ENTERTAINMENT"),
  isDiscretionary: fc.constantFrom(null, true, false),
  isImpulse: fc.constantFrom(null, true, false),
  merchantName: fc.constantFrom(null, "Mine"),
});

describe("any rows", () => {
  test("then their order does not matter, and what came out once comes out again", () => {
    fc.assert(
      fc.property(
        anyMoney.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, shuffled]) => {
          const answers = understood(rows);
          expect(understood(rows)).toEqual(answers);
          expect(new Map([...understood(shuffled)].sort())).toEqual(new Map([...answers].sort()));
        },
      ),
      { numRuns: 150 },
    );
  });

  test("then each means one thing, and what is spent, moved, earned and given back is all there is", () => {
    fc.assert(
      fc.property(anyMoney, (rows) => {
        const answers = understood(rows);
        expect(answers.size).toBe(rows.length);
        const sums = new Map<string, number>();
        for (const row of rows) {
          const answer = answers.get(row.id);
          if (answer === undefined) throw new Error("expected an answer for every row");
          const flow = flowOf({ ...answer, amountMinor: row.amountMinor });
          sums.set(flow, (sums.get(flow) ?? 0) + row.amountMinor);
          const isSpending = flow === "spending" || flow === "refund" || flow === "uncategorized-in";
          expect(answer.discretionaryProbability !== null).toBe(isSpending);
          expect(answer.isDiscretionary).toBe(
            isSpending ? (answer.discretionaryProbability ?? 0) >= 0.5 : null,
          );
        }
        const total = rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        expect([...sums.values()].reduce((sum, one) => sum + one, 0)).toBe(total);
      }),
      { numRuns: 200 },
    );
  });

  test("given the person's word about any of them, then it wins", () => {
    fc.assert(
      fc.property(anyMoney, fc.nat(), anyWord, (rows, place, word) => {
        const about = rows[place % Math.max(1, rows.length)];
        if (about === undefined) return;
        const answer = understood(rows, { rows: new Map([saying(about, word)]) }).get(about.id);
        if (answer === undefined) throw new Error("expected an answer for every row");
        if (word.category) expect(answer.category).toBe(word.category);
        if (word.merchantName) expect(answer.merchantName).toBe(word.merchantName);
        if (answer.discretionaryProbability === null) return;
        if (typeof word.isDiscretionary === "boolean") {
          expect(answer).toMatchObject({
            isDiscretionary: word.isDiscretionary,
            discretionaryProbability: word.isDiscretionary ? 1 : 0,
          });
        }
        if (typeof word.isImpulse === "boolean" && answer.impulseProbability !== null) {
          expect(answer.impulseProbability).toBe(word.isImpulse ? 1 : 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("given everything at a merchant is called a need, then all of it is but what was said otherwise", () => {
    fc.assert(
      fc.property(anyMoney, fc.boolean(), (rows, isDiscretionary) => {
        const said = {
          merchants: [ruling("AMAZON", { isDiscretionary })],
          rows: new Map<string, SaidOfRow>(),
        };
        const shop = rows.filter(({ rawName }) => rawName?.startsWith("AMZN"));
        const [other] = shop;
        if (other !== undefined) said.rows = new Map([saying(other, { isDiscretionary: !isDiscretionary })]);
        const answers = understood(rows, said);
        for (const row of shop) {
          const expected = said.rows.has(rowKey(row)) ? !isDiscretionary : isDiscretionary;
          const answer = answers.get(row.id);
          if (answer?.isDiscretionary !== null) expect(answer?.isDiscretionary).toBe(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("given later purchases elsewhere, then nothing that was understood of earlier ones changes", () => {
    fc.assert(
      fc.property(anyMoney, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 }), (rows, later) => {
        const spent = rows.filter(({ amountMinor }) => amountMinor > 0);
        const after = later.map((day, index) =>
          told(addDays("2026-11-20", day), "ZZZ NEWPLACE", { id: `z${index}`, amountMinor: 777 + index }),
        );
        const asOf = "2026-12-01";
        const before = understood(spent, {}, asOf);
        const now = understood([...spent, ...after], {}, asOf);
        for (const { id } of spent) expect(now.get(id)).toEqual(before.get(id));
      }),
      { numRuns: 150 },
    );
  });
});
