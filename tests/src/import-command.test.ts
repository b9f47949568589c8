import { describe, expect, test } from "vitest";
import { readArguments } from "../../src/imports/arguments.ts";
import { dryRun } from "../../src/imports/dry-run.ts";
import { fileOf } from "../support/bank-file.ts";

async function run(text: string, options: Partial<Parameters<typeof dryRun>[1]> = {}) {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  await dryRun(fileOf(text), { name: "bank.csv", json: true, ...options }, write);
  return { lines, json: options.json === false ? [] : lines.map((line): unknown => JSON.parse(line)) };
}

const FILE = `id,Date,Description,Account,Amount
tx1,03/04/2024,Tesco,Everyday,-12.50
tx2,05/06/2024,Acme,Everyday,"1,000.00"
tx3,,Shell,Everyday,-1.00
`;

describe("npm run import -- FILE --dry-run", () => {
  test("with --json: one line for each row, each row left out and each question", async () => {
    const { lines, json } = await run(FILE, { currency: "GBP" });
    expect(json).toEqual([
      {
        question: expect.stringContaining("--day-first or --month-first"),
        about: "date-order",
        assumed: "day-first",
        layout: expect.any(String),
        examples: [
          { line: 2, text: "03/04/2024", assumed: "2024-04-03", otherwise: "2024-03-04" },
          { line: 3, text: "05/06/2024", assumed: "2024-06-05", otherwise: "2024-05-06" },
        ],
      },
      {
        line: 2,
        date: "2024-04-03",
        amount: "12.50",
        currency: "GBP",
        name: "Tesco",
        memo: null,
        account: "Everyday",
        id: "tx1",
      },
      expect.objectContaining({ date: "2024-06-05", amount: "-1000.00", id: "tx2" }),
      { skipped: true, line: 4, reason: expect.stringContaining("date") },
    ]);
    expect(lines.every((line) => line.endsWith("\n") && line.indexOf("\n") === line.length - 1)).toBe(true);
  });

  test("given a file that gives no id, then none is written", async () => {
    const { json } = await run("Date,Description,Amount\n2024-03-14,Tesco,-1.00\n");
    expect(json).toHaveLength(1);
    expect(json[0]).not.toHaveProperty("id");
  });

  test("without --json: the same for people, with what it comes to", async () => {
    const { lines } = await run(FILE, { json: false, dayFirst: false });
    expect(lines).toEqual([
      "2024-03-04         12.50       Tesco\n",
      "2024-05-06      -1000.00       Acme\n",
      "line 4 left out: no date that can be read where one is expected\n",
      "Rows: 2, left out: 1, to be asked: 0. Nothing was stored.\n",
    ]);
  });

  test.each([
    ["", "bank.csv cannot be read: it is empty: expected a bank's CSV, OFX or QFX, QIF or MT940 file."],
    ["secret words\nof somebody\n", "bank.csv cannot be read: no transactions were found in it: expected"],
    [
      'Date,Text,Amount\n2024-03-14,"secret,-1.00\n',
      "bank.csv cannot be read at line 2: a quotation mark is opened",
    ],
  ])(
    "given a file that cannot be read, then one sentence says what, where and what was expected",
    async (text, said) => {
      const failure = await run(text).catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: "OperatorError", message: expect.stringContaining(said) });
      expect(String(failure)).not.toContain("secret");
      expect(String(failure)).not.toContain("\n");
    },
  );
});

describe("its arguments", () => {
  test("are the file, how to show it, and the answers", () => {
    const given = [
      "a.csv",
      "--dry-run",
      "--json",
      "--month-first",
      "--positive-means=spent",
      "--currency=eur",
    ];
    expect(readArguments(given)).toEqual({
      kind: "import",
      path: "a.csv",
      isDryRun: true,
      json: true,
      dayFirst: false,
      positiveMeans: "spent",
      currency: "EUR",
      account: undefined,
      person: undefined,
      isAgreed: false,
      table: { dayFirst: false },
    });
    const ofDays = ["a.csv", "--days", "--source= Garmin ", "--hrv=none", "--participant=7"];
    expect(readArguments(ofDays)).toMatchObject({
      taken: "days",
      table: { source: "Garmin", hrvKind: null, participant: "7" },
    });
    expect(readArguments(["a.csv", "--bank"])).toMatchObject({
      taken: "bank",
      table: { hrvKind: undefined },
    });
    expect(readArguments(["a.csv", "--yes", "--account= Giro ", "--person=ada@example.org"])).toMatchObject({
      account: "Giro",
      person: "ada@example.org",
      isAgreed: true,
    });
    expect(readArguments(["a.csv", "--day-first"])).toMatchObject({ isDryRun: false, dayFirst: true });
  });

  test("are none but whose it is, to take the last file back", () => {
    expect(readArguments(["--undo", "--yes", "--person=ada@example.org"])).toEqual({
      kind: "undo",
      person: "ada@example.org",
      isAgreed: true,
    });
  });

  test.each([
    [[]],
    [["a.csv", "b.csv"]],
    [["a.csv", "--unknown"]],
    [["a.csv", "--day-first", "--month-first"]],
    [["a.csv", "--positive-means=maybe"]],
    [["a.csv", "--json"]],
    [["a.csv", "--undo"]],
    [["--undo", "--account=Giro"]],
  ])("given %j, then it says how it is used", (given) => {
    expect(() => readArguments(given)).toThrow('Run "npm run import -- FILE --dry-run"');
  });

  test("given a currency that is none, then it says which and what was expected", () => {
    expect(() => readArguments(["a.csv", "--currency=EURO"])).toThrow(
      'unknown currency "EURO": expected an ISO 4217 code, as --currency=EUR',
    );
  });
});
