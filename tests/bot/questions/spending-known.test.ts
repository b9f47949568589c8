import { describe, expect, test } from "vitest";
import { accounts } from "../../../db/schema/money.ts";
import { testDatabase } from "../../support/database.ts";
import { contextOf, LAST_WEEK, saidIn, seedAccount, seedPerson, TODAY, WEEK_BEFORE, whyOf } from "./seed.ts";
import { spender, THIS_WEEK, withoutFreshness } from "./spender.ts";

const { db } = await testDatabase();
const { person, ask, said, pay } = spender(db);

describe("how far the data goes", () => {
  test("given no account, then it says that none is linked", async () => {
    const other = await seedPerson(db);
    const answer = await ask({}, contextOf(other));
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
    await seedAccount(db, person().userId, "Amex", "2026-11-19");
    await pay(["2026-10-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"], ["2026-11-18", "Basket", "40", null]);
    const answer = await ask({ period: LAST_WEEK });
    expect(withoutFreshness(answer)).toBe(
      "$40 in 1 payment, Monday 16 to Sunday 22 November. In your usual week there is none.\n" +
        "Your accounts are known in full only through Thursday 19 November, so the days after it may be missing something.",
    );
    expect(whyOf(answer)).toContain("Monday 16 to Sunday 22 November: 4 of 7 days known in full.");
  });

  test("given accounts of which one was read some days ago, then an old question says through which day they are known", async () => {
    await seedAccount(db, person().userId, "Amex", "2026-11-19");
    await pay(["2026-10-01", "Elm", "900", "RENT_AND_UTILITIES_RENT"]);
    const answer = await ask({ period: { from: "2026-10-01", to: "2026-10-31" } });
    expect(saidIn(answer)).toContain("From Checking and Amex, known in full through Thursday 19 November.");
  });

  test("given many accounts, then their number stands for their names", async () => {
    for (const name of ["Amex", "Savings", "Joint", "Travel"]) {
      await seedAccount(db, person().userId, name, "2026-11-22");
    }
    await pay(["2026-11-18", "Basket", "40", null]);
    expect(saidIn(await ask({ period: LAST_WEEK }))).toContain(
      "From your 5 accounts, all up to date as of 18:10.",
    );
  });

  test("given an account read the evening before, then the clock is that of yesterday", async () => {
    await pay(["2026-11-18", "Basket", "40", null]);
    const morning = contextOf(person(), "2026-11-24", new Date("2026-11-24T13:00:00Z"));
    expect(saidIn(await ask({}, morning))).not.toContain("up to date");
    await db.update(accounts).set({ syncedThrough: "2026-11-23" });
    expect(saidIn(await ask({}, morning))).toContain("From Checking, up to date as of yesterday, 18:10.");
  });

  test("given an account that was never read, then nothing is known in full and its name is said", async () => {
    await seedAccount(db, person().userId, "Amex", null);
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
  await seedAccount(db, person().userId, "Old card", through, "USD", "file");
  const answer = await ask({ category: "takeout", period: LAST_WEEK });
  expect(`${saidIn(answer)}\n${whyOf(answer)}`).toContain(words);
  expect(saidIn(answer).includes("may be missing")).toBe(through === "2026-11-01");
});
