import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decimalFromMinor } from "../../coaching/model/money.ts";
import { saveBudget } from "../../db/queries/budgets.ts";
import { addPart, changeRows, saveSaid } from "../../db/queries/corrections.ts";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson } from "../../db/queries/people.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { budgets, transactionCorrections } from "../../db/schema/money-said.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const now = new Date("2026-11-23T08:00:00Z");
const at = (minute: number) => new Date(now.getTime() - 3_600_000 + minute * 60_000);

const merge = (keeperId: string, otherId: string) =>
  db.transaction((tx) => mergePeople(tx, { keeperId, otherId, askedEvent: "onboarded", now }));

const NOTHING = {
  merchantName: null,
  category: null,
  subcategory: null,
  isDiscretionary: null,
  isImpulse: null,
  notes: null,
  splits: [],
};

/** Somebody whose bank told of one purchase of 50. */
async function buyer() {
  const userId = await createPerson(db, {});
  const accountId = randomUUID();
  const id = randomUUID();
  const account = { provider: "file", externalAccountId: "a", accountName: "Checking" } as const;
  await db
    .insert(accounts)
    .values({ ...account, userId, id: accountId, accountType: "checking", currency: "EUR" });
  const row = { userId, accountId, id, externalId: "1", timestamp: now, localDate: "2026-11-20" };
  await db.insert(transactions).values({ ...row, amount: "50.00", currency: "EUR", updatedAt: at(0) });
  return { userId, accountId, id, externalId: "1" };
}

/** Says that parts of it are something else. */
async function split(
  { userId, id, ...key }: Awaited<ReturnType<typeof buyer>>,
  minors: readonly number[],
  when: Date,
) {
  const splits = minors.map((minor) => ({
    id: randomUUID(),
    amount: decimalFromMinor(minor, "EUR"),
    category: null,
    notes: null,
  }));
  await saveSaid(db, userId, key, { ...NOTHING, notes: "said", splits }, when);
  for (const part of splits) await addPart(db, userId, id, { ...part, subcategory: null }, when);
  const rest = 5000 - minors.reduce((sum, minor) => sum + minor, 0);
  await changeRows(db, userId, [id], { amount: decimalFromMinor(rest, "EUR") }, when);
}

const parts = fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 4 });
const side = fc.record({ parts, minute: fc.integer({ min: 1, max: 50 }) });

test("given a purchase that both have, split by either in any way, when they become one, then its sum is kept and its parts are those said last", async () => {
  await fc.assert(
    fc.asyncProperty(side, side, async (one, two) => {
      fc.pre(one.minute !== two.minute);
      await db.delete(users);
      const [keeper, other] = [await buyer(), await buyer()];
      if (one.parts.length > 0) await split(keeper, one.parts, at(one.minute));
      if (two.parts.length > 0) await split(other, two.parts, at(two.minute));
      await merge(keeper.userId, other.userId);
      const stored = await db.select().from(transactions).orderBy(asc(transactions.amount));
      const cents = (amount: string) => Math.round(Number(amount) * 100);
      expect(stored.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(5000);
      const said = [one, two].filter((some) => some.parts.length > 0).sort((a, b) => b.minute - a.minute)[0];
      const found = stored.filter(({ source }) => source === "split");
      expect(found.map(({ amount }) => cents(amount)).sort()).toEqual([...(said?.parts ?? [])].sort());
      expect(new Set(found.map(({ splitOf }) => splitOf))).toEqual(
        new Set(found.length === 0 ? [] : [keeper.id]),
      );
    }),
    { numRuns: 25 },
  );
});

test("given a note that the one said of a purchase whose row the other's newer one replaces, then it stands with the row", async () => {
  const [keeper, other] = [await buyer(), await buyer()];
  const { userId, id, ...key } = keeper;
  await saveSaid(db, userId, key, { ...NOTHING, notes: "winter coat", category: "TRAVEL" }, at(1));
  await changeRows(db, userId, [id], { notes: "winter coat", category: "TRAVEL" }, at(1));
  await changeRows(db, other.userId, [other.id], { category: "FOOD_AND_DRINK" }, at(2));
  await merge(userId, other.userId);
  expect(await db.select().from(transactions)).toMatchObject([
    { id, notes: "winter coat", category: "TRAVEL" },
  ]);
  expect(await db.$count(transactionCorrections)).toBe(1);
});

test("given two budgets for choices, then the week that scores go by is of the one that stays", async () => {
  const [keeper, other] = [await createPerson(db, {}), await createPerson(db, {})];
  await db.update(users).set({ currency: "USD" });
  const budget = (amountMinor: number) => ({ id: "DISCRETIONARY", amountMinor, currency: "USD" });
  await saveBudget(db, keeper, budget(52_000), at(1));
  await saveBudget(db, other, budget(104_000), at(2));
  await merge(keeper, other);
  expect(await db.select().from(budgets)).toMatchObject([{ amount: "1040.00" }]);
  const [settings] = await db.select().from(userSettings).where(eq(userSettings.userId, keeper));
  expect(settings?.weeklyBudget).toBe("240.00");
});
