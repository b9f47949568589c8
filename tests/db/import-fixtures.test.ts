import { and, asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createPerson } from "../../db/queries/people.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { testDatabase } from "../support/database.ts";
import { hasFixture, listFixtures, readFixture, readFixtureBytes } from "../support/fixtures.ts";
import { storeText } from "../support/stored-file.ts";

const database = await testDatabase();
const { db } = database;

type Expected = {
  readonly date?: string | null;
  readonly amount?: string | null;
  readonly fitid?: string;
  readonly account_id?: string | null;
  readonly currency?: string;
  readonly name?: string | null;
  readonly memo?: string | null;
  readonly payee_source?: string;
  readonly problem?: string;
};
type Files = Readonly<
  Record<
    string,
    { readonly currency?: string | null; readonly rows: readonly Expected[] } | readonly Expected[]
  >
>;

const read = (path: string): Files => (hasFixture(path) ? (readFixture(path) as Files) : {});
const csv = read("bank-csv/expected.json");
const ofx = read("ofx/expected.json");
const rowsOf = (files: Files, file: string): readonly Expected[] => {
  const found = files[file] ?? [];
  return "rows" in found ? found.rows : found;
};

/** Equal amounts are equal however many zeros stand behind them, as in the column. */
const plain = (amount: string) =>
  amount.includes(".") ? amount.replace(/0+$/, "").replace(/\.$/, "") : amount;
const oneSpaced = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

/** Stores a file for somebody new who counts in Swiss francs, which no file is in without saying so. */
async function stored(folder: string, file: string) {
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "CHF" });
  const home = { timezone: "Europe/Berlin", currency: "CHF" };
  const outcome = await storeText(database, userId, readFixtureBytes(`${folder}/${file}`), {
    home,
    fileName: file,
  });
  const found = await db
    .select({
      date: transactions.localDate,
      amount: transactions.amount,
      currency: transactions.currency,
      name: transactions.rawName,
      memo: transactions.memo,
      account: accounts.externalAccountId,
      mask: accounts.mask,
    })
    .from(transactions)
    .innerJoin(
      accounts,
      and(eq(accounts.userId, transactions.userId), eq(accounts.id, transactions.accountId)),
    )
    .where(eq(transactions.userId, userId))
    .orderBy(asc(transactions.localDate));
  return { userId, outcome, rows: found.map((row) => ({ ...row, amount: plain(row.amount) })) };
}

const inOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();

describe.skipIf(Object.keys(csv).length === 0)("after storing bank CSV files of the fixtures", () => {
  test.each(Object.keys(csv))("%s: the table holds the expected rows", async (file) => {
    const { rows, outcome } = await stored("bank-csv", file);
    const good = rowsOf(csv, file).filter(({ date, amount }) => date != null && amount != null);
    expect(inOrder(rows.map(({ date, amount }) => ({ date, amount })))).toEqual(
      inOrder(good.map(({ date, amount }) => ({ date, amount: plain(amount ?? "") }))),
    );
    // Who it was with is one column or two, as a person saw it; a row with a memo alone is told by that.
    const names = rows.flatMap(({ name, memo }) => [oneSpaced(name), oneSpaced(`${name} | ${memo}`)]);
    for (const { payee_source } of good) expect(names).toContain(oneSpaced(payee_source));
    expect(outcome).toMatchObject({ rows: good.length, added: good.length });
    const said = csv[file] !== undefined && "rows" in csv[file] ? csv[file].currency : null;
    const currency = said == null || said.endsWith("?") ? "CHF" : said;
    expect(new Set(rows.map((row) => row.currency))).toEqual(new Set([currency]));
  });
});

describe.skipIf(Object.keys(ofx).length === 0)("after storing OFX files of the fixtures", () => {
  test.each(Object.keys(ofx))("%s: the table holds the expected rows", async (file) => {
    const { rows, outcome } = await stored("ofx", file);
    const good = rowsOf(ofx, file).filter(({ problem }) => problem === undefined);
    const key = (account: string | null | undefined) => (account ?? "").replace(/\s+/g, "").toUpperCase();
    const named = new Set(good.map(({ account_id }) => account_id));
    expect(
      inOrder(
        rows.map(({ mask: _, account, ...row }) => ({ ...row, ...(named.size > 1 ? { account } : {}) })),
      ),
    ).toEqual(
      inOrder(
        good.map(({ date, amount, currency, name, memo, account_id }) => ({
          date,
          amount: plain(amount ?? ""),
          currency,
          // Where the bank gives a memo alone, it is what the row is called.
          name: name ?? memo,
          memo: name === null ? null : memo,
          ...(named.size > 1 ? { account: key(account_id) } : {}),
        })),
      ),
    );
    expect(outcome.added).toBe(good.length);
    expect(outcome.accounts).toHaveLength(named.size);
  });
});

const OTHERS: readonly (readonly [folder: string, file: string])[] = ["bank-csv", "qif", "mt940"].flatMap(
  (folder) =>
    listFixtures(folder)
      .filter((file) => !file.endsWith(".json") && csv[file] === undefined)
      .map((file) => [folder, file] as const),
);

describe.skipIf(OTHERS.length === 0)("after storing the other files", () => {
  const added: Readonly<Record<string, number>> = {
    // The year 1111 is masked: no date, so the row is left out.
    "csob-cz-en.csv": 0,
    "kta-pipe.dat": 11,
    "ocbc-sg.csv": 8,
    "actual-data-with-categories.qif": 3,
    "actual-qif-account.qif": 1,
    "csv2ofx-default_w_splits.qif": 8,
    "csv2ofx-xero.qif": 5,
    "actual-data.sta": 6,
  };

  test.each(OTHERS.filter(([, file]) => file !== "csv2ofx-default.csv"))(
    "%s/%s: every row is in the table, once",
    async (folder, file) => {
      const { userId, outcome, rows } = await stored(folder, file);
      expect(outcome.added).toBe(added[file]);
      expect(rows).toHaveLength(outcome.added);
      const again = await storeText(database, userId, readFixtureBytes(`${folder}/${file}`), {
        fileName: file,
      });
      expect(again.added).toBe(0);
    },
  );

  test.skipIf(!hasFixture("bank-csv/csv2ofx-default.csv"))(
    "csv2ofx-default.csv: stored once the person has said what a plain amount is",
    async () => {
      await expect(stored("bank-csv", "csv2ofx-default.csv")).rejects.toThrow("sign");
    },
  );
});
