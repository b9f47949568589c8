import { dayNumber, localMinuteOf } from "../model/local-date.ts";
import type { TransactionRow } from "../model/rows.ts";
import { middleOf, spreadOf } from "../model/sorted.ts";
import { type Category, categoryOf, isUnder, merchantKey } from "./category.ts";
import { MONEY_CONFIG } from "./config.ts";
import { discretionaryProbability } from "./discretionary.ts";

/** What speaks for a purchase having been made on the spur of the moment. */
export type ImpulseSigns = {
  /** Nothing was bought there in the 90 days before. */
  readonly newMerchant: boolean;
  /** Between 21:00 and 04:59 on the person's clock, where the bank gives a real time. */
  readonly lateHour: boolean;
  /** More than one robust standard deviation above the person's median for the category. */
  readonly unusualAmount: boolean;
  /** The third or a later discretionary purchase within two hours. */
  readonly spree: boolean;
  /** Marketplaces and clothing. */
  readonly temptingCategory: boolean;
};

/** What is looked at of a purchase. */
export type PurchaseRow = Pick<
  TransactionRow,
  | "date"
  | "at"
  | "timeKnown"
  | "merchantName"
  | "category"
  | "subcategory"
  | "amountMinor"
  | "isDiscretionary"
  | "discretionaryProbability"
  | "isRecurring"
>;

/** MAD times this estimates the standard deviation of normal values. */
const MAD_TO_SD = 1.4826;
const TEMPTING = ["GENERAL_MERCHANDISE_ONLINE_MARKETPLACES", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"];

/** Log odds that a purchase was a possible impulse. */
export function impulseLogit(signs: ImpulseSigns): number {
  const { impulse } = MONEY_CONFIG;
  return (
    impulse.intercept +
    (signs.newMerchant ? impulse.newMerchant : 0) +
    (signs.lateHour ? impulse.lateHour : 0) +
    (signs.unusualAmount ? impulse.unusualAmount : 0) +
    (signs.spree ? impulse.spree : 0) +
    (signs.temptingCategory ? impulse.temptingCategory : 0)
  );
}

/** Probability of {@link impulseLogit}, 0 to 1. A possible impulse, never a verdict. */
export function impulseProbability(signs: ImpulseSigns): number {
  return 1 / (1 + Math.exp(-impulseLogit(signs)));
}

/**
 * The impulse probability of each purchase, seen only against what came before it.
 *
 * Needs, and what is known to recur, have none (0). Nothing in a row's future changes its answer.
 *
 * @param purchases one person's spending rows in one currency, in order of time, amounts of 0 and less left out
 * @param zone the person's IANA zone
 * @returns one probability per purchase, in the same order
 */
export function impulseProbabilities(purchases: readonly PurchaseRow[], zone: string): number[] {
  return findImpulseSigns(purchases, zone).map((signs) => (signs === null ? 0 : impulseProbability(signs)));
}

/** {@link impulseProbabilities} before they are put together: the signs of each purchase; null where none can be. */
export function findImpulseSigns(
  purchases: readonly PurchaseRow[],
  zone: string,
): readonly (ImpulseSigns | null)[] {
  const { impulse } = MONEY_CONFIG;
  const lastSeen = new Map<string, number>();
  const amountsOf = new Map<Category, number[]>();
  const wishTimes: number[] = [];
  return purchases.map((row) => {
    const day = dayNumber(row.date);
    const merchant = merchantKey(row.merchantName);
    const category = categoryOf(row);
    const seen = merchant === null ? undefined : lastSeen.get(merchant);
    const earlier = category === null ? undefined : amountsOf.get(category);
    const isWish = discretionaryProbability(row) >= impulse.minDiscretionary && row.isRecurring !== true;

    let signs: ImpulseSigns | null = null;
    if (isWish) {
      const minute = minuteOfPurchase(row, zone);
      signs = {
        // A purchase without a merchant name cannot be told to be new.
        newMerchant: merchant !== null && (seen === undefined || day - seen > impulse.newMerchantDays),
        lateHour: minute !== null && isLate(minute),
        unusualAmount: earlier !== undefined && isUnusual(Math.log(row.amountMinor), earlier),
        spree: minute !== null && countSince(wishTimes, row.at) + 1 >= impulse.spreePurchases,
        temptingCategory: TEMPTING.some((prefix) => isUnder(category, prefix)),
      };
      if (minute !== null) wishTimes.push(row.at.getTime());
    }
    if (merchant !== null) lastSeen.set(merchant, day);
    if (category !== null) insertSorted(amountsOf, category, Math.log(row.amountMinor));
    return signs;
  });
}

/** Minute of the day on the person's clock; null when the bank gave no real time (midnight is a day without one). */
export function minuteOfPurchase(row: Pick<TransactionRow, "at" | "timeKnown">, zone: string): number | null {
  if (!row.timeKnown || Number.isNaN(row.at.getTime())) return null;
  const minute = localMinuteOf(row.at, zone);
  return minute > 0 ? minute : null;
}

function isLate(minute: number): boolean {
  const hour = Math.floor(minute / 60);
  return hour >= MONEY_CONFIG.impulse.lateFromHour || hour <= MONEY_CONFIG.impulse.lateToHour;
}

/** @param earlier ln amounts of the category, ascending */
function isUnusual(lnAmount: number, earlier: readonly number[]): boolean {
  const { minCategoryPurchases, amountSpreadFloor } = MONEY_CONFIG.impulse;
  if (earlier.length < minCategoryPurchases) return false;
  const middle = middleOf(earlier);
  const spread = Math.max(amountSpreadFloor, MAD_TO_SD * spreadOf(earlier, middle));
  return lnAmount - middle > spread;
}

/** How many of the ascending times lie within the spree's span before `at`. */
function countSince(times: readonly number[], at: Date): number {
  const start = at.getTime() - MONEY_CONFIG.impulse.spreeMinutes * 60_000;
  let count = 0;
  for (let index = times.length - 1; index >= 0; index--) {
    const time = times[index] ?? Number.NEGATIVE_INFINITY;
    // Rows come by local day, so after a flight the instants may step back by some hours: look a day further.
    if (time < start - 86_400_000) break;
    if (time >= start && time <= at.getTime()) count++;
  }
  return count;
}

function insertSorted(lists: Map<Category, number[]>, category: Category, value: number): void {
  const list = lists.get(category) ?? [];
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, value);
  lists.set(category, list);
}

/**
 * Ids of purchases that count as possible impulses: by what was understood of them, and by their signs where they were not
 * understood yet.
 *
 * @param purchases as for {@link impulseProbabilities}
 */
export function possibleImpulses(
  purchases: readonly (PurchaseRow & Pick<TransactionRow, "id" | "impulseProbability">)[],
  zone: string,
): ReadonlySet<string> {
  const isUnderstood = purchases.every(({ impulseProbability: known }) => typeof known === "number");
  const signs = isUnderstood ? [] : impulseProbabilities(purchases, zone);
  const found = new Set<string>();
  for (const [index, { id, impulseProbability: known }] of purchases.entries()) {
    if ((known ?? signs[index] ?? 0) >= MONEY_CONFIG.impulse.threshold) found.add(id);
  }
  return found;
}
