import { classify, learnFrom, readPurchases } from "../../coaching/discretionary/classifier.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { drawNormal, seededRandom } from "../../coaching/model/random.ts";
import { generate } from "../../coaching/sample/generate.ts";
import { brierScore, calibrationError, type Guess, rankedRight } from "./calibration.ts";

/** How well purchases are classified after so many corrections. */
export type DiscretionaryTruth = {
  readonly corrections: number;
  readonly accuracy: number;
  readonly calibrationError: number;
  readonly brier: number;
  readonly rankedRight: number;
  /** Accuracy of who knew every taste. */
  readonly best: number;
};

const FROM = "2024-01-01";
const DAYS = 365;
/** The last eight weeks are guessed, the time before is corrected. */
const TESTED_DAYS = 56;

/**
 * In log odds: how sure a thing's nature is, and how much tastes for its kind and for its shop differ. So large that who
 * knew every taste would be right in about 92 of 100, as in the comparison that the bars come from.
 */
const NATURE = 4;
const KIND_TASTE_SD = 3;
const SHOP_TASTE_SD = 2.5;

/**
 * The classifier on sample persons: a year each, corrections drawn from what came before the last eight weeks.
 *
 * @param options.tastes whether a choice is in the eye of the person: each has an own inclination for each category and
 *   each shop, and decides purchase by purchase. Else what a thing is decides for all alike, as the sample has it.
 */
export function measureDiscretionary(
  persons: number,
  used: readonly number[],
  options: { readonly tastes: boolean },
): DiscretionaryTruth[] {
  const sample = generate({ seed: "truth-choices", persons, from: FROM, days: DAYS });
  const testFrom = addDays(FROM, DAYS - TESTED_DAYS);
  const bests: number[] = [];
  const guesses = new Map<number, Guess[]>(used.map((count) => [count, []]));
  for (const [index, person] of sample.persons.entries()) {
    const truth = sample.truth[index]?.transactions;
    // The sample's rows come with the answers of a sure classifier; here they are to be found.
    const rows = person.transactions.map((row) => ({ ...row, isDiscretionary: null, isRecurring: null }));
    const spent = rows.flatMap((row) => {
      const { discretionary = null, category = "" } = truth?.get(row.id) ?? {};
      if (row.amountMinor <= 0 || discretionary === null) return [];
      const chance = options.tastes
        ? tasteFor(person.id, discretionary, category, row)
        : Number(discretionary);
      const isDiscretionary = seededRandom(`decision/${person.id}/${row.id}`)() < chance;
      return [{ row, isDiscretionary, best: Math.max(chance, 1 - chance) }];
    });
    bests.push(...spent.filter(({ row }) => row.date >= testFrom).map(({ best }) => best));
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
    best: bests.reduce((sum, best) => sum + best, 0) / bests.length,
  }));
}

/** Chance that this person takes this purchase for a choice. */
function tasteFor(
  personId: string,
  isByNature: boolean,
  category: string,
  { merchantName }: { readonly merchantName: string | null },
): number {
  const taste = (of: string) => drawNormal(seededRandom(`taste/${personId}/${of}`));
  const odds =
    (isByNature ? NATURE : -NATURE) +
    KIND_TASTE_SD * taste(category) +
    SHOP_TASTE_SD * taste(`shop/${merchantName}`);
  return 1 / (1 + Math.exp(-odds));
}

function shuffled<T>(values: readonly T[], seed: string): T[] {
  const random = seededRandom(`corrections/${seed}`);
  return values
    .map((value) => ({ value, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ value }) => value);
}
