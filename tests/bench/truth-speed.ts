import { classify, learnFrom, readPurchases } from "../../coaching/discretionary/classifier.ts";
import { findRecurring } from "../../coaching/recurring/streams.ts";
import { generate } from "../../coaching/sample/generate.ts";
import { median } from "./measure.ts";

const ROWS = 20_000;
const CORRECTIONS = 150;
const RUNS = 5;

/** Times of one person's ten years, medians of some runs in milliseconds. */
export function measureLongHistory(): {
  readonly rows: number;
  readonly recurring: number;
  readonly classifying: number;
} {
  const rows = busyHistory();
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
  return { rows: rows.length, recurring: median(recurring), classifying: median(classifying) };
}

/** Five sample persons' payments as one's: more at each merchant than anybody really pays. */
function busyHistory() {
  const { persons } = generate({ seed: "long", persons: 5, from: "2015-01-01", days: 3653 });
  return persons
    .flatMap(({ id, transactions }) =>
      transactions.map((row) => ({ ...row, id: `${id}/${row.id}`, currency: "USD" })),
    )
    .slice(0, ROWS);
}
