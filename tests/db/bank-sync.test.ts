import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { applyUpdate } from "../../db/queries/bank-sync.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { connections } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import {
  bankAccount,
  bankRow,
  bankUpdate,
  storeConnected,
  storeConnection,
  storeCorrection,
  storedAccounts,
  storedCorrection,
  storedRows,
} from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-03-10T09:00:00Z");

type Connection = { readonly userId: string; readonly id: string };

const apply = (
  connection: Connection,
  update: Parameters<typeof applyUpdate>[2],
  begun: string | null,
  now = NOW,
) => db.transaction((tx) => applyUpdate(tx, connection, update, begun, now));

const dirtyOf = async ({ userId }: Connection) =>
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
      syncedAt: NOW,
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
    expect(connection).toMatchObject({ syncCursor: "c1", isHistoryComplete: true, lastSyncedAt: NOW });
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
    expect(await known()).toMatchObject({ syncedThrough: "2026-03-09", syncedAt: NOW });
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
    const [row] = await storedRows(db, mine.userId);
    if (row === undefined) throw new Error("no row");
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

describe("pending to posted", () => {
  const pending = bankRow("p", { pending: true });

  test("given a posted row that names its pending one, then it is the same row with what was said about it", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [pending], cursor: "c1" }), null);
    const [before] = await storedRows(db, mine.userId);
    if (before === undefined) throw new Error("no row");
    await storeCorrection(db, mine.userId, before, { isDiscretionary: false, notes: "winter coat" });
    await apply(
      mine,
      bankUpdate({
        upserts: [bankRow("t", { pendingExternalId: "p", amount: "15.00", date: "2026-03-04" })],
        removed: ["p"],
        cursor: "c2",
      }),
      "c1",
    );
    expect(await storedRows(db, mine.userId)).toMatchObject([
      {
        id: before.id,
        externalId: "t",
        pending: false,
        amount: "15.00",
        isDiscretionary: false,
        notes: "winter coat",
      },
    ]);
    expect(await storedCorrection(db, mine.userId, "p")).toBe(null);
    expect(await storedCorrection(db, mine.userId, "t")).toMatchObject({ notes: "winter coat" });
  });

  test("given a posted row whose pending one went in an update before, then it finds what was said", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [pending], cursor: "c1" }), null);
    const [before] = await storedRows(db, mine.userId);
    if (before === undefined) throw new Error("no row");
    await storeCorrection(db, mine.userId, before, { notes: "mine" });
    await apply(mine, bankUpdate({ removed: ["p"], cursor: "c2" }), "c1");
    await apply(
      mine,
      bankUpdate({ upserts: [bankRow("t", { pendingExternalId: "p" })], cursor: "c3" }),
      "c2",
    );
    expect(await storedRows(db, mine.userId)).toMatchObject([{ externalId: "t", notes: "mine" }]);
  });

  test("given a bank that tells all pending rows, when one vanishes, then the nearest posted one of its amount is it", async () => {
    const mine = await storeConnected(db);
    const update = (change: Parameters<typeof bankUpdate>[0]) =>
      bankUpdate({ isPendingComplete: true, ...change });
    await apply(
      mine,
      update({ upserts: [pending, bankRow("q", { pending: true, date: "2026-03-03" })], cursor: "1" }),
      null,
    );
    const [p, q] = await storedRows(db, mine.userId);
    await apply(
      mine,
      update({
        upserts: [
          bankRow("t1", { date: "2026-03-03" }),
          bankRow("t2", { date: "2026-03-04" }),
          bankRow("far", { date: "2026-03-09" }),
        ],
        cursor: "2",
      }),
      "1",
    );
    const rows = await storedRows(db, mine.userId);
    expect(rows.map(({ id, externalId }) => [externalId, id])).toEqual([
      ["far", expect.any(String)],
      ["t1", q?.id],
      ["t2", p?.id],
    ]);
  });

  test("given a vanished pending row with a correction, then it waits five days for its posted one, then goes", async () => {
    const mine = await storeConnected(db);
    const day = (date: string) => new Date(`${date}T09:00:00Z`);
    const empty = (cursor: string) => bankUpdate({ isPendingComplete: true, cursor });
    await apply(mine, { ...empty("1"), upserts: [pending] }, null, day("2026-03-02"));
    const [row] = await storedRows(db, mine.userId);
    if (row === undefined) throw new Error("no row");
    await storeCorrection(db, mine.userId, row, { notes: "mine" });
    await apply(mine, empty("2"), "1", day("2026-03-05"));
    expect(await storedRows(db, mine.userId)).toHaveLength(1);
    await apply(mine, empty("3"), "2", day("2026-03-08"));
    expect(await storedRows(db, mine.userId)).toHaveLength(0);
  });

  test("given a pending row that nobody said anything about, when it vanishes, then it goes", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [pending], isPendingComplete: true, cursor: "1" }), null);
    await apply(mine, bankUpdate({ isPendingComplete: true, cursor: "2" }), "1");
    expect(await storedRows(db, mine.userId)).toEqual([]);
  });
});

describe("splits", () => {
  const splits = [
    { id: "11111111-1111-4111-8111-111111111111", amount: "5.00", category: "MEDICAL", notes: "aspirin" },
  ];

  test("given a split row whose amount changes, then its parts stay and the rest is what is left", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [bankRow("a")], cursor: "1" }), null);
    const [row] = await storedRows(db, mine.userId);
    if (row === undefined) throw new Error("no row");
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

describe("one account over two connections", () => {
  test("given two connections that bring the same account, then it is there once", async () => {
    const mine = await storeConnected(db);
    const other = {
      userId: mine.userId,
      id: await storeConnection(db, mine.userId, { externalId: "item-2" }),
    };
    const update = bankUpdate({ upserts: [bankRow("a")] });
    await apply(mine, update, null);
    expect(await apply(other, update, null)).toMatchObject({ added: 0, changed: 0 });
    expect(await storedAccounts(db, mine.userId)).toMatchObject([{ connectionId: mine.id }]);
    expect(await storedRows(db, mine.userId)).toHaveLength(1);
  });

  test("given an account that is linked anew under other ids, then nothing doubles and nothing said is lost", async () => {
    const mine = await storeConnected(db);
    const old = [bankRow("old-1"), bankRow("old-2"), bankRow("old-3", { date: "2026-01-01" })];
    await apply(mine, bankUpdate({ upserts: old, cursor: "1" }), null);
    const before = await storedRows(db, mine.userId);
    const [first] = before;
    if (first === undefined) throw new Error("no row");
    await storeCorrection(db, mine.userId, first, { notes: "with Ada" });
    await db.update(connections).set({ status: "revoked" });
    const anew = {
      userId: mine.userId,
      id: await storeConnection(db, mine.userId, { externalId: "item-2" }),
    };
    const row = (externalId: string, change = {}) =>
      bankRow(externalId, { accountExternalId: "new-checking", ...change });
    const account = [bankAccount("new-checking")];
    // Two equal coffees of the day, and in a later update a third one, and the row of January.
    await apply(anew, bankUpdate({ accounts: account, upserts: [row("n1"), row("n2")], cursor: "1" }), null);
    await apply(
      anew,
      bankUpdate({
        accounts: account,
        upserts: [row("n3"), row("n4", { date: "2026-01-01" })],
        cursor: "2",
      }),
      "1",
    );
    const after = await storedRows(db, mine.userId);
    expect(after.map(({ externalId }) => externalId)).toEqual(["n1", "n2", "n3", "n4"]);
    const ids = new Set(after.map(({ id }) => id));
    expect(before.every(({ id }) => ids.has(id))).toBe(true);
    expect(after.filter(({ notes }) => notes === "with Ada")).toHaveLength(1);
    expect(await storedAccounts(db, mine.userId)).toMatchObject([
      { externalAccountId: "new-checking", connectionId: anew.id },
    ]);
  });

  test.each(["needs_login", "active"] as const)(
    "given a bank that is %s and connected once more, then the new link takes its place and nothing doubles",
    async (status) => {
      const mine = await storeConnected(db);
      await apply(mine, bankUpdate({ upserts: [bankRow("old-1"), bankRow("old-2")], cursor: "1" }), null);
      const before = await storedRows(db, mine.userId);
      const anew = {
        userId: mine.userId,
        id: await storeConnection(db, mine.userId, { externalId: "item-2" }),
      };
      await db.update(connections).set({ displayName: "First Platypus Bank" });
      await db
        .update(connections)
        .set({ status, credentialsSealed: "sealed" })
        .where(eq(connections.id, mine.id));
      const upserts = ["n1", "n2"].map((id) => bankRow(id, { accountExternalId: "new-checking" }));
      const accounts = [bankAccount("new-checking"), bankAccount("new-savings", { mask: "9" })];
      await apply(anew, bankUpdate({ accounts, upserts, cursor: "1" }), null);
      const after = await storedRows(db, mine.userId);
      expect(after.map(({ externalId }) => externalId)).toEqual(["n1", "n2"]);
      expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
      expect(await storedAccounts(db, mine.userId)).toMatchObject([
        { externalAccountId: "new-checking", connectionId: anew.id },
        { externalAccountId: "new-savings", connectionId: anew.id },
      ]);
      // It is due to be ended with its provider, and what it still answers is not taken.
      const [old] = await db.select().from(connections).where(eq(connections.id, mine.id));
      expect(old).toMatchObject({ status: "revoked", nextSyncAt: NOW });
      expect(await apply(mine, bankUpdate({ upserts: [bankRow("old-3")] }), "1")).toBe(null);
    },
  );

  test.each([
    ["of another bank", { displayName: "Second Platypus Bank" }, [bankAccount("new-checking")]],
    ["that holds another account", {}, [bankAccount("new-checking", { mask: "9" })]],
    ["that cannot be told from another", {}, [bankAccount("new-1"), bankAccount("new-2")]],
  ])("given a connection %s, then both go on side by side", async (_, named, accounts) => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ upserts: [bankRow("old-1")], cursor: "1" }), null);
    const other = {
      userId: mine.userId,
      id: await storeConnection(db, mine.userId, { externalId: "item-2" }),
    };
    await db.update(connections).set({ displayName: "First Platypus Bank" });
    if ("displayName" in named) await db.update(connections).set(named).where(eq(connections.id, other.id));
    await apply(other, bankUpdate({ accounts, cursor: "1" }), null);
    expect(await storedAccounts(db, mine.userId)).toHaveLength(1 + accounts.length);
    expect((await db.select().from(connections)).map(({ status }) => status)).toEqual(["active", "active"]);
  });

  test("given two connections of one account, when the first stops working, then the account goes on by the second", async () => {
    const mine = await storeConnected(db);
    const other = {
      userId: mine.userId,
      id: await storeConnection(db, mine.userId, { externalId: "item-2" }),
    };
    await apply(mine, bankUpdate({ upserts: [bankRow("a")], cursor: "1" }), null);
    await db.update(connections).set({ status: "error" }).where(eq(connections.id, mine.id));
    await apply(other, bankUpdate({ upserts: [bankRow("a"), bankRow("b")], cursor: "1" }), null);
    expect(await storedAccounts(db, mine.userId)).toMatchObject([{ connectionId: other.id }]);
    expect(await storedRows(db, mine.userId)).toHaveLength(2);
  });

  test("given another bank's account without digits, then it is another account", async () => {
    const mine = await storeConnected(db);
    await apply(mine, bankUpdate({ accounts: [bankAccount("a", { mask: null })] }), null);
    await db.update(connections).set({ status: "revoked" });
    const anew = {
      userId: mine.userId,
      id: await storeConnection(db, mine.userId, { externalId: "item-2" }),
    };
    await apply(anew, bankUpdate({ accounts: [bankAccount("b", { mask: null })] }), null);
    expect(await storedAccounts(db, mine.userId)).toHaveLength(2);
  });
});
