import { type Category, normalizeCategory } from "../money/category.ts";

/**
 * Every category there is: the primary ones, each with its details without the primary's name before them.
 *
 * The ids are those of Plaid's personal finance categories, version 2, so that the largest source needs no translation;
 * what people read and say stands in `prompts/categories.md` and `words.ts`.
 */
export const TAXONOMY = {
  INCOME: [
    "CHILD_SUPPORT",
    "DIVIDENDS",
    "GIG_ECONOMY",
    "INTEREST_EARNED",
    "LONG_TERM_DISABILITY",
    "MILITARY",
    "RENTAL",
    "RETIREMENT_PENSION",
    "SALARY",
    "TAX_REFUND",
    "UNEMPLOYMENT",
    "OTHER",
  ],
  LOAN_DISBURSEMENTS: [
    "AUTO",
    "BNPL",
    "CASH_ADVANCES",
    "EWA",
    "MORTGAGE",
    "PERSONAL",
    "STUDENT",
    "OTHER_DISBURSEMENT",
  ],
  LOAN_PAYMENTS: [
    "CAR_PAYMENT",
    "CASH_ADVANCES",
    "CREDIT_CARD_PAYMENT",
    "EWA",
    "MORTGAGE_PAYMENT",
    "PERSONAL_LOAN_PAYMENT",
    "STUDENT_LOAN_PAYMENT",
    "OTHER_PAYMENT",
  ],
  TRANSFER_IN: [
    "ACCOUNT_TRANSFER",
    "DEPOSIT",
    "INVESTMENT_AND_RETIREMENT_FUNDS",
    "SAVINGS",
    "WIRE",
    "OTHER_TRANSFER_IN",
  ],
  TRANSFER_OUT: [
    "ACCOUNT_TRANSFER",
    "INVESTMENT_AND_RETIREMENT_FUNDS",
    "SAVINGS",
    "WIRE",
    "WITHDRAWAL",
    "OTHER_TRANSFER_OUT",
  ],
  BANK_FEES: [
    "ATM_FEES",
    "CASH_ADVANCE",
    "FOREIGN_TRANSACTION_FEES",
    "INSUFFICIENT_FUNDS",
    "INTEREST_CHARGE",
    "LATE_FEES",
    "OVERDRAFT_FEES",
    "OTHER_BANK_FEES",
  ],
  ENTERTAINMENT: [
    "CASINOS_AND_GAMBLING",
    "MUSIC_AND_AUDIO",
    "SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS",
    "TV_AND_MOVIES",
    "VIDEO_GAMES",
    "OTHER_ENTERTAINMENT",
  ],
  FOOD_AND_DRINK: [
    "BEER_WINE_AND_LIQUOR",
    "COFFEE",
    "FAST_FOOD",
    "GROCERIES",
    "RESTAURANT",
    "VENDING_MACHINES",
    "OTHER_FOOD_AND_DRINK",
  ],
  GENERAL_MERCHANDISE: [
    "BOOKSTORES_AND_NEWSSTANDS",
    "CLOTHING_AND_ACCESSORIES",
    "CONVENIENCE_STORES",
    "DEPARTMENT_STORES",
    "DISCOUNT_STORES",
    "ELECTRONICS",
    "GIFTS_AND_NOVELTIES",
    "OFFICE_SUPPLIES",
    "ONLINE_MARKETPLACES",
    "PET_SUPPLIES",
    "SPORTING_GOODS",
    "SUPERSTORES",
    "TOBACCO_AND_VAPE",
    "OTHER_GENERAL_MERCHANDISE",
  ],
  HOME_IMPROVEMENT: ["FURNITURE", "HARDWARE", "REPAIR_AND_MAINTENANCE", "SECURITY", "OTHER_HOME_IMPROVEMENT"],
  MEDICAL: [
    "DENTAL_CARE",
    "EYE_CARE",
    "NURSING_CARE",
    "PHARMACIES_AND_SUPPLEMENTS",
    "PRIMARY_CARE",
    "VETERINARY_SERVICES",
    "OTHER_MEDICAL",
  ],
  PERSONAL_CARE: [
    "GYMS_AND_FITNESS_CENTERS",
    "HAIR_AND_BEAUTY",
    "LAUNDRY_AND_DRY_CLEANING",
    "OTHER_PERSONAL_CARE",
  ],
  GENERAL_SERVICES: [
    "ACCOUNTING_AND_FINANCIAL_PLANNING",
    "AUTOMOTIVE",
    "CHILDCARE",
    "CONSULTING_AND_LEGAL",
    "EDUCATION",
    "INSURANCE",
    "POSTAGE_AND_SHIPPING",
    "STORAGE",
    "OTHER_GENERAL_SERVICES",
  ],
  GOVERNMENT_AND_NON_PROFIT: [
    "DONATIONS",
    "GOVERNMENT_DEPARTMENTS_AND_AGENCIES",
    "TAX_PAYMENT",
    "OTHER_GOVERNMENT_AND_NON_PROFIT",
  ],
  TRANSPORTATION: [
    "BIKES_AND_SCOOTERS",
    "GAS",
    "PARKING",
    "PUBLIC_TRANSIT",
    "TAXIS_AND_RIDE_SHARES",
    "TOLLS",
    "OTHER_TRANSPORTATION",
  ],
  TRAVEL: ["FLIGHTS", "LODGING", "RENTAL_CARS", "OTHER_TRAVEL"],
  RENT_AND_UTILITIES: [
    "GAS_AND_ELECTRICITY",
    "INTERNET_AND_CABLE",
    "RENT",
    "SEWAGE_AND_WASTE_MANAGEMENT",
    "TELEPHONE",
    "WATER",
    "OTHER_UTILITIES",
  ],
  OTHER: ["OTHER"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PrimaryCategory = keyof typeof TAXONOMY;

/** A category as the tables hold it: the primary one, and its detail by its whole id where that is known. */
export type CategoryPair = { readonly category: Category; readonly subcategory: Category | null };

/** What is known to be something, but not what. */
export const OTHER: CategoryPair = { category: "OTHER", subcategory: "OTHER_OTHER" };

/** Codes of version 1 that version 2 calls otherwise. */
const RENAMED: Readonly<Record<string, Category>> = {
  INCOME_WAGES: "INCOME_SALARY",
  INCOME_OTHER_INCOME: "INCOME_OTHER",
  TRANSFER_IN_CASH_ADVANCES_AND_LOANS: "LOAN_DISBURSEMENTS_OTHER_DISBURSEMENT",
};

const PRIMARIES = Object.keys(TAXONOMY);
const PAIRS: ReadonlyMap<string, CategoryPair> = new Map([
  ...PRIMARIES.map((category): [string, CategoryPair] => [category, { category, subcategory: null }]),
  ...Object.entries(TAXONOMY).flatMap(([category, details]) =>
    details.map((detail): [string, CategoryPair] => {
      const subcategory = `${category}_${detail}`;
      return [subcategory, { category, subcategory }];
    }),
  ),
]);

/** All ids, each primary category before its details. */
export const CATEGORY_IDS: readonly Category[] = PRIMARIES.flatMap((primary) => [
  primary,
  ...[...PAIRS.keys()].filter((id) => PAIRS.get(id)?.category === primary && id !== primary),
]);

/**
 * A source's code as one of ours: a primary or detailed code of version 1 or 2, in any case.
 *
 * A detail that came later than this list keeps its primary category, so that income stays income. What is no code at all
 * is {@link OTHER}.
 */
export function toCategory(code: string): CategoryPair {
  const id = normalizeCategory(code);
  if (id === null) return OTHER;
  const known = PAIRS.get(RENAMED[id] ?? id);
  if (known !== undefined) return known;
  // The longest first: of two primaries whose names begin alike the one that is meant.
  const primary = BY_LENGTH.find((name) => id.startsWith(`${name}_`));
  return primary === undefined ? OTHER : { category: primary, subcategory: null };
}

const BY_LENGTH = PRIMARIES.toSorted((left, right) => right.length - left.length).filter(
  (name) => name !== "OTHER",
);
