import { describe, expect, test } from "vitest";
import { brief, readAll } from "../../support/bank-file.ts";
import { hasFixture, listFixtures, readFixture, readFixtureBytes } from "../../support/fixtures.ts";

interface ExpectedCsvRow {
  readonly date?: string | null;
  readonly amount?: string | null;
  readonly payee_source?: string;
  readonly not_a_transaction?: boolean;
  readonly pending_or_no_date?: string;
  readonly sign_unknown_abs_amount?: string;
}

interface ExpectedOfxRow {
  readonly fitid: string;
  readonly account_id: string | null;
  readonly currency: string;
  readonly name: string | null;
  readonly memo: string | null;
  readonly date: string | null;
  readonly amount: string | null;
  readonly problem?: string;
}

type ExpectedCsv = Readonly<Record<string, { currency: string | null; rows: readonly ExpectedCsvRow[] }>>;
type ExpectedOfx = Readonly<Record<string, readonly ExpectedOfxRow[] | { rows: readonly ExpectedOfxRow[] }>>;

const csv = hasFixture("bank-csv/expected.json")
  ? (readFixture("bank-csv/expected.json") as ExpectedCsv)
  : {};
const ofx = hasFixture("ofx/expected.json") ? (readFixture("ofx/expected.json") as ExpectedOfx) : {};

/** A "?" behind a currency means that a person would guess it: the file does not say it, so neither do we. */
const NOT_SAID = /\?$/;
const oneSpaced = (text: string) => text.replace(/\s+/g, " ").trim();

describe.skipIf(Object.keys(csv).length === 0)("bank CSV files of the fixtures", () => {
  test.each(Object.keys(csv))("%s gives the expected rows, without a question", async (file) => {
    const { rows, skipped, questions } = await readAll(readFixtureBytes(`bank-csv/${file}`));
    const { currency = null, rows: expected = [] } = csv[file] ?? {};
    const good = expected.filter(({ date, amount }) => date != null && amount != null);
    expect(rows.map(({ date, amount }) => ({ date, amount }))).toEqual(
      good.map(({ date, amount }) => ({ date, amount })),
    );
    // Who it was with is one column or two, as a person saw it.
    const names = rows.map(({ name, memo }, at) => {
      const text = oneSpaced(good[at]?.payee_source ?? "");
      return text === `${name} | ${memo}` ? text : name;
    });
    expect(names).toEqual(good.map(({ payee_source }) => oneSpaced(payee_source ?? "")));
    const said = currency === null || NOT_SAID.test(currency) ? null : currency;
    expect(new Set(rows.map((row) => row.currency))).toEqual(new Set([said]));
    expect(skipped.map(({ reason }) => reason)).toEqual(
      expected
        .filter((row) => !good.includes(row))
        .map((row) =>
          row.not_a_transaction === true
            ? "not-a-transaction"
            : row.pending_or_no_date !== undefined
              ? "pending"
              : "sign-unknown",
        ),
    );
    expect(questions).toEqual([]);
  });

  test.each(["cp1252", "utf-16", "utf-8-sig"])(
    "the same table in %s gives the same rows",
    async (encoding) => {
      const plain = await readAll(readFixtureBytes("bank-csv/actual-data_utf8.csv"));
      const encoded = await readAll(readFixtureBytes(`bank-csv/encodings/data_${encoding}.csv`));
      expect(plain.rows).toHaveLength(3);
      expect(encoded.items).toEqual(plain.items);
    },
  );

  test("every CSV file is either expected above or named here", () => {
    const others = ["csob-cz-en.csv", "csv2ofx-default.csv", "kta-pipe.dat", "ocbc-sg.csv"];
    const files = listFixtures("bank-csv").filter((file) => !file.endsWith(".json"));
    expect(files.filter((file) => csv[file] === undefined)).toEqual(others);
  });

  test("ocbc-sg.csv: five lines above the headings, and each row goes on in the next line", async () => {
    const { rows, skipped, questions } = await readAll(readFixtureBytes("bank-csv/ocbc-sg.csv"));
    expect(rows.map(brief)).toEqual([
      "2018-04-18 6.66 DEBIT PURCHASE",
      "2018-04-18 6.66 CCY CONVERSION FEE",
      "2018-04-17 66.66 CASH WITHDRAWAL ATM",
      "2018-04-16 6.66 CCY CONVERSION FEE",
      "2018-04-16 6.66 DEBIT PURCHASE",
      "2018-04-16 66.66 DEBIT PURCHASE",
      "2018-04-13 6.66 CCY CONVERSION FEE",
      "2018-04-13 6.66 DEBIT PURCHASE",
    ]);
    expect(rows[4]).toMatchObject({
      line: 15,
      currency: "SGD",
      memo: "66-6666 MCDONALD'S (BSJ8) S 14/04/18",
    });
    expect([...skipped, ...questions]).toEqual([]);
  });

  test("kta-pipe.dat: the line above the rows is left out, and names the currency", async () => {
    const { rows, skipped } = await readAll(readFixtureBytes("bank-csv/kta-pipe.dat"));
    expect(rows).toHaveLength(11);
    expect(rows[0]).toMatchObject({ date: "2019-03-11", amount: "89.30", currency: "EUR" });
    expect(rows[0]?.memo).toContain("FORSTINGER");
    expect(skipped).toEqual([{ kind: "skipped", line: 1, reason: "not-a-transaction" }]);
  });

  test("csv2ofx-default.csv: nothing says whether plain amounts were spent, so it is asked with two examples", async () => {
    const bytes = readFixtureBytes("bank-csv/csv2ofx-default.csv");
    const { rows, questions } = await readAll(bytes);
    expect(questions).toMatchObject([
      {
        about: "sign",
        assumed: "spent",
        examples: [
          { line: 2, assumed: "50000.00", otherwise: "-50000.00" },
          { line: 3, assumed: "50000.00", otherwise: "-50000.00" },
        ],
      },
    ]);
    const answered = await readAll(bytes, { positiveMeans: "received" });
    expect(answered.questions).toEqual([]);
    expect(answered.rows.map(({ amount }) => amount)).toEqual(rows.map(({ amount }) => `-${amount}`));
  });

  test("csob-cz-en.csv: the masked year 1111 is no date, and the row is reported", async () => {
    const { items } = await readAll(readFixtureBytes("bank-csv/csob-cz-en.csv"));
    expect(items).toEqual([{ kind: "skipped", line: 2, reason: "bad-date" }]);
  });
});

describe.skipIf(Object.keys(ofx).length === 0)("OFX files of the fixtures", () => {
  test.each(Object.keys(ofx))("%s gives the expected rows", async (file) => {
    const { rows, skipped, questions } = await readAll(readFixtureBytes(`ofx/${file}`));
    const found = ofx[file] ?? [];
    const expected = "rows" in found ? found.rows : found;
    const good = expected.filter(({ problem }) => problem === undefined);
    expect(rows.map(({ kind: _, line: __, ...row }) => row)).toEqual(
      good.map(({ fitid, account_id, currency, name, memo, date, amount }) => ({
        date,
        amount,
        currency,
        name,
        memo,
        account: account_id,
        id: fitid,
      })),
    );
    const problems = expected.flatMap(({ problem }) => problem ?? []);
    if (file === "ofxparse-signon_fail.ofx")
      expect(skipped.map(({ reason }) => reason)).toEqual(["bank-error"]);
    else {
      expect(skipped.map(({ reason }) => reason)).toEqual(
        problems.map((problem) => (problem.includes("amount") ? "bad-amount" : "bad-date")),
      );
    }
    expect(questions).toEqual([]);
  });

  test("every OFX file is expected above", () => {
    const files = listFixtures("ofx").filter((file) => !file.endsWith(".json"));
    expect(files.filter((file) => ofx[file] === undefined)).toEqual([]);
  });
});

describe.skipIf(!hasFixture("qif"))("QIF files of the fixtures", () => {
  test("actual-data-with-categories.qif: day and month told apart by a 19th", async () => {
    const { items } = await readAll(readFixtureBytes("qif/actual-data-with-categories.qif"));
    const row = { kind: "row", date: "2018-12-19", currency: null, memo: null, account: null, id: null };
    expect(items).toEqual([
      { ...row, line: 2, amount: "100.58", name: "Outlet" },
      { ...row, line: 7, amount: "20.15", name: "GroceriesYou" },
      { ...row, line: 12, amount: "40.60", name: "RestaurantExample" },
    ]);
  });

  test("actual-qif-account.qif: the account stands in a block of its own", async () => {
    const { items } = await readAll(readFixtureBytes("qif/actual-qif-account.qif"));
    expect(items).toMatchObject([{ date: "2018-12-19", amount: "25.00", account: "Checking Main" }]);
  });

  test("csv2ofx-default_w_splits.qif: a split's parts are no rows, and each account keeps its own", async () => {
    const { items, rows } = await readAll(readFixtureBytes("qif/csv2ofx-default_w_splits.qif"));
    expect(items).toHaveLength(8);
    expect(rows.map(({ account, amount }) => `${account} ${amount}`)).toEqual([
      "Cash -45000.00",
      "Cash -50000.00",
      "Checking -50000.00",
      "Checking -50000.00",
      "Checking -70000.00",
      "Checking -65000.00",
      "Checking -60000.00",
      "Checking -75000.00",
    ]);
  });

  test("csv2ofx-xero.qif: amounts in both directions, with memos", async () => {
    const { items, rows } = await readAll(readFixtureBytes("qif/csv2ofx-xero.qif"));
    expect(items).toHaveLength(5);
    expect(rows.map((row) => `${row.account}: ${brief(row)} ${row.memo}`)).toEqual([
      "Income: 2015-01-23 -149000.00 Sales null",
      "Cash: 2015-01-25 113000.00 Baisikeli Bicycle",
      "Checking: 2015-02-14 209000.00 Transfer from Cash null",
      "Cash: 2015-01-24 30000.00 Charger-baisikeli (distributor price) Charger",
      "Cash: 2015-01-25 30000.00 Charger-baisikeli (distributor price) Charger",
    ]);
  });
});

test.skipIf(!hasFixture("mt940"))(
  "actual-data.sta: the three ways to fill in the details of an MT940",
  async () => {
    const { items, rows } = await readAll(readFixtureBytes("mt940/actual-data.sta"));
    expect(items).toHaveLength(6);
    expect(rows.map((row) => `${brief(row)} (${row.memo}) ${row.id}`)).toEqual([
      "2025-08-01 42.50 Boulangerie L'Étoile (Facture 2025-0042) BANKREF001",
      "2025-08-02 -1200.00 Employeur Acme SARL (Salaire août 2025) BANKREF002",
      "2025-08-03 89.99 MÜLLER GMBH (Rechnung 4711) BANKREF003",
      "2025-08-04 15.00 RETRAIT GUICHET AUTOMATIQUE (null) BANKREF004",
      "2025-08-05 24.80 A44?Librairie Gibert Joseph Virement en ligne (null) BANKREF005",
      "2025-08-06 31.00 B32?TREMBLAY, MARIE Paiement mobile (null) BANKREF006",
    ]);
    expect(new Set(rows.map(({ account, currency }) => `${account} ${currency}`))).toEqual(
      new Set(["FR7630006000011234567890189 EUR"]),
    );
  },
);
