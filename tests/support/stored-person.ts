import { randomUUID } from "node:crypto";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { decimalFromMinor } from "../../coaching/model/money.ts";
import type { SamplePerson } from "../../coaching/sample/types.ts";
import type { Database } from "../../db/client.ts";
import { createPerson } from "../../db/queries/people.ts";
import { biometricReadings, moodEntries } from "../../db/schema/health.ts";
import { accounts, transactions } from "../../db/schema/money.ts";

const BATCH = 1000;

/** Stores an invented person's rows. @returns their `user_id` */
export async function storePerson(
  db: Database,
  person: SamplePerson,
  /** Last day on which each account is known in full, by its place; null was never read. */
  syncedThrough: readonly (LocalDate | null)[] = [],
): Promise<string> {
  const { timezone, currency } = person;
  const userId = await createPerson(db, { timezone, currency });
  const accountIds = new Map(person.accounts.map((account) => [account.id, randomUUID()] as const));
  await db.insert(accounts).values(
    person.accounts.map((account, place) => ({
      userId,
      id: accountIds.get(account.id),
      provider: account.provider,
      externalAccountId: account.externalAccountId,
      accountName: account.name,
      accountType: account.type,
      currency: account.currency,
      balance: decimalFromMinor(account.balanceMinor, account.currency),
      syncedThrough: syncedThrough[place] === undefined ? person.to : syncedThrough[place],
    })),
  );
  await insertAll(
    person.readings.map((reading) => ({
      userId,
      source: reading.source,
      timestamp: reading.at,
      localDate: reading.date,
      sleepScore: reading.sleepScore,
      sleepDurationMinutes: reading.sleepMinutes,
      restingHeartRate: reading.restingHeartRateBpm,
      hrv: reading.hrvMs,
      steps: reading.steps,
      activityCalories: reading.activityKcal,
      stressLevel: reading.stressLevel,
    })),
    (some) => db.insert(biometricReadings).values(some),
  );
  await insertAll(
    person.moodEntries.map((entry) => ({
      userId,
      timestamp: entry.at,
      localDate: entry.date,
      moodScore: entry.mood === null ? null : Math.round(entry.mood),
      energyLevelSelfReported: entry.energySelf,
      emotionTags: entry.emotionTags,
      contextTags: entry.contextTags,
    })),
    (some) => db.insert(moodEntries).values(some),
  );
  await insertAll(
    person.transactions.map((row) => ({
      userId,
      accountId: accountIds.get(row.accountId) ?? row.accountId,
      externalId: row.providerTransactionId,
      timestamp: row.at,
      localDate: row.date,
      timeKnown: row.timeKnown,
      merchantName: row.merchantName,
      amount: decimalFromMinor(row.amountMinor, row.currency),
      currency: row.currency,
      pending: row.pending,
      category: row.category,
      subcategory: row.subcategory,
      isDiscretionary: row.isDiscretionary,
      isRecurring: row.isRecurring,
    })),
    (some) => db.insert(transactions).values(some),
  );
  return userId;
}

async function insertAll<Row>(
  rows: readonly Row[],
  insert: (some: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) await insert(rows.slice(start, start + BATCH));
}
