import { classify, learnFrom, readPurchases } from "../../coaching/discretionary/classifier.ts";
import { NOTHING_SAID } from "../../coaching/money/source-row.ts";
import { understandMoney } from "../../coaching/money/understand.ts";
import { findRecurring } from "../../coaching/recurring/streams.ts";
import { generate } from "../../coaching/sample/generate.ts";
import { count, median, met, type Row, time } from "./measure.ts";

const ROWS = 20_000;
const CORRECTIONS = 150;
const RUNS = 5;

/** What it costs to understand one person's ten years: the engines alone, and everything. */
export function longHistoryRows(): Row[] {
  const { rows, recurring, classifying, understanding, fromLines } = measureLongHistory();
  const row = (what: string, ms: number): Row => [
    `one person's ${count(rows)} transactions of 10 years: ${what}`,
    time(ms),
    "under 1 s",
    met(ms < 1000),
  ];
  return [
    row(
      `what recurs (${time(recurring)}) and what was a choice (${time(classifying)})`,
      recurring + classifying,
    ),
    row("everything understood, with categories from the bank", understanding),
    row("everything understood, from lines alone", fromLines),
  ];
}

/** Times of one person's ten years, medians of some runs in milliseconds. */
function measureLongHistory(): {
  readonly rows: number;
  readonly recurring: number;
  readonly classifying: number;
  /** Everything: merchants, categories, transfers, what recurs, choices and impulses; from rows with categories. */
  readonly understanding: number;
  /** The same from lines without any category. */
  readonly fromLines: number;
} {
  const { rows, accountTypes } = busyHistory();
  const corrections = rows.slice(0, CORRECTIONS).map(({ id }, index) => ({
    transactionId: id,
    isDiscretionary: index % 2 === 0,
  }));
  const recurring: number[] = [];
  const classifying: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    findRecurring(rows, { asOf: "2024-12-31" });
    const between = performance.now();
    const purchases = readPurchases(rows);
    const learned = learnFrom(purchases, corrections);
    for (const { id } of rows) classify(purchases, learned, id);
    recurring.push(between - start);
    classifying.push(performance.now() - between);
  }
  const understanding = (withCategories: boolean) => {
    const told = rows.map((row) => ({
      id: row.id,
      accountId: row.accountId,
      externalId: row.id,
      at: row.at,
      date: row.date,
      timeKnown: row.timeKnown,
      source: "bank" as const,
      splitOf: null,
      rawName: row.rawDescriptor,
      memo: null,
      sourceMerchant: withCategories ? row.merchantName : null,
      sourceCategory: withCategories ? row.category : null,
      isCategoryDoubtful: false,
      amountMinor: row.amountMinor,
      currency: row.currency,
      pending: row.pending,
    }));
    const options = { asOf: "2024-12-31", zone: "UTC", accountTypes };
    return median(
      Array.from({ length: RUNS }, () => {
        const start = performance.now();
        understandMoney(told, NOTHING_SAID, options);
        return performance.now() - start;
      }),
    );
  };
  return {
    rows: rows.length,
    recurring: median(recurring),
    classifying: median(classifying),
    understanding: understanding(true),
    fromLines: understanding(false),
  };
}

/** Five sample persons' payments as one's: more at each merchant than anybody really pays. */
function busyHistory() {
  const { persons } = generate({ seed: "long", persons: 5, from: "2015-01-01", days: 3653 });
  const rows = persons
    .flatMap(({ id, transactions }) =>
      transactions.map((row) => ({ ...row, id: `${id}/${row.id}`, currency: "USD" })),
    )
    .slice(0, ROWS);
  const accountTypes = new Map(
    persons.flatMap(({ accounts }) => accounts.map(({ id, type }) => [id, type] as const)),
  );
  return { rows, accountTypes };
}
