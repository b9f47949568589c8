import type { TransactionRow } from "../model/rows.ts";
import { type Category, categoryOf, isUnder } from "./category.ts";

const NEED = 0.04;
const MOSTLY_NEED = 0.12;
const LEANS_NEED = 0.3;
const UNCLEAR = 0.48;
const LEANS_WISH = 0.66;
const WISH = 0.9;

/** From the special to the general: the first prefix that fits decides. */
const PRIORS: readonly (readonly [prefix: Category, prior: number])[] = [
  ["RENT_AND_UTILITIES", NEED],
  ["LOAN_PAYMENTS", NEED],
  ["BANK_FEES", NEED],
  ["GENERAL_SERVICES_INSURANCE", NEED],
  ["GENERAL_SERVICES_CHILDCARE", NEED],
  ["GOVERNMENT_AND_NON_PROFIT_DONATIONS", LEANS_WISH],
  ["GOVERNMENT_AND_NON_PROFIT", NEED],
  ["MEDICAL_PHARMACIES_AND_SUPPLEMENTS", MOSTLY_NEED],
  ["MEDICAL_VETERINARY_SERVICES", MOSTLY_NEED],
  ["MEDICAL", NEED],
  ["FOOD_AND_DRINK_GROCERIES", MOSTLY_NEED],
  ["FOOD_AND_DRINK", WISH],
  ["TRANSPORTATION_GAS", MOSTLY_NEED],
  ["TRANSPORTATION_PUBLIC_TRANSIT", MOSTLY_NEED],
  ["TRANSPORTATION_TOLLS", MOSTLY_NEED],
  ["TRANSPORTATION_PARKING", LEANS_NEED],
  ["TRANSPORTATION_TAXIS_AND_RIDE_SHARES", LEANS_WISH],
  ["TRANSPORTATION_BIKES_AND_SCOOTERS", LEANS_WISH],
  ["GENERAL_SERVICES_AUTOMOTIVE", MOSTLY_NEED],
  ["GENERAL_SERVICES_EDUCATION", MOSTLY_NEED],
  ["GENERAL_SERVICES_POSTAGE_AND_SHIPPING", MOSTLY_NEED],
  ["GENERAL_SERVICES_STORAGE", MOSTLY_NEED],
  ["GENERAL_SERVICES", UNCLEAR],
  ["GENERAL_MERCHANDISE_SUPERSTORES", LEANS_NEED],
  ["GENERAL_MERCHANDISE_PET_SUPPLIES", LEANS_NEED],
  ["GENERAL_MERCHANDISE_OFFICE_SUPPLIES", LEANS_NEED],
  ["GENERAL_MERCHANDISE_DISCOUNT_STORES", UNCLEAR],
  ["GENERAL_MERCHANDISE_CONVENIENCE_STORES", UNCLEAR],
  ["GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE", UNCLEAR],
  ["GENERAL_MERCHANDISE_ONLINE_MARKETPLACES", LEANS_WISH],
  ["GENERAL_MERCHANDISE_DEPARTMENT_STORES", LEANS_WISH],
  ["GENERAL_MERCHANDISE", WISH],
  ["HOME_IMPROVEMENT_FURNITURE", LEANS_WISH],
  ["HOME_IMPROVEMENT", UNCLEAR],
  ["PERSONAL_CARE_LAUNDRY_AND_DRY_CLEANING", LEANS_NEED],
  ["PERSONAL_CARE", UNCLEAR],
  ["ENTERTAINMENT", WISH],
  ["TRAVEL", WISH],
];

/**
 * How likely a purchase of this category is a wish rather than a need, before the person has said anything.
 *
 * A judgement, not an estimate: 0.04 for rent, loans, fees, insurance and care up to 0.90 for eating out,
 * entertainment and travel; 0.48 where the category tells nothing. Income and transfers are no spending;
 * `flowOf` sorts them out before anyone asks.
 *
 * @returns 0 to 1
 */
export function discretionaryPrior(category: Category | null): number {
  if (category === null) return UNCLEAR;
  const known = priors.get(category);
  if (known !== undefined) return known;
  const found = PRIORS.find(([prefix]) => isUnder(category, prefix));
  const prior = found?.[1] ?? UNCLEAR;
  if (priors.size >= MOST_PRIORS) priors.clear();
  priors.set(category, prior);
  return prior;
}

/** Priors that were looked up: everybody's payments share some hundred categories. */
const priors = new Map<Category, number>();
const MOST_PRIORS = 2000;

/** How likely a row is discretionary: as it was understood, else its label, else the prior of its category. */
export function discretionaryProbability(
  row: Pick<TransactionRow, "isDiscretionary" | "discretionaryProbability" | "category" | "subcategory">,
): number {
  if (typeof row.discretionaryProbability === "number") return row.discretionaryProbability;
  if (row.isDiscretionary !== null) return row.isDiscretionary ? 1 : 0;
  return discretionaryPrior(categoryOf(row));
}
