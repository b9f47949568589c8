import { expect, test } from "vitest";
import { routeFrame } from "../../../bot/route.ts";
import { addDays, weekdayOf } from "../../../coaching/model/local-date.ts";
import { understand } from "../../../coaching/understanding/understand.ts";
import { testDatabase } from "../../support/database.ts";
import { somebody } from "../../support/somebody.ts";
import { contextOf, type Paid, TODAY, whyOf } from "./seed.ts";
import { spender } from "./spender.ts";

const { db } = await testDatabase();
const { ask, said, pay } = spender(db);

/** Groceries of $10 every day from 1 September on, and $30 more each Saturday. */
function everyDay(): readonly Paid[] {
  const paid: Paid[] = [];
  for (let date = "2026-09-01"; date < TODAY; date = addDays(date, 1)) {
    paid.push([date, "Daily Basket", "10", "FOOD_AND_DRINK_GROCERIES"]);
    if (weekdayOf(date) === 5) paid.push([date, "Pita Corner", "30", "FOOD_AND_DRINK_RESTAURANT"]);
  }
  return paid;
}

function slotsOf(text: string) {
  const frame = understand(text, { today: TODAY, timezone: "America/New_York", currency: "USD" });
  if (frame.intent !== "ask_spending") throw new Error(`"${text}" was read as ${frame.intent}`);
  return frame.slots;
}

test.each([
  // 5 Saturdays of $40 and 4 Sundays of $10 in October; 3 and 4 of them in November until today; 12 Saturdays in all.
  [
    "how much did I spend on weekends in October",
    "$240 in 14 payments, Saturdays and Sundays, October 2026. That's about $27 a day, over 9 such days known in full.",
  ],
  [
    "how much on Saturdays and Sundays in November",
    "$160 in 10 payments, Saturdays and Sundays, Sunday 1 to Monday 23 November so far. That's about $23 a day, over 7 such days known in full.",
  ],
  [
    "how much did I spend last month on Tuesdays",
    "$40 in 4 payments, Tuesdays, October 2026. That's about $10 a day, over 4 such days known in full.",
  ],
  [
    "how much do I spend on a Saturday",
    "$480 in 24 payments, Saturdays, the last 84 days (Tuesday 1 September to Monday 23 November). That's about $40 a day, over 12 such days known in full.",
  ],
  [
    "how much did I spend on Fridays on restaurants",
    "Nothing on restaurants, Fridays, the last 84 days (Tuesday 1 September to Monday 23 November).",
  ],
])("when asked %j, then only those days are counted", async (text, told) => {
  await pay(...everyDay());
  expect(await said(slotsOf(text))).toBe(told);
});

test("when some are counted, left out or own something, then they are read so", () => {
  expect(slotsOf("how much did I spend on the last 3 Fridays")).toEqual({
    measure: "total",
    weekdays: [4],
    period: { from: "2026-11-03", to: "2026-11-23" },
  });
  expect(slotsOf("how much did I spend except on weekends in October").weekdays).toEqual([0, 1, 2, 3, 4]);
  expect(slotsOf("Mondays spending")).not.toHaveProperty("weekdays");
});

test("when asked why, then only those days are in the receipt", async () => {
  await pay(...everyDay());
  const why = whyOf(await ask(slotsOf("how much did I spend on weekends in October")));
  expect(why).toContain("Saturdays and Sundays, October 2026: 9 of 9 days known in full.");
  expect(why).toContain("14 payments counted, $240.");
});

test("when asked what was bought on them, then no other day is listed", async () => {
  await pay(...everyDay());
  const text = await said(slotsOf("what did I spend on Thursdays in October"));
  expect(text).toMatch(/^\$50 in 5 payments, Thursdays, October 2026\./);
  expect(text.match(/Thursday \d+ October/g)).toHaveLength(5);
});

test("when weekdays are held against each other, then all are told by weekday", async () => {
  await pay(...everyDay());
  expect(slotsOf("how much do I spend on Fridays vs Saturdays")).toMatchObject({ by: "weekday" });
  expect(await said(slotsOf("how much do I spend on Fridays vs Saturdays"))).toMatch(
    /^Saturdays: about \$40 a day/,
  );
});

test.each([
  ["how do I sleep on weekends", "Saturdays and Sundays"],
  ["average mood on mondays", "Mondays"],
  ["why is my mood low on Sundays?", "Sundays"],
])("when asked %j, then it says that it can't, and no number of other days", (text, days) => {
  const context = { today: TODAY, timezone: "America/New_York", currency: "USD" };
  const route = routeFrame(text, understand(text, context), contextOf(somebody({})));
  expect(route).toMatchObject({
    kind: "outcome",
    outcome: { replies: [{ parts: [{ prompt: "questions/words/not-by-weekday", facts: { days } }] }] },
  });
});

test.each(["how did I sleep on Monday", "what was my mood last weekend"])(
  "when asked %j, then it is about those days as ever",
  (text) => {
    const context = { today: TODAY, timezone: "America/New_York", currency: "USD" };
    expect(routeFrame(text, understand(text, context), contextOf(somebody({}))).kind).toBe("question");
  },
);
