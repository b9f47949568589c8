import { describe, expect, test } from "vitest";
import { addDays, weekdayOf } from "../../../coaching/model/local-date.ts";
import { testDatabase } from "../../support/database.ts";
import { LAST_WEEK, type Paid, TODAY, whyOf } from "./seed.ts";
import { spender } from "./spender.ts";

const { db } = await testDatabase();
const { ask, said, pay } = spender(db);

const RESTAURANT = "FOOD_AND_DRINK_RESTAURANT";
const GROCERIES = "FOOD_AND_DRINK_GROCERIES";
const CLOTHES = "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES";
/** Monday 31 August: the first of the last 84 days, the last of which is today. */
const FIRST = "2026-09-01";

/**
 * Every day from the first on: groceries of $10 a day; a dinner of $40 each Friday; so Fridays come to $50.
 *
 * @param at the hour in UTC that the bank gives, else the day alone
 */
function everyDay(at?: string): readonly Paid[] {
  const paid: Paid[] = [];
  for (let date = FIRST; date < TODAY; date = addDays(date, 1)) {
    const time = at === undefined ? {} : { timestamp: new Date(`${date}T${at}:00Z`), timeKnown: true };
    paid.push([date, "Daily Basket", "10", GROCERIES, time]);
    if (weekdayOf(date) === 4) paid.push([date, "Pita Corner", "40", RESTAURANT]);
  }
  return paid;
}

describe("given payments of every day, and a dinner each Friday", () => {
  test("when asked which day most is spent on, then it is the weekday by its own number of days, with the next and the least", async () => {
    await pay(...everyDay());
    const answer = await ask({ measure: "breakdown", by: "weekday" });
    // 83 known days, Tuesday 1 September to Sunday 22 November: 12 of each weekday, 11 Mondays.
    expect(await said({ measure: "breakdown", by: "weekday" })).toBe(
      "Fridays: about $50 a day, $600 in 24 payments on 12 of them, the last 84 days (Tuesday 1 September to Monday 23 " +
        "November), 83 days known in full. Next are Mondays, about $10; least are Sundays, about $10.",
    );
    const why = whyOf(answer);
    expect(why).toContain("Mondays: about $10 a day; $110 in 11 payments on 11 of them.");
    expect(why).toContain("no pattern that was tested");
    expect(why).toContain("Money: Checking, known in full through yesterday");
  });

  test("when one payment makes the weekday, then it is said with the one that it would else be", async () => {
    await pay(...everyDay(), ["2026-11-10", "Sofa House", "900", CLOTHES]);
    expect(await said({ measure: "breakdown", by: "weekday" })).toMatch(
      /^Tuesdays: about \$85 a day.* One payment makes that: without \$900 at Sofa House, Tuesday 10 November, it would be Fridays, about \$50 a day\./,
    );
  });

  test("when a rent makes the weekday, then every rent is left out before another is named, and the middle is said with the average", async () => {
    // Tuesday 1 September, Thursday 1 October; Sunday 1 November is the smaller, and like them.
    await pay(
      ...everyDay(),
      ...["2026-09-01", "2026-10-01", "2026-11-01"].map(
        (date, index): Paid => [date, "Elm Street Lettings", String(1050 - index), "RENT_AND_UTILITIES_RENT"],
      ),
    );
    const text = await said({ measure: "breakdown", by: "weekday" });
    // Tuesdays: 12 × 10 + 1050 are 97.50 a day.
    expect(text).toMatch(/^Tuesdays: about \$98 a day/);
    expect(text).toContain("That's an average: a usual Tuesday, the middle one of them, is about $10.");
    expect(text).toContain(
      "Large payments make that: without 3 of them, $3,147 at Elm Street Lettings, it would be Fridays, about $50 a day.",
    );
    expect(text).not.toContain("it would be Thursdays");
  });

  test("when there are choices enough, then these have a weekday of their own", async () => {
    const rent: readonly Paid[] = ["2026-09-02", "2026-10-07", "2026-11-04"].map((date) => [
      date,
      "Elm Street Lettings",
      "1000",
      "RENT_AND_UTILITIES_RENT",
    ]);
    await pay(
      ...everyDay(),
      ...rent,
      ["2026-11-13", "Taco Vereda", "20", RESTAURANT],
      ["2026-11-20", "Taco Vereda", "20", RESTAURANT],
    );
    const text = await said({ measure: "breakdown", by: "weekday" });
    expect(text).toMatch(/^Wednesdays: about \$260 a day/);
    // 12 dinners of $40 and two of $20 on 12 Fridays
    expect(text).toContain("By choice alone it's Fridays, about $43 a day.");
  });

  test("when asked of too short a stretch, then it says what is lacking", async () => {
    await pay(...everyDay());
    expect(await said({ measure: "breakdown", by: "weekday", period: LAST_WEEK })).toBe(
      "I can't tell by weekday. Monday 16 to Sunday 22 November: 7 days known in full, and I need at least 28 days, so that " +
        "each weekday is there four times.",
    );
  });

  test("when asked of what was seldom paid, then it says so", async () => {
    await pay(
      ...everyDay(),
      ["2026-11-10", "Uniqlo", "60", CLOTHES],
      ["2026-11-12", "Uniqlo", "20", CLOTHES],
    );
    expect(await said({ measure: "breakdown", by: "weekday", category: "clothes" })).toMatch(
      /^I can't tell by weekday\. The last 84 days \(.+\): 2 purchases on clothes, and I need at least 14\./,
    );
  });

  test("when asked for the day of a week, then it is a date with its largest payment and the next one", async () => {
    await pay(...everyDay());
    expect(await said({ measure: "breakdown", by: "date", period: LAST_WEEK })).toBe(
      "Friday 20 November: $50 in 2 payments, more than on any other day, Monday 16 to Sunday 22 November. " +
        "Most of it, $40 at Pita Corner. Next is Sunday 22 November: $10 in 1 payment.",
    );
  });
});

describe("given a bank that mostly gives the day alone", () => {
  test("when asked for the time of day, then it says that it can't tell, and how many carry one", async () => {
    await pay(...everyDay());
    expect(await said({ measure: "breakdown", by: "time of day" })).toMatch(
      /^What time of day I can't tell: 95 payments, none with a time, the last 84 days \(.+\)\. Banks mostly give the day alone\./,
    );
    expect(await said({ measure: "breakdown", by: "when" })).toMatch(
      /^Fridays: [\s\S]*\nWhat time of day I can't tell/,
    );
  });

  test("when a few carry a time, then these are counted and it can't tell", async () => {
    const timed: Paid = [
      "2026-11-20",
      "Taco Vereda",
      "20",
      RESTAURANT,
      { timestamp: new Date("2026-11-21T00:30:00Z"), timeKnown: true },
    ];
    await pay(...everyDay(), timed);
    expect(await said({ measure: "breakdown", by: "time of day" })).toMatch(
      /^What time of day I can't tell: 96 payments, 1 with a time, .+, and I need at least 20\./,
    );
  });
});

test("given payments that carry a time, then the part of the day is told, with how many carry one", async () => {
  // 14:00 UTC is in the morning in New York, before and after the clocks change.
  await pay(...everyDay("14:00"));
  expect(await said({ measure: "breakdown", by: "time of day" })).toMatch(
    /^Most goes out in the morning \(5:00 to 12:00\): \$830 in 83 payments, the last 84 days \(.+\)\. 83 of 95 payments carry a time of day\.$/m,
  );
});

test("given nothing known in full, then it says what is lacking", async () => {
  expect(await said({ measure: "breakdown", by: "weekday" })).toContain("I can't tell");
});
