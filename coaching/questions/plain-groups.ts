import { type Category, isUnder } from "../money/category.ts";

/** Plain groups of payments for a breakdown, from the special to the general: the first that fits takes it. */
export const PLAIN_GROUPS = [
  ["groceries", ["FOOD_AND_DRINK_GROCERIES"]],
  ["coffee", ["FOOD_AND_DRINK_COFFEE"]],
  ["restaurants", ["FOOD_AND_DRINK_RESTAURANT"]],
  ["fast-food", ["FOOD_AND_DRINK_FAST_FOOD"]],
  ["drinks", ["FOOD_AND_DRINK_BEER_WINE_AND_LIQUOR"]],
  ["other-food", ["FOOD_AND_DRINK"]],
  ["rent", ["RENT_AND_UTILITIES_RENT", "LOAN_PAYMENTS_MORTGAGE_PAYMENT"]],
  ["utilities", ["RENT_AND_UTILITIES"]],
  ["loans", ["LOAN_PAYMENTS"]],
  ["insurance", ["GENERAL_SERVICES_INSURANCE"]],
  ["fuel", ["TRANSPORTATION_GAS"]],
  ["taxis", ["TRANSPORTATION_TAXIS_AND_RIDE_SHARES"]],
  ["transport", ["TRANSPORTATION"]],
  ["travel", ["TRAVEL"]],
  ["clothes", ["GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"]],
  ["online-shops", ["GENERAL_MERCHANDISE_ONLINE_MARKETPLACES"]],
  ["shopping", ["GENERAL_MERCHANDISE"]],
  ["entertainment", ["ENTERTAINMENT"]],
  ["health", ["MEDICAL"]],
  ["personal-care", ["PERSONAL_CARE"]],
  ["home", ["HOME_IMPROVEMENT"]],
  ["services", ["GENERAL_SERVICES"]],
  ["public", ["GOVERNMENT_AND_NON_PROFIT"]],
  ["fees", ["BANK_FEES"]],
] as const satisfies readonly (readonly [string, readonly Category[]])[];

export type PlainGroup = (typeof PLAIN_GROUPS)[number][0] | "unnamed";

/** The plain group of a bank category; `unnamed` where the bank says none that is known here. */
export function plainGroupOf(category: Category | null): PlainGroup {
  const found = PLAIN_GROUPS.find(([, prefixes]) => prefixes.some((prefix) => isUnder(category, prefix)));
  return found?.[0] ?? "unnamed";
}
