import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { conversations } from "../../db/schema/chat.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import { type FakeChat, type FakeChatOptions, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";

/** Somebody who has been through the first questions, with ways to let a bank show them things. */
export type MoneyChat = FakeChat & {
  readonly userId: string;
  readonly clock: TestClock;
  /** @returns the account's id */
  bank(syncedThrough: string | null, changes?: Partial<typeof accounts.$inferInsert>): Promise<string>;
  /** @returns the row's id */
  shows(
    accountId: string,
    date: string,
    merchantName: string | null,
    amount: string,
    category: string | null,
    changes?: Partial<typeof transactions.$inferInsert>,
  ): Promise<string>;
  /** Everything stored, added up by currency. */
  sums(): Promise<Readonly<Record<string, string>>>;
  /** A crisis was said, and the coach is at rest after it for so long yet. */
  rests(hours?: number): Promise<void>;
};

/** Thursday 26 November 2026, noon in London. */
const NOON = new Date("2026-11-26T12:00:00Z");

export async function moneyChat(
  db: Database,
  { now = NOON, ...options }: Partial<FakeChatOptions> & { readonly now?: Date } = {},
): Promise<MoneyChat> {
  const clock = { now };
  const chat = fakeChat({ timezone: "Europe/London", ...options, db, clock });
  await joinAskedAt(chat);
  const [person] = await db.select({ id: users.id }).from(users).where(sql`${users.sampleOf} is null`);
  if (person === undefined) throw new Error("expected a person");
  const userId = person.id;
  await db.update(users).set({ currency: "USD" }).where(eq(users.id, userId));
  return {
    ...chat,
    userId,
    clock,
    async bank(syncedThrough, changes = {}) {
      const id = randomUUID();
      await db.insert(accounts).values({
        id,
        userId,
        provider: "test",
        externalAccountId: id,
        accountName: "Checking",
        accountType: "checking",
        currency: "USD",
        syncedThrough,
        syncedAt: syncedThrough === null ? null : now,
        ...changes,
      });
      return id;
    },
    async shows(accountId, date, merchantName, amount, category, changes = {}) {
      const id = randomUUID();
      await db.insert(transactions).values({
        id,
        userId,
        accountId,
        externalId: id,
        timestamp: new Date(`${date}T12:00:00Z`),
        localDate: date,
        merchantName,
        rawName: merchantName,
        amount,
        currency: "USD",
        category,
        ...changes,
      });
      return id;
    },
    async sums() {
      const found = await db
        .select({ currency: transactions.currency, sum: sql<string>`sum(${transactions.amount})::text` })
        .from(transactions)
        .where(eq(transactions.userId, userId))
        .groupBy(transactions.currency);
      return Object.fromEntries(found.map(({ currency, sum }) => [currency, sum]));
    },
    async rests(hours = 1) {
      const crisisUntil = new Date(clock.now.getTime() + hours * 3_600_000);
      await db.update(conversations).set({ crisisUntil }).where(eq(conversations.userId, userId));
    },
  };
}
