import { describe, expect, test } from "vitest";
import { UnreadableFileError } from "../../../src/integrations/files/file-item.ts";
import { brief, fileOf, readAll } from "../../support/bank-file.ts";

describe("what is left out", () => {
  test("a row that is pending, has a bad amount or none, or is a balance is reported with its line and reason", async () => {
    const { rows, skipped } = await readAll(`Date,Description,Amount,State
2024-03-14,Tesco,-12.50,COMPLETED
2024-03-15,Shell,-40.00,PENDING
2024-03-16,"Two
lines",-1.00,COMPLETED
2024-03-17,Bad,12.5O,COMPLETED
2024-02-30,No such day,-3.00,COMPLETED
2024-03-18,Nothing,,COMPLETED
2024-03-19,Closing balance,100.00,COMPLETED
a note of the bank,,,
2024-03-20,Last,-2.00,COMPLETED`);
    expect(rows.map(brief)).toEqual([
      "2024-03-14 12.50 Tesco",
      "2024-03-16 1.00 Two lines",
      "2024-03-20 2.00 Last",
    ]);
    expect(skipped.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "3 pending",
      "6 bad-amount",
      "7 bad-date",
      "8 no-amount",
      "9 balance",
      "10 not-a-transaction",
    ]);
  });

  test("given a shop that is called like a total, then its row is one; a line of totals without a day is not", async () => {
    const { rows, skipped } = await readAll(
      "Date,Payee,Amount\n2024-03-14,TOTAL,-40.00\n2024-03-15,Acme,100.00\n,Total,60.00\n",
    );
    expect(rows.map(brief)).toEqual(["2024-03-14 40.00 TOTAL", "2024-03-15 -100.00 Acme"]);
    expect(skipped).toEqual([{ kind: "skipped", line: 4, reason: "balance" }]);
  });

  test("given a decimal comma among points, then that row is left out and not read as hundreds", async () => {
    const { rows, skipped } = await readAll('Date,Text,Amount\n2024-03-14,a,-1.50\n2024-03-15,b,"-12,50"\n');
    expect(rows.map(brief)).toEqual(["2024-03-14 1.50 a"]);
    expect(skipped).toEqual([{ kind: "skipped", line: 3, reason: "bad-amount" }]);
  });
});

test("given a file filled up with zero bytes, then they are not part of it", async () => {
  const padded = Buffer.concat([Buffer.from("Date,Text,Amount\n2024-03-14,a,-1.50\n"), Buffer.alloc(500)]);
  const { items } = await readAll(padded);
  expect(items).toMatchObject([{ kind: "row", amount: "1.50" }]);
});

test("given what would steer a terminal or turn the reading direction, then it is not part of it", async () => {
  const { rows } = await readAll("Date,Payee,Amount\n2024-03-14,\u001b[31mSho\u0007p\u202e x,-5.00\n");
  expect(rows.map(brief)).toEqual(["2024-03-14 5.00 [31mShop x"]);
});

describe("what only the person can tell", () => {
  const OPEN_DATES =
    "Date,Description,Amount\n03/04/2024,Tesco,-1.00\n05/05/2024,Shell,-2.00\n06/07/2024,Acme,2.00\n";

  test("given dates of which either number may be the month, then it is asked with two examples", async () => {
    const { items, rows } = await readAll(OPEN_DATES);
    expect(items[0]).toEqual({
      kind: "question",
      about: "date-order",
      assumed: "day-first",
      layout: expect.stringMatching(/^csv-[\da-f]{16}$/),
      examples: [
        { line: 2, text: "03/04/2024", assumed: "2024-04-03", otherwise: "2024-03-04" },
        { line: 4, text: "06/07/2024", assumed: "2024-07-06", otherwise: "2024-06-07" },
      ],
    });
    expect(rows.map(({ date }) => date)).toEqual(["2024-04-03", "2024-05-05", "2024-07-06"]);
  });

  test("given the answer, then it is not asked again, and the same layout has the same name in another file", async () => {
    const monthFirst = await readAll(OPEN_DATES, { dayFirst: false });
    expect(monthFirst.questions).toEqual([]);
    expect(monthFirst.rows.map(({ date }) => date)).toEqual(["2024-03-04", "2024-05-05", "2024-06-07"]);
    const [first, second, third] = await Promise.all([
      readAll(OPEN_DATES),
      readAll("Date,Description,Amount\n01/02/2025,Lidl,-9.00\n"),
      readAll("Date,Payee,Amount\n01/02/2025,Lidl,-9.00\n"),
    ]);
    expect(second.questions[0]?.layout).toBe(first.questions[0]?.layout);
    expect(third.questions[0]?.layout).not.toBe(first.questions[0]?.layout);
  });

  test("given plain amounts only, then it is asked which way the money went", async () => {
    const { questions } = await readAll("Date,Text,Amount\n2024-03-14,Blue,12.50\n2024-03-15,Green,3.00\n");
    expect(questions).toMatchObject([
      {
        about: "sign",
        assumed: "spent",
        examples: [{ line: 2, text: "Blue 12.50", assumed: "12.50", otherwise: "-12.50" }, {}],
      },
    ]);
  });

  test("given one sign for nearly all rows and no word that says more, then it is asked", async () => {
    const plain = Array.from({ length: 8 }, (_, at) => `2024-03-${10 + at},Blue,${at + 1}.50`);
    const { questions } = await readAll(["Date,Text,Amount", ...plain, "2024-03-20,Blue,-3.00"].join("\n"));
    expect(questions).toMatchObject([{ about: "sign", assumed: "spent" }]);
  });

  test("given two columns without headings of which each row fills one, then it is asked which is which", async () => {
    const text =
      "2024-03-14,Blue,5.75,,994.25\n2024-03-15,Green,,2500.00,3494.25\n2024-03-16,Red,40.00,,3454.25\n";
    const { rows, questions } = await readAll(text);
    expect(questions).toMatchObject([
      {
        about: "sign",
        assumed: "spent",
        examples: [
          { line: 1, text: "Blue 5.75" },
          { line: 3, text: "Red 40.00" },
        ],
      },
    ]);
    expect(rows.map(({ amount }) => amount)).toEqual(["5.75", "-2500.00", "40.00"]);
    const answered = await readAll(text, { positiveMeans: "received" });
    expect(answered.questions).toEqual([]);
    expect(answered.rows.map(({ amount }) => amount)).toEqual(["-5.75", "2500.00", "-40.00"]);
  });

  test("given a currency from outside, then it holds for rows that name none", async () => {
    const { rows } = await readAll("Date,Text,Amount\n2024-03-14,a,-1.00\n2024-03-14,b,-2.00 CHF\n", {
      currency: "EUR",
    });
    expect(rows.map(({ currency }) => currency)).toEqual(["EUR", "CHF"]);
  });
});

test("given an opening balance without a minus among rows that all have one, then nothing is to be asked", async () => {
  const { rows, questions, skipped } = await readAll(
    "Date,Text,Amount\n2024-03-01,Opening balance,100.00\n2024-03-14,Blue,-12.50\n",
  );
  expect(rows.map(brief)).toEqual(["2024-03-14 12.50 Blue"]);
  expect(skipped).toMatchObject([{ line: 2, reason: "balance" }]);
  expect(questions).toEqual([]);
});

describe("amounts of which only some are marked", () => {
  const amounts = (...cells: readonly string[]) =>
    readAll(`Date,Text,Amount\n${cells.map((cell) => `2024-03-14,Shop,${cell}`).join("\n")}\n`).then(
      ({ rows, questions }) => [...rows.map(({ amount }) => amount), ...questions],
    );

  test("with CR or a plus, these came in and the others were spent", async () => {
    expect(await amounts("12.50", "3.00", "100.00 CR")).toEqual(["12.50", "3.00", "-100.00"]);
    expect(await amounts("£12.50", "+ £100.00", "£3.00")).toEqual(["12.50", "-100.00", "3.00"]);
  });

  test("with DR, these were spent and the others came in", async () => {
    expect(await amounts("12.50 DR", "3.00DR", "100.00")).toEqual(["12.50", "3.00", "-100.00"]);
  });
});

describe("the currency of a row", () => {
  const oneRow = (head: string, amount: string, currency?: string) =>
    readAll(`Date,Text,${head}\n2024-03-14,a,${amount}\n2024-03-14,b,-1.00\n`, { currency }).then(
      ({ rows }) => rows[0]?.currency,
    );

  test.each([
    ["a code behind the amount", "Amount", "5.00 CHF", undefined, "CHF"],
    ["a sign that one currency has", "Amount", "£5.00", "EUR", "GBP"],
    ["the heading, though a shared sign stands at the amount", "Amount (CAD)", "$5.00", "EUR", "CAD"],
    ["what the person says, though a shared sign stands at the amount", "Amount", "$5.00", "AUD", "AUD"],
    ["a shared sign alone, as it is used most", "Amount", "$5.00", undefined, "USD"],
    ["a sign that says too little", "Amount", "5.00 kr", undefined, null],
  ])("is told by %s", async (_, head, amount, said, currency) => {
    expect(await oneRow(head, amount, said)).toBe(currency);
  });
});

describe("a long file that contradicts its beginning", () => {
  const line = (date: string, at: number) => `${date},Shop ${at} with a name that takes some room,-1.00`;
  const many = (date: string) => Array.from({ length: 8000 }, (_, at) => line(date, at));

  test("given a beginning that proves nothing, then the whole file is looked through before the first row", async () => {
    const text = [
      "Date,Description,Amount",
      ...many("03/04/2024"),
      line("04/25/2024", 1),
      line("04/25/2024", 2),
    ];
    const { rows, questions, skipped } = await readAll(text.join("\n"));
    expect(questions).toEqual([]);
    expect(skipped).toEqual([]);
    expect(rows[0]?.date).toBe("2024-03-04");
    expect(rows).toHaveLength(8002);
  });

  test("given a beginning that proves the day first and a later month-first date, then that row is left out and it is asked", async () => {
    const text = [
      "Date,Description,Amount",
      "25/04/2024,Interest,5.00",
      ...many("03/04/2024"),
      line("04/25/2024", 1),
    ];
    const { rows, questions, skipped } = await readAll(text.join("\n"));
    expect(rows).toHaveLength(8001);
    expect(skipped).toEqual([{ kind: "skipped", line: 8003, reason: "bad-date" }]);
    expect(questions).toMatchObject([
      { about: "date-order", assumed: "day-first", examples: [{ line: 8003 }] },
    ]);
  });

  test("given whole amounts first and a decimal comma late, then none of them is left out", async () => {
    const lines = many("2024-04-03").map((text) => text.replace("-1.00", "-7"));
    const { rows, skipped } = await readAll(
      ["Date,Description,Amount", ...lines, '2024-04-04,x,"5,25"'].join("\n"),
    );
    expect(skipped).toEqual([]);
    expect(rows.at(-1)?.amount).toBe("-5.25");
  });

  test("given the answer about the sign, then a decimal mark that shows late is still found", async () => {
    const lines = many("2024-04-03").map((text) => text.replace("-1.00", '"1,234"'));
    const { rows } = await readAll(["Date,Description,Amount", ...lines, '2024-04-04,x,"5,5"'].join("\n"), {
      positiveMeans: "spent",
    });
    expect(rows[0]?.amount).toBe("1.234");
  });

  test("given a decimal mark that shows late, then amounts before it are read with it", async () => {
    const lines = many("2024-04-03").map((text) => text.replace("-1.00", '"-1,234"'));
    const { rows } = await readAll(["Date,Description,Amount", ...lines, '2024-04-04,x,"-5,5"'].join("\n"));
    expect(rows[0]?.amount).toBe("1.234");
    expect(rows.at(-1)?.amount).toBe("5.50");
  });
});

describe("what cannot be read at all", () => {
  test.each([
    ["an empty file", "", "empty"],
    ["white space", " \r\n \n", "empty"],
    ["prose", "Dear customer,\nthere is nothing here.\n", "no-transactions"],
    ["JSON", '{"a": [1, 2, 3]}\n', "no-transactions"],
    ["a table of something else", "name,age\nJane,41\nJoe,39\n", "no-transactions"],
    ["a PDF", "%PDF-1.7\n%âãÏÓ", "not-text"],
    ["a workbook", Buffer.from("PK\u0003\u0004\u0014\u0000", "latin1"), "not-text"],
  ])("%s is refused with its reason", async (_, content, code) => {
    await expect(readAll(content)).rejects.toMatchObject({ name: "UnreadableFileError", code });
  });

  test("given a quotation mark that is never closed, then the file is refused with the line", async () => {
    const reading = readAll(
      'Date,Text,Amount\n2024-03-14,a,-1.00\n2024-03-15,"b,-2.00\n2024-03-16,c,-3.00\n',
    );
    await expect(reading).rejects.toThrow(UnreadableFileError);
    await expect(reading).rejects.toMatchObject({ code: "quote-not-closed", line: 3 });
  });

  test("given a source that fails, then its own error is passed on", async () => {
    const failing = async function* () {
      yield* fileOf("Date,Text,Amount\n")();
      throw new Error("the disk is gone");
    };
    await expect(readAll(failing)).rejects.toThrow("the disk is gone");
  });
});

test.each([
  ["CHF", "USD"],
  ["AUD", "AUD"],
  ["USD", "USD"],
])(
  "given amounts with a $ and a person who counts in %s, then they are in %s",
  async (currency, expected) => {
    const { rows } = await readAll("Date,Text,Amount\n2024-03-14,a,-$5.00\n2024-03-15,b,$6.00\n", {
      currency,
    });
    expect(rows.map((row) => row.currency)).toEqual([expected, expected]);
  },
);
