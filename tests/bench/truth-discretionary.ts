import { classify, learnFrom, readPurchases } from "../../coaching/discretionary/classifier.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import { generate } from "../../coaching/sample/generate.ts";
import { brierScore, calibrationError, type Guess, rankedRight } from "./calibration.ts";

/** How well purchases are classified after so many corrections. */
export type DiscretionaryTruth = {
  readonly corrections: number;
  readonly accuracy: number;
  readonly calibrationError: number;
  readonly brier: number;
  readonly rankedRight: number;
  readonly tested: number;
};

const FROM = "2024-01-01";
const DAYS = 365;
/** The last eight weeks are guessed, the time before is corrected. */
const TESTED_DAYS = 56;

/** The classifier on sample persons: a year each, corrections drawn from what came before the last eight weeks. */
export function measureDiscretionary(persons: number, used: readonly number[]): DiscretionaryTruth[] {
  const sample = generate({ seed: "truth-choices", persons, from: FROM, days: DAYS });
  const testFrom = addDays(FROM, DAYS - TESTED_DAYS);
  const guesses = new Map<number, Guess[]>(used.map((count) => [count, []]));
  for (const [index, person] of sample.persons.entries()) {
    const truth = sample.truth[index]?.transactions;
    // The sample's rows come with the answers of a sure classifier; here they are to be found.
    const rows = person.transactions.map((row) => ({ ...row, isDiscretionary: null, isRecurring: null }));
    const spent = rows.flatMap((row) => {
      const isDiscretionary = truth?.get(row.id)?.discretionary ?? null;
      return row.amountMinor > 0 && isDiscretionary !== null ? [{ row, isDiscretionary }] : [];
    });
    const purchases = readPurchases(rows);
    const corrections = shuffled(
      spent.filter(({ row }) => row.date < testFrom),
      person.id,
    ).map(({ row, isDiscretionary }) => ({ transactionId: row.id, isDiscretionary }));
    for (const [count, list] of guesses) {
      const learned = learnFrom(purchases, corrections.slice(0, count));
      for (const { row, isDiscretionary } of spent) {
        if (row.date < testFrom) continue;
        const { probability } = classify(purchases, learned, row.id);
        list.push({ probability, isSo: isDiscretionary });
      }
    }
  }
  return [...guesses].map(([corrections, list]) => ({
    corrections,
    accuracy: list.filter(({ probability, isSo }) => probability >= 0.5 === isSo).length / list.length,
    calibrationError: calibrationError(list),
    brier: brierScore(list),
    rankedRight: rankedRight(list),
    tested: list.length,
  }));
}

function shuffled<T>(values: readonly T[], seed: string): T[] {
  const random = seededRandom(`corrections/${seed}`);
  return values
    .map((value) => ({ value, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ value }) => value);
}
