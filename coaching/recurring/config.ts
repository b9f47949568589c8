import type { Category } from "../money/category.ts";

export type Cadence =
  | "weekly"
  | "biweekly"
  | "semimonthly"
  | "monthly"
  | "bimonthly"
  | "quarterly"
  | "semiannual"
  | "annual";

/** One rhythm in which things are paid. */
export type Period = {
  readonly cadence: Cadence;
  /** Mean length in days. */
  readonly days: number;
  /** Calendar months of one period; 0 for what is counted in days. */
  readonly months: number;
  /** How many days a payment may lie beside its due day. */
  readonly toleranceDays: number;
  /** Usual distance from the due day, in days. */
  readonly jitterDays: number;
  /** How common the rhythm is before anything is seen. */
  readonly prior: number;
};

/** How much a category expects repetition: a contract, a habit, or neither. */
export type KeyKind = "obligation" | "neutral" | "habit";

/** Constants of the recurring-payments engine; judgements and simulation results, see the docstrings where used. */
export type RecurringConfig = {
  /** Stored with what is computed from it; changes with any other field. */
  readonly version: string;
  readonly periods: readonly Period[];
  readonly obligations: readonly Category[];
  readonly habits: readonly Category[];
  readonly mostRounds: number;
  readonly mostStarts: number;
  /** ln ratios of neighbouring amounts at which a list of amounts falls apart into runs. */
  readonly amountGaps: readonly number[];
  readonly shown: number;
  /** Most that two payments alone can prove, unless they lie at least `provenByTwoDays` apart. */
  readonly mostOfTwo: number;
  readonly provenByTwoDays: number;
  /** Two prices within this share of each other are one price. */
  readonly samePriceShare: number;
  /** Amounts within this share of a stream's own could be taken for it. */
  readonly similarShare: number;
};

export const RECURRING_CONFIG: RecurringConfig = {
  version: "recurring/1",
  periods: [
    { cadence: "weekly", days: 7, months: 0, toleranceDays: 3, jitterDays: 0.45, prior: 0.06 },
    { cadence: "biweekly", days: 14, months: 0, toleranceDays: 5, jitterDays: 0.6, prior: 0.07 },
    { cadence: "semimonthly", days: 15.22, months: 0, toleranceDays: 3, jitterDays: 0.9, prior: 0.03 },
    { cadence: "monthly", days: 30.44, months: 1, toleranceDays: 5, jitterDays: 0.9, prior: 0.62 },
    { cadence: "bimonthly", days: 60.9, months: 2, toleranceDays: 6, jitterDays: 1.2, prior: 0.02 },
    { cadence: "quarterly", days: 91.3, months: 3, toleranceDays: 8, jitterDays: 1.5, prior: 0.07 },
    { cadence: "semiannual", days: 182.6, months: 6, toleranceDays: 10, jitterDays: 1.8, prior: 0.03 },
    { cadence: "annual", days: 365.25, months: 12, toleranceDays: 14, jitterDays: 2, prior: 0.1 },
  ],
  obligations: [
    "RENT_AND_UTILITIES",
    "LOAN_PAYMENTS",
    "GENERAL_SERVICES_INSURANCE",
    "GENERAL_SERVICES_CHILDCARE",
    "GENERAL_SERVICES_STORAGE",
    "GENERAL_SERVICES_EDUCATION",
    "ENTERTAINMENT_TV_AND_MOVIES",
    "ENTERTAINMENT_MUSIC_AND_AUDIO",
    "PERSONAL_CARE_GYMS",
  ],
  habits: [
    "FOOD_AND_DRINK",
    "TRANSPORTATION_GAS",
    "TRANSPORTATION_TAXIS",
    "TRANSPORTATION_PARKING",
    "TRANSPORTATION_PUBLIC",
    "TRANSPORTATION_TOLLS",
    "TRANSPORTATION_BIKES",
    "GENERAL_MERCHANDISE",
    "MEDICAL",
    "PERSONAL_CARE_HAIR",
    "PERSONAL_CARE_LAUNDRY",
    "PERSONAL_CARE_OTHER",
    "TRAVEL",
    "ENTERTAINMENT_VIDEO",
    "ENTERTAINMENT_CASINOS",
    "ENTERTAINMENT_SPORTING",
  ],
  mostRounds: 5,
  mostStarts: 25,
  amountGaps: [0.07, 0.25],
  shown: 0.5,
  mostOfTwo: 0.75,
  provenByTwoDays: 180,
  samePriceShare: 0.001,
  similarShare: 0.05,
};
