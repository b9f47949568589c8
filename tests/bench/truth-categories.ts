import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { readLine } from "../../coaching/categories/line-category.ts";
import { merchantNameOf } from "../../coaching/merchants/merchant.ts";
import { generate } from "../../coaching/sample/generate.ts";
import { hasFixture, readFixtureText } from "../support/fixtures.ts";

/** Of lines without a category, how many were put right, put wrong, and left open. */
export type CategoryTruth = {
  readonly what: string;
  readonly lines: number;
  readonly right: number;
  readonly wrong: number;
  readonly open: number;
};

const LABELLED = "labelled-transactions/fava-example.csv";

/** What the labels of the file are, in our categories; a restaurant's kitchen may be fast. */
const LABELS: Readonly<Record<string, RegExp>> = {
  "Expenses:Food:Restaurant": /^FOOD_AND_DRINK_(?:RESTAURANT|FAST_FOOD)$/,
  "Expenses:Food:Groceries": /^FOOD_AND_DRINK_GROCERIES$/,
  "Expenses:Food:Coffee": /^FOOD_AND_DRINK_COFFEE$/,
  "Expenses:Food:Alcohol": /^FOOD_AND_DRINK_BEER/,
  "Expenses:Financial:Fees": /^BANK_FEES/,
  "Expenses:Home:Rent": /^RENT_AND_UTILITIES_RENT$/,
  "Expenses:Home:Phone": /^RENT_AND_UTILITIES_TELEPHONE$/,
  "Expenses:Home:Internet": /^RENT_AND_UTILITIES_INTERNET/,
  "Expenses:Home:Electricity": /^RENT_AND_UTILITIES_GAS_AND_ELECTRICITY$/,
  "Expenses:Transport:Tram": /^TRANSPORTATION_PUBLIC_TRANSIT$/,
  "Income:US:Hoogle:Salary": /^INCOME_SALARY$/,
  Transfer: /^(?:TRANSFER|LOAN_PAYMENTS_CREDIT_CARD)/,
};

const Row = z.object({
  payee: z.string(),
  narration: z.string(),
  account: z.string(),
  amount: z.coerce.number(),
  category: z.string(),
});

/**
 * How far a bank's words alone lead to a category: on the labelled lines, with and without their memo, each payee once and
 * by a half of them that is drawn by their hash; and on the lines of sample persons, whose shops are invented.
 */
export function measureCategories(): readonly CategoryTruth[] {
  return [...labelled(), invented()];
}

function labelled(): readonly CategoryTruth[] {
  if (!hasFixture(LABELLED)) return [];
  const rows = z.array(Row).parse(parse(readFixtureText(LABELLED), { columns: true }));
  const judge = (what: string, some: readonly z.infer<typeof Row>[], withMemo: boolean) =>
    tally(
      what,
      some.map((row) => {
        const isCard = row.account.includes("Slate");
        const memo = withMemo && row.narration !== "" ? row.narration : null;
        const found = categoryOf(row.payee, memo, row.amount >= 0, isCard ? "credit_card" : "checking");
        return found === null ? null : LABELS[row.category]?.test(found) === true;
      }),
    );
  const payees = [...new Map(rows.map((row) => [`${row.payee}/${row.category}`, row] as const)).values()];
  return [
    judge("labelled lines, with memo", rows, true),
    judge("labelled lines, without memo", rows, false),
    judge("labelled payees, each once, half by hash, with memo", payees.filter(isInHalf), true),
    judge(
      "labelled payees, each once, other half, with memo",
      payees.filter((row) => !isInHalf(row)),
      true,
    ),
  ];
}

function isInHalf({ payee }: { readonly payee: string }): boolean {
  return (createHash("sha256").update(payee).digest()[0] ?? 0) % 2 === 0;
}

function invented(): CategoryTruth {
  const { persons, truth } = generate({ seed: "truth-lines", persons: 20, from: "2024-01-01", days: 365 });
  const judged = persons.flatMap(({ transactions, accounts }, index) =>
    transactions.map((row) => {
      const type = accounts.find(({ id }) => id === row.accountId)?.type ?? "other";
      const found = categoryOf(row.rawDescriptor, null, row.amountMinor >= 0, type);
      return found === null ? null : found === truth[index]?.transactions.get(row.id)?.category;
    }),
  );
  return tally("lines of sample persons, shops invented", judged);
}

function categoryOf(line: string | null, memo: string | null, isSpent: boolean, accountType: string) {
  const merchantName = line === null || line === "" ? null : merchantNameOf(line);
  const { pair } = readLine({ merchantName, line, memo, isSpent, accountType, isByHand: false });
  return pair?.subcategory ?? pair?.category ?? null;
}

function tally(what: string, judged: readonly (boolean | null)[]): CategoryTruth {
  const share = (value: boolean | null) => judged.filter((one) => one === value).length / judged.length;
  return { what, lines: judged.length, right: share(true), wrong: share(false), open: share(null) };
}
