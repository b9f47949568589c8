import type { LocalDate } from "../model/local-date.ts";
import type { MoodEntry, Reading, TransactionRow } from "../model/rows.ts";

/** What may drive what in a sample person; named as in `correlation_insights.signal_type`. */
export type SampleLinkKind =
  | "sleep_to_energy"
  | "sleep_to_mood"
  | "steps_to_mood"
  | "stress_to_sleep"
  | "sleep_to_spending"
  | "mood_to_impulse"
  | "stress_to_spending";

/**
 * One built-in cause: the outcome moves by `sign * size` of its own standard deviations when the driver
 * moves by one of its own.
 */
export type SampleLink = {
  readonly kind: SampleLinkKind;
  /** Days from driver to outcome; 0 from sleep is the night that ended on the outcome's day. */
  readonly lagDays: number;
  readonly sign: 1 | -1;
  /** 0.2 to 0.5, in standard deviations. */
  readonly size: number;
};

/** A stretch of days, both ends included. */
type Stretch = { readonly from: LocalDate; readonly to: LocalDate };

/** Days spent under another clock than the home one. */
export type SampleStay = Stretch & { readonly timezone: string };

export type SampleAccountType = "checking" | "savings" | "credit_card";

export type SampleAccount = {
  /** The `accountId` of this person's transactions; unique within the person only. */
  readonly id: string;
  readonly provider: "simulated";
  readonly externalAccountId: string;
  readonly name: string;
  readonly type: SampleAccountType;
  readonly currency: string;
  /** What it holds at `asOf`; negative is owed. */
  readonly balanceMinor: number;
};

/** Days on which an account's link was broken: its transactions of these days never came. */
export type SampleUnlinked = Stretch & { readonly accountId: string };

export type SampleReading = Reading & {
  /** The moment of waking, or local noon for a day without a recorded night. */
  readonly at: Date;
  /** When the wearable's cloud had it; up to three days after the day itself. */
  readonly arrivedAt: Date;
  readonly hrvKind: "rmssd";
  readonly rawPayload: Readonly<Record<string, string | number | null>>;
};

export type SampleMoodEntry = MoodEntry & { readonly notes: null };

export type SampleTransaction = TransactionRow & {
  /** The bank's id, the same text as `id`; a pending row gets another one when it posts. */
  readonly providerTransactionId: string;
  /** Local day on which it posted; null while pending. */
  readonly postedDate: LocalDate | null;
  /** The bank's own line, with store numbers, cities and processors. */
  readonly rawDescriptor: string;
  readonly rawPayload: Readonly<Record<string, string | boolean | null>>;
};

/** What a provider sent at a moment, in order of arrival; about 1 % come twice, as webhooks do. */
export type SampleDelivery =
  | { readonly kind: "reading"; readonly at: Date; readonly reading: SampleReading }
  | { readonly kind: "transaction"; readonly at: Date; readonly transaction: SampleTransaction }
  | { readonly kind: "transaction-removed"; readonly at: Date; readonly providerTransactionId: string };

/**
 * One invented person, with what the tables would hold once everything up to `asOf` has arrived.
 *
 * Ids are unique within the person, not beyond: whoever stores the rows gives them keys of their own.
 * Nothing in the rows tells how they were made; that is in {@link SampleTruth}.
 */
export type SamplePerson = {
  readonly id: string;
  readonly name: string;
  /** IANA name of the home zone. */
  readonly timezone: string;
  readonly currency: string;
  readonly stays: readonly SampleStay[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly asOf: Date;
  readonly accounts: readonly SampleAccount[];
  readonly unlinked: readonly SampleUnlinked[];
  /** At most one per source and day, by day. */
  readonly readings: readonly SampleReading[];
  readonly moodEntries: readonly SampleMoodEntry[];
  /** By moment; those not yet posted at `asOf` are pending. */
  readonly transactions: readonly SampleTransaction[];
  /** The same data as a stream of arrivals, and how late each was; may reach beyond `asOf`. */
  readonly deliveries: readonly SampleDelivery[];
};

export type SampleCadence = "weekly" | "biweekly" | "monthly" | "quarterly" | "annual";

export type SampleStreamTruth = {
  readonly merchantName: string;
  readonly category: string;
  readonly cadence: SampleCadence;
  /** A bill whose amount differs each time, such as electricity. */
  readonly variable: boolean;
  readonly transactionIds: readonly string[];
  /** First day of the new price. */
  readonly priceChangedOn: LocalDate | null;
  /** First day on which nothing is paid any more. */
  readonly endedOn: LocalDate | null;
};

export type SampleEpisode = Stretch & {
  readonly kind: "vacation" | "illness" | "trip";
  /** Whether the person notes it in the check-ins. */
  readonly tagged: boolean;
};

/** What made a transaction, by its id. */
export type SampleTransactionTruth = {
  readonly origin: "habit" | "impulse" | "refund" | "recurring" | "income" | "transfer";
  /** The right category, also where the row's own is wrong. */
  readonly category: string;
  /** Null for what is no spending: income and transfers. */
  readonly discretionary: boolean | null;
  /** The purchase a refund gives back. */
  readonly refunds: string | null;
};

/** What is so about one sample person and stands nowhere in the rows. */
export type SampleTruth = {
  readonly personId: string;
  readonly links: readonly SampleLink[];
  readonly sleepNeedMinutes: number;
  readonly workPattern: "weekdays" | "shifts" | "free";
  readonly payPattern: "biweekly" | "semimonthly" | "monthly" | "irregular";
  readonly episodes: readonly SampleEpisode[];
  /** Lasting changes of life, as a new job: every signal moves to another level on this day. */
  readonly steps: readonly { readonly date: LocalDate; readonly size: number }[];
  readonly deviceChangedOn: LocalDate | null;
  readonly streams: readonly SampleStreamTruth[];
  readonly transactions: ReadonlyMap<string, SampleTransactionTruth>;
  /** Latent strain and recovery per day, from the first day. */
  readonly strain: readonly number[];
  readonly recovery: readonly number[];
};
