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

/** Two numbers: for periods of less than `shortDays`, and for longer ones. */
type ShortLong = readonly [short: number, long: number];

/** Constants of the recurring-payments engine; judgements, and results of simulations with known truth. */
export type RecurringConfig = {
  /** Stored with what is computed from it; changes with any other field. */
  readonly version: string;
  readonly periods: readonly Period[];
  readonly obligations: readonly Category[];
  readonly habits: readonly Category[];
  /** Streams looked for at one merchant. */
  readonly mostRounds: number;
  /** Streams of at least this probability are told. */
  readonly shown: number;
  /** ln ratios of neighbouring amounts at which a list of amounts falls apart into runs. */
  readonly amountGaps: readonly number[];
  readonly chains: {
    readonly mostStarts: number;
    /** A chain begins no later after the first payment than so many periods, or this share of the whole time. */
    readonly latestStartPeriods: number;
    readonly latestStartShare: number;
    /** Periods in a row that a chain may skip to, the next one included. */
    readonly mostSteps: number;
    /** How far the expected day follows a payment that came beside it. */
    readonly follows: number;
    /** ln ratio of amounts that counts as much as the whole tolerance in days, and the most it counts. */
    readonly amountUnit: number;
    readonly mostAmountCost: number;
  };
  /** Log odds. */
  readonly score: {
    readonly intercept: number;
    readonly kinds: Readonly<Record<KeyKind, number>>;
    readonly keyword: number;
    /** Each payment of the subset within the chain's span that the chain leaves out. */
    readonly leftOut: number;
    /** Each payment outside it of a similar amount. */
    readonly similarOutside: number;
    readonly manySkipped: { readonly share: number; readonly cost: number };
    /** What a "not recurring" costs everything else at the same merchant. */
    readonly doubt: number;
    /** Most probability that two payments alone can prove, unless they lie at least `provenByTwoDays` apart. */
    readonly mostOfTwo: number;
    readonly provenByTwoDays: number;
  };
  /** Rows older than this are of a clock that is wrong, or tell nothing of today. */
  readonly longestHistoryDays: number;
  /** Periods shorter than this are those of habits. */
  readonly shortDays: number;
  /** A short rhythm at a habit's merchant needs so large a share of changes no greater than `change`. */
  readonly steady: { readonly change: number; readonly share: number };
  readonly timing: {
    readonly offGrid: number;
    /** Density of a recurring payment far from its due day, and the least chance a habit is given credit for. */
    readonly far: number;
    readonly leastChance: number;
    /** Most payments a day that are reckoned with. */
    readonly mostRate: number;
    /** Chance of following by one, two and three periods; and by more. */
    readonly weeklySteps: readonly number[];
    readonly otherSteps: readonly number[];
    readonly moreSteps: number;
  };
  readonly amounts: {
    /** Chance that a stream's amount varies as a bill's does. */
    readonly variable: Readonly<Record<KeyKind, ShortLong>>;
    /** Two prices within this share of each other, or so many minor units, are one price. */
    readonly samePriceShare: number;
    readonly samePriceMinor: number;
    /** Amounts within this share of a stream's own could be taken for it. */
    readonly similarShare: number;
    /** Limits of the share of similar amounts: none is certain, and few others cannot tell. */
    readonly leastSimilar: number;
    readonly mostSimilar: number;
  };
  readonly outlook: {
    /** From this spread on days of month do not agree: those of a month's end are far from its beginning. */
    readonly spreadDays: number;
    /** A next payment nearer than so many periods is the one after. */
    readonly nearestNext: number;
    readonly leastWindowDays: number;
    /** From this share on a price has changed. */
    readonly priceChange: number;
    /** Chance that a running stream's payment comes, that it is overdue once more, and that the stream is over. */
    readonly comes: number;
    readonly overdue: number;
    readonly ends: number;
  };
  readonly signals: {
    /** How long a first payment counts as new. */
    readonly newDays: number;
    /** How long the merchant's absence must have been seen before, or everything of a fresh account would be new. */
    readonly seenBeforeDays: number;
  };
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
  shown: 0.5,
  amountGaps: [0.07, 0.25],
  chains: {
    mostStarts: 25,
    latestStartPeriods: 1.6,
    latestStartShare: 0.5,
    mostSteps: 3,
    follows: 0.4,
    amountUnit: 0.15,
    mostAmountCost: 2,
  },
  score: {
    intercept: -2,
    kinds: { obligation: 2, neutral: 0, habit: -1.5 },
    keyword: 1,
    leftOut: 0.8,
    similarOutside: 0.5,
    manySkipped: { share: 0.4, cost: 3 },
    doubt: -2,
    mostOfTwo: 0.75,
    provenByTwoDays: 180,
  },
  longestHistoryDays: 9131,
  shortDays: 20,
  steady: { change: 0.1, share: 0.6 },
  timing: {
    offGrid: -4,
    far: 0.001,
    leastChance: 1e-4,
    mostRate: 3,
    weeklySteps: [0.85, 0.11, 0.03],
    otherSteps: [0.92, 0.05, 0.02],
    moreSteps: 0.003,
  },
  amounts: {
    variable: { obligation: [0.5, 0.5], neutral: [0.1, 0.2], habit: [1e-6, 0.03] },
    samePriceShare: 0.001,
    samePriceMinor: 1.1,
    similarShare: 0.05,
    leastSimilar: 0.08,
    mostSimilar: 0.95,
  },
  outlook: {
    spreadDays: 20,
    nearestNext: 0.6,
    leastWindowDays: 2,
    priceChange: 0.01,
    comes: 0.97,
    overdue: 0.05,
    ends: 0.03,
  },
  signals: { newDays: 70, seenBeforeDays: 60 },
};
