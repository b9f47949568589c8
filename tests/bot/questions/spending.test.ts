import { beforeEach, describe, expect, test } from "vitest";
import { understand } from "../../../coaching/understanding/understand.ts";
import { testDatabase } from "../../support/database.ts";
import { LAST_WEEK, type Paid, saidIn, TODAY, WEEK_BEFORE, whyOf } from "./seed.ts";
import { EARLIER_WEEKS, spender, THIS_WEEK, withoutFreshness } from "./spender.ts";

const { db } = await testDatabase();
const { ask, said, pay } = spender(db);

const NOVEMBER = { from: "2026-11-01", to: "2026-11-30" };

describe("given five orders last week and eight weeks before", () => {
  beforeEach(() => pay(...EARLIER_WEEKS, ...THIS_WEEK));

  test("when asked about takeout last week, then the sum, the orders, the days and the own usual are said", async () => {
    const answer = await ask({ category: "takeout", period: LAST_WEEK });
    expect(saidIn(answer)).toBe(
      "$64 in 5 orders, Monday 16 to Sunday 22 November. Your usual week is about $41.\n" +
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
      "$64 in 5 orders, Monday 16 to Sunday 22 November.\n" +
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
      "$388 in 13 orders, Monday 21 September to Monday 23 November so far.",
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
        "Pita Corner: $11 in 1 payment.\n" +
        "Back from Bazaarly: $10.",
    );
  });

  test("when the largest payments have no place, then they are told with their sum, and so are the places left out", async () => {
    await pay(
      ["2026-11-17", null, "2000", null],
      ["2026-11-17", null, "20", null],
      ...["Ash", "Birch", "Cedar"].map((name): Paid => ["2026-11-17", name, "1", null]),
    );
    // 104 + 2020 + 3
    expect(await said({ measure: "top merchants", period: LAST_WEEK })).toBe(
      "$2,127 in 12 payments, Monday 16 to Sunday 22 November. The 5 largest of 7 places:\n" +
        "Daily Basket: $50 in 1 payment.\n" +
        "Dashplate: $39.50 in 3 payments.\n" +
        "Taco Vereda: $13.50 in 1 payment.\n" +
        "Pita Corner: $11 in 1 payment.\n" +
        "Ash: $1 in 1 payment.\n" +
        "And 2 more, $2 together.\n" +
        "Without a place that I can name: $2,020 in 2 payments.\n" +
        "Back from Bazaarly: $10.",
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
    ["takeouts", "Counted as takeout"],
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

  test("when asked what was wasted, then what was by choice is told as that, and nothing is judged", async () => {
    const frame = understand("what did I waste money on last week?", {
      today: TODAY,
      timezone: "America/New_York",
      currency: "USD",
    });
    if (frame.intent !== "ask_spending") throw new Error(`read as ${frame.intent}`);
    expect(await said(frame.slots)).toBe(
      "That is yours to judge. What you bought by choice:\n" +
        "$110 in 2 payments, Monday 16 to Sunday 22 November.\n" +
        "$30 at Delicacies, Thursday 19 November.\n" +
        "$80 at Uniqlo, Tuesday 17 November.\n" +
        "Counted as choices: payments you could do without, by your own word or their category.",
    );
  });

  test("given labels by the person, then they decide before the category", async () => {
    expect(await said({ category: "extras", period: LAST_WEEK })).toContain("$110 in 2 payments,");
    expect(await said({ category: "necessities", period: LAST_WEEK })).toContain("$160 in 2 payments,");
    expect(await said({ category: "discretionary", period: LAST_WEEK })).toContain("$110 in 2 payments,");
  });
});
