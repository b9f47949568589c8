import { describe, expect, test } from "vitest";
import { fileOf, readAll } from "../../support/bank-file.ts";

/** One statement around these entries, in the loose SGML that banks write. */
function statement(
  entries: string,
  head = "<CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>123</BANKACCTFROM>",
): string {
  return `OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>${head}<BANKTRANLIST>${entries}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
}

const entry = (fields: string) => `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240314${fields}</STMTTRN>`;

describe("an OFX entry", () => {
  test.each([
    ["a minus is money spent", "-12.50", "12.50"],
    ["a plus is money received", "+12.50", "-12.50"],
    ["three decimals are decimals, not thousands", "-30.000", "30.00"],
    ["more digits than cents are kept", "-0.1234", "0.1234"],
    ["a decimal comma", "-1234,56", "1234.56"],
    ["thousands and decimals", "1,234.56", "-1234.56"],
    ["no digit before the point", "-.50", "0.50"],
    ["a minus behind", "5.00-", "5.00"],
    ["nought has no sign", "-0.00", "0.00"],
    ["digits beyond what a number holds", "-12345678901234567890.12", "12345678901234567890.12"],
  ])("amount: %s", async (_, written, amount) => {
    const { rows } = await readAll(statement(entry(`<TRNAMT>${written}<FITID>1<NAME>Shop`)));
    expect(rows.map((row) => row.amount)).toEqual([amount]);
  });

  test.each([
    ["$120", "bad-amount"],
    ["12.50 EUR", "bad-amount"],
    ["", "no-amount"],
    ["abc", "bad-amount"],
    ["1.2.3,4", "bad-amount"],
  ])("given %s as an amount, then the entry is reported and the next one read", async (written, reason) => {
    const { rows, skipped } = await readAll(
      statement(`\n${entry(`<TRNAMT>${written}<FITID>1`)}\n${entry("<TRNAMT>-1.00<FITID>2")}`),
    );
    expect(skipped).toEqual([{ kind: "skipped", line: 4, reason }]);
    expect(rows).toMatchObject([{ id: "2", line: 5 }]);
  });

  test.each([
    ["20240314", "2024-03-14"],
    ["20240314235959", "2024-03-14"],
    ["20240314235959.000[-8:PST]", "2024-03-14"],
    ["20240314000000[+10:AEST]", "2024-03-14"],
    ["20240314[0]", "2024-03-14"],
  ])("given %s, then its day is the one that is written, whatever the zone", async (written, date) => {
    const { rows } = await readAll(statement(`<STMTTRN><DTPOSTED>${written}<TRNAMT>-1</STMTTRN>`));
    expect(rows.map((row) => row.date)).toEqual([date]);
  });

  test.each(["", "0", "20240231", "201120000000", "14/03"])(
    "given %o as its day, then it is reported",
    async (written) => {
      const { items } = await readAll(statement(`<STMTTRN><DTPOSTED>${written}<TRNAMT>-1</STMTTRN>`));
      expect(items).toEqual([{ kind: "skipped", line: 3, reason: "bad-date" }]);
    },
  );

  test.each([
    ["a raw ampersand and a raw less-than", "T&T <3 A < B", "T&T <3 A < B"],
    ["what steers a terminal, plain or as an entity", "A\u001b[2JB\u0085&#155;&#x202e;C", "A[2JBC"],
    ["entities, read once", "A &amp; B &amp;lt;C&amp;gt; &#233;&#xE9; &quot;", 'A & B &lt;C&gt; éé "'],
    ["CDATA", "<![CDATA[A <b> & c]]>", "A <b> & c"],
    ["an unknown entity", "fish &chips; co", "fish &chips; co"],
  ])("name: %s", async (_, written, name) => {
    const { rows } = await readAll(statement(entry(`<TRNAMT>-1<NAME>${written}\n<MEMO>m`)));
    expect(rows).toMatchObject([{ name, memo: "m" }]);
  });

  test("given the account on the other side and an original currency, then neither is taken for its own", async () => {
    const other =
      "<TRNAMT>-1<BANKACCTTO><BANKID>9<ACCTID>999</BANKACCTTO><ORIGCURRENCY><CURRATE>1.1<CURSYM>CHF</ORIGCURRENCY><NAME>Shop";
    const { rows } = await readAll(statement(entry(other)));
    expect(rows).toMatchObject([{ account: "123", currency: "USD", name: "Shop" }]);
    const own = "<TRNAMT>-1<CURRENCY><CURRATE>1.1<CURSYM>CHF</CURRENCY>";
    expect((await readAll(statement(entry(own)))).rows).toMatchObject([{ currency: "CHF" }]);
  });
});

describe("an OFX file", () => {
  test("several statements keep their own account and currency; investments are left out", async () => {
    const text = [
      "<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>A</BANKACCTFROM>",
      `${entry("<TRNAMT>-1")}</STMTRS>`,
      `<CCSTMTRS><CCACCTFROM><ACCTID>B</CCACCTFROM>${entry("<TRNAMT>-2")}</CCSTMTRS>`,
      `<INVSTMTRS><INVACCTFROM><ACCTID>C</INVACCTFROM><INVBANKTRAN>${entry("<TRNAMT>-3")}</INVBANKTRAN></INVSTMTRS>`,
      `<STMTRS><CURDEF>GBP${entry("<TRNAMT>-4")}</STMTRS></OFX>`,
    ].join("\n");
    const { items } = await readAll(text);
    expect(items).toMatchObject([
      { amount: "1.00", account: "A", currency: "EUR" },
      { amount: "2.00", account: "B", currency: null },
      { kind: "skipped", line: 4, reason: "investment" },
      { amount: "4.00", account: null, currency: "GBP" },
    ]);
  });

  test("given tags that are closed, empty, in small letters or with comments, then it reads the same", async () => {
    const loose = await readAll(statement(entry("<TRNAMT>-1<FITID>7<NAME>Shop")));
    const strict = await readAll(
      '<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n<ofx><stmtrs><curdef>USD</curdef><bankacctfrom><acctid>123</acctid></bankacctfrom><!-- <STMTTRN> --><stmttrn><trntype/><dtposted>20240314</dtposted><trnamt> -1 </trnamt><fitid>7</fitid><name>Shop</name><memo></memo></stmttrn></stmtrs></ofx>',
    );
    expect(strict.rows.map((row) => ({ ...row, line: 3 }))).toEqual(loose.rows);
  });

  test("given a file that ends within an entry, then that one is reported as cut off", async () => {
    const whole = statement(`${entry("<TRNAMT>-1.00<FITID>1")}${entry("<TRNAMT>-25.00<FITID>2")}`);
    const { rows, skipped } = await readAll(whole.slice(0, whole.indexOf("25.00") + 1));
    expect(rows).toMatchObject([{ id: "1" }]);
    expect(skipped).toMatchObject([{ reason: "cut-off" }]);
  });

  test("given no statement at all, then it is refused; given the bank's error, then that is said", async () => {
    await expect(readAll("<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>")).rejects.toMatchObject({
      code: "no-transactions",
    });
    const { items } = await readAll(
      "<OFX><SONRS><STATUS>\n<CODE>15500<SEVERITY>ERROR</STATUS></SONRS></OFX>",
    );
    expect(items).toEqual([{ kind: "skipped", line: 2, reason: "bank-error" }]);
  });

  test("given any size of chunks, then the same comes out", async () => {
    const text = statement(
      entry("<TRNAMT>-1<NAME>A & <b <![CDATA[ü <c> ]]>\n<MEMO>&amp;<!-- x > y -->").repeat(3),
    );
    const whole = await readAll(text);
    expect(whole.rows).toHaveLength(3);
    for (let chunkBytes = 1; chunkBytes < 40; chunkBytes++) {
      expect((await readAll(fileOf(text, chunkBytes))).items).toEqual(whole.items);
    }
  });
});
