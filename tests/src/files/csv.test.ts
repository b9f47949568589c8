import { describe, expect, test } from "vitest";
import { UnreadableFileError } from "../../../src/integrations/files/file-item.ts";
import { brief, fileOf, readAll } from "../../support/bank-file.ts";

// Made by hand after the layouts that banks are known to export; the rows are invented.
const LAYOUTS: readonly { readonly name: string; readonly text: string; readonly rows: readonly string[] }[] =
  [
    {
      name: "a current account with a kind beside each amount",
      text: `Details,Posting Date,Description,Amount,Type,Balance
DEBIT,03/14/2024,STARBUCKS STORE 123,-5.75,DEBIT_CARD,1200.50
CREDIT,03/13/2024,PAYROLL ACME,2500.00,ACH_CREDIT,1206.25`,
      rows: ["2024-03-14 5.75 STARBUCKS STORE 123", "2024-03-13 -2500.00 PAYROLL ACME"],
    },
    {
      name: "a card on which a payment carries the minus",
      text: `Date,Description,Card Member,Account #,Amount
03/14/2024,WHOLE FOODS,JANE DOE,-11005,45.10
03/13/2024,MOBILE PAYMENT - THANK YOU,JANE DOE,-11005,-300.00`,
      rows: ["2024-03-14 45.10 WHOLE FOODS", "2024-03-13 -300.00 MOBILE PAYMENT - THANK YOU"],
    },
    {
      name: "a summary above the headings and a balance among the rows",
      text: `Description,,Summary Amt.
Beginning balance as of 03/01/2024,,"1,000.00"
Total credits,,"2,500.00"

Date,Description,Amount,Running Bal.
03/01/2024,Beginning balance as of 03/01/2024,,"1,000.00"
03/14/2024,"STARBUCKS, SEATTLE","-5.75","994.25"
03/15/2024,PAYROLL,"2,500.00","3,494.25"`,
      rows: ["2024-03-14 5.75 STARBUCKS, SEATTLE", "2024-03-15 -2500.00 PAYROLL"],
    },
    {
      name: "Dutch: unsigned amounts with Af and Bij",
      text: `"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","Mededelingen"
"20240314","Albert Heijn 1234","NL00","","BA","Af","12,50","Pasvolgnr 001"
"20240315","ACME BV","NL00","NL01","OV","Bij","2.500,00","Salaris"`,
      rows: ["2024-03-14 12.50 Albert Heijn 1234", "2024-03-15 -2500.00 ACME BV"],
    },
    {
      name: "Dutch: tabs, no headings, balances before and after",
      text: `123456789\tEUR\t20240301\t1000,00\t900,00\t20240301\t-100,00\tBEA Albert Heijn
123456789\tEUR\t20240302\t900,00\t1900,00\t20240302\t1000,00\tSEPA ACME BV`,
      rows: ["2024-03-01 100.00 BEA Albert Heijn", "2024-03-02 -1000.00 SEPA ACME BV"],
    },
    {
      name: "Dutch: a plus before what came in",
      text: `"IBAN/BBAN","Munt","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn","Naam tegenpartij","Omschrijving-1"
"NL00","EUR","001","2024-03-14","2024-03-15","-50,00","+1000,00","Albert Heijn","boodschappen"
"NL00","EUR","002","2024-03-16","2024-03-16","+50,00","+1050,00","J. Jansen","terug"`,
      rows: ["2024-03-14 50.00 Albert Heijn", "2024-03-16 -50.00 J. Jansen"],
    },
    {
      name: "German: account lines above, amounts with thousands",
      text: `"Kontonummer:";"DE12345 / Girokonto";

"Kontostand vom 31.03.2024:";"1.234,56 EUR";

"Buchungstag";"Wertstellung";"Buchungstext";"Auftraggeber / Begünstigter";"Verwendungszweck";"Kontonummer";"Betrag (EUR)";
"14.03.2024";"15.03.2024";"Lastschrift";"REWE";"Einkauf";"DE99";"-23,45";
"15.03.2024";"15.03.2024";"Gutschrift";"ACME GMBH";"Gehalt";"DE98";"2.345,67";`,
      rows: ["2024-03-14 23.45 REWE", "2024-03-15 -2345.67 ACME GMBH"],
    },
    {
      name: "Swiss in French: thousands apostrophe, four dates, final balance",
      text: `Date d'évaluation;Monn.;Date du;Date de transaction;Date de comptabilisation;Date de valeur;Description 1;Débit;Crédit;Solde
14.03.2024;CHF;01.03.24;13.03.2024;14.03.2024;15.03.2024;Coop;11'373.94;;1'000.00
14.03.2024;CHF;01.03.24;12.03.2024;13.03.2024;13.03.2024;Employeur;;5'000.00;12'373.94
Solde final;;;;;;;;;`,
      rows: ["2024-03-13 11373.94 Coop", "2024-03-12 -5000.00 Employeur"],
    },
    {
      name: "French: thousands space, decimal comma",
      text: `dateOp;dateVal;label;amount;accountNum;accountbalance
2024-03-14;2024-03-14;"CARTE 13/03/24 CARREFOUR";-12,50;00040123456;1000,00
2024-03-15;2024-03-15;"VIR SALAIRE";2 500,00;00040123456;3500,00`,
      rows: ["2024-03-14 12.50 CARTE 13/03/24 CARREFOUR", "2024-03-15 -2500.00 VIR SALAIRE"],
    },
    {
      name: "Polish: a closing balance below",
      text: `mBank S.A.;
#Data operacji;#Data księgowania;#Opis operacji;#Nadawca/Odbiorca;#Kwota;#Saldo po operacji;
2024-03-14;2024-03-15;ZAKUP PRZY UŻYCIU KARTY;BIEDRONKA;-45,67;1 000,00;
2024-03-16;2024-03-16;PRZELEW;ACME SP Z OO;5 000,00;6 000,00;
;;;;#Saldo końcowe;6 000,00;`,
      rows: ["2024-03-14 45.67 BIEDRONKA", "2024-03-16 -5000.00 ACME SP Z OO"],
    },
    {
      name: "Czech: a name column of the other side",
      text: `"ID pohybu";"Datum";"Objem";"Měna";"Protiúčet";"Název protiúčtu";"Zpráva pro příjemce"
"26962199069";"14.03.2024";"-150,00";"CZK";"2900233333";"Pavel Novák";"oběd"
"26962199070";"15.03.2024";"20000,00";"CZK";"2900233334";"Acme s.r.o.";"výplata"`,
      rows: ["2024-03-14 150.00 Pavel Novák", "2024-03-15 -20000.00 Acme s.r.o."],
    },
    {
      name: "British: months by name, two columns with a pound sign",
      text: `"Account Name:","FlexAccount ****12345"
"Account Balance:","£1000.00"

"Date","Transaction type","Description","Paid out","Paid in","Balance"
"14 Mar 2024","Visa purchase","TESCO","£12.50","","£987.50"
"15 Sept 2024","Bank credit","ACME","","£2,000.00","£2987.50"`,
      rows: ["2024-03-14 12.50 TESCO", "2024-09-15 -2000.00 ACME"],
    },
    {
      name: "Swedish: Valuta is a currency there",
      text: `Produkt;Valuta;Bokfdag;Transdag;Text;Belopp;Saldo
Privat;SEK;2024-03-14;2024-03-13;ICA;-123.50;1000.00`,
      rows: ["2024-03-13 123.50 ICA"],
    },
    {
      name: "Danish: dashes, the day first by a 14th",
      text: `Datum;Tekst;Beløb;Saldo
14-03-2024;NETTO;-123,50;1.000,00
02-03-2024;LØN;25.000,00;26.000,00`,
      rows: ["2024-03-14 123.50 NETTO", "2024-03-02 -25000.00 LØN"],
    },
    {
      name: "Italian: dare and avere",
      text: `Data operazione;Data valuta;Descrizione;Dare;Avere
14/03/2024;15/03/2024;ESSELUNGA;12,50;
15/03/2024;15/03/2024;STIPENDIO;;2.000,00`,
      rows: ["2024-03-14 12.50 ESSELUNGA", "2024-03-15 -2000.00 STIPENDIO"],
    },
    {
      name: "a pair of columns in which the empty one says nought",
      text: `"Transaction Date"\t"Payee"\t"Debit Amount"\t"Credit Amount"
"14-03-2024"\t"Tesco"\t"12.50"\t"0.00"
"15-03-2024"\t"Acme"\t"0.00"\t"2000.00"`,
      rows: ["2024-03-14 12.50 Tesco", "2024-03-15 -2000.00 Acme"],
    },
    {
      name: "refunds in brackets on a shopping card",
      text: `Date,Merchant,Amount
Mar 14 2024,Target,$12.50
"Mar 15, 2024",Walmart,$33.00
"March 16, 2024",Refund Target,($12.50)`,
      rows: ["2024-03-14 12.50 Target", "2024-03-15 33.00 Walmart", "2024-03-16 -12.50 Refund Target"],
    },
  ];

describe("a table is understood by its headings and its cells", () => {
  test.each(LAYOUTS)("$name", async ({ text, rows: expected }) => {
    const { rows, questions } = await readAll(text);
    expect(rows.map(brief)).toEqual(expected);
    expect(questions).toEqual([]);
  });
});

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
