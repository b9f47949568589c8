import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { testDatabase } from "../support/database.ts";
import { moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();

const stored = () => db.select().from(transactions).orderBy(transactions.createdAt, transactions.amount);

describe("given a person without any bank", () => {
  test("when they say what they paid, then it is kept in the account of their own, read back, and scored anew", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("12 coffee")).toBe("Noted: coffee, $12, today.");
    expect(await stored()).toMatchObject([
      {
        source: "hand",
        localDate: "2026-11-26",
        timestamp: chat.clock.now,
        timeKnown: true,
        rawName: "coffee",
        merchantName: "Coffee",
        amount: "12.00",
        currency: "USD",
        category: "FOOD_AND_DRINK",
        subcategory: "FOOD_AND_DRINK_COFFEE",
      },
    ]);
    expect(await db.select().from(accounts)).toMatchObject([
      { provider: "hand", accountName: "Cash & by hand", accountType: "cash", syncedThrough: null },
    ]);
    expect(await db.select().from(dirtyDays)).toMatchObject([{ date: "2026-11-26" }]);
    expect(chat.errands).toMatchObject([{ kind: "understand-money", userId: chat.userId }]);
  });

  test("when they name a day, then it is of that day, and its hour is not known", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("lunch 14.50 yesterday")).toBe("Noted: lunch, $14.50, yesterday.");
    expect(await chat.say("paid rent 1200 on monday")).toBe("Noted: rent, $1,200, Monday 23 November.");
    expect(await stored()).toMatchObject([
      { localDate: "2026-11-25", timeKnown: false, amount: "14.50" },
      { localDate: "2026-11-23", timeKnown: false, amount: "1200.00" },
    ]);
  });

  test("when they name another currency, then it stays in it", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("spent 20€ on gas")).toBe("Noted: gas, €20, today.");
    expect(await chat.say("¥1200 ramen")).toBe("Noted: ramen, ¥1,200, today.");
    expect(await chat.sums()).toEqual({ EUR: "20.00", JPY: "1200" });
  });

  test("when they look at their accounts, then the day of the last payment told is there", async () => {
    const chat = await moneyChat(db);
    await chat.say("12 coffee");
    await chat.say("lunch 14.50 yesterday");
    expect(await chat.say("/accounts")).toContain("Cash & by hand: last payment today.");
  });

  test("when money came in, then it is said and kept as that", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("got 50 from mum")).toBe("Noted as money in: mum, $50, today.");
    expect(await stored()).toMatchObject([{ amount: "-50.00", category: null }]);
  });

  test("when they tell several at once, then each is kept, and one undo takes all of them back", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("12 coffee and 8 bagel")).toBe("Noted:\n· coffee, $12, today\n· bagel, $8, today");
    expect(await chat.sums()).toEqual({ USD: "20.00" });
    expect(await chat.say("/undo")).toBe("Taken back: those 2 payments are gone.");
    expect(await stored()).toEqual([]);
  });

  test("when a second amount cannot be told apart, then the first is kept, and that is said", async () => {
    const chat = await moneyChat(db);
    await chat.say("12 coffee and 8");
    expect(await chat.tap("something I paid")).toBe(
      'Noted: coffee, $12, today.\nI took the first one only. Tell me the others each on its own, as "8 bagel".',
    );
    expect(await chat.sums()).toEqual({ USD: "12.00" });
  });

  test("when they leave out what it was for, then it is asked, and a word is enough", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("spent 20")).toBe('$20: what was it for? A word will do, as "lunch".');
    expect(await stored()).toEqual([]);
    expect(await chat.say("parking")).toBe("Noted: parking, $20, today.");
    await chat.say("$5");
    expect(await chat.say("forget it")).toBe("Okay, nothing was noted.");
    await chat.say("$6");
    await chat.say("how did I sleep?");
    await chat.say("bus");
    expect(await chat.sums()).toEqual({ USD: "20.00" });
  });

  test.each(["0 coffee", "99999999999 coffee", "0.00 coffee", "0.001 coffee"])(
    "when they say %j, then nothing is kept, and why is said",
    async (said) => {
      const chat = await moneyChat(db);
      expect(await chat.say(said)).toContain("more than nothing and less than a billion");
      expect(await stored()).toEqual([]);
    },
  );

  test("when the day is still to come, then nothing is kept yet", async () => {
    const chat = await moneyChat(db);
    expect(await chat.say("lunch 14 tomorrow")).toContain("still to come");
    expect(await stored()).toEqual([]);
  });

  test("when they mend the amount, then it is changed, and each undo goes one step back", async () => {
    const chat = await moneyChat(db);
    await chat.say("12 coffee");
    expect(await chat.say("no, 13")).toBe("Changed: coffee, today, is $13 now.");
    expect(await chat.say("make it 14")).toBe("Changed: coffee, today, is $14 now.");
    expect(await chat.sums()).toEqual({ USD: "14.00" });
    expect(await chat.say("/undo")).toBe("Taken back: coffee, today, is $13 again.");
    expect(await chat.say("/undo")).toBe("Taken back: coffee, today, is $12 again.");
    expect(await chat.say("/undo")).toBe("Taken back: coffee, $12, today, is gone.");
    expect(await stored()).toEqual([]);
  });

  test("when they take it back twice, then the second tap says so", async () => {
    const chat = await moneyChat(db);
    await chat.say("12 coffee");
    expect(await chat.tap("undo")).toBe("Taken back: coffee, $12, today, is gone.");
    expect(await chat.tap("undo")).toBe("That was taken back before.");
  });

  test("when asked what was spent, then it is what was told, and no day is called known", async () => {
    const chat = await moneyChat(db);
    await chat.say("12 coffee");
    expect(await chat.say("how much did I spend this week?")).toBe(
      "$12 in 1 payment, Monday 23 to Thursday 26 November so far.\n" +
        "These are only the payments you've told me. I know of no others.",
    );
    expect(await chat.say("why?")).toContain("0 of 4 days known in full");
    expect(await chat.say("/today")).toContain("Money: no account linked");
  });
});

test("given an open check-in, when a number alone is said, then it is the check-in's, and a payment is still a payment", async () => {
  const chat = await moneyChat(db);
  await chat.say("/checkin");
  expect(await chat.say("4 tea and 5 bagel")).toContain("Noted:");
  expect(await chat.say("12 coffee")).toContain("Noted: coffee");
  expect(await chat.say("/undo")).toBe("Taken back: coffee, $12, today, is gone.");
  expect(await chat.say("5")).toContain("Energy");
  expect(await chat.sums()).toEqual({ USD: "9.00" });
  expect(await chat.say("/undo")).not.toContain("those 2");
});

test("given a linked bank, when something is told by hand, then its days stay known, and the payment counts among them", async () => {
  const chat = await moneyChat(db);
  const bank = await chat.bank("2026-11-25");
  await chat.shows(bank, "2026-11-20", "Shell", "40", "TRANSPORTATION_GAS");
  await chat.say("12 coffee on 2026-11-24");
  await chat.say("7 snacks on 2026-11-02");
  const said = await chat.say("how much did I spend from 2026-11-20 to 2026-11-25?");
  expect(said).toContain("$52 in 2 payments");
  expect(await chat.say("why?")).toContain("6 of 6 days known in full");
  // The bank's history begins with its own first row, not with what was told of the days before.
  await chat.say("how much did I spend from 2026-11-01 to 2026-11-25?");
  expect(await chat.say("why?")).toContain("6 of 25 days known in full");
});

test("given a sample person is looked at, when a payment is told, then it is the sample's, and none of their own", async () => {
  const chat = await moneyChat(db);
  await chat.say("/sample maya");
  const before = await db.$count(transactions);
  expect(await chat.say("12 coffee")).toBe("Noted: coffee, $12, today.");
  expect(await db.$count(transactions)).toBe(before + 1);
  expect(await db.$count(transactions, eq(transactions.userId, chat.userId))).toBe(0);
  expect(await chat.say("/undo")).toBe("Taken back: coffee, $12, today, is gone.");
  expect(await db.$count(transactions)).toBe(before);
});

test("given a crisis rests, when a payment is told, then it is kept, and no number is said", async () => {
  const chat = await moneyChat(db);
  await chat.rests();
  expect(await chat.say("12 coffee")).toBe("Noted.");
  expect(await chat.say("no, 13")).toBe("Noted.");
  expect(await chat.sums()).toEqual({ USD: "13.00" });
  expect(await chat.say("/undo")).toBe("Taken back.");
});
