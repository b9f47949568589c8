import { randomUUID } from "node:crypto";
import { addDays, localDateOf } from "../../coaching/model/local-date.ts";
import { decimalFromMinor } from "../../coaching/model/money.ts";
import { NOTHING_SAID } from "../../coaching/money/source-row.ts";
import { UNDERSTOOD_BY, understandMoney } from "../../coaching/money/understand.ts";
import { type SamplePersonName, samplePerson } from "../../coaching/sample/demo.ts";
import type { Database } from "../client.ts";
import { biometricReadings, moodEntries } from "../schema/health.ts";
import { accounts, transactions } from "../schema/money.ts";
import type { DescribeRelation } from "./keep-relations.ts";
import { lookForRelations } from "./look-for-relations.ts";
import { createPerson, erasePerson, findSample } from "./people.ts";
import { sampleDay } from "./sample-day.ts";
import { scorePersonDays } from "./scores.ts";

/** Rows written by one statement; the driver takes some 65 000 parameters. */
const BATCH = 500;
/** Weeks that are looked at: few enough to be waited for, and enough for a relation to be found that holds. */
const SAMPLE_SUNDAYS = 6;

export type SampleRequest = {
  /** Whose sample it is: erased with them, looked at by them only. */
  readonly ownerId: string;
  readonly name: SamplePersonName;
  readonly timezone: string;
  readonly currency: string;
  /** Words for the relations that are looked for; none are where this is left out. */
  readonly describe?: DescribeRelation;
  readonly now: Date;
  /** Of the person; a new one where it is left out. */
  readonly id?: string;
};

/**
 * Stores a sample person with 120 days up to today, as a person of their own.
 *
 * Today's transactions that lie ahead of the clock are left out.
 *
 * @returns the sample person's `user_id`
 */
export async function storeSamplePerson(db: Database, request: SampleRequest): Promise<string> {
  const { ownerId, name, timezone, currency, describe, now, id } = request;
  const person = samplePerson(name, { today: localDateOf(now, timezone), timezone, currency });
  const userId = await createPerson(db, {
    timezone,
    currency,
    sampleOf: ownerId,
    sampleName: name,
    createdAt: now,
    ...(id === undefined ? {} : { id }),
  });
  const accountIds = new Map(person.accounts.map((account) => [account.id, randomUUID()] as const));
  await db.insert(accounts).values(
    person.accounts.map((account) => ({
      userId,
      id: accountIds.get(account.id),
      provider: account.provider,
      externalAccountId: account.externalAccountId,
      accountName: account.name,
      accountType: account.type,
      currency,
      // Today is not over, so it is not known in full.
      syncedThrough: addDays(person.to, -1),
      syncedAt: now,
      // Of a card what is owed, as banks tell it.
      balance: decimalFromMinor(
        account.type === "credit_card" ? -account.balanceMinor : account.balanceMinor,
        currency,
      ),
      balanceAt: now,
    })),
  );
  const readings = person.readings.map((reading) => ({
    userId,
    source: reading.source,
    // The sample's morning is that of 06:25, which may lie ahead of whoever looks before that.
    timestamp: new Date(Math.min(reading.at.getTime(), now.getTime())),
    localDate: reading.date,
    sleepScore: reading.sleepScore,
    sleepDurationMinutes: reading.sleepMinutes,
    restingHeartRate: reading.restingHeartRateBpm,
    hrv: reading.hrvMs,
    hrvKind: reading.hrvKind,
    steps: reading.steps,
    activityCalories: reading.activityKcal,
    stressLevel: reading.stressLevel,
    rawPayload: reading.rawPayload,
  }));
  const entries = person.moodEntries.map((entry) => ({
    userId,
    timestamp: entry.at,
    localDate: entry.date,
    moodScore: entry.mood === null ? null : Math.round(entry.mood),
    energyLevelSelfReported: entry.energySelf,
    emotionTags: entry.emotionTags,
    contextTags: entry.contextTags,
  }));
  const told = person.transactions.filter((row) => row.at <= now);
  // Understood as they are made: whoever looks around sees at once what the coach makes of a bank's rows.
  const understood = understandMoney(
    told.map((row) => ({
      id: row.id,
      accountId: row.accountId,
      externalId: row.providerTransactionId,
      at: row.at,
      date: row.date,
      timeKnown: row.timeKnown,
      source: "bank",
      splitOf: null,
      rawName: row.rawDescriptor,
      memo: null,
      sourceMerchant: row.merchantName,
      sourceCategory: row.category,
      isCategoryDoubtful: false,
      amountMinor: row.amountMinor,
      currency: row.currency,
      pending: row.pending,
    })),
    NOTHING_SAID,
    {
      asOf: localDateOf(now, timezone),
      zone: timezone,
      accountTypes: new Map(person.accounts.map(({ id, type }) => [id, type])),
    },
  );
  const movements = told.map((row, index) => {
    const { id: _, ...answers } = understood[index] ?? {};
    return {
      userId,
      accountId: accountIds.get(row.accountId) ?? row.accountId,
      externalId: row.providerTransactionId,
      timestamp: row.at,
      localDate: row.date,
      timeKnown: row.timeKnown,
      rawName: row.rawDescriptor,
      sourceMerchant: row.merchantName,
      sourceCategory: row.category,
      amount: decimalFromMinor(row.amountMinor, row.currency),
      currency: row.currency,
      pending: row.pending,
      rawPayload: row.rawPayload,
      understoodBy: UNDERSTOOD_BY,
      ...answers,
    };
  });
  for (const batch of batches(readings)) await db.insert(biometricReadings).values(batch);
  for (const batch of batches(entries)) await db.insert(moodEntries).values(batch);
  for (const batch of batches(movements)) await db.insert(transactions).values(batch);
  await scorePersonDays(db, userId, { from: person.from, to: person.to }, now);
  if (describe !== undefined) await lookForRelations(db, userId, { now, describe, sundays: SAMPLE_SUNDAYS });
  return userId;
}

/**
 * A person's sample person of a name as of today: the one made before today's end, else a new one in its place.
 *
 * @returns the sample person's `user_id`
 */
export async function renewedSample(db: Database, request: SampleRequest): Promise<string> {
  const made = await findSample(db, request.ownerId, request.name);
  if (made !== null) {
    const day = await sampleDay(db, made, request.timezone);
    if (day === localDateOf(request.now, request.timezone)) return made;
    await erasePerson(db, made);
  }
  return storeSamplePerson(db, request);
}

function batches<T>(rows: readonly T[]): readonly T[][] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
    rows.slice(index * BATCH, (index + 1) * BATCH),
  );
}
