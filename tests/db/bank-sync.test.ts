import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { connections } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import {
  type BankConnection,
  bankRow,
  bankUpdate,
  firstRow,
  SYNCED_AT,
  storeConnected,
  storeCorrection,
  storedAccounts,
  storedRows,
  updatesOn,
} from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const apply = updatesOn(db);

const dirtyOf = async ({ userId }: BankConnection) =>
  (await db.select().from(dirtyDays).where(eq(dirtyDays.userId, userId))).map(({ date }) => date).sort();

describe("an update", () => {
  test("given new rows, then they are stored with the account, its freshness and the cursor", async () => {
    const mine = await storeConnected(db);
    const at = new Date("2026-03-01T23:30:00Z");
    const applied = await apply(
      mine,
      bankUpdate({
        upserts: [
          bankRow("a", { category: { detailed: "FOOD_AND_DRINK_COFFEE", isDoubtful: true }, memo: "tip" }),
          bankRow("b", { date: null, at, amount: "-2000", merchantName: "Work" }),
        ],
        cursor: "c1",
        isHistoryComplete: true,
      }),
      null,
    );
    expect(applied).toEqual({
      added: 2,
      changed: 0,
      removed: 0,
      leftOut: 0,
      accounts: 1,
      completesHistory: true,
    });
    const [account] = await storedAccounts(db, mine.userId);
    expect(account).toMatchObject({
      connectionId: mine.id,
      externalAccountId: "checking",
      balance: "100.00",
      syncedThrough: "2026-03-09",
      syncedAt: SYNCED_AT,
    });
    const [a, b] = await storedRows(db, mine.userId);
    expect(a).toMatchObject({
      source: "bank",
      rawName: "BLUE CUP 123",
      merchantName: null,
      sourceCategory: "FOOD_AND_DRINK_COFFEE",
      isCategoryDoubtful: true,
      memo: "tip",
      amount: "12.50",
      localDate: "2026-03-02",
      // Noon in Berlin.
      timestamp: new Date("2026-03-02T11:00:00Z"),
      timeKnown: false,
      category: null,
      understoodBy: null,
      rawPayload: { id: "a" },
    });
    expect(b).toMatchObject({
      localDate: "2026-03-02",
      timestamp: at,
      timeKnown: true,
      merchantName: "Work",
    });
    const [connection] = await db.select().from(connections);
    expect(connection).toMatchObject({ syncCursor: "c1", isHistoryComplete: true, lastSyncedAt: SYNCED_AT });
    expect(await dirtyOf(mine)).toEqual([
      "2026-03-02",
      "2026-03-03",
      "2026-03-04",
      "2026-03-05",
      "2026-03-06",
      "2026-03-07",
      "2026-03-08",
      "2026-03-09",
    ]);
  });

  test("given the same update twice, then the second one touches no row and no day but those newly known", async () => {
    const mine = await storeConnected(db);
    const update = bankUpdate({ upserts: [bankRow("a"), bankRow("b", { pending: true })], cursor: "c1" });
    await apply(mine, update, null);
    const before = await storedRows(db, mine.userId);
    await db.delete(dirtyDays);
    const again = await apply(mine, update, "c1", new Date("2026-03-11T09:00:00Z"));
    expect(again).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(await storedRows(db, mine.userId)).toEqual(before);
    expect(await dirtyOf(mine)).toEqual(["2026-03-10"]);
  });

  test("given that somebody stored another update meanwhile, then nothing of this one is applied", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ cursor: "c1" }), null);
    expect(await apply(mine, bankUpdate({ upserts: [bankRow("a")], cursor: "c2" }), null)).toBe(null);
    expect(await storedRows(db, mine.userId)).toEqual([]);
  });

  test("given two that began from one cursor at once, then one is applied and the other not at all", async () => {
    const mine = await storeConnected(db);
    const update = (externalId: string) => bankUpdate({ upserts: [bankRow(externalId)], cursor: externalId });
    const applied = await Promise.all([apply(mine, update("a"), null), apply(mine, update("b"), null)]);
    expect(applied.filter((one) => one === null)).toHaveLength(1);
    const [row, ...others] = await storedRows(db, mine.userId);
    const [connection] = await db.select().from(connections);
    expect(others).toEqual([]);
    expect(connection?.syncCursor).toBe(row?.externalId);
  });

  test("given a connection that has ended, then nothing is applied", async () => {
    const mine = await storeConnected(db);
    await db.update(connections).set({ status: "revoked" });
    expect(await apply(mine, bankUpdate({ upserts: [bankRow("a")] }), null)).toBe(null);
  });

  test("given a provider that has not heard from the bank since days, then the accounts are as old as that", async () => {
    const mine = await storeConnected(db);
    const update = bankUpdate({ freshAt: new Date("2026-03-05T12:00:00Z"), cursor: "1" });
    await apply(mine, update, null);
    const known = async () => (await storedAccounts(db, mine.userId))[0];
    const expected = { syncedThrough: "2026-03-04", syncedAt: new Date("2026-03-05T12:00:00Z") };
    expect(await known()).toMatchObject(expected);
    // What was known is not forgotten, and nobody has heard from the future.
    await apply(mine, { ...update, freshAt: new Date("2026-03-01T12:00:00Z") }, "1");
    expect(await known()).toMatchObject({ syncedThrough: "2026-03-04" });
    await apply(mine, { ...update, freshAt: new Date("2027-01-01T00:00:00Z") }, "1");
    expect(await known()).toMatchObject({ syncedThrough: "2026-03-09", syncedAt: SYNCED_AT });
  });

  test("given rows that cannot be kept, then they are counted and the others stored", async () => {
    const mine = await storeConnected(db);
    const applied = await apply(
      mine,
      bankUpdate({
        upserts: [
          bankRow("ok", { name: "N\0UL and \ud800 half", raw: { a: "\0\ud800" } }),
          bankRow("token", { currency: "DOGE" }),
          bankRow("https", { currency: "https://points.example.org" }),
          bankRow("nobody's", { accountExternalId: "elsewhere" }),
          bankRow("", {}),
          bankRow("x".repeat(256), {}),
          bankRow("much", { amount: "1e9" }),
          bankRow("day", { date: "2026-02-30" }),
          bankRow("never", { date: null }),
        ],
      }),
      null,
    );
    expect(applied).toMatchObject({ added: 1, leftOut: 8 });
    const [row] = await storedRows(db, mine.userId);
    expect(row).toMatchObject({ externalId: "ok", rawName: "NUL and \ufffd half" });
  });

  test("given rows that changed, then the same rows say so, on their old and new days", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [bankRow("a"), bankRow("b")], cursor: "c1" }), null);
    const [before] = await storedRows(db, mine.userId);
    await db.delete(dirtyDays);
    await apply(
      mine,
      bankUpdate({ upserts: [bankRow("a", { amount: "13.00", date: "2026-03-04" })], cursor: "c2" }),
      "c1",
    );
    const [after] = await storedRows(db, mine.userId);
    expect(after).toMatchObject({ id: before?.id, amount: "13.00", localDate: "2026-03-04" });
    expect(await dirtyOf(mine)).toEqual(["2026-03-02", "2026-03-04"]);
  });

  test("given removed rows, then they go and what was said about them stays for when they come back", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [bankRow("a"), bankRow("b")], cursor: "c1" }), null);
    const row = await firstRow(db, mine.userId);
    await storeCorrection(db, mine.userId, row, { category: "TRAVEL", notes: "to Rome" });
    await apply(mine, bankUpdate({ removed: ["a"], cursor: "c2" }), "c1");
    expect((await storedRows(db, mine.userId)).map(({ externalId }) => externalId)).toEqual(["b"]);
    await apply(mine, bankUpdate({ upserts: [bankRow("a")], cursor: "c3" }), "c2");
    const [again] = await storedRows(db, mine.userId);
    expect(again).toMatchObject({ externalId: "a", category: "TRAVEL", notes: "to Rome" });
  });

  test("given a person who moved to another zone, then old rows keep their days and are not touched", async () => {
    const mine = await storeConnected(db, { timezone: "Pacific/Auckland" });
    const upserts = [bankRow("a"), bankRow("b", { date: null, at: new Date("2026-03-01T22:00:00Z") })];
    await apply(mine, bankUpdate({ upserts, cursor: "c1" }), null);
    const before = await storedRows(db, mine.userId);
    await db.update(users).set({ timezone: "America/Los_Angeles" });
    expect(await apply(mine, bankUpdate({ upserts, cursor: "c2" }), "c1")).toMatchObject({ changed: 0 });
    expect(await storedRows(db, mine.userId)).toEqual(before);
  });
});

describe("splits", () => {
  const splits = [
    { id: "11111111-1111-4111-8111-111111111111", amount: "5.00", category: "MEDICAL", notes: "aspirin" },
  ];

  test("given a split row whose amount changes, then its parts stay and the rest is what is left", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [bankRow("a")], cursor: "1" }), null);
    const row = await firstRow(db, mine.userId);
    await storeCorrection(db, mine.userId, row, { splits });
    const sync = (amount: string, begun: string, cursor: string) =>
      apply(mine, bankUpdate({ upserts: [bankRow("a", { amount })], cursor }), begun);
    await sync("20.00", "1", "2");
    const amounts = async () =>
      (await storedRows(db, mine.userId)).map(({ externalId, amount, source }) => [
        externalId,
        amount,
        source,
      ]);
    const [, part] = await storedRows(db, mine.userId);
    expect(await amounts()).toEqual([
      ["a", "15.00", "bank"],
      [`split:${splits[0]?.id}`, "5.00", "split"],
    ]);
    expect(part).toMatchObject({
      splitOf: row.id,
      category: "MEDICAL",
      notes: "aspirin",
      localDate: "2026-03-02",
    });
    // The same again is no change: the amount before splits is compared.
    expect(await sync("20.00", "2", "3")).toMatchObject({ changed: 0 });
    await sync("4.00", "3", "4");
    expect(await amounts()).toEqual([["a", "4.00", "bank"]]);
    await sync("30.00", "4", "5");
    expect(await amounts()).toEqual([
      ["a", "25.00", "bank"],
      [`split:${splits[0]?.id}`, "5.00", "split"],
    ]);
    await apply(mine, bankUpdate({ removed: ["a"], cursor: "6" }), "5");
    expect(await amounts()).toEqual([]);
  });
});
