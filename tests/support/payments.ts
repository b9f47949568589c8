import { randomUUID } from "node:crypto";
import { asc, eq, isNull } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { merchantRules, recurringWords, transactionCorrections } from "../../db/schema/money-said.ts";
import { users } from "../../db/schema/people.ts";
import { type FakeChat, type FakeChatOptions, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";

/** Monday 23 November 2026, in the evening in London. */
const EVENING = new Date("2026-11-23T18:00:00Z");

type Paid = Partial<typeof transactions.$inferInsert>;

/** Somebody past the first questions, with one account that a bank has told of. */
export type PayingChat = FakeChat & {
  readonly userId: string;
  readonly clock: TestClock;
  /** @returns the row's id */
  paid(date: string, merchantName: string | null, amount: string, more?: Paid): Promise<string>;
  /** The row as it stands. */
  row(id: string): Promise<typeof transactions.$inferSelect>;
  /** Everything that says what was spent on what, in one order, to be compared. */
  everything(): Promise<unknown>;
};

export async function payingChat(
  db: Database,
  options: Partial<FakeChatOptions> = {},
  now: Date = EVENING,
): Promise<PayingChat> {
  const clock = { now };
  const chat = fakeChat({ timezone: "Europe/London", ...options, db, clock });
  await joinAskedAt(chat);
  const [person] = await db.select({ id: users.id }).from(users).where(isNull(users.sampleOf));
  if (person === undefined) throw new Error("expected a person");
  const userId = person.id;
  await db.update(users).set({ currency: "USD" }).where(eq(users.id, userId));
  const accountId = randomUUID();
  await db.insert(accounts).values({
    id: accountId,
    userId,
    provider: "test",
    externalAccountId: accountId,
    accountName: "Amex",
    accountType: "credit_card",
    currency: "USD",
    syncedThrough: "2026-11-22",
    syncedAt: now,
  });
  return {
    ...chat,
    userId,
    clock,
    async paid(date, merchantName, amount, more = {}) {
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
        sourceMerchant: merchantName,
        amount,
        currency: "USD",
        ...more,
      });
      return id;
    },
    async row(id) {
      const [found] = await db.select().from(transactions).where(eq(transactions.id, id));
      if (found === undefined) throw new Error("expected the row");
      return found;
    },
    async everything() {
      const rows = await db.select().from(transactions).orderBy(asc(transactions.externalId));
      const said = await db
        .select()
        .from(transactionCorrections)
        .orderBy(asc(transactionCorrections.externalId));
      return {
        rows: rows.map(({ updatedAt: _, ...row }) => row),
        said: said.map(({ saidAt: _, ...one }) => one),
        rules: (await db.select().from(merchantRules).orderBy(asc(merchantRules.merchantKey))).map(
          ({ saidAt: _, ...rule }) => rule,
        ),
        words: await db.select().from(recurringWords).orderBy(asc(recurringWords.id)),
      };
    },
  };
}

/** Pairs as rows hold them. */
export const CLOTHES = {
  category: "GENERAL_MERCHANDISE",
  subcategory: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
};
export const GROCERIES = { category: "FOOD_AND_DRINK", subcategory: "FOOD_AND_DRINK_GROCERIES" };
export const COFFEE = { category: "FOOD_AND_DRINK", subcategory: "FOOD_AND_DRINK_COFFEE" };
