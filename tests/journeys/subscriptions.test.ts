import { describe, expect, test } from "vitest";
import { testDatabase } from "../support/database.ts";
import { type MoneyChat, moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();
const TV = "ENTERTAINMENT_TV_AND_MOVIES";
const MUSIC = "ENTERTAINMENT_MUSIC_AND_AUDIO";
const MONTHS = ["06", "07", "08", "09", "10", "11"];

/** Half a year known through yesterday: TV that went up, music in euros, rent, electricity, a cancelled box, a new gym. */
async function withStreams(): Promise<{ readonly chat: MoneyChat; readonly account: string }> {
  const chat = await moneyChat(db);
  const account = await chat.bank("2026-11-25");
  for (const [index, month] of MONTHS.entries()) {
    const tv = index < 4 ? "15.49" : "17.99";
    await chat.shows(account, `2026-${month}-12`, "Streamhaus", tv, TV);
    await chat.shows(account, `2026-${month}-03`, "Tonwelle", "10", MUSIC, { currency: "EUR" });
    await chat.shows(account, `2026-${month}-01`, "Elm Street Lettings", "1050", "RENT_AND_UTILITIES_RENT");
    if (index < 3) {
      await chat.shows(account, `2026-${month}-20`, "Nimbus Storage", "5", "GENERAL_SERVICES_STORAGE");
    }
  }
  for (const month of ["10", "11"]) {
    const gym = "PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS";
    await chat.shows(account, `2026-${month}-07`, "Ironyard Fitness", "51", gym);
  }
  return { chat, account };
}

describe("given half a year with payments that come back", () => {
  test("when asked for subscriptions, then each is told with its price and dates, by currency, and bills apart", async () => {
    const { chat } = await withStreams();
    expect(await chat.say("what subscriptions do I have?")).toBe(
      "2 subscriptions: $68.99 a month, $828 a year.\n" +
        "· Ironyard Fitness, maybe: $51 monthly, next around Monday 7 December, seen since October 2026\n" +
        "· Streamhaus: $17.99 monthly, next around Saturday 12 December, seen since June 2026\n" +
        "In EUR, not added to the rest: 1 subscription, €10 a month, €120 a year.\n" +
        "· Tonwelle: €10 monthly, next around Thursday 3 December, seen since June 2026\n" +
        "New: Ironyard Fitness, first seen on Wednesday 7 October.\n" +
        "Streamhaus went up from $15.49 to $17.99 on Monday 12 October.\n" +
        "Not seen when it was due, so perhaps cancelled: Nimbus Storage, last on Thursday 20 August.\n" +
        "Other payments that come back: Elm Street Lettings $1,050 monthly.\n" +
        "From Checking, up to date as of 12:00.\n" +
        'Is what says "maybe" a subscription?',
    );
    const why = await chat.say("why?");
    expect(why).toContain("Found among your payments since Monday 1 June");
    expect(why).toContain("Money: Checking, known in full through yesterday");
    expect(await chat.say("/subscriptions")).toContain("2 subscriptions: $68.99 a month");
  });

  test("when one is a little late, then it is said to have been expected, and not to come on a day that is past", async () => {
    const { chat, account } = await withStreams();
    chat.clock.now = new Date("2026-12-15T12:00:00Z");
    await chat.shows(account, "2026-12-03", "Tonwelle", "10", MUSIC, { currency: "EUR" });
    const list = await chat.say("what subscriptions do I have?");
    expect(list).toContain(
      "· Streamhaus: $17.99 monthly, seen since June 2026; was expected around Saturday 12 December, not seen yet",
    );
    expect(list).toContain(
      "· Tonwelle: €10 monthly, next around Sunday 3 January 2027, seen since June 2026",
    );
    expect(await chat.say("when do my subscriptions renew?")).toContain(
      "Streamhaus: was expected around Saturday 12 December, $17.99, not seen yet.",
    );
  });

  test("when the doubtful one is said to be none, then it is gone from the list, and undo brings it back", async () => {
    const { chat } = await withStreams();
    await chat.say("/subscriptions");
    await chat.tap("Ironyard Fitness: no");
    expect(await chat.say("/subscriptions")).not.toContain("Ironyard");
    await chat.say("/undo");
    expect(await chat.say("/subscriptions")).toContain("Ironyard Fitness, maybe");
    await chat.tap("Ironyard Fitness: yes");
    const sure = await chat.say("/subscriptions");
    expect(sure).toContain("· Ironyard Fitness: $51 monthly");
    expect(sure).not.toContain("maybe");
    await chat.say("/undo");
    await chat.say("/subscriptions");
    expect(await chat.say("no")).toContain("Ironyard Fitness, 7 November, $51");
    expect(await chat.say("/subscriptions")).not.toContain("Ironyard");
  });

  test("when 'that' is said to be none, then those that were told are offered, and the one that is meant is taken", async () => {
    const { chat } = await withStreams();
    await chat.say("/subscriptions");
    expect(await chat.say("that's not a subscription")).toBe("Which one?");
    expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual([
      "Ironyard Fitness, 7 November, $51",
      "Streamhaus, 12 November, $17.99",
      "Tonwelle, 3 November, €10",
      "Nimbus Storage, 20 August, $5",
      "Elm Street Lettings, 1 November, $1,050",
    ]);
    await chat.say("1");
    expect(await chat.say("/subscriptions")).not.toContain("Ironyard");
  });

  test.each(["that's not a subscription", "it's a one-off"])(
    "when just one was told, then '%s' means it",
    async (words) => {
      const { chat } = await withStreams();
      await chat.say("what is my most expensive subscription?");
      expect(await chat.say(words)).toContain("Ironyard Fitness, 7 November, $51");
    },
  );

  test.each([
    ["what is my most expensive subscription?", "In EUR, not added to the rest: 1 subscription, €10 a month"],
    ["how many subscriptions do I have?", "3 subscriptions: Ironyard Fitness, Streamhaus and Tonwelle."],
    ["how much do my subscriptions cost a month?", "2 subscriptions: $68.99 a month, $828 a year."],
    ["what is my most expensive subscription?", "The largest:\n· Ironyard Fitness, maybe: $51 monthly"],
    ["did any of my subscriptions get more expensive?", "Streamhaus went up from $15.49 to $17.99"],
    ["when do my subscriptions renew?", "Elm Street Lettings: around Tuesday 1 December, $1,050."],
    ["which subscriptions am I not using?", "I can't see whether you use something"],
  ])("when asked %j, then just that is told", async (asked, told) => {
    const { chat } = await withStreams();
    expect(await chat.say(asked)).toContain(told);
  });
});

test("given a coffee every Friday, then it stands with what else comes back, until the person calls it a subscription", async () => {
  const chat = await moneyChat(db);
  const account = await chat.bank("2026-11-25");
  for (const month of MONTHS) await chat.shows(account, `2026-${month}-12`, "Netflix", "15.49", TV);
  const coffee = { sourceCategory: "FOOD_AND_DRINK_COFFEE" };
  for (const day of ["10-09", "10-16", "10-23", "10-30", "11-06", "11-13", "11-20"]) {
    await chat.shows(account, `2026-${day}`, "Blue Cup", "5.25", null, coffee);
  }
  const told = await chat.say("/subscriptions");
  expect(told).toMatch(/^· Netflix/);
  expect(told).toContain("Other payments that come back: Blue Cup $5.25 weekly.");
  await chat.say("Blue Cup is a subscription");
  expect(await chat.say("/subscriptions")).toMatch(/^2 subscriptions: [\s\S]*· Blue Cup: \$5\.25 weekly/);
});

test("given one that is asked about by name, then its line says it, and no sum of one", async () => {
  const chat = await moneyChat(db);
  const account = await chat.bank("2026-11-25");
  for (const month of MONTHS) await chat.shows(account, `2026-${month}-12`, "Netflix", "15.49", TV);
  expect(await chat.say("am I still paying for netflix?")).toBe(
    "· Netflix: $15.49 monthly, next around Saturday 12 December, seen since June 2026\n" +
      "From Checking, up to date as of 12:00.",
  );
});

test("given a merchant that never came back, when asked when it renews, then that is said", async () => {
  const { chat } = await withStreams();
  expect(await chat.say("when does netflix renew?")).toBe(
    "I see nothing called netflix that comes back on a calendar.\nFrom Checking, up to date as of 12:00.",
  );
});

test("given a few weeks of payments, then it is said that it is too early to tell", async () => {
  const chat = await moneyChat(db);
  const account = await chat.bank("2026-11-25");
  await chat.shows(account, "2026-11-02", "Daily Basket", "40", "FOOD_AND_DRINK_GROCERIES");
  expect(await chat.say("/subscriptions")).toBe(
    "I can't tell yet: I know 24 days of payments, and need at least 45 to see what comes back.\nFrom Checking, up to date as of 12:00.",
  );
});

test("given no account at all, then it is said that nothing is known", async () => {
  const chat = await moneyChat(db);
  expect(await chat.say("/subscriptions")).toContain("No account is linked, so I can't see what comes back.");
});

test("given a crisis rests, then nothing of money is told", async () => {
  const { chat } = await withStreams();
  await chat.rests();
  expect(await chat.say("/subscriptions")).not.toContain("$");
  expect(await chat.say("what subscriptions do I have?")).not.toContain("$");
});
