import { type DayRecord, emptyDay } from "../../coaching/model/days.ts";
import { addDays, weekdayOf } from "../../coaching/model/local-date.ts";
import type { TransactionRow } from "../../coaching/model/rows.ts";
import type { NamedStream } from "../../coaching/recurring/known-streams.ts";
import type { Evidence, FiringPlan, KnownRelation, Rule } from "../../coaching/rules/rule.ts";

/** A Monday, late enough in its month that budgets are spoken of. */
export const TODAY = "2026-11-23";

/** Nothing is known beside the days. */
export const NOTHING_ELSE: Omit<Evidence, "days"> = {
  today: TODAY,
  currency: "USD",
  zone: "America/New_York",
  needMinutes: 480,
  payments: [],
  relations: [],
  notFound: [],
  recurring: null,
  budgets: [],
  liquidMinor: null,
  plansThatFire: [],
};

/** Days up to today, 120 of them, each made by its distance from today and its weekday. */
export function history(
  make: (ago: number, weekday: number) => Partial<DayRecord>,
  more: Partial<Evidence> = {},
): Evidence {
  const days = Array.from({ length: 121 }, (_, index): DayRecord => {
    const date = addDays(TODAY, index - 120);
    return { ...emptyDay(date), ...make(120 - index, weekdayOf(date)) };
  });
  return { ...NOTHING_ELSE, days, ...more };
}

/** A day's money that is known in full, all of it by choice; nothing on the day that is not over yet. */
export function spent(minor: number, more: Partial<DayRecord> = {}): Partial<DayRecord> {
  return {
    spentDiscretionaryMinor: minor,
    spentTotalMinor: minor,
    impulseCount: 0,
    incomeMinor: 0,
    ...more,
  };
}

/** The facts of the one thing that a rule has to say; null where it says nothing. */
export function factsOf(rule: Rule, evidence: Evidence) {
  const found = rule.evaluate(evidence);
  if (found.length > 1) throw new Error(`${rule.id} says ${found.length} things`);
  return found[0]?.facts ?? null;
}

/** Short nights against others, established: 14 of 83 days, $31 more. */
export function relation(type: string, more: Partial<KnownRelation> = {}): KnownRelation {
  return {
    type,
    subject: "",
    strength: -0.4,
    lag: 0,
    n: 83,
    from: "2026-08-03",
    to: "2026-11-22",
    since: "2026-08-03",
    lookedFor: 18,
    effect: {
      side: "below",
      threshold: 360,
      exposedDays: 14,
      pairs: 83,
      shrunk: 3100,
      low: 900,
      high: 5500,
    },
    ...more,
  };
}

/** A plan for no time and no night in particular. */
export function firing(more: Partial<FiringPlan> = {}): FiringPlan {
  const plan = { planId: "1", words: "if I slept under 6 h, ask me to park it", offer: "park it" };
  return { ...plan, isAboutNight: false, isForEvening: false, ...more };
}

/** A monthly music subscription of $10.99 that was last paid on the 10th. */
export function stream(more: Partial<NamedStream> = {}): NamedStream {
  return {
    key: "SPOTIFY",
    name: "Spotify",
    currency: "USD",
    category: "ENTERTAINMENT_MUSIC_AND_AUDIO",
    cadence: "monthly",
    transactionIds: ["1", "2", "3", "4"],
    firstDate: "2026-08-10",
    lastDate: "2026-11-10",
    probability: 0.97,
    isSaid: false,
    isVariable: false,
    configVersion: "test",
    status: "mature",
    nextDate: "2026-12-10",
    nextWindowDays: 2,
    nextAmountMinor: 1099,
    lastAmountMinor: 1099,
    nextAmountRange: null,
    nextChance: 0.95,
    priceChange: null,
    ...more,
  };
}

/** A purchase at half past twelve in New York. */
export function purchase(
  date: string,
  amountMinor: number,
  more: Partial<TransactionRow> = {},
): TransactionRow {
  return {
    id: `${date} ${amountMinor}`,
    accountId: "a",
    at: new Date(`${date}T17:30:00Z`),
    date,
    merchantName: "Corner shop",
    amountMinor,
    currency: "USD",
    category: "GENERAL_MERCHANDISE",
    subcategory: null,
    isDiscretionary: true,
    isRecurring: false,
    pending: false,
    timeKnown: true,
    ...more,
  };
}
