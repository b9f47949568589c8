import { and, asc, between, eq } from "drizzle-orm";
import type { SourceChoice } from "../../coaching/model/body-sources.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import type { MoodEntry, Reading, TransactionRow } from "../../coaching/model/rows.ts";
import { buildSeries } from "../../coaching/model/series.ts";
import { HAND_PROVIDER, isLinked } from "../../coaching/money/hand-account.ts";
import { firstDayBehind, type ScoreRows } from "../../coaching/scores/score-rows.ts";
import type { Database } from "../client.ts";
import { biometricReadings, moodEntries } from "../schema/health.ts";
import { accounts, connections, transactions } from "../schema/money.ts";
import {
  connectionColumns,
  isConnectionOf,
  stillCounting,
  type Trouble,
  troubleOf,
} from "./account-trouble.ts";
import { loadSourceOrder } from "./source-order.ts";

export type AccountRow = {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly type: string;
  readonly currency: string;
  readonly balanceMinor: number | null;
  readonly syncedThrough: LocalDate | null;
  readonly syncedAt: Date | null;
  /** What is wrong with the connection that feeds it; null where nothing is, or nothing feeds it. */
  readonly trouble: Trouble | null;
};

/** One person's recent days with what they were made from, for scores, rules and receipts. */
export type PersonDays = {
  /** From the first day that has a part in the scores of the first one asked for, none left out. */
  readonly days: readonly DayRecord[];
  /** What the days were made from. */
  readonly rows: ScoreRows;
  readonly accounts: readonly AccountRow[];
  /** Which source speaks for which signal of the body in these days, and since when. */
  readonly choices: readonly SourceChoice[];
  /** Checking and savings together as they stand now; null where no account tells its balance. */
  readonly liquidBalanceMinor: number | null;
};

type Owner = { readonly userId: string; readonly timezone: string; readonly currency: string };

/**
 * A person's days from the database.
 *
 * @param period the days that will be looked at; earlier ones are read with them for baselines
 */
export async function loadDays(
  db: Database,
  owner: Owner,
  period: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<PersonDays> {
  const from = firstDayBehind(period.from);
  // Asked for together, so that a server has one way there and back for all of them.
  const [readings, sourceOrder, entries, accountRows, rows] = await Promise.all([
    loadReadings(db, owner.userId, from, period.to),
    loadSourceOrder(db, owner.userId),
    loadEntries(db, owner.userId, from, period.to),
    loadAccounts(db, owner),
    loadTransactions(db, owner, from, period.to),
  ]);
  const scoreRows = {
    zone: owner.timezone,
    currency: owner.currency,
    readings,
    sourceOrder,
    moodEntries: entries,
    transactions: rows,
    accounts: accountRows.filter(isLinked),
  };
  const liquid = accountRows.filter((account) => account.type === "checking" || account.type === "savings");
  const balances = liquid.flatMap((account) => (account.balanceMinor === null ? [] : [account.balanceMinor]));
  const { days, sources } = buildSeries({ ...scoreRows, from, to: period.to });
  return {
    days,
    choices: sources,
    rows: scoreRows,
    accounts: accountRows,
    liquidBalanceMinor: balances.length === 0 ? null : balances.reduce((sum, balance) => sum + balance, 0),
  };
}

async function loadReadings(
  db: Database,
  userId: string,
  from: LocalDate,
  to: LocalDate,
): Promise<readonly Reading[]> {
  return db
    .select({
      source: biometricReadings.source,
      date: biometricReadings.localDate,
      sleepScore: biometricReadings.sleepScore,
      sleepMinutes: biometricReadings.sleepDurationMinutes,
      restingHeartRateBpm: biometricReadings.restingHeartRate,
      hrvMs: biometricReadings.hrv,
      hrvKind: biometricReadings.hrvKind,
      steps: biometricReadings.steps,
      activityKcal: biometricReadings.activityCalories,
      stressLevel: biometricReadings.stressLevel,
    })
    .from(biometricReadings)
    .where(and(eq(biometricReadings.userId, userId), between(biometricReadings.localDate, from, to)));
}

async function loadEntries(
  db: Database,
  userId: string,
  from: LocalDate,
  to: LocalDate,
): Promise<readonly MoodEntry[]> {
  return db
    .select({
      at: moodEntries.timestamp,
      date: moodEntries.localDate,
      mood: moodEntries.moodScore,
      energySelf: moodEntries.energyLevelSelfReported,
      emotionTags: moodEntries.emotionTags,
      contextTags: moodEntries.contextTags,
    })
    .from(moodEntries)
    .where(and(eq(moodEntries.userId, userId), between(moodEntries.localDate, from, to)));
}

export async function loadAccounts(
  db: Database,
  { userId, currency }: Owner,
): Promise<readonly AccountRow[]> {
  const rows = await db
    .select({ account: accounts, ...connectionColumns })
    .from(accounts)
    .leftJoin(connections, isConnectionOf)
    .where(eq(accounts.userId, userId))
    // As they were linked, and those of one moment by name: they are named in receipts, always in one order.
    .orderBy(asc(accounts.createdAt), asc(accounts.accountName), asc(accounts.id));
  const linked = stillCounting(rows.filter(({ account }) => isLinked(account)));
  const kept = rows.filter((row) => !isLinked(row.account) || linked.includes(row));
  return kept.map(({ account, ...connection }) => ({
    id: account.id,
    provider: account.provider,
    name: account.accountName,
    type: account.accountType,
    currency: account.currency,
    balanceMinor:
      account.balance === null || account.currency !== currency
        ? null
        : minorFromDecimal(account.balance, currency),
    syncedThrough: account.syncedThrough,
    syncedAt: account.syncedAt,
    trouble: troubleOf(connection),
  }));
}

/** A person's transactions of some local days, oldest first. */
export async function loadTransactions(
  db: Database,
  { userId }: Owner,
  from: LocalDate,
  to: LocalDate,
): Promise<readonly TransactionRow[]> {
  const rows = await db
    .select({
      id: transactions.id,
      accountId: transactions.accountId,
      at: transactions.timestamp,
      date: transactions.localDate,
      merchantName: transactions.merchantName,
      amount: transactions.amount,
      currency: transactions.currency,
      category: transactions.category,
      subcategory: transactions.subcategory,
      isDiscretionary: transactions.isDiscretionary,
      isRecurring: transactions.isRecurring,
      discretionaryProbability: transactions.discretionaryProbability,
      impulseProbability: transactions.impulseProbability,
      pending: transactions.pending,
      timeKnown: transactions.timeKnown,
      isByHand: eq(accounts.provider, HAND_PROVIDER).mapWith(Boolean),
    })
    .from(transactions)
    .innerJoin(
      accounts,
      and(eq(accounts.userId, transactions.userId), eq(accounts.id, transactions.accountId)),
    )
    .where(and(eq(transactions.userId, userId), between(transactions.localDate, from, to)))
    .orderBy(transactions.timestamp, transactions.id);
  return rows
    .filter((row) => isCurrency(row.currency))
    .map(({ amount, ...row }) => ({ ...row, amountMinor: minorFromDecimal(amount, row.currency) }));
}
