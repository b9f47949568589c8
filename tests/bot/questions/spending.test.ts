import { beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../../../bot/conversation.ts";
import type { Answer } from "../../../bot/question.ts";
import { askSpending } from "../../../bot/questions/spending.ts";
import type { AskSpendingSlots } from "../../../coaching/understanding/frame.ts";
import { accounts } from "../../../db/schema/money.ts";
import { testDatabase } from "../../support/database.ts";
import { contextOf, type Paid, saidIn, seedAccount, seedPayments, seedPerson, TODAY, whyOf } from "./seed.ts";

const { db } = await testDatabase();

const LAST_WEEK = { from: "2026-11-16", to: "2026-11-22" };
const WEEK_BEFORE = { from: "2026-11-09", to: "2026-11-15" };
const NOVEMBER = { from: "2026-11-01", to: "2026-11-30" };
const RESTAURANT = "FOOD_AND_DRINK_RESTAURANT";

let person: Person;
let account: string;

beforeEach(async () => {
  person = await seedPerson(db);
  account = await seedAccount(db, person.userId, "Checking", "2026-11-22");
});

function ask(slots: AskSpendingSlots) {
  return askSpending.answer(
    db,
    { intent: "ask_spending", slots, confidence: 1, tier: null },
    contextOf(person),
  );
}

/** What is said, without how fresh it is. */
async function said(slots: AskSpendingSlots): Promise<string> {
  return withoutFreshness(await ask(slots));
}

function withoutFreshness(answer: Answer): string {
  return saidIn(answer).replace("\nFrom Checking, up to date as of 18:10.", "");
}

const pay = (...paid: readonly Paid[]) => seedPayments(db, person.userId, account, paid);

/** Takeout of eight full weeks before last week: 20, 30, 38, 40, 42, 44, 50 and 60, so that the middle is 41. */
const EARLIER_WEEKS: readonly Paid[] = [
  ["2026-11-11", "Dashplate", "20", RESTAURANT],
  ["2026-11-04", "Dashplate", "30", RESTAURANT],
  ["2026-10-28", "Dashplate", "38", RESTAURANT],
  ["2026-10-21", "Dashplate", "40", RESTAURANT],
  ["2026-10-14", "Dashplate", "42", RESTAURANT],
  ["2026-10-07", "Dashplate", "44", RESTAURANT],
  ["2026-09-30", "Dashplate", "50", RESTAURANT],
  ["2026-09-23", "Dashplate", "60", RESTAURANT],
  ["2026-09-01", "Elm Street Lettings", "1000", "RENT_AND_UTILITIES_RENT"],
];
/** Last week: five orders of $64 together, a returned coat, groceries, a refund of something older. */
const THIS_WEEK: readonly Paid[] = [
  ["2026-11-16", "Dashplate", "12.50", RESTAURANT],
  ["2026-11-17", "Taco Vereda", "13.50", "FOOD_AND_DRINK_FAST_FOOD"],
  ["2026-11-18", "Dashplate", "14", RESTAURANT],
  ["2026-11-20", "Pita Corner", "11", "FOOD_AND_DRINK_FAST_FOOD"],
  ["2026-11-22", "Dashplate", "13", RESTAURANT],
  ["2026-11-19", "Uniqlo", "89.90", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
  ["2026-11-21", "Uniqlo", "-89.90", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
  ["2026-11-18", "Daily Basket", "50", "FOOD_AND_DRINK_GROCERIES"],
  ["2026-11-20", "Bazaarly", "-10", "GENERAL_MERCHANDISE_ONLINE_MARKETPLACES"],
  ["2026-11-18", "Savings", "200", "TRANSFER_OUT_SAVINGS"],
  ["2026-11-19", "Card payment", "300", "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT"],
  ["2026-11-20", "Northwind", "-1600", "INCOME_SALARY"],
];

describe("given five orders last week and eight weeks before", () => {
  beforeEach(() => pay(...EARLIER_WEEKS, ...THIS_WEEK));

  test("when asked about takeout last week, then the sum, the orders, the days and the own usual are said", async () => {
    const answer = await ask({ category: "takeout", period: LAST_WEEK });
    expect(saidIn(answer)).toBe(
      "$64 on takeout in 5 orders, Monday 16 to Sunday 22 November. Your usual week is about $41.\n" +
        "Counted as takeout: restaurants, fast food and delivery, which banks don't tell apart.\n" +
        "From Checking, up to date as of 18:10.",
    );
    expect(whyOf(answer)).toBe(
      "Monday 16 to Sunday 22 November: 7 of 7 days known in full.\n" +
        "5 orders counted, $64.\n" +
        "Counted: what your bank, or you, put under takeout.\n" +
        "Your usual week is the middle of the 8 weeks before that are known in full: from $20 to $60.\n" +
        "Money: Checking, known in full through yesterday, as of 18:10.",
    );
  });

  test("when asked for everything, then refunds are taken off and transfers, card payments and income left out", async () => {
    // 64 + 50 + (89.90 − 89.90) − 10
    const answer = await ask({ period: LAST_WEEK });
    expect(withoutFreshness(answer)).toBe(
      "$104 in 7 payments, Monday 16 to Sunday 22 November. Your usual week is about $41.",
    );
    expect(whyOf(answer)).toContain(
      "7 payments counted, $203.90; 2 refunds taken off, $99.90. That leaves $104.",
    );
    expect(whyOf(answer)).toContain(
      "Left out: 2 transfers between your own accounts, to pay off a card, or to take out cash.",
    );
  });

  test("when asked to compare, then both numbers and the difference are said", async () => {
    expect(await said({ category: "takeout", period: LAST_WEEK, compare_to: WEEK_BEFORE })).toBe(
      "$64 on takeout in 5 orders, Monday 16 to Sunday 22 November.\n" +
        "That is $44 more than Monday 9 to Sunday 15 November: $20 in 1 order.\n" +
        "Counted as takeout: restaurants, fast food and delivery, which banks don't tell apart.",
    );
  });

  test("when the compared stretches differ in length, then what it is by day is said too", async () => {
    // 64 + 20 + 30 over the 23 days of November so far, 38 + 40 + 42 + 44 over the 31 days of October
    const text = await said({
      category: "restaurants",
      period: NOVEMBER,
      compare_to: { from: "2026-10-01", to: "2026-10-31" },
    });
    // Dashplate only: 12.50 + 14 + 13 + 20 + 30 = 89.50; October 164
    expect(text).toContain("$89.50 on restaurants in 5 payments, Sunday 1 to Monday 23 November so far.");
    expect(text).toContain("That is $74.50 less than October 2026: $164 in 4 payments.");
    expect(text).toContain("23 days stand against 31 days: by day it is $3.89 against $5.29.");
  });

  test("when what it is compared with lies before everything known, then that is said", async () => {
    const text = await said({
      period: LAST_WEEK,
      compare_to: { from: "2025-11-16", to: "2025-11-22" },
    });
    expect(text).toContain(
      "I know nothing of Sunday 16 to Saturday 22 November 2025, so I leave the comparison out.",
    );
  });

  test("when asked how often, then payments are counted", async () => {
    expect(await said({ measure: "count", merchant: "Dashplate", period: LAST_WEEK })).toBe(
      "3 payments at Dashplate, Monday 16 to Sunday 22 November: $39.50 altogether.",
    );
  });

  test("when asked for the average of some days, then it is by day over the days known in full", async () => {
    // 64 / 7 = 9.142…
    expect(await said({ measure: "average", category: "takeout", period: LAST_WEEK })).toContain(
      "About $9.14 on takeout a day, Monday 16 to Sunday 22 November: $64 in 5 orders over 7 days known in full. " +
        "About $12.80 each time.",
    );
  });

  test("when asked for the average of a month, then it is by week, and today does not count yet", async () => {
    // 22 known days: 12.50 + 14 + 13 + 20 + 30 = 89.50; times 7 / 22 = 28.477
    const text = await said({ measure: "average", category: "restaurants", period: NOVEMBER });
    expect(text).toContain("About $28 on restaurants a week, Sunday 1 to Monday 23 November so far:");
    expect(text).toContain("$89.50 in 5 payments over 22 days known in full. About $17.90 each time.");
  });

  test("when asked for the average of days not known in full, then what is lacking is said", async () => {
    expect(await said({ measure: "average", period: { from: TODAY, to: TODAY } })).toBe(
      "I can't tell an average, today so far, Monday 23 November: 0 days known in full, and I need at least 1 day.",
    );
  });

  test("when asked for the largest, then it is named with its place and day; a returned one is none", async () => {
    expect(await said({ measure: "largest", period: LAST_WEEK })).toBe(
      "The largest: $50 at Daily Basket, Wednesday 18 November. One of 7 payments, Monday 16 to Sunday 22 November.",
    );
  });

  test("when asked for a list of up to eight, then all are told, the newest first", async () => {
    expect(await said({ measure: "list", period: { from: "2026-11-19", to: "2026-11-22" } })).toBe(
      // 11 + 13 + 0 − 10
      "$14 in 3 payments, Thursday 19 to Sunday 22 November.\n" +
        "$13 at Dashplate, yesterday.\n" +
        "$10 back from Bazaarly, Friday 20 November.\n" +
        "$11 at Pita Corner, Friday 20 November.\n" +
        "$89.90 at Uniqlo, Thursday 19 November, refunded since.",
    );
  });

  test("when asked for a list of more than eight, then the eight largest are told and the rest is counted", async () => {
    const lines = (
      await said({ measure: "list", category: "takeout", period: { from: "2026-09-21", to: TODAY } })
    ).split("\n");
    // Eight earlier orders of 20 to 60 (324 together) and the five of last week (64).
    expect(lines.slice(0, 4)).toEqual([
      "$388 on takeout in 13 orders, Monday 21 September to Monday 23 November so far.",
      "The 8 largest:",
      "$60 at Dashplate, Wednesday 23 September.",
      "$50 at Dashplate, Wednesday 30 September.",
    ]);
    expect(lines[10]).toBe("And 5 more, $64 together.");
    expect(lines).toHaveLength(12);
  });

  test("when asked for a breakdown, then plain groups are told, the largest first", async () => {
    // 50 groceries, 39.50 restaurants and 24.50 fast food are 114; the clothes came to nothing, and 10 came back.
    expect(await said({ measure: "breakdown", period: LAST_WEEK })).toBe(
      "$104 in 7 payments, Monday 16 to Sunday 22 November.\n" +
        "Groceries: $50, 44%.\n" +
        "Restaurants: $39.50, 35%.\n" +
        "Fast food: $24.50, 21%.\n" +
        "Online marketplaces: $10 came back.",
    );
  });

  test("when asked for the share of something, then both amounts are said", async () => {
    // 64 of 104 = 61.5 %
    const answer = await ask({ measure: "share", category: "takeout", period: LAST_WEEK });
    expect(saidIn(answer)).toContain(
      "Takeout: 62% of what you spent, $64 of $104, Monday 16 to Sunday 22 November.",
    );
    expect(whyOf(answer)).toContain("The part: 5 orders, $64. The whole: 7 payments, $104.");
  });

  test("when asked where most went, then places are told with sum and count", async () => {
    expect(await said({ measure: "top merchants", period: LAST_WEEK })).toBe(
      "$104 in 7 payments, Monday 16 to Sunday 22 November. By place:\n" +
        "Daily Basket: $50 in 1 payment.\n" +
        "Dashplate: $39.50 in 3 payments.\n" +
        "Taco Vereda: $13.50 in 1 payment.\n" +
        "Pita Corner: $11 in 1 payment.",
    );
  });

  test("when asked for days without spending, then only days known in full count", async () => {
    // 16, 17, 18, 19, 20 and 22 hold payments; on the 21st money only came back. Today is not known in full.
    expect(await said({ measure: "no-spend days", period: { from: "2026-11-16", to: TODAY } })).toBe(
      "1 of 7 days without any payment, Monday 16 to Monday 23 November so far; 1 without one by choice. " +
        "Days not known in full are left out.",
    );
    expect(await said({ measure: "no-spend days", category: "groceries", period: LAST_WEEK })).toContain(
      "6 of 7 days without groceries, Monday 16 to Sunday 22 November.",
    );
  });

  test("when asked whether something was bought, then all of the history is looked through", async () => {
    expect(await said({ measure: "lookup", merchant: "elm street" })).toBe(
      "One: $1,000 at Elm Street Lettings, Tuesday 1 September. That's the only one, the last 84 days " +
        "(Tuesday 1 September to Monday 23 November).",
    );
  });

  test("when there was nothing in the days asked about, then the last one before is named", async () => {
    expect(await said({ measure: "lookup", merchant: "Elm Street Lettings", period: LAST_WEEK })).toBe(
      "Nothing at Elm Street Lettings, Monday 16 to Sunday 22 November. " +
        "The last one before that: $1,000 at Elm Street Lettings, Tuesday 1 September.",
    );
  });
});

describe("names", () => {
  beforeEach(() => pay(...EARLIER_WEEKS, ...THIS_WEEK, ["2026-11-17", "Trader Joe's", "20", null]));

  test.each([
    ["uniqlo", "at Uniqlo"],
    ["uniqulo", "at Uniqlo"],
    ["trader joes", "at Trader Joe's"],
    ["dash plate", "at Dashplate"],
    ["daily", "at Daily Basket"],
  ])("when the merchant is typed %j, then it is told as %j", async (merchant, told) => {
    expect(await said({ merchant, period: LAST_WEEK })).toContain(told);
  });

  test.each([
    ["cofee", "Nothing on coffee,"],
    ["takeouts", "on takeout"],
    ["groceris", "on groceries"],
    ["dashplate", "at Dashplate"],
  ])("when the category is typed %j, then the answer says %j", async (category, told) => {
    expect(await said({ category, period: LAST_WEEK })).toContain(told);
  });

  test("when a merchant is unknown, then what was understood is said and the nearest are named", async () => {
    expect(await said({ merchant: "Netflix" })).toBe(
      'I find no payment to "Netflix". The places you pay most often: Dashplate, Elm Street Lettings and Daily Basket.',
    );
    expect(await said({ merchant: "Dishplates" })).toContain("at Dashplate");
    expect(await said({ merchant: "Trade Joint" })).toBe(
      'I find no payment to "Trade Joint". Near it there is Trader Joe\'s.',
    );
  });

  test("when a category is unknown, then what was understood is said and known ones are named", async () => {
    expect(await said({ category: "groshopping" })).toContain(
      'I read that as spending on "groshopping", which I don\'t know. Near it I know:',
    );
    expect(await said({ category: "xyzzy" })).toBe(
      'I read that as spending on "xyzzy", which I don\'t know. What I do know is like groceries, takeout, coffee, ' +
        "transport, clothes and choices.",
    );
    expect(await said({ category: "chocolate" })).toBe(
      'I read that as spending on "chocolate". Banks name the shop and not what was bought, so I can\'t tell it apart. ' +
        "Nearest: snacks and groceries.",
    );
  });

  test("when a name is absurdly long, then it is cut before it is said back", async () => {
    expect(await said({ merchant: "z".repeat(5000) })).toContain(`"${"z".repeat(60)}…"`);
  });
});

describe("choices", () => {
  beforeEach(() =>
    pay(
      ["2026-11-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"],
      ["2026-11-17", "Uniqlo", "80", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
      // The person said that this coat was a need, and that these groceries were a treat.
      [
        "2026-11-18",
        "Uniqlo",
        "120",
        "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
        { isDiscretionary: false },
      ],
      ["2026-11-19", "Delicacies", "30", "FOOD_AND_DRINK_GROCERIES", { isDiscretionary: true }],
      ["2026-11-20", "Basket", "40", "FOOD_AND_DRINK_GROCERIES"],
    ),
  );

  test("given labels by the person, then they decide before the category", async () => {
    expect(await said({ category: "extras", period: LAST_WEEK })).toContain("$110 on choices in 2 payments,");
    expect(await said({ category: "necessities", period: LAST_WEEK })).toContain(
      "$160 on needs in 2 payments,",
    );
    expect(await said({ category: "discretionary", period: LAST_WEEK })).toContain(
      "$110 on choices in 2 payments,",
    );
  });
});

describe("how far the data goes", () => {
  test("given no account, then it says that none is linked", async () => {
    const other = await seedPerson(db);
    const answer = await askSpending.answer(
      db,
      { intent: "ask_spending", slots: {}, confidence: 1, tier: null },
      contextOf(other),
    );
    expect(saidIn(answer)).toBe("No account is linked, so I can't say what you spent. /connect links one.");
    expect(answer.explanation).toBeUndefined();
  });

  test("given an account without a payment, then it can't tell", async () => {
    expect(await said({})).toBe("I can't tell: there is no payment yet in Checking.");
  });

  test("given days to come, then it says so", async () => {
    expect(await said({ period: { from: "2026-11-24", to: "2026-11-24" } })).toBe(
      "Tuesday 24 November is still ahead, so there is nothing to say about it yet.",
    );
  });

  test("given days before the first payment, then it can't tell, and given some, then they are named", async () => {
    await pay(["2026-10-10", "Elm", "900", "RENT_AND_UTILITIES_RENT"]);
    expect(await said({ period: { from: "2026-09-01", to: "2026-09-30" } })).toBe(
      "I can't tell: what I know of your accounts begins on Saturday 10 October.",
    );
    expect(await said({ period: { from: "2026-10-01", to: "2026-10-31" } })).toBe(
      "$900 in 1 payment, October 2026.\n" +
        "What I know begins on Saturday 10 October; the days before are not in it.",
    );
  });

  test("given an account that lags, then the last day known in full is said", async () => {
    await seedAccount(db, person.userId, "Amex", "2026-11-19");
    await pay(["2026-10-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"], ["2026-11-18", "Basket", "40", null]);
    const answer = await ask({ period: LAST_WEEK });
    expect(withoutFreshness(answer)).toBe(
      "$40 in 1 payment, Monday 16 to Sunday 22 November. In your usual week there is none.\n" +
        "Your accounts are known in full only through Thursday 19 November, so the days after it may be missing something.",
    );
    expect(whyOf(answer)).toContain("Monday 16 to Sunday 22 November: 4 of 7 days known in full.");
  });

  test("given accounts of which one was read some days ago, then an old question says through which day they are known", async () => {
    await seedAccount(db, person.userId, "Amex", "2026-11-19");
    await pay(["2026-10-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"]);
    const answer = await ask({ period: { from: "2026-10-01", to: "2026-10-31" } });
    expect(saidIn(answer)).toContain("From Checking and Amex, known in full through Thursday 19 November.");
  });

  test("given many accounts, then their number stands for their names", async () => {
    for (const name of ["Amex", "Savings", "Joint", "Travel"]) {
      await seedAccount(db, person.userId, name, "2026-11-22");
    }
    await pay(["2026-11-18", "Basket", "40", null]);
    expect(saidIn(await ask({ period: LAST_WEEK }))).toContain(
      "From your 5 accounts, up to date as of 18:10.",
    );
  });

  test("given an account read the evening before, then the clock is that of yesterday", async () => {
    await pay(["2026-11-18", "Basket", "40", null]);
    const morning = contextOf(person, "2026-11-24", new Date("2026-11-24T13:00:00Z"));
    const frame = { intent: "ask_spending", slots: {}, confidence: 1, tier: null } as const;
    expect(saidIn(await askSpending.answer(db, frame, morning))).not.toContain("up to date");
    await db.update(accounts).set({ syncedThrough: "2026-11-23" });
    expect(saidIn(await askSpending.answer(db, frame, morning))).toContain(
      "From Checking, up to date as of yesterday, 18:10.",
    );
  });

  test("given an account that was never read, then nothing is known in full and its name is said", async () => {
    await seedAccount(db, person.userId, "Amex", null);
    await pay(["2026-11-18", "Basket", "40", null]);
    const answer = await ask({ period: { from: "2026-11-18", to: "2026-11-18" } });
    expect(withoutFreshness(answer)).toBe(
      "$40 in 1 payment, Wednesday 18 November.\nAmex: not read in full yet, so this may be missing something.",
    );
    expect(whyOf(answer)).toContain("Wednesday 18 November: 0 of 1 day known in full.");
    expect(await said({ measure: "no-spend days", period: LAST_WEEK })).toContain(
      "I can't tell, Monday 16 to Sunday 22 November: none of these days is known in full yet.",
    );
  });

  test("given payments in another currency, then they are told apart and never summed", async () => {
    await pay(
      ["2026-11-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"],
      ["2026-11-18", "Basket", "40", "FOOD_AND_DRINK_GROCERIES"],
      ["2026-11-18", "Rewe", "20.50", "FOOD_AND_DRINK_GROCERIES", { currency: "EUR" }],
      ["2026-11-19", "Edeka", "24.50", "FOOD_AND_DRINK_GROCERIES", { currency: "EUR" }],
      ["2026-11-19", "Giro", "500", "TRANSFER_OUT_SAVINGS", { currency: "EUR" }],
    );
    expect(await said({ period: LAST_WEEK })).toBe(
      "$40 in 1 payment, Monday 16 to Sunday 22 November.\n" +
        "Not in it, because I never add up currencies: 2 payments in EUR, €45.",
    );
  });

  test("given pending payments, then they count and the receipt says so", async () => {
    await pay(
      ["2026-11-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"],
      ["2026-11-22", "Basket", "40", "FOOD_AND_DRINK_GROCERIES"],
      ["2026-11-22", "Corner Roast", "5", "FOOD_AND_DRINK_COFFEE", { pending: true }],
    );
    const answer = await ask({ period: LAST_WEEK });
    expect(saidIn(answer)).toContain("$45 in 2 payments");
    expect(whyOf(answer)).toContain("Still pending, so their amount may change: 1 payment.");
  });

  test("given more came back than went out, then that is what is said", async () => {
    await pay(
      ["2026-11-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"],
      ["2026-11-18", "Bazaarly", "-30", "GENERAL_MERCHANDISE_ONLINE_MARKETPLACES"],
    );
    expect(await said({ merchant: "Bazaarly", period: LAST_WEEK })).toContain(
      "More came back than went out: $30 at Bazaarly, Monday 16 to Sunday 22 November.",
    );
  });

  test("given a return after the week it was bought in, then it lowers the week of the purchase only", async () => {
    await pay(
      ["2026-11-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"],
      ["2026-11-12", "Uniqlo", "89.90", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
      ["2026-11-13", "Uniqlo", "20", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
      ["2026-11-18", "Uniqlo", "-89.90", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"],
    );
    expect(await said({ merchant: "Uniqlo", period: WEEK_BEFORE })).toContain("$20 at Uniqlo in 2 payments");
    expect(await said({ merchant: "Uniqlo", period: LAST_WEEK })).toContain("Nothing at Uniqlo,");
  });

  test("given no period, then it is the last 30 days, and that is said", async () => {
    await pay(
      ["2026-10-24", "Elm", "900", "RENT_AND_UTILITIES_RENT"],
      ["2026-10-25", "Basket", "40", "FOOD_AND_DRINK_GROCERIES"],
      [TODAY, "Basket", "10", "FOOD_AND_DRINK_GROCERIES"],
    );
    expect(await said({})).toBe(
      "$50 in 2 payments, the last 30 days (Sunday 25 October to Monday 23 November).",
    );
  });

  test("given one day, then it is held against the same weekday of the weeks before", async () => {
    await pay(
      ["2026-10-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"],
      ["2026-11-22", "Basket", "40", null],
      ["2026-11-15", "Basket", "10", null],
      ["2026-11-08", "Basket", "20", null],
      ["2026-11-01", "Basket", "30", null],
      ["2026-10-25", "Basket", "50", null],
      // Seven Sundays are known before: 10, 20, 30, 50, 0, 0, 0.
    );
    expect(await said({ period: { from: "2026-11-22", to: "2026-11-22" } })).toBe(
      "$40 in 1 payment, yesterday, Sunday 22 November. A usual Sunday is about $10.",
    );
  });
});

test.each([
  ["2026-11-01", "known in full only through Sunday 1 November"],
  ["2025-12-31", "known in full through yesterday"],
])("given an account by files through %s beside a bank's, then money is %s", async (through, words) => {
  await pay(...THIS_WEEK);
  await seedAccount(db, person.userId, "Old card", through, "USD", "file");
  const answer = await ask({ category: "takeout", period: LAST_WEEK });
  expect(`${saidIn(answer)}\n${whyOf(answer)}`).toContain(words);
  expect(saidIn(answer).includes("may be missing")).toBe(through === "2026-11-01");
});
