import { expect, test } from "vitest";
import { buildDays } from "../../coaching/model/series.ts";
import { loadDays } from "../../db/queries/days.ts";
import { loadManyRows } from "../../db/queries/days-batch.ts";
import { storeHandEntries } from "../../db/queries/hand.ts";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson } from "../../db/queries/people.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-11-26T12:00:00Z");

function coffee(date: string) {
  return {
    amountMinor: 1200,
    currency: "USD",
    what: "coffee",
    merchantName: "Coffee",
    date,
    isNow: false,
    category: null,
    subcategory: null,
  };
}

async function person() {
  const userId = await createPerson(db, { timezone: "Europe/London", currency: "USD" });
  return { userId, timezone: "Europe/London", currency: "USD" };
}

test("given a bank whose history begins on the 20th, then what was told of days before makes none of them known, in both ways of reading", async () => {
  const owner = await person();
  await storeHandEntries(db, owner, "By hand", [coffee("2026-11-02"), coffee("2026-11-22")], NOW);
  const [bank] = await db
    .insert(accounts)
    .values({
      userId: owner.userId,
      provider: "test",
      externalAccountId: "a",
      accountName: "Checking",
      accountType: "checking",
      currency: "USD",
      syncedThrough: "2026-11-25",
    })
    .returning({ id: accounts.id });
  await db.insert(transactions).values({
    userId: owner.userId,
    accountId: bank?.id ?? "",
    externalId: "fuel",
    timestamp: new Date("2026-11-20T12:00:00Z"),
    localDate: "2026-11-20",
    amount: "40",
    currency: "USD",
  });
  const period = { from: "2026-11-01", to: "2026-11-26" };
  const { days } = await loadDays(db, owner, period);
  const spent = (date: string) => days.find((day) => day.date === date)?.spentTotalMinor;
  expect(
    ["2026-11-02", "2026-11-05", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-26"].map(spent),
  ).toEqual([null, null, 4000, 0, 1200, null]);
  const many = await loadManyRows(db, [{ ...owner, ...period }]);
  const rows = many.get(owner.userId);
  if (rows === undefined) throw new Error("expected rows");
  const again = buildDays({ ...rows, ...period });
  expect(again.map((day) => day.spentTotalMinor)).toEqual(
    days.filter(({ date }) => date >= period.from).map((day) => day.spentTotalMinor),
  );
});

test("given nothing but hand entries, then no day's money is known", async () => {
  const owner = await person();
  await storeHandEntries(db, owner, "By hand", [coffee("2026-11-22")], NOW);
  const { days } = await loadDays(db, owner, { from: "2026-11-20", to: "2026-11-26" });
  expect(days.every((day) => day.spentTotalMinor === null)).toBe(true);
});

test("given two people who both keep some by hand, when they become one, then every entry is in one account", async () => {
  const [keeper, other] = [await person(), await person()];
  await storeHandEntries(db, keeper, "By hand", [coffee("2026-11-22")], NOW);
  await storeHandEntries(db, other, "By hand", [coffee("2026-11-22"), coffee("2026-11-23")], NOW);
  await db.transaction((tx) =>
    mergePeople(tx, { keeperId: keeper.userId, otherId: other.userId, askedEvent: "onboarded", now: NOW }),
  );
  const [account, ...more] = await db.select().from(accounts);
  expect(more).toEqual([]);
  const found = await db.select().from(transactions);
  expect(found.map(({ accountId, userId }) => ({ accountId, userId }))).toEqual(
    Array.from({ length: 3 }, () => ({ accountId: account?.id, userId: keeper.userId })),
  );
});
