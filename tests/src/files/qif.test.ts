import { describe, expect, test } from "vitest";
import { brief, readAll } from "../../support/bank-file.ts";

const record = (date: string, amount: string, name = "Shop") => `D${date}\nT${amount}\nP${name}\n^\n`;

describe("a QIF file", () => {
  test.each([
    ["12/25/23", "2023-12-25"],
    ["12/25'23", "2023-12-25"],
    ["12/25' 5", "2005-12-25"],
    [" 1/ 5'19 and 1/25'19", "2019-01-05"],
    ["25.12.2023", "2023-12-25"],
    ["2023-12-25", "2023-12-25"],
    ["25-12-2023", "2023-12-25"],
  ])("reads %s as %s", async (written, date) => {
    const [first = "", second] = written.split(" and ");
    const text = `!Type:Bank\n${record(first, "-1.00")}${second === undefined ? "" : record(second, "-2.00")}`;
    const { rows, questions } = await readAll(text);
    expect(rows[0]?.date).toBe(date);
    expect(questions).toEqual([]);
  });

  test("given dates that may be read both ways, then it is asked, and the answer is obeyed", async () => {
    const text = `!Type:Bank\n${record("3/4'24", "-1.00")}${record("5/6'24", "-2.00")}`;
    const { questions } = await readAll(text);
    expect(questions).toMatchObject([
      {
        about: "date-order",
        layout: "qif",
        examples: [
          { line: 2, text: "3/4'24" },
          { line: 6, text: "5/6'24" },
        ],
      },
    ]);
    const dates = async (dayFirst: boolean) =>
      (await readAll(text, { dayFirst })).rows.map(({ date }) => date);
    expect(await dates(true)).toEqual(["2024-04-03", "2024-06-05"]);
    expect(await dates(false)).toEqual(["2024-03-04", "2024-05-06"]);
  });

  test("lists of categories and remembered payments are no rows; investments are left out; options are passed over", async () => {
    const text = [
      "!Option:AutoSwitch\n!Account\nNSavings\nTBank\n^\n!Clear:AutoSwitch\n",
      `!Type:Cat\nNFood\nE\n^\n!Type:Memorized\n${record("1/31/24", "-9.00")}`,
      `!Type:Bank\n${record("1/31/24", "-1,234.50")}`,
      `!Type:Invst\n${record("1/31/24", "-5.00")}`,
    ].join("");
    const { items } = await readAll(text);
    expect(items).toMatchObject([
      { kind: "row", amount: "1234.50", account: "Savings" },
      { kind: "skipped", reason: "investment" },
    ]);
  });

  test("given an opening balance, a bad date, a bad amount or none, then each is reported and the rest read", async () => {
    const text = `!Type:CCard\n${record("1/31/24", "100.00", "Opening Balance")}${record("2/31/24", "-1.00")}${record("1/31/24", "x")}D1/31/24\nPNone\n^\n${record("2/1/24", "20.00", "Refund")}`;
    const { rows, skipped } = await readAll(text);
    expect(skipped.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "2 balance",
      "6 bad-date",
      "10 bad-amount",
      "14 no-amount",
    ]);
    expect(rows.map(brief)).toEqual(["2024-02-01 -20.00 Refund"]);
  });

  test("given the end of the file instead of the last mark, then a whole record counts and half a record does not", async () => {
    const whole = await readAll("!Type:Bank\nD1/31/24\nT-1.00\nPShop");
    expect(whole.rows.map(brief)).toEqual(["2024-01-31 1.00 Shop"]);
    const half = await readAll(`!Type:Bank\n${record("1/31/24", "-1.00")}D1/31/24\nPShop`);
    expect(half.skipped).toEqual([{ kind: "skipped", line: 6, reason: "cut-off" }]);
  });

  test("given a decimal comma in one amount, then all are read with it", async () => {
    const { rows } = await readAll(`!Type:Bank\n${record("31.1.24", "-1.234")}${record("31.1.24", "-5,50")}`);
    expect(rows.map(({ amount }) => amount)).toEqual(["1234.00", "5.50"]);
  });

  test("given lists only, then it is refused", async () => {
    await expect(readAll("!Type:Cat\nNFood\n^\n")).rejects.toMatchObject({ code: "no-transactions" });
  });
});
