import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { UNDERSTOOD_BY } from "../../coaching/money/understand.ts";
import { loadDays } from "../../db/queries/days.ts";
import { loadManyRows } from "../../db/queries/days-batch.ts";
import { findDirtyDays } from "../../db/queries/dirty-days.ts";
import { loadRecurring } from "../../db/queries/recurring.ts";
import { understandPerson } from "../../db/queries/understand.ts";
import { rows as rowsOf } from "../../db/results.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { merchantRules, recurringWords, transactionCorrections } from "../../db/schema/money-said.ts";
import { NOW, seedAccount, seedPayments, TODAY } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { paid, personWith, SOME_PAID } from "../support/told-payments.ts";

const database = await testDatabase();
const { db } = database;

async function stored(userId: string) {
  return db
    .select()
    .from(transactions)
    .where(eq(transactions.userId, userId))
    .orderBy(transactions.timestamp);
}

describe("understanding what a bank tells", () => {
  test("given lines without a category, then who was paid, as what, and how sure, is stored with its reason", async () => {
    const { userId } = await personWith(db, SOME_PAID);
    expect(await understandPerson(db, userId, NOW)).toBe(6);
    const rows = await stored(userId);
    expect(rows.map(({ merchantName, subcategory }) => [merchantName, subcategory])).toEqual([
      ["Netflix", "ENTERTAINMENT_TV_AND_MOVIES"],
      ["Netflix", "ENTERTAINMENT_TV_AND_MOVIES"],
      ["Netflix", "ENTERTAINMENT_TV_AND_MOVIES"],
      ["Blue Cup", "FOOD_AND_DRINK_COFFEE"],
      ["Acme Payroll", "INCOME_SALARY"],
      ["Capital One", "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT"],
    ]);
    expect(rows[2]).toMatchObject({
      isRecurring: true,
      isDiscretionary: true,
      discretionaryProbability: 0.9,
      discretionaryReason: { kind: "usual-of-category", category: "ENTERTAINMENT_TV_AND_MOVIES" },
      impulseProbability: 0,
      understoodBy: UNDERSTOOD_BY,
    });
    expect(rows[3]).toMatchObject({
      isRecurring: null,
      impulseReasons: { kind: "signs", signs: ["newMerchant"] },
    });
    expect(rows[4]).toMatchObject({
      isDiscretionary: null,
      recurringProbability: null,
      impulseProbability: null,
    });
    const dirty = await findDirtyDays(db, [userId]);
    expect(dirty.map(({ date }) => date).sort()).toEqual(SOME_PAID.map(([date]) => date));
  });

  test("given nothing has changed, when it is understood again, then nothing is written and no day is scored again", async () => {
    const { userId } = await personWith(db, SOME_PAID);
    await understandPerson(db, userId, NOW);
    const before = await stored(userId);
    const days = await findDirtyDays(db, [userId]);
    expect(await understandPerson(db, userId, NOW)).toBe(0);
    expect(await stored(userId)).toEqual(before);
    expect(await findDirtyDays(db, [userId])).toEqual(days);
  });

  test("given two at once, then they agree", async () => {
    const { userId } = await personWith(db, SOME_PAID);
    const counts = await Promise.all([understandPerson(db, userId, NOW), understandPerson(db, userId, NOW)]);
    expect(counts.sort()).toEqual([0, 6]);
    const rows = await stored(userId);
    expect(rows.every((row) => row.understoodBy === UNDERSTOOD_BY)).toBe(true);
  });

  test("given rows from before there were columns for the source's word, then it is kept there", async () => {
    const { userId } = await personWith(db, [
      ["2026-11-01", "Uniqlo", "80.00", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
    ]);
    await understandPerson(db, userId, NOW);
    const [row] = await stored(userId);
    expect(row).toMatchObject({
      merchantName: "Uniqlo",
      sourceMerchant: "Uniqlo",
      sourceCategory: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
      category: "GENERAL_MERCHANDISE",
    });
  });

  test("given a hand entry, then what was read out of the person's words when it was made stays", async () => {
    const byHand = {
      source: "hand",
      rawName: "grocceries",
      subcategory: "FOOD_AND_DRINK_GROCERIES",
    } as const;
    const { userId } = await personWith(db, [
      ["2026-11-01", "Corner Shop", "12.00", "FOOD_AND_DRINK", byHand],
    ]);
    for (const _ of [1, 2]) await understandPerson(db, userId, NOW);
    const [row] = await stored(userId);
    expect(row).toMatchObject({ merchantName: "Corner Shop", subcategory: "FOOD_AND_DRINK_GROCERIES" });
  });

  test("given a currency this program does not know, then the row is left alone", async () => {
    const { userId } = await personWith(db, [
      ["2026-11-01", "Elsewhere", "80.00", null, { currency: "XQQ" }],
    ]);
    expect(await understandPerson(db, userId, NOW)).toBe(0);
  });
});

describe("what the person said", () => {
  async function corrected(change: Partial<typeof transactionCorrections.$inferInsert>) {
    const made = await personWith(db, SOME_PAID);
    await understandPerson(db, made.userId, NOW);
    const [, , , coffee] = await stored(made.userId);
    await db.insert(transactionCorrections).values({
      userId: made.userId,
      accountId: made.accountId,
      externalId: coffee?.externalId ?? "",
      saidAt: NOW,
      ...change,
    });
    await understandPerson(db, made.userId, NOW);
    const rows = await stored(made.userId);
    return { ...made, row: rows[3] };
  }

  test("given a category and a need, then they win, and taking them back restores what was understood", async () => {
    const { userId, row } = await corrected({
      category: "FOOD_AND_DRINK",
      subcategory: "FOOD_AND_DRINK_GROCERIES",
      isDiscretionary: false,
      isImpulse: true,
    });
    expect(row).toMatchObject({
      subcategory: "FOOD_AND_DRINK_GROCERIES",
      isDiscretionary: false,
      discretionaryProbability: 0,
      discretionaryReason: { kind: "said-here" },
      impulseProbability: 1,
      impulseReasons: { kind: "said", isImpulse: true },
    });
    await db.delete(transactionCorrections);
    await understandPerson(db, userId, NOW);
    const rows = await stored(userId);
    expect(rows[3]).toMatchObject({ subcategory: "FOOD_AND_DRINK_COFFEE", isDiscretionary: true });
  });

  test("given a name for a merchant, then it is that merchant everywhere, and what was said there holds", async () => {
    const { userId } = await personWith(db, [
      paid("2026-11-01", "AMZN Mktp US*2K4", "20.00"),
      paid("2026-11-02", "BIGRIVER SHOP 12", "30.00"),
    ]);
    await db.insert(merchantRules).values([
      { userId, merchantKey: "BIGRIVERSHOP", displayName: "Amazon", saidAt: NOW },
      { userId, merchantKey: "AMAZON", isDiscretionary: false, saidAt: NOW },
    ]);
    await understandPerson(db, userId, NOW);
    const rows = await stored(userId);
    expect(rows.map(({ merchantName }) => merchantName)).toEqual(["Amazon", "Amazon"]);
    expect(rows.map(({ isDiscretionary }) => isDiscretionary)).toEqual([false, false]);
    expect(rows[1]?.discretionaryReason).toEqual({ kind: "said-always" });
  });

  test("given it is said of a first payment that it is a subscription, then it is one, with its next date", async () => {
    const { person, userId } = await personWith(db, [paid("2026-11-20", "STREAMHAUS PREMIUM", "9.99")]);
    await db.insert(recurringWords).values({
      userId,
      merchantKey: "STREAMHAUSPREMIUM",
      currency: "USD",
      cadence: "monthly",
      fromAmount: "9.00",
      toAmount: "11.00",
      isRecurring: true,
      saidAt: NOW,
    });
    await understandPerson(db, userId, NOW);
    const [row] = await stored(userId);
    expect(row).toMatchObject({ isRecurring: true, recurringProbability: 1 });
    const { streams } = await loadRecurring(db, person, TODAY);
    expect(streams).toMatchObject([{ nextDate: "2026-12-20", nextAmountMinor: 999, probability: 1 }]);
  });

  // The embedded database does one thing after the other.
  test.skipIf(database.kind === "embedded")(
    "given a row that somebody changes while it is understood, then it stays as they made it, for the next time",
    async () => {
      const { userId } = await personWith(db, SOME_PAID);
      const [first] = await stored(userId);
      const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const changing = db.transaction(async (tx) => {
        await tx
          .update(transactions)
          .set({ merchantName: "Mine" })
          .where(eq(transactions.id, first?.id ?? ""));
        held.resolve();
        await release.promise;
      });
      await held.promise;
      const understanding = understandPerson(db, userId, NOW);
      // By then it has read, and waits for that row to be free.
      await expect
        .poll(async () => {
          const waiting = await db.execute(sql`
            select 1 from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`);
          return rowsOf(waiting).length;
        })
        .toBe(1);
      release.resolve();
      await changing;
      expect(await understanding).toBe(5);
      const rows = await stored(userId);
      expect(rows[0]).toMatchObject({ merchantName: "Mine", understoodBy: null });
      expect(await understandPerson(db, userId, NOW)).toBe(1);
    },
  );
});

describe("between own accounts", () => {
  test("given the two sides of a transfer and of a card payment, then none of them is spending or income", async () => {
    const { userId } = await personWith(db, [paid("2026-11-10", "ONLINE PAYMENT 4471", "412.30")]);
    const card = await seedAccount(db, userId, "Card", TODAY);
    await db.update(accounts).set({ accountType: "credit_card" }).where(eq(accounts.id, card));
    await seedPayments(db, userId, card, [paid("2026-11-12", "REF 99120", "-412.30")]);
    await understandPerson(db, userId, NOW);
    const rows = await stored(userId);
    expect(rows.map(({ subcategory }) => subcategory)).toEqual([
      "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT",
      "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT",
    ]);
  });
});

describe("what scores and answers read of it", () => {
  test("given purchases that were understood, then both ways of loading days weigh them by how likely they were a choice", async () => {
    const { person, accountId, userId } = await personWith(db, SOME_PAID);
    await understandPerson(db, userId, NOW);
    const [, , , coffee] = await stored(userId);
    await db.insert(transactionCorrections).values({
      userId,
      accountId,
      externalId: coffee?.externalId ?? "",
      isImpulse: true,
      saidAt: NOW,
    });
    await understandPerson(db, userId, NOW);
    const period = { from: "2026-10-01", to: TODAY };
    const { rows, days } = await loadDays(db, person, period);
    const many = (await loadManyRows(db, [{ ...person, ...period }])).get(userId);
    const seen = (some: typeof rows.transactions | undefined) =>
      some
        ?.filter(({ date }) => date >= period.from)
        .map((row) => [row.date, row.discretionaryProbability, row.impulseProbability])
        .sort();
    expect(seen(many?.transactions)).toEqual(seen(rows.transactions));
    const day = days.find(({ date }) => date === "2026-11-02");
    // 4.50 for a coffee, nine tenths of it a choice; an impulse by the person's own word.
    expect(day).toMatchObject({ spentDiscretionaryMinor: 405, spentTotalMinor: 450, impulseCount: 1 });
  });
});
