import { merchantKeys, mostFrequent } from "../merchants/merchant.ts";
import type { TransactionRow } from "../model/rows.ts";
import { type Category, categoryOf, isUnder } from "../money/category.ts";
import { discretionaryPrior } from "../money/discretionary.ts";
import { DISCRETIONARY_CONFIG } from "./config.ts";

/** What the classifier reads of a row, with the bank's own line where there is one. */
export type ClassifiedRow = Pick<TransactionRow, "id" | "merchantName" | "category" | "subcategory"> & {
  readonly rawDescriptor: string | null;
  /** True where the source itself doubts the category. */
  readonly isCategoryDoubtful?: boolean;
  /** Whether the row belongs to a recurring stream. */
  readonly isRecurring?: boolean | null;
  /** The person put this very row under its category, whatever the merchant mostly is. */
  readonly isCategorySaid?: boolean;
};

/** What the person has said about one purchase; the latest answer about it counts, once. */
export type Correction = {
  readonly transactionId: string;
  readonly isDiscretionary: boolean;
  /** Said about everything at the merchant, not about this purchase alone. */
  readonly isWholeMerchant?: boolean;
  /** Said of this purchase and no other: it teaches nothing. */
  readonly isAlone?: boolean;
};

/** Answers: how many, and how many of them "a choice". */
export type Answers = { readonly count: number; readonly choices: number };

/** Where a probability comes from, nearest first; numbers for a sentence that can be shown. */
export type ChoiceReason =
  | { readonly kind: "said-here" }
  /** Said of everything at the merchant. */
  | { readonly kind: "said-always" }
  | ({ readonly kind: "said-of-merchant" } & Answers)
  | ({ readonly kind: "said-of-category"; readonly category: Category } & Answers)
  | { readonly kind: "usual-of-category"; readonly category: Category | null }
  | { readonly kind: "no-spending" };

export type Choice = {
  /** That the purchase was a choice rather than a need, 0 to 1. */
  readonly probability: number;
  readonly isDiscretionary: boolean;
  /** Near enough to even that the coach should say so, or ask. */
  readonly isUnsure: boolean;
  readonly reason: ChoiceReason;
  readonly configVersion: string;
};

/** One person's purchases, each with its merchant and the category that merchant mostly has. */
export type Purchases = {
  readonly rows: ReadonlyMap<string, ClassifiedRow>;
  readonly merchantOf: ReadonlyMap<string, string | null>;
  readonly categoryOfMerchant: ReadonlyMap<string, Category | null>;
};

/** What a person's corrections add up to. */
export type Learned = {
  readonly said: ReadonlyMap<string, boolean>;
  readonly merchants: ReadonlyMap<string, Answers>;
  readonly categories: ReadonlyMap<Category, Answers>;
  /** What was said of everything at a merchant, by its key. */
  readonly always: ReadonlyMap<string, boolean>;
};

const { priorWeight, categoryWeight } = DISCRETIONARY_CONFIG;
const NONE: Answers = { count: 0, choices: 0 };
const NO_SPENDING = ["INCOME", "TRANSFER_IN", "TRANSFER_OUT"];
const NOTHING_ALWAYS: ReadonlyMap<string, boolean> = new Map();
const OBLIGATIONS = [
  "RENT_AND_UTILITIES",
  "LOAN_PAYMENTS",
  "GENERAL_SERVICES_INSURANCE",
  "GENERAL_SERVICES_CHILDCARE",
  "GENERAL_SERVICES_STORAGE",
  "GENERAL_SERVICES_EDUCATION",
];

/**
 * Makes one person's rows ready: who was paid, and as what.
 *
 * A merchant's category is the most frequent one among the person's payments there, so that a single wrong one does
 * not decide. Two rows of one id are one; the order of rows does not matter.
 *
 * @param keys the merchants where they are known already, by row id
 */
export function readPurchases(
  rows: readonly ClassifiedRow[],
  keys?: ReadonlyMap<string, string | null>,
): Purchases {
  const byId = new Map(rows.map((row) => [row.id, row] as const));
  const merchantOf = keys ?? merchantKeys([...byId.values()]);
  const counts = new Map<string, Map<Category, number>>();
  for (const row of byId.values()) {
    const merchant = merchantOf.get(row.id) ?? null;
    const category = categoryOf(row);
    if (merchant === null || category === null) continue;
    const known = counts.get(merchant) ?? new Map<Category, number>();
    counts.set(merchant, known.set(category, (known.get(category) ?? 0) + 1));
  }
  const categoryOfMerchant = new Map(
    [...counts].map(([merchant, known]) => [merchant, mostFrequent(known)] as const),
  );
  return { rows: byId, merchantOf, categoryOfMerchant };
}

/**
 * Adds up what the person has said. Each purchase counts once, with the latest answer about it; apart from that order
 * does not matter, and leaving an answer out restores what was before it. Answers about unknown purchases are skipped.
 *
 * @param always what was said of everything at a merchant, by its key: there it alone counts, with the weight of several
 */
export function learnFrom(
  purchases: Purchases,
  corrections: readonly Correction[],
  always: ReadonlyMap<string, boolean> = NOTHING_ALWAYS,
): Learned {
  const latest = new Map(corrections.map((correction) => [correction.transactionId, correction] as const));
  const merchants = new Map<string, Answers>();
  const categories = new Map<Category, Answers>();
  const said = new Map<string, boolean>();
  for (const { transactionId, isDiscretionary, isWholeMerchant, isAlone } of latest.values()) {
    const row = purchases.rows.get(transactionId);
    if (row === undefined) continue;
    said.set(transactionId, isDiscretionary);
    if (isAlone) continue;
    const merchant = purchases.merchantOf.get(transactionId) ?? null;
    const category = usualCategory(purchases, row);
    const weight = isWholeMerchant ? DISCRETIONARY_CONFIG.wholeMerchantWeight : 1;
    if (merchant !== null) addAnswer(merchants, merchant, isDiscretionary, weight);
    if (category !== null) addAnswer(categories, category, isDiscretionary, 1);
  }
  for (const [merchant, isDiscretionary] of always) {
    merchants.delete(merchant);
    addAnswer(merchants, merchant, isDiscretionary, DISCRETIONARY_CONFIG.wholeMerchantWeight);
  }
  return { said, merchants, categories, always };
}

/**
 * How likely one of the purchases was a choice, and why.
 *
 * Two levels of Beta counts: the category's prior is worth four answers, the category in turn one answer at the
 * merchant. So the first correction at a merchant decides there at once, and what the person said of this very
 * purchase is certain for ever.
 *
 * @throws RangeError when the row is none of the purchases
 */
export function classify(purchases: Purchases, learned: Learned, transactionId: string): Choice {
  const row = purchases.rows.get(transactionId);
  if (row === undefined) throw new RangeError("unknown transaction: expected one of the purchases read");
  const said = learned.said.get(transactionId);
  if (said !== undefined) return choice(said ? 1 : 0, { kind: "said-here" });
  const category = usualCategory(purchases, row);
  if (NO_SPENDING.some((prefix) => isUnder(category, prefix))) return choice(0, { kind: "no-spending" });

  const merchant = purchases.merchantOf.get(transactionId) ?? null;
  const ofCategory = (category === null ? undefined : learned.categories.get(category)) ?? NONE;
  const ofMerchant = (merchant === null ? undefined : learned.merchants.get(merchant)) ?? NONE;
  const byCategory =
    (priorWeight * priorOf(row, category) + ofCategory.choices) / (priorWeight + ofCategory.count);
  const probability =
    (categoryWeight * byCategory + ofMerchant.choices) / (categoryWeight + ofMerchant.count);
  if (merchant !== null && learned.always.has(merchant)) return choice(probability, { kind: "said-always" });
  if (ofMerchant.count > 0) return choice(probability, { kind: "said-of-merchant", ...ofMerchant });
  if (category !== null && ofCategory.count > 0) {
    return choice(probability, { kind: "said-of-category", category, ...ofCategory });
  }
  return choice(probability, { kind: "usual-of-category", category });
}

function choice(probability: number, reason: ChoiceReason): Choice {
  const { threshold, unsureFrom, unsureTo, version } = DISCRETIONARY_CONFIG;
  return {
    probability,
    isDiscretionary: probability >= threshold,
    isUnsure: probability >= unsureFrom && probability <= unsureTo,
    reason,
    configVersion: version,
  };
}

function priorOf(row: ClassifiedRow, category: Category | null): number {
  const { unclearPrior, mostOfObligation } = DISCRETIONARY_CONFIG;
  const plain = discretionaryPrior(category);
  const prior = row.isCategoryDoubtful ? (plain + unclearPrior) / 2 : plain;
  const isObligation = row.isRecurring === true && OBLIGATIONS.some((prefix) => isUnder(category, prefix));
  return isObligation ? Math.min(mostOfObligation, prior) : prior;
}

/** The category of the row's merchant; the row's own where nobody is named, and where the person said so. */
function usualCategory(purchases: Purchases, row: ClassifiedRow): Category | null {
  if (row.isCategorySaid) return categoryOf(row);
  const merchant = purchases.merchantOf.get(row.id) ?? null;
  return (merchant === null ? undefined : purchases.categoryOfMerchant.get(merchant)) ?? categoryOf(row);
}

function addAnswer(
  answers: Map<string, Answers>,
  key: string,
  isDiscretionary: boolean,
  weight: number,
): void {
  const { count, choices } = answers.get(key) ?? NONE;
  answers.set(key, { count: count + weight, choices: choices + (isDiscretionary ? weight : 0) });
}
