import { addDays, type LocalDate } from "../model/local-date.ts";
import { minorDigits } from "../model/money.ts";
import type { Category } from "../money/category.ts";
import { isUnder } from "../money/category.ts";

/** A row as trials are looked for in it. */
type TrialRow = {
  readonly id: string;
  readonly date: LocalDate;
  readonly amountMinor: number;
  readonly currency: string;
  /** The bank's own words. */
  readonly line: string;
  readonly key: string | null;
  readonly merchantName: string | null;
  readonly category: Category | null;
};

/** A trial that has begun and of which nothing else was paid yet. */
export type TrialSignal = {
  readonly kind: "trial-ending";
  readonly transactionId: string;
  /** The merchant, by its key and by name. */
  readonly key: string;
  readonly name: string | null;
  readonly began: LocalDate;
  /** Where the bank's line tells how long it lasts; null where nobody says. */
  readonly ends: LocalDate | null;
};

/** How long a trial is taken to last at most. */
const LONGEST_DAYS = 35;
/** Most that is charged to see whether a card is good, in major units. */
const MOST_CHARGED = 1;
const TRIAL =
  /\b(?:FREE )?TRIALS?\b|\bPROBE(?:ABO|MONAT|ZEITRAUM)\b|\bESSAI GRATUIT\b|\bPROEF(?:ABONNEMENT|PERIODE)\b/iu;
const LENGTH = /\b(\d{1,2})[ -]?(?:DAYS?|TAGE?|JOURS?|DAGEN)\b/iu;
/** What is sold by subscription after a trial. */
const SUBSCRIBED = [
  "ENTERTAINMENT_TV_AND_MOVIES",
  "ENTERTAINMENT_MUSIC_AND_AUDIO",
  "ENTERTAINMENT_VIDEO_GAMES",
  "ENTERTAINMENT_OTHER_ENTERTAINMENT",
  "GENERAL_MERCHANDISE_ELECTRONICS",
  "GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS",
  "PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS",
];

/**
 * Trials that may soon be charged: a first row at a merchant that is called a trial, or costs next to nothing at one that
 * lives on subscriptions, within the last five weeks and with nothing after it.
 */
export function findTrials(rows: readonly TrialRow[], asOf: LocalDate): TrialSignal[] {
  const recent = addDays(asOf, -LONGEST_DAYS);
  const byKey = Map.groupBy(
    rows.filter(({ date }) => date <= asOf),
    ({ key }) => key,
  );
  return [...byKey]
    .flatMap(([key, visits]): TrialSignal[] => {
      const [only] = visits;
      if (key === null || only === undefined || visits.length > 1 || only.date < recent) return [];
      if (!isTrial(only)) return [];
      const days = Number(LENGTH.exec(only.line)?.[1] ?? Number.NaN);
      const ends = Number.isNaN(days) ? null : addDays(only.date, days);
      if (ends !== null && ends < asOf) return [];
      return [
        {
          kind: "trial-ending",
          transactionId: only.id,
          key,
          name: only.merchantName,
          began: only.date,
          ends,
        },
      ];
    })
    .sort((left, right) => (left.key < right.key ? -1 : 1));
}

function isTrial({ line, amountMinor, currency, category }: TrialRow): boolean {
  if (amountMinor < 0) return false;
  if (TRIAL.test(line)) return true;
  const isNearlyNothing = amountMinor <= MOST_CHARGED * 10 ** minorDigits(currency);
  return isNearlyNothing && SUBSCRIBED.some((prefix) => isUnder(category, prefix));
}
