import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { connections } from "../../db/schema/money.ts";
import {
  type BankConnection,
  bankAccount,
  bankRow,
  bankUpdate,
  SYNCED_AT,
  storeConnected,
  storeConnection,
  storeCorrection,
  storedAccounts,
  storedRows,
  updatesOn,
} from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const apply = updatesOn(db);

/** The person's second connection. */
const another = async ({ userId }: BankConnection): Promise<BankConnection> => ({
  userId,
  id: await storeConnection(db, userId, { externalId: "item-2" }),
});

describe("one account over two connections", () => {
  test("given two connections that bring the same account, then it is there once", async () => {
    const mine = await storeConnected(db);
    const other = await another(mine);
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
    const anew = await another(mine);
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
      const anew = await another(mine);
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
      expect(old).toMatchObject({ status: "revoked", nextSyncAt: SYNCED_AT });
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
    const other = await another(mine);
    await db.update(connections).set({ displayName: "First Platypus Bank" });
    if ("displayName" in named) await db.update(connections).set(named).where(eq(connections.id, other.id));
    await apply(other, bankUpdate({ accounts, cursor: "1" }), null);
    expect(await storedAccounts(db, mine.userId)).toHaveLength(1 + accounts.length);
    expect((await db.select().from(connections)).map(({ status }) => status)).toEqual(["active", "active"]);
  });

  test("given two connections of one account, when the first stops working, then the account goes on by the second", async () => {
    const mine = await storeConnected(db);
    const other = await another(mine);
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
    const anew = await another(mine);
    await apply(anew, bankUpdate({ accounts: [bankAccount("b", { mask: null })] }), null);
    expect(await storedAccounts(db, mine.userId)).toHaveLength(2);
  });
});
