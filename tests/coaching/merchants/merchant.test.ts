import fc from "fast-check";
import { expect, test } from "vitest";
import { merchantKeys, merchantNameOf, payeeReader } from "../../../coaching/merchants/merchant.ts";
import { generate } from "../../../coaching/sample/generate.ts";

test.each([
  // Processors, store numbers, towns and states.
  ["SQ *BLUE CUP NEW YORK", "Blue Cup"],
  ["TST* BLUE CUP 12 LOS ANGELES", "Blue Cup"],
  ["POS PURCHASE BLUE CUP 980", "Blue Cup"],
  ["BLUE CUP #12 SEATTLE WA", "Blue Cup"],
  ["PAYPAL *BLUE CUP", "Blue Cup"],
  ["SP * ALLBIRDS", "Allbirds"],
  ["BP#8829 EXIT 4 OAKLAND CA", "BP"],
  ["CORNER BAKERY SAN MATEO CA", "Corner Bakery"],
  ["CORNER BAKERY FRESNO CA", "Corner Bakery"],
  // Dates, references, telephone numbers, legal forms.
  ["CHECKCARD 04/12 BLUE CUP", "Blue Cup"],
  ["CAFÉ MÜLLER 12.03.2025 MÜNCHEN", "Café Müller"],
  ["PAYPAL *STEAM GAMES 402-935-7733 CA", "Steam Games"],
  ["ACH DEBIT Autopath Finance LLC 123456", "Autopath Finance"],
  ["TUNEWELL.COM*1XA2", "Tunewell"],
  // How the money moved, and what the machine says of it.
  ["POS 23,55 AT K1 16.09. 11:32 SPAR DANKT 4105 LINZ 4020", "Spar"],
  ["POS18SEP NETFLIX.COM", "Netflix"],
  ["INTERNET-Überweisung Margit Putz", "Margit Putz"],
  ["SEPA-LASTSCHRIFT Stadtwerke Graz", "Stadtwerke Graz"],
  ["PRELEVEMENT SEPA EDF CLIENTS", "Edf Clients"],
  ["DIRECT DEBIT TO OCTOPUS ENERGY 88123", "Octopus Energy"],
  ["EFTPOS WDL ALDI STORE", "Aldi Store"],
  ["Zahlungsempfänger: Jane Roe Verwendungszweck: 8812", "Jane Roe"],
  ["DIRECT DEBIT", "Direct Debit"],
  ["TRANSFER TO SAVINGS", "Transfer To Savings"],
  ["Pag*Padaria", "Padaria"],
  ["CARD PAYMENT TO TESCO STORES 3345", "Tesco Stores"],
  ["Zelle payment to Jane Roe Conf# abc123", "Jane Roe"],
  ["ZELLE FROM JOHN ROE ON 04/12 REF # BACX", "John Roe"],
  ["ACH CREDIT ACME PAYROLL PPD ID: 9111", "Acme Payroll"],
  ["BEA, Betaalpas ALBERT HEIJN 1234,PAS123", "Albert Heijn"],
  ["CARTE 12/03 BOULANGERIE PAUL", "Boulangerie Paul"],
  ["REWE SAGT DANKE. 12345678//BERLIN/DE", "Rewe"],
  ["REFUND: ZARA USA 3344", "Zara"],
  ["PG&E BILL", "PG&E Bill"],
  // Countries, and what follows a legal form.
  ["NOOKI DESIGN LONDON NW10 GBR", "Nooki Design"],
  ["Deutsche Telekom AG Friedrich Ebert Allee 140 53113 Bonn", "Deutsche Telekom"],
  ["Leupay.Eu", "Leupay"],
  // As people write them.
  ["Dupar's", "Dupar's"],
  ["DOMINO'S PIZZA 123", "Domino's Pizza"],
  ["Boulangerie L'Étoile", "Boulangerie L'Étoile"],
  ["MÜLLER-BROT STRASSE", "Müller-Brot Strasse"],
  ["V & A MUSEUM", "V & A Museum"],
  ["7 DAYS COFFEE", "7 Days Coffee"],
  ["MR MARCEL", "Mr Marcel"],
  ["EDEKA iPoint", "Edeka iPoint"],
  // Names that the line does not spell.
  ["AMZN Mktp US*2K4RT1", "Amazon"],
  ["AMAZON.COM*MK1", "Amazon"],
  ["Amazon Prime*AB12", "Amazon Prime"],
  ["GOOGLE *YouTube Premium", "YouTube Premium"],
  ["UBER *EATS HELP.UBER.COM", "Uber Eats"],
  ["UBER   *TRIP", "Uber"],
  ["CHECKCARD 0412 TRADER JOE'S #552 SAN FRANCISCO CA", "Trader Joe's"],
  ["WM SUPERCENTER #1234 SAN MATEO CA", "Walmart"],
  // Numbers that belong to the name.
  ["7-ELEVEN 34123 DALLAS TX", "7-Eleven"],
  ["FOREVER 21 #123", "Forever 21"],
  // A membership is no purchase, a plus is part of the name.
  ["WALMART+ MEMBER", "Walmart Plus Member"],
  ["DISNEY PLUS 888-9057888 CA", "Disney+"],
  // What looks like a place and is none.
  ["GARDEN CENTER", "Garden Center"],
  ["BERLIN", "Berlin"],
  ["H&M 0123", "H&M"],
  ["スターバックス 123", "スターバックス"],
])("given the line %s, then it is %s", (line, name) => {
  expect(merchantNameOf(line)).toBe(name);
});

test.each([
  "",
  "  ",
  "123456789",
  "***",
  "#4411",
  "POS DEBIT 12345",
  "POS 6,49 AT K1 09.03. 09:53",
  "PAYMENT - THANK YOU",
])("given the line %o, then it names nobody", (line) => {
  expect(merchantNameOf(line)).toBeNull();
});

/** The keys of rows given as `[aggregator's name, bank's line]`. */
function keysOf(rows: readonly (readonly [name: string | null, line: string | null])[]): (string | null)[] {
  const keys = merchantKeys(
    rows.map(([merchantName, rawDescriptor], index) => ({ id: String(index), merchantName, rawDescriptor })),
  );
  return rows.map((_, index) => keys.get(String(index)) ?? null);
}

test("given one merchant from several sources, then it has one key", () => {
  expect(
    new Set(
      keysOf([
        ["Trader Joe's", null],
        [null, "TRADER JOE'S #552 SAN FRANCISCO CA"],
        ["TRADER JOES", "POS PURCHASE TRADER JOES 552"],
      ]),
    ).size,
  ).toBe(1);
  expect(
    new Set(
      keysOf([
        ["The Morning Ledger", null],
        [null, "THEMORNINGLEDGER.COM*1X"],
      ]),
    ).size,
  ).toBe(1);
  expect(
    new Set(
      keysOf([
        ["Sockwell & Co", null],
        [null, "POS PURCHASE SOCKWELL & CO 393"],
      ]),
    ).size,
  ).toBe(1);
});

test("given a line beside a name in one row, then the bare line of another is that merchant", () => {
  const [named, bare] = keysOf([
    ["Anchor Mutual", "ACH DEBIT AM INS PREM 88412"],
    [null, "ACH DEBIT AM INS PREM 90017"],
  ]);
  expect(named).toBe("ANCHORMUTUAL");
  expect(bare).toBe(named);
});

test("given Disney and Disney+, Uber and Uber Eats, then they stay apart", () => {
  expect(
    new Set(
      keysOf([
        ["Disney", null],
        ["Disney+", null],
        ["Uber", null],
        ["Uber Eats", null],
      ]),
    ).size,
  ).toBe(4);
});

test("given a line that tells only how the money moved, then the memo tells who was paid; any other line speaks for itself", () => {
  const payeeOf = payeeReader();
  expect(payeeOf("POS 6,49 AT K1 09.03. 09:53", "FORSTINGER")).toBe("FORSTINGER");
  expect(payeeOf("DEBIT PURCHASE", "15/04/18 66-6666 UBER EATS")).toBe("15/04/18 66-6666 UBER EATS");
  expect(payeeOf("Transfer", "Debit Transfer: Postage")).toBe("Debit Transfer: Postage");
  expect(payeeOf("DIRECT DEBIT", "0012345")).toBe("DIRECT DEBIT");
  expect(payeeOf("DIRECT DEBIT", null)).toBe("DIRECT DEBIT");
  expect(payeeOf("BLUE CUP", "Coffee with Ann")).toBe("BLUE CUP");
  expect(payeeOf(null, "Coffee with Ann")).toBeNull();
});

test("given shops whose lines begin alike because one machine writes them, then each is a merchant of its own", () => {
  const keys = keysOf([
    [null, "POS 23,55 AT K2 16.09. 11:32 SPAR DANKT 4105"],
    [null, "POS 4,50 AT K2 12.03. 12:50 C&A STORE"],
    ["Spar", null],
  ]);
  expect(keys).toEqual(["SPAR", "CASTORE", "SPAR"]);
});

test("given rows that name nobody, then they have no key", () => {
  expect(
    keysOf([
      [null, null],
      ["  ", "12345"],
    ]),
  ).toEqual([null, null]);
});

test("given the lines of sample persons, then each leads to the key of the name it was made from", () => {
  const { persons } = generate({ seed: "merchants", persons: 12, from: "2025-01-01", days: 120 });
  const wrong = persons
    .flatMap(({ transactions }) => transactions)
    // "CARD PAYMENT" on a line is the bank's own word and nobody's name.
    .filter(({ merchantName }) => merchantName !== null && merchantName !== "Card payment")
    .filter(({ merchantName, rawDescriptor }) => {
      const [byName, byLine] = keysOf([
        [merchantName, null],
        [null, rawDescriptor],
      ]);
      return byName !== byLine;
    });
  expect(wrong.map(({ rawDescriptor }) => rawDescriptor)).toEqual([]);
});

test("given any text, then a name found in it holds a letter, no word of digits alone and no space at its ends", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (line) => {
      const name = merchantNameOf(line);
      if (name === null) return;
      expect(name).toBe(name.trim());
      expect(name).toMatch(/\p{L}/u);
      expect(name).not.toMatch(/(?<!\S)\d{3,}(?!\S)/u);
    }),
    { numRuns: 500 },
  );
});
