import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { transactions } from "../../db/schema/money.ts";
import { budgets } from "../../db/schema/money-said.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";
import { type MoneyChat, moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();
const GROCERIES = "FOOD_AND_DRINK_GROCERIES";
const TV = "ENTERTAINMENT_TV_AND_MOVIES";

const stored = () =>
  db.select({ id: budgets.category, amount: budgets.amount }).from(budgets).orderBy(budgets.category);
const weekly = async () => (await db.select().from(userSettings))[0]?.weeklyBudget ?? null;

describe("given a person who sets budgets", () => {
  test("when one is set, changed and taken off, then each is said, and each undo goes back to what was", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("/budget")).toContain("You have no budget yet.");
    expect(await chat.say("/budget groceries 400")).toBe("Groceries: $400 a month.");
    expect(await chat.say("/budget groceries 350.50")).toBe("Groceries: $350.50 a month, $400 before.");
    expect(await stored()).toEqual([{ id: GROCERIES, amount: "350.50" }]);
    expect(await chat.say("/undo")).toBe("Taken back. Groceries: $400 a month.");
    expect(await chat.say("/budget groceries off")).toBe("Your budget for groceries, $400 a month, is off.");
    expect(await stored()).toEqual([]);
    expect(await chat.tap("undo")).toBe("Taken back. Groceries: $400 a month.");
    expect(await stored()).toEqual([{ id: GROCERIES, amount: "400.00" }]);
    await chat.say("/budget total 2000");
    expect(await chat.say("/undo")).toBe("Taken back: there's no budget for all spending again.");
  });

  test.each([
    ["set my grocery budget to 400", GROCERIES, "400.00"],
    ["limit takeout to 100 a month", "TAKEOUT", "100.00"],
    ["my monthly budget is 2000", "TOTAL", "2000.00"],
    ["set choices budget to 300", "DISCRETIONARY", "300.00"],
    ["/budget eating out $120", "EATING_OUT", "120.00"],
    ["/budget 1,500", "TOTAL", "1500.00"],
  ])("when they say %j, then that budget is kept", async (said, id, amount) => {
    const chat = await moneyChat(db);
    await chat.say(said);
    expect(await stored()).toEqual([{ id, amount }]);
  });

  test("when they say it in a sentence, then it is taken off", async () => {
    const chat = await moneyChat(db);
    await chat.say("/budget groceries 400");
    expect(await chat.say("remove my grocery budget")).toContain("is off");
    expect(await chat.say("remove my grocery budget")).toBe("You have no budget for groceries.");
  });

  test.each([
    ["/budget candy 40", "Near it: snacks and groceries"],
    ["/budget blorp 12", 'I don\'t know "blorp"'],
    ["/budget groceries", "Say what it's for and how much"],
    ["/budget groceries 20€", "the currency you count in, USD"],
    ["/budget groceries 0", "more than nothing"],
    ["/budget groceries -5", "more than nothing"],
    ["/budget groceries -$5", "more than nothing"],
    ["/budget groceries 100 a week", "Budgets go by the month"],
    ["limit takeout to 50 a week", "Budgets go by the month"],
    ["/budget groceries 100 200", "Say what it's for and how much"],
  ])("when they say %j, then it is said what is wrong, and nothing is kept", async (said, answer) => {
    const chat = await moneyChat(db);
    expect(await chat.say(said)).toContain(answer);
    expect(await stored()).toEqual([]);
  });

  test("when the one for choices changes, then the week that the money score goes by follows it", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("/budget choices 300")).toBe(
      "Spending by choice: $300 a month.\n" +
        "By the week that's $69.23: the money score's pace goes by it from now on.",
    );
    expect(await weekly()).toBe("69.23");
    await chat.say("/budget choices 520");
    expect(await weekly()).toBe("120.00");
    await chat.say("/undo");
    expect(await weekly()).toBe("69.23");
    await chat.say("/budget groceries 400");
    await chat.say("/budget choices off");
    expect(await weekly()).toBeNull();
    await chat.say("/undo");
    expect(await weekly()).toBe("69.23");
  });
});

/** Four months of groceries ($100 on the 5th, 15th and 25th) and TV ($20 on the 28th), known through yesterday. */
async function withHistory(): Promise<{ readonly chat: MoneyChat; readonly account: string }> {
  const chat = await moneyChat(db);
  const account = await chat.bank("2026-11-25");
  for (const month of ["07", "08", "09", "10", "11"]) {
    for (const day of ["05", "15", "25"]) {
      await chat.shows(account, `2026-${month}-${day}`, "Daily Basket", "100", GROCERIES);
    }
    if (month !== "11") await chat.shows(account, `2026-${month}-28`, "Streamhaus", "20", TV);
  }
  await chat.shows(account, "2026-07-01", "Elm Street Lettings", "1", "RENT_AND_UTILITIES_RENT");
  return { chat, account };
}

describe("given four months known in full", () => {
  test("when a budget is set, then it stands against the usual shape of a month, and the expected bill is taken off", async () => {
    const { chat } = await withHistory();
    // Thursday 26 November: 300 of 300 of the usual month's groceries have come; 4 own months and 2 even ones:
    // (4 + 2 × 26/30) / 6 = 95.6%; $400 of it is $382.
    expect(await chat.say("/budget groceries 400")).toBe(
      "Groceries: $400 a month.\n" +
        "$300 of it so far, $100 left for 5 days. That's less than your usual month, which by today has about $382 of it spent.\n" +
        "From Checking, up to date as of 12:00.",
    );
    expect(await chat.say("/budget total 420")).toContain("$300 of it so far, $120 left for 5 days.");
    // All spending: (301/321 + 3 × 300/320 + 2 × 26/30) / 6 = 91.4% of 420; and 420 − 300 − 20 expected, over five days.
    expect(await chat.say("/budget")).toBe(
      "November, 5 days left with today:\n" +
        "All spending: $300 of $420, $120 left for 5 days. That's less than your usual month, which by today has about $384 of it spent.\n" +
        "Groceries: $300 of $400, $100 left for 5 days. That's less than your usual month, which by today has about $382 of it spent.\n" +
        "Safe to spend today, all spending: $20.\n" +
        "From Checking, up to date as of 12:00.",
    );
    const why = await chat.say("why?");
    expect(why).toContain("Groceries: 3 payments since Sunday 1 November");
    expect(why).toContain("Expected: Streamhaus, $20, around Saturday 28 November.");
    expect(why).toContain("made of the last 4 months that I know from first to last day");
    expect(why).toContain("Money: Checking, known in full through yesterday");
  });

  test("when something is spent today, then it comes off today's share, and no more", async () => {
    const { chat } = await withHistory();
    await chat.say("/budget total 420");
    await chat.say("12 coffee");
    expect(await chat.say("how much can I spend today?")).toContain("Safe to spend today, all spending: $8.");
    await chat.say("30 lunch");
    expect(await chat.say("how much can I spend today?")).toContain("Safe to spend today, all spending: $0.");
  });

  test("when they ask what is left, whether they stay within, and what they can afford, then it is told with its ground", async () => {
    const { chat } = await withHistory();
    await chat.say("/budget total 420");
    expect(await chat.say("how much can I still spend?")).toBe(
      "All spending: $300 of $420, $120 left for 5 days. 1 payment still expected this month: $20. That leaves $100.\n" +
        "Safe to spend today, all spending: $20.\n" +
        "From Checking, up to date as of 12:00.",
    );
    expect(await chat.say("can I afford 80 headphones?")).toBe(
      "$80 fits into all spending: after it and the $20 still expected, $20 is left for 5 days.\n" +
        "From Checking, up to date as of 12:00.",
    );
    expect(await chat.say("can I afford 130 headphones?")).toContain(
      "$130 is $30 more than what's left of all spending after the $20 still expected this month.",
    );
    const forecast = await chat.say("will I stay under budget?");
    expect(forecast).toContain("All spending: $300 of $420");
    expect(forecast).toMatch(
      /if the rest of the month goes like your last \d+ weeks, it comes to about \$\d+/,
    );
    expect(await chat.say("what's left of my grocery budget?")).toBe("You have no budget for groceries.");
  });

  test("given a budget that is spent, when they ask what they can afford, then it is said that nothing is left, and no less", async () => {
    const { chat } = await withHistory();
    await chat.say("/budget total 250");
    expect(await chat.say("can I afford 80 headphones?")).toContain(
      "$80 doesn't fit into all spending any more: nothing is left of it this month after the $20 still expected.",
    );
  });

  test("given a budget for one kind of spending alone, then what they think of buying is not held against it", async () => {
    const { chat } = await withHistory();
    await chat.say("/budget groceries 400");
    expect(await chat.say("can I afford 80 headphones?")).toContain(
      "Your budgets are each for one kind of spending",
    );
  });

  test("when a transfer, a refund and another currency come, then only the refund changes what is spent", async () => {
    const { chat, account } = await withHistory();
    await chat.say("/budget groceries 400");
    await chat.shows(account, "2026-11-20", "Savings", "500", "TRANSFER_OUT_SAVINGS");
    await chat.shows(account, "2026-11-25", "Daily Basket", "-100", GROCERIES);
    await chat.shows(account, "2026-11-21", "Albert Heijn", "50", GROCERIES, { currency: "EUR" });
    const said = await chat.say("/budget");
    expect(said).toContain("Groceries: $200 of $400");
    expect(said).toContain("Payments in EUR are not in these numbers");
  });

  test("when the accounts are three days old, then it is said why nothing is called safe", async () => {
    const { chat } = await withHistory();
    await chat.say("/budget total 420");
    chat.clock.now = new Date("2026-11-29T12:00:00Z");
    expect(await chat.say("how much can I spend today?")).toContain(
      "I can't say what's safe to spend today, because your accounts are known in full only through Wednesday 25 November.",
    );
    expect(await chat.say("can I afford 80 headphones?")).toContain("I can't tell whether it fits");
  });
});

test("given accounts whose history begins within the month, then pace and safety are not told, and why is", async () => {
  const chat = await moneyChat(db);
  const account = await chat.bank("2026-11-25");
  await chat.shows(account, "2026-11-12", "Daily Basket", "40", GROCERIES);
  await chat.say("/budget groceries 400");
  expect(await chat.say("/budget")).toBe(
    "November, 5 days left with today:\n" +
      "Groceries: $40 of $400, $360 left for 5 days.\n" +
      "I can't say what's safe to spend today, because what I know begins on Thursday 12 November, within this month.\n" +
      "What I know begins on Thursday 12 November; the days before are not in it.\n" +
      "From Checking, up to date as of 12:00.",
  );
});

test("given nothing but what is told by hand, then it counts, and that it is all that is known is said", async () => {
  const chat = await moneyChat(db);
  await chat.say("/budget groceries 100");
  const none = await chat.say("/budget");
  expect(none).toContain("I know of no payments yet.");
  expect(none).not.toContain("Safe to spend");
  await chat.say("/budget total 500");
  expect(await chat.say("can I afford 80 headphones?")).toContain("I can't tell whether it fits");
  await chat.say("/undo");
  await chat.say("40 groceries");
  expect(await chat.say("/budget")).toBe(
    "November, 5 days left with today:\n" +
      "Groceries: $40 of $100, $60 left for 5 days.\n" +
      "Safe to spend today, groceries: $0.\n" +
      "These are only the payments you've told me. I know of no others.",
  );
});

test("given a budget in the currency of before, then it is told apart", async () => {
  const chat = await moneyChat(db);
  await chat.say("/budget groceries 400");
  await db.update(users).set({ currency: "EUR" }).where(eq(users.id, chat.userId));
  expect(await chat.say("/budget")).toContain("Groceries: $400 a month, set in another currency than EUR");
});

test("given a crisis rests, then budgets rest too: none is set, and no number is shown", async () => {
  const { chat } = await withHistory();
  await chat.rests();
  for (const said of ["/budget groceries 400", "/budget total 500", "/budget groceries off"])
    expect(await chat.say(said)).toMatch(/^Budgets and samples can wait until [^$]*\.$/);
  expect(await chat.say("/budget")).not.toContain("$");
  expect(await chat.say("how much can I still spend?")).not.toContain("$");
});

test("given a sample person, then a budget is theirs and goes with them", async () => {
  const chat = await moneyChat(db);
  await chat.say("/sample maya");
  expect(await chat.say("/budget groceries 400")).toContain("Groceries: $400 a month.");
  await chat.say("/own");
  expect(await chat.say("/budget")).toContain("You have no budget yet.");
  expect(await db.$count(transactions, eq(transactions.userId, chat.userId))).toBe(0);
});
