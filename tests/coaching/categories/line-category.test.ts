import { describe, expect, test } from "vitest";
import { BANK_WORDS, INCOME_WORDS } from "../../../coaching/categories/bank-words.ts";
import { KIND_WORDS } from "../../../coaching/categories/kind-words.ts";
import { KNOWN_MERCHANTS } from "../../../coaching/categories/known-merchants.ts";
import { readLine } from "../../../coaching/categories/line-category.ts";
import { CATEGORY_IDS } from "../../../coaching/categories/taxonomy.ts";
import { wordFinder } from "../../../coaching/categories/word-finder.ts";
import { merchantNameOf } from "../../../coaching/merchants/merchant.ts";

function read(line: string, amount = 10, more: { memo?: string; accountType?: string } = {}) {
  return readLine({
    merchantName: merchantNameOf(line),
    line,
    memo: more.memo ?? null,
    isSpent: amount >= 0,
    accountType: more.accountType ?? "checking",
    isByHand: false,
  });
}

const idOf = (...told: Parameters<typeof read>) => {
  const { pair } = read(...told);
  return pair?.subcategory ?? pair?.category ?? null;
};

test("given the tables of words and shops, then each category in them is one of ours", () => {
  const named = [
    ...Object.keys(KNOWN_MERCHANTS),
    ...[...BANK_WORDS, ...INCOME_WORDS, ...KIND_WORDS].map(([category]) => category),
  ];
  expect(named.filter((category) => !CATEGORY_IDS.includes(category))).toEqual([]);
});

test("given the table of shops, then no shop stands in it twice", () => {
  const names = Object.values(KNOWN_MERCHANTS).flatMap((some) => some.split(", "));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe("money that goes out", () => {
  test.each([
    ["NETFLIX.COM 866-579-7172 CA", "ENTERTAINMENT_TV_AND_MOVIES"],
    ["PAYPAL *SPOTIFY", "ENTERTAINMENT_MUSIC_AND_AUDIO"],
    ["POS 23,55 AT K1 16.09. 11:32 EUROSPAR DANKT 4105", "FOOD_AND_DRINK_GROCERIES"],
    ["SHELL OIL 57442", "TRANSPORTATION_GAS"],
    ["ATM08SEP", "TRANSFER_OUT_WITHDRAWAL"],
    ["GELDAUTOMAT 0042 BERLIN", "TRANSFER_OUT_WITHDRAWAL"],
    ["NON-CHASE ATM FEE", "BANK_FEES_ATM_FEES"],
    ["Entgelt Kontoführung", "BANK_FEES_OTHER_BANK_FEES"],
    ["MIETE NOVEMBER WHG 12", "RENT_AND_UTILITIES_RENT"],
    ["LOYER NOVEMBRE", "RENT_AND_UTILITIES_RENT"],
    ["Wiener Städtische Versicherung AG", "GENERAL_SERVICES_INSURANCE"],
    ["SONNENAPOTHEKE", "MEDICAL_PHARMACIES_AND_SUPPLEMENTS"],
    ["FARMACIA CENTRAL", "MEDICAL_PHARMACIES_AND_SUPPLEMENTS"],
    ["BOULANGERIE DU COIN", "FOOD_AND_DRINK_COFFEE"],
    ["Bäckerei Schmidt", "FOOD_AND_DRINK_COFFEE"],
    ["T&T SUPERMARKET", "FOOD_AND_DRINK_GROCERIES"],
    ["CAPITAL ONE AUTOPAY PYMT", "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT"],
    ["Transfer to Savings", "TRANSFER_OUT_SAVINGS"],
    ["ONLINE TRANSFER TO CHECKING 4471", "TRANSFER_OUT_ACCOUNT_TRANSFER"],
    ["CARD PAYMENT TO TESCO STORES", "FOOD_AND_DRINK_GROCERIES"],
    ["OVERDRAFT FEE", "BANK_FEES_OVERDRAFT_FEES"],
    ["OVERDRAFT PROTECTION TRANSFER", "TRANSFER_OUT_ACCOUNT_TRANSFER"],
    ["VISA-RECHNUNG 11/26", "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT"],
    ["EXAMPLE MOBILE BILL", "RENT_AND_UTILITIES_TELEPHONE"],
    ["TST* BLUE CUP 009 PORTLAND OR", "FOOD_AND_DRINK_RESTAURANT"],
    ["TST*THE CORNER MARKET", "FOOD_AND_DRINK_GROCERIES"],
  ])("given %s, then it is %s", (line, category) => {
    expect(idOf(line)).toBe(category);
  });

  test("given a memo, then what it says it was for tells more than what the name sounds like", () => {
    expect(idOf("Cafe Modagor")).toBe("FOOD_AND_DRINK_COFFEE");
    expect(idOf("Cafe Modagor", 10, { memo: "Eating out with Joe" })).toBe("FOOD_AND_DRINK_RESTAURANT");
  });

  test.each([
    "QRST 12",
    "Stefan Mønzel",
    "MOBILE PAYMENT JANE ROE",
    "Paiement mobile ROE, JANE",
    "INTERNET-Überweisung",
    "0042",
    "",
  ])("given %j, which says nothing, then it is left open", (line) => {
    expect(idOf(line)).toBeNull();
  });

  test("given a transfer to somebody, then it only may be one between own accounts", () => {
    expect(read("INTERNET-Überweisung Margit")).toEqual({ pair: null, maybeTransfer: true });
    expect(read("QRST").maybeTransfer).toBe(false);
  });
});

describe("money that comes in", () => {
  test.each([
    ["ACME GMBH GEHALT 11/26", "INCOME_SALARY"],
    ["HOOGLE PAYROLL", "INCOME_SALARY"],
    ["NOMINA NOVIEMBRE", "INCOME_SALARY"],
    ["Finanzamt Wien", "INCOME_TAX_REFUND"],
    ["0,0625 % p.a. Habenzinsen", "INCOME_INTEREST_EARNED"],
    ["Transfer from Savings", "TRANSFER_IN_SAVINGS"],
    ["Opening Balance for checking account", "TRANSFER_IN_ACCOUNT_TRANSFER"],
    ["REFUND: ZARA 3344", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
    ["INCOME TAX REFUND", "INCOME_TAX_REFUND"],
    ["REFUND 3344", null],
  ])("given %s, then it is %s", (line, category) => {
    expect(idOf(line, -10)).toBe(category);
  });

  test("given a shop or a kitchen, then it is left to the purchases there whether it takes one back or pays a wage", () => {
    expect(idOf("AMAZON", -10)).toBeNull();
    expect(idOf("CAFE MODAGOR", -1500)).toBeNull();
  });

  test("given a payment on the card's own statement, then it is the card's payment", () => {
    expect(idOf("PAYMENT 991", -10, { accountType: "credit_card" })).toBe(
      "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT",
    );
    expect(idOf("PAYMENT 991", -10)).toBeNull();
  });
});

test("given rules of words, then whole words count, the first rule that fits decides, and * joins on", () => {
  const find = wordFinder([
    ["phrase", "TWO WORDS|A (?:B|C) D"],
    ["start", "APO*"],
    ["word", "BAR|(?:X|Y)"],
  ]);
  expect(find("SOME TWO WORDS BAR")).toBe("phrase");
  expect(find("A C D")).toBe("phrase");
  expect(find("APOTHEKE")).toBe("start");
  expect(find("BAR APO")).toBe("start");
  expect(find("BARGELD")).toBeNull();
  expect(find("TWO WORDSMITHS Y")).toBe("word");
  expect(find("")).toBeNull();
});
