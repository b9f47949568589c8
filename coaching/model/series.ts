import { type DayMoney, sumDailyMoney } from "../money/daily-money.ts";
import { awaitedOn } from "../money/file-account.ts";
import { type BodyDay, chooseBodySignals, type ImplausibleValue } from "./body-signals.ts";
import type { SourceChoice, SourceOrder } from "./body-sources.ts";
import { type DayRecord, emptyDay } from "./days.ts";
import { dayNumber, eachDay, type LocalDate } from "./local-date.ts";
import type { MoodEntry, Reading, TransactionRow } from "./rows.ts";

/** How much of an account's history is known. */
export type AccountCoverage = {
  readonly id: string;
  /** Where it is read from; files come late, and one day no more: see `awaitedOn`. */
  readonly provider?: string;
  /** Last local day that is wholly known; null when the account was never synced. */
  readonly syncedThrough: LocalDate | null;
  /** First local day that is known; when left out, the person's first transaction. */
  readonly syncedFrom?: LocalDate | null;
};

/** What a day takes from a check-in. */
export type DayEntry = Pick<MoodEntry, "date" | "mood" | "energySelf" | "contextTags">;

/**
 * Everything one person's days are made from, rows in any order.
 *
 * Rows before `from` are wanted too: 28 days of readings decide which source speaks, 90 days of transactions
 * decide what is new. Rows after `to` are not looked at.
 */
export type SeriesInput = {
  readonly from: LocalDate;
  /** Nothing after this day is looked at, also not a later refund of an earlier purchase. */
  readonly to: LocalDate;
  /** IANA zone of the person. */
  readonly zone: string;
  /** ISO 4217 of the person. */
  readonly currency: string;
  readonly readings: readonly Reading[];
  /** Which of several wearables the person wants to hear first, by signal. */
  readonly sourceOrder?: SourceOrder;
  readonly moodEntries: readonly DayEntry[];
  readonly transactions: readonly TransactionRow[];
  /** Linked accounts (`isLinked`); with none, money is unknown on every day. */
  readonly accounts: readonly AccountCoverage[];
};

/** The days, and what was left out on the way. */
export type Series = {
  readonly days: readonly DayRecord[];
  /**
   * Days as they stood before a refund on a later day (`until`) changed them, by that later day: nothing else
   * looks ahead.
   */
  readonly beforeRefunds: readonly { readonly until: LocalDate; readonly day: DayRecord }[];
  /** Which source speaks for which signal of the body, and since when. */
  readonly sources: readonly SourceChoice[];
  /** Body values no body can have, for the log. */
  readonly implausible: readonly ImplausibleValue[];
  /** Transactions in another currency than the person's. */
  readonly otherCurrency: number;
  /** Transactions whose amount is no number. */
  readonly unusable: number;
};

/** One record per local day from `from` to `to`, none left out. */
export function buildDays(input: SeriesInput): DayRecord[] {
  return [...buildSeries(input).days];
}

/** {@link buildDays}, with counts of what could not be used. */
export function buildSeries(input: SeriesInput): Series {
  const body = chooseBodySignals(input.readings, input.to, input.sourceOrder);
  const money = sumDailyMoney(input.transactions, input);
  const entries = Map.groupBy(input.moodEntries, (entry) => entry.date);
  const covered = coverage(input.accounts, money.firstDay);
  const days = eachDay(input.from, input.to).map((date): DayRecord => {
    const day: Filled = { ...emptyDay(date) };
    addBody(day, body.byDay.get(dayNumber(date)));
    addSelfReport(day, entries.get(date));
    if (covered(date)) addMoney(day, money.byDay.get(date) ?? NOTHING_SPENT);
    return day;
  });
  const byDate = money.beforeRefunds.length === 0 ? null : new Map(days.map((day) => [day.date, day]));
  const beforeRefunds = money.beforeRefunds.flatMap(({ date, until, money: before }) => {
    const day = byDate?.get(date);
    return day === undefined || !covered(date) ? [] : [{ until, day: { ...day, ...before } }];
  });
  return {
    days,
    beforeRefunds,
    sources: body.choices,
    implausible: body.implausible,
    otherCurrency: money.otherCurrency,
    unusable: money.unusable,
  };
}

/** A day while it is being put together: field by field, which costs a fraction of copying objects into it. */
type Filled = { -readonly [key in keyof DayRecord]: DayRecord[key] };

function addBody(day: Filled, found: BodyDay | undefined): void {
  if (found === undefined) return;
  day.sleepMinutes = found.sleepMinutes;
  day.sleepScore = found.sleepScore;
  day.hrvMs = found.hrvMs;
  day.restingHeartRateBpm = found.restingHeartRateBpm;
  day.steps = found.steps;
  day.activityKcal = found.activityKcal;
  day.stressLevel = found.stressLevel;
  if (found.resetSignals.length === 0) return;
  day.baselineReset = true;
  day.resetSignals = found.resetSignals;
}

function addMoney(day: Filled, money: DayMoney): void {
  day.spentDiscretionaryMinor = money.spentDiscretionaryMinor;
  day.spentTotalMinor = money.spentTotalMinor;
  day.incomeMinor = money.incomeMinor;
  day.impulseCount = money.impulseCount;
}

function addSelfReport(day: Filled, entries: readonly DayEntry[] | undefined): void {
  if (entries === undefined) return;
  day.mood = meanWithin(
    entries.map((entry) => entry.mood),
    -5,
    5,
  );
  day.energySelf = meanWithin(
    entries.map((entry) => entry.energySelf),
    0,
    100,
  );
  day.tags = [...new Set(entries.flatMap((entry) => entry.contextTags))].sort();
}

/** Mean of the values inside their scale; null without any. */
function meanWithin(values: readonly (number | null)[], low: number, high: number): number | null {
  const [only = null] = values;
  // One entry a day is the usual case.
  if (values.length === 1) return only !== null && only >= low && only <= high ? only + 0 : null;
  const given = values.filter((value) => value !== null);
  const sound = given.filter((value) => value >= low && value <= high);
  // Sorted, because a sum of fractions depends on its order in the last digit.
  const sum = sound.sort((left, right) => left - right).reduce((total, value) => total + value, 0);
  return sound.length === 0 ? null : sum / sound.length + 0;
}

/** A day that is known in full and has no rows. */
const NOTHING_SPENT: DayMoney = {
  spentDiscretionaryMinor: 0,
  spentTotalMinor: 0,
  incomeMinor: 0,
  impulseCount: 0,
};

/**
 * Tells whether a day's money is known in full: every account that it waits for synced past its end, and its history begun.
 *
 * Before the known history a day without rows is unknown, not free of spending.
 */
function coverage(
  accounts: readonly AccountCoverage[],
  firstDay: LocalDate | null,
): (date: LocalDate) => boolean {
  const starts = accounts.map(({ syncedFrom }) => syncedFrom ?? null).filter((date) => date !== null);
  const start = starts.length > 0 ? (starts.sort().at(-1) ?? null) : firstDay;
  return (date) =>
    accounts.length > 0 &&
    start !== null &&
    date >= start &&
    awaitedOn(accounts, date).every(({ syncedThrough: end }) => end !== null && date <= end);
}
