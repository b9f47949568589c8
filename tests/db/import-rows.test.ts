import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createPerson } from "../../db/queries/people.ts";
import { rows } from "../../db/results.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { OpenQuestionError } from "../../src/imports/store.ts";
import { testDatabase } from "../support/database.ts";
import { movementsOf, storeText, tableOf } from "../support/stored-file.ts";

const database = await testDatabase();
const { db } = database;
const person = () => createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });

const CSV = `Date,Payee,Amount
2026-03-14,Blue Cup,-3.20
2026-03-14,Blue Cup,-3.20
2026-03-15,ACME GmbH,2500.00
`;
const OFX = (rows: string) =>
  `<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>DE1234567890</BANKACCTFROM><BANKTRANLIST>${rows}</BANKTRANLIST></STMTRS></OFX>`;
const entry = (day: string, amount: string, id: string, name: string) =>
  `<STMTTRN><DTPOSTED>${day}<TRNAMT>${amount}<FITID>${id}<NAME>${name}</STMTTRN>`;

describe("a file's rows in the table", () => {
  test("hold what the file says, with the cleaned name, at noon of the day, and the account it made", async () => {
    const userId = await person();
    const stored = await storeText(database, userId, CSV, { fileName: "my_giro.csv" });
    expect(stored).toMatchObject({ rows: 3, added: 3, period: { from: "2026-03-14", to: "2026-03-15" } });
    const found = await db.select().from(transactions).orderBy(transactions.localDate);
    expect(found[0]).toMatchObject({
      source: "file",
      localDate: "2026-03-14",
      timestamp: new Date("2026-03-14T11:00:00Z"),
      timeKnown: false,
      amount: "3.20",
      currency: "EUR",
      rawName: "Blue Cup",
      merchantName: "Blue Cup",
      memo: null,
      category: null,
      understoodBy: null,
    });
    expect(found[2]).toMatchObject({ amount: "-2500.00", merchantName: "Acme" });
    const [account] = await db.select().from(accounts);
    expect(account).toMatchObject({
      provider: "file",
      accountName: "my giro",
      currency: "EUR",
      syncedThrough: "2026-03-15",
    });
    const dirty = await db.select({ date: dirtyDays.date }).from(dirtyDays).orderBy(dirtyDays.date);
    expect(dirty.map(({ date }) => date)).toEqual(["2026-03-14", "2026-03-15"]);
  });

  test("given the same file again, then nothing is added, and no day is to be scored anew", async () => {
    const userId = await person();
    await storeText(database, userId, CSV);
    const before = await tableOf(db, userId);
    await db.delete(dirtyDays);
    expect(await storeText(database, userId, CSV)).toMatchObject({ rows: 3, added: 0 });
    expect(await tableOf(db, userId)).toEqual(before);
    expect(await db.$count(dirtyDays)).toBe(0);
    expect(await db.$count(accounts)).toBe(1);
  });

  test("given an overlapping file, then only what is new is added, and two equal coffees stay two", async () => {
    const userId = await person();
    await storeText(database, userId, "Date,Payee,Amount\n2026-03-14,Blue Cup,-3.20\n2026-03-13,Rent,-800\n");
    expect(await storeText(database, userId, CSV)).toMatchObject({ rows: 3, added: 2 });
    expect(await movementsOf(db, userId)).toEqual([
      "bank 2026-03-13 800.00 EUR",
      "bank 2026-03-14 3.20 EUR",
      "bank 2026-03-14 3.20 EUR",
      "bank 2026-03-15 -2500.00 EUR",
    ]);
  });

  test("given a bank that uses one id for several payments, then each is kept, once", async () => {
    const userId = await person();
    const file = OFX(
      [
        entry("20260314", "-5.00", "1", "A"),
        entry("20260314", "-5.00", "1", "A"),
        entry("20260314", "-6.00", "1", "B"),
        entry("20260315", "-5.00", "1", "A"),
        entry("20260316", "-1.00", "x".repeat(400), "Long"),
      ].join(""),
    );
    expect(await storeText(database, userId, file)).toMatchObject({ added: 5 });
    expect(await storeText(database, userId, file)).toMatchObject({ added: 0 });
    const [account] = await db.select().from(accounts);
    expect(account).toMatchObject({ accountName: "Account ending 7890", mask: "7890" });
  });

  test("given several accounts in a file, then each has its own rows, and the person's currency where none is said", async () => {
    const userId = await person();
    const file =
      "Date,Account,Payee,Amount,Currency\n2026-03-14,Giro,Shop,-1.00,\n2026-03-14,Savings,Shop,-1.00,\n2026-03-14,Giro,Shop,-2.00,USD\n";
    expect(await storeText(database, userId, file)).toMatchObject({ added: 3, source: null });
    expect(await movementsOf(db, userId)).toEqual([
      "Giro 2026-03-14 1.00 EUR",
      "Giro 2026-03-14 2.00 USD",
      "Savings 2026-03-14 1.00 EUR",
    ]);
  });

  test("given a question that nobody has answered, then nothing is stored", async () => {
    const userId = await person();
    const file = "Date,Payee,Amount\n03/04/2026,Shop,-1.00\n05/06/2026,Shop,-2.00\n";
    await expect(storeText(database, userId, file)).rejects.toThrow(OpenQuestionError);
    expect(await db.$count(transactions)).toBe(0);
    expect(await db.$count(accounts)).toBe(0);
    await storeText(database, userId, file, { answers: { dayFirst: false } });
    expect((await tableOf(db, userId)).map(({ date }) => date).sort()).toEqual(["2026-03-04", "2026-05-06"]);
  });

  test("given names longer than any bank's, then their beginning is kept, and rows that differ behind it stay two", async () => {
    const long = "shop ".repeat(30_000);
    const content = `Date,Payee,Amount\n2026-03-14,${long}a,-1.00\n2026-03-14,${long}b,-1.00\n`;
    const userId = await person();
    expect(await storeText(database, userId, content)).toMatchObject({ added: 2 });
    const found = await db.select({ name: transactions.rawName }).from(transactions);
    expect(found.map(({ name }) => name?.length)).toEqual([1000, 1000]);
  });

  test("given an amount that no table holds, then that row is left out and the rest is stored", async () => {
    const userId = await person();
    const file = `Date,Payee,Amount\n2026-03-14,Shop,-1.00\n2026-03-14,Shop,-${"9".repeat(13)}.00\n2026-03-15,Shop,-${"9".repeat(12)}.00\n`;
    expect(await storeText(database, userId, file)).toMatchObject({
      added: 2,
      leftOut: { count: 1, first: [{ line: 3, reason: "bad-amount" }] },
    });
  });

  test("given a file that reaches today, then today is not yet known in full; an older file takes nothing back", async () => {
    const userId = await person();
    await storeText(database, userId, "Date,Payee,Amount\n2026-11-23,Shop,-1.00\n2026-11-20,Shop,-1.00\n");
    const through = async () => (await db.select().from(accounts))[0]?.syncedThrough;
    expect(await through()).toBe("2026-11-22");
    await storeText(database, userId, "Date,Payee,Amount\n2026-01-23,Shop,-1.00\n2026-01-20,Shop,-1.00\n");
    expect(await through()).toBe("2026-11-22");
  });
});

describe("the same account from another layout of the bank's", () => {
  const csv = "Date,Payee,Amount\n2026-03-14,Cup,-3.20\n2026-03-14,Bar,-3.20\n2026-03-14,Inn,-3.20\n";
  const ofx = OFX(entry("20260314", "-3.20", "1", "Bar") + entry("20260314", "-3.20", "2", "Cup"));

  async function both(first: string, second: string) {
    const userId = await person();
    const { accounts: made } = await storeText(database, userId, first);
    const account = made[0]?.id ?? null;
    const { added } = await storeText(database, userId, second, { account });
    return { userId, account, added, names: (await tableOf(db, userId)).map(({ name }) => name).sort() };
  }

  test("given the more of it second, then only what it has more is added, found by name", async () => {
    const { userId, account, added, names } = await both(ofx, csv);
    expect(added).toBe(1);
    expect(names).toEqual(["Bar", "Cup", "Inn"]);
    for (const again of [csv, ofx, csv])
      expect(await storeText(database, userId, again, { account })).toMatchObject({ added: 0 });
  });

  test("given the less of it second, then nothing is added", async () => {
    expect(await both(csv, ofx)).toMatchObject({ added: 0, names: ["Bar", "Cup", "Inn"] });
  });

  test("given a purchase that was split, then it counts with its parts", async () => {
    const userId = await person();
    const { accounts: made } = await storeText(
      database,
      userId,
      OFX(entry("20260314", "-10.00", "1", "Market")),
    );
    const [parent] = await db.select().from(transactions);
    if (parent === undefined) throw new Error("a row was expected");
    await db.update(transactions).set({ amount: "7.50" });
    const { id: _, ...rest } = parent;
    await db
      .insert(transactions)
      .values({ ...rest, externalId: "split:1", source: "split", splitOf: parent.id, amount: "2.50" });
    const same = await storeText(database, userId, "Date,Payee,Amount\n2026-03-14,Market,-10.00\n", {
      account: made[0]?.id ?? null,
    });
    expect(same.added).toBe(0);
    const part = await storeText(database, userId, "Date,Payee,Amount\n2026-03-14,Market,-2.50\n", {
      account: made[0]?.id ?? null,
    });
    expect(part.added).toBe(1);
    const [{ sum } = {}] = rows(await db.execute(sql`select sum(amount)::text as sum from transactions`));
    expect(sum).toBe("12.50");
  });
});
