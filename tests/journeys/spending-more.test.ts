import { expect, test } from "vitest";
import { addDays } from "../../coaching/model/local-date.ts";
import { testDatabase } from "../support/database.ts";
import { type MoneyChat, moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();

const FAST_FOOD = "FOOD_AND_DRINK_FAST_FOOD";
const MONDAY = "2026-11-16";

/** Takeout of the week from {@link MONDAY} on, $13 an order, and one a week of $38 to $45 in the eight weeks before. */
async function eater(orders = 5): Promise<MoneyChat> {
  const chat = await moneyChat(db);
  const account = await chat.bank("2026-11-25");
  await chat.shows(account, "2026-09-01", "Grocer", "30", "FOOD_AND_DRINK_GROCERIES");
  for (let week = 1; week <= 8; week++) {
    await chat.shows(account, addDays(MONDAY, -7 * week), "Dashplate", String(46 - week), FAST_FOOD);
  }
  for (let order = 0; order < orders; order++) {
    await chat.shows(account, addDays(MONDAY, order % 7), "Taco Vereda", "13", FAST_FOOD);
  }
  return chat;
}

const labels = ({ sent }: MoneyChat) => sent.at(-1)?.buttons.map(({ label }) => label);
const chartOf = ({ sent }: MoneyChat) => sent.at(-1)?.picture?.chart;

test("given a sum, then each payment and the weeks before it are a tap away, on an older answer too", async () => {
  const chat = await eater();
  await chat.say("how much did I spend on takeout last week?");
  expect(labels(chat)).toEqual(["picture", "the five", "why?"]);
  await chat.say("how much did I spend at Dashplate last week?");
  expect(await chat.tap("the five")).toBe(
    "$65 in 5 orders, Monday 16 to Sunday 22 November.\n" +
      "$13 at Taco Vereda, Friday 20 November.\n" +
      "$13 at Taco Vereda, Thursday 19 November.\n" +
      "$13 at Taco Vereda, Wednesday 18 November.\n" +
      "$13 at Taco Vereda, Tuesday 17 November.\n" +
      "$13 at Taco Vereda, Monday 16 November.\n" +
      "Counted as takeout: restaurants, fast food and delivery, which banks don't tell apart.\n" +
      "From Checking, up to date as of 12:00.",
  );
  // What was named is what "that" means now.
  await chat.say("that was a need");
  expect(chat.sent.at(-1)?.buttons.length).toBeGreaterThan(1);
});

test("given its picture, then it has the weeks before, the usual across them, and the words say the same", async () => {
  const chat = await eater();
  await chat.say("how much did I spend on takeout last week?");
  expect(await chat.say("picture")).toBe(
    "$65 in 5 orders, Monday 16 to Sunday 22 November. Your usual week is about $42.\n" +
      "Counted as takeout: restaurants, fast food and delivery, which banks don't tell apart.\n" +
      "From Checking, up to date as of 12:00.\n" +
      "The weeks before it, the first from Monday 21 September on: $38, $39, $40, $41, $42, $43, $44 and $45.",
  );
  expect(chartOf(chat)).toMatchObject({
    kind: "stretches",
    title: "What you spent on takeout, Monday 16 to Sunday 22 November: $65",
    usual: { at: 41.5, label: "Your usual: about $42" },
  });
  const chart = chartOf(chat);
  if (chart?.kind !== "stretches") throw new Error("stretches were expected");
  expect(chart.bars.map(({ amount }) => amount)).toEqual([38, 39, 40, 41, 42, 43, 44, 45, 65]);
  expect(chart.bars.at(-1)).toEqual({ label: "16 Nov", amount: 65, text: "$65" });
});

test.each([
  ["how much did I spend at Taco Vereda last week?", "What you spent at Taco Vereda, Monday 16", "week"],
  ["how much did I spend last week?", "What you spent, Monday 16", "week"],
  ["how much did I spend on takeout on Monday?", "What you spent on takeout, Monday 23 November", "weekday"],
])("%s has a picture of its own", async (asked, title) => {
  const chat = await eater();
  await chat.say(asked);
  await chat.tap("picture");
  expect(chartOf(chat)).toMatchObject({ kind: "stretches", title: expect.stringContaining(title) });
});

test("given more payments than a list holds, then the largest are offered", async () => {
  const chat = await eater(12);
  await chat.say("how much did I spend on takeout last week?");
  expect(labels(chat)).toEqual(["picture", "the 8 largest", "why?"]);
  expect(await chat.tap("the 8 largest")).toContain("The 8 largest:");
});

test("given one payment, a stretch without a usual, or a comparison, then nothing is offered that says no more", async () => {
  const chat = await eater(1);
  await chat.say("how much did I spend at Taco Vereda last week?");
  expect(labels(chat)).toEqual(["picture", "why?"]);
  await chat.say("how much did I spend on takeout from November 1 to November 20?");
  expect(labels(chat)).toEqual(["the three", "why?"]);
  await chat.say("how much did I spend on takeout last week compared to the week before?");
  expect(labels(chat)).toEqual(["why?"]);
});

test("given coaching at rest after a crisis, or a button made by somebody else, then no amount is shown", async () => {
  const chat = await eater();
  await chat.say("how much did I spend on takeout last week?");
  expect(await chat.tapToken("s1:spent:list:soon:later:c.takeout")).toContain("button");
  await chat.rests();
  expect(await chat.tap("the five")).not.toContain("$");
  expect(await chat.tap("picture")).not.toContain("$");
});
