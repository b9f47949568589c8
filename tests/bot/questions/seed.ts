import type { Person, StepContext } from "../../../bot/conversation.ts";
import { plainText } from "../../../bot/message.ts";
import type { Answer } from "../../../bot/question.ts";
import { composeMessage, inline } from "../../../bot/reply.ts";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { Database } from "../../../db/client.ts";
import { createPerson } from "../../../db/queries/people.ts";
import { biometricReadings, moodEntries } from "../../../db/schema/health.ts";
import { accounts, transactions } from "../../../db/schema/money.ts";
import { somebody } from "../../support/somebody.ts";

/** Monday 23 November 2026, 18:10 in New York: the "now" of these tests. */
export const NOW = new Date("2026-11-23T23:10:00Z");
export const TODAY = "2026-11-23";
export const LAST_WEEK = { from: "2026-11-16", to: "2026-11-22" };
export const WEEK_BEFORE = { from: "2026-11-09", to: "2026-11-15" };

export async function seedPerson(db: Database, changes: Partial<Person> = {}): Promise<Person> {
  const { timezone = "America/New_York", currency = "USD" } = changes;
  const userId = await createPerson(db, { timezone, currency });
  return somebody({ userId, ...changes, timezone, currency });
}

export function contextOf(person: Person, today: LocalDate = TODAY, now: Date = NOW): StepContext {
  return { now, today, person, freshId: "00000000-0000-4000-8000-000000000000", timezoneHint: null };
}

/** An account known in full through a day; null was never read. */
export async function seedAccount(
  db: Database,
  userId: string,
  name: string,
  syncedThrough: LocalDate | null,
  currency = "USD",
  provider = "test",
): Promise<string> {
  const [row] = await db
    .insert(accounts)
    .values({
      userId,
      provider,
      externalAccountId: name,
      accountName: name,
      accountType: "checking",
      currency,
      syncedThrough,
      syncedAt: syncedThrough === null ? null : NOW,
    })
    .returning({ id: accounts.id });
  if (row === undefined) throw new Error("expected an account");
  return row.id;
}

/** A payment: day, merchant, amount in major units, Plaid category, and what else differs. */
export type Paid = readonly [
  date: LocalDate,
  merchant: string | null,
  amount: string,
  category: string | null,
  rest?: Partial<typeof transactions.$inferInsert>,
];

export async function seedPayments(
  db: Database,
  userId: string,
  accountId: string,
  paid: readonly Paid[],
): Promise<void> {
  await db.insert(transactions).values(
    paid.map(([date, merchantName, amount, category, rest], index) => ({
      userId,
      accountId,
      externalId: `${date}/${index}`,
      // From about noon in New York on, one a minute, so that their order is known.
      timestamp: new Date(Date.parse(`${date}T17:00:00Z`) + index * 60_000),
      localDate: date,
      merchantName,
      amount,
      currency: "USD",
      category,
      ...rest,
    })),
  );
}

export async function seedReadings(
  db: Database,
  userId: string,
  readings: readonly (Partial<typeof biometricReadings.$inferInsert> & { localDate: LocalDate })[],
  source = "oura",
): Promise<void> {
  await db.insert(biometricReadings).values(
    readings.map((reading) => ({
      userId,
      source,
      timestamp: new Date(`${reading.localDate}T12:00:00Z`),
      ...reading,
    })),
  );
}

export async function seedMoods(
  db: Database,
  userId: string,
  moods: readonly (Partial<typeof moodEntries.$inferInsert> & { localDate: LocalDate })[],
): Promise<void> {
  await db
    .insert(moodEntries)
    .values(
      moods.map((entry) => ({ userId, timestamp: new Date(`${entry.localDate}T13:00:00Z`), ...entry })),
    );
}

/** Everything an answer says, as plain lines. */
export function saidIn(answer: Answer): string {
  return answer.replies.map((reply) => plainText(composeMessage(reply, 0).text)).join("\n---\n");
}

/** What "why?" would then say. */
export function whyOf(answer: Answer): string {
  return (answer.explanation ?? []).map(({ prompt, facts }) => inline(prompt, facts)).join("\n");
}
