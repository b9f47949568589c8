import { describe, expect, test } from "vitest";
import { seedMoods } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { berlin, type DeviceChat, deviceChat } from "../support/device-chat.ts";
import { moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();

/** Somebody in Berlin who checked in at noon on some days. */
async function checkedIn(days: readonly string[]): Promise<DeviceChat> {
  const someone = await deviceChat(db);
  if (days.length === 0) return someone;
  await seedMoods(
    db,
    someone.userId,
    days.map((localDate) => ({ localDate, moodScore: 2 })),
  );
  return someone;
}

const heading = (said: string) => said.split("\n")[0];

describe("/week and /month", () => {
  test.each([
    ["a Monday", "2026-11-23", "Monday 16 to Sunday 22 November", "Sunday 1 to Monday 23 November so far"],
    ["a Tuesday", "2026-11-24", "Monday 16 to Sunday 22 November", "Sunday 1 to Tuesday 24 November so far"],
    [
      "a Wednesday",
      "2026-11-25",
      "Monday 23 to Wednesday 25 November so far",
      "Sunday 1 to Wednesday 25 November so far",
    ],
    ["the 2nd", "2026-12-02", "Monday 30 November to Wednesday 2 December so far", "November 2026"],
  ])(
    "given %s, then they tell the running days from their third on, else the last whole ones",
    async (_, day, week, month) => {
      const { chat, clock } = await checkedIn(["2026-11-17", "2026-11-25"]);
      clock.now = berlin("18:00", day);
      expect(heading(await chat.say("/week"))).toBe(week);
      expect(heading(await chat.say("/month"))).toBe(month);
    },
  );

  test("with words behind them, then they tell the days that are named", async () => {
    const { chat } = await checkedIn(["2026-10-20", "2026-11-17"]);
    expect(heading(await chat.say("/week last"))).toBe("Monday 16 to Sunday 22 November");
    expect(heading(await chat.say("/week this"))).toBe("Monday 23 to Thursday 26 November so far");
    expect(heading(await chat.say("/month october"))).toBe("October 2026");
    expect(heading(await chat.say("/month last"))).toBe("October 2026");
    expect(heading(await chat.say("/month purple"))).toBe(heading(await chat.say("/month")));
  });

  test("when why? is asked, then a few lines say what it rests on, and more how its numbers are made", async () => {
    const chat = await moneyChat(db);
    await chat.say("/sample maya");
    for (const asked of ["/week", "/month"]) {
      await chat.say(asked);
      const why = await chat.say("/why");
      expect(why).toMatch(
        /days known in full[\s\S]*payments counted[\s\S]*Money: Card, Checking and Savings/,
      );
      expect(why.split("\n").length).toBeLessThanOrEqual(8);
      expect(await chat.say("more")).toMatch(
        /Beside the days of the highest and the lowest balance[\s\S]*A choice is a payment/,
      );
      expect(await chat.tap("why?")).toBe(why);
    }
  });

  test("given an earlier answer's more, then it tells nothing of the newer one", async () => {
    const chat = await moneyChat(db);
    await chat.say("/sample maya");
    for (const said of ["/week", "/why", "how did I sleep?"]) await chat.say(said);
    expect(await chat.tap("more")).toMatch(/an earlier answer/);
    expect(await chat.say("/why")).not.toContain("more");
  });

  test("given nothing known, then what would be enough is said", async () => {
    const { chat } = await checkedIn([]);
    expect(await chat.say("/week")).toContain("/checkin takes two taps");
  });
});
